import {posix} from 'node:path';
import type {Options} from '../config/options.ts';
import type {RunState} from '../domain/run.ts';
import type {RunWriter} from '../domain/run-writer.ts';
import {selectRunPath} from '../run/select-run-path.ts';
import {
	findHostWriter,
	findWriters,
	identifyDirectory,
	identifyHostDirectory,
} from '../training/find-writer.ts';
import {seeWriter} from '../training/see-writer.ts';
import type {Io} from './io.ts';
import {findLocalEngine} from './open-engine.ts';
import type {ResolvedTarget} from './resolve-target.ts';

/** What writes the run directory of a target now; undefined when nothing is known to, or the run has no directory that is known. */
export async function findCurrentWriter({container, feed}: ResolvedTarget, state: RunState, options: Options, io: Io): Promise<RunWriter | undefined> {
	try {
		if (container !== undefined) {
			const {engine, details} = container;
			const directory = selectRunPath(state);
			return directory === undefined || !posix.isAbsolute(directory) ? undefined : (await findWriters(engine, await identifyDirectory(details, directory, engine), {signal: io.signal})).writers[0];
		}

		if (feed.target.kind !== 'directory') {
			return undefined;
		}

		const {path} = feed.target;
		const engine = await findLocalEngine(options, io);
		if (engine === undefined) {
			return await findHostWriter(path);
		}

		try {
			return (await findWriters(engine, await identifyHostDirectory(path), {signal: io.signal})).writers[0];
		} finally {
			engine.close();
		}
	} catch {
		io.signal.throwIfAborted();
		return undefined;
	}
}

/** Whether anything writes a run directory of this machine: its own processes, and the containers of its engine. Undefined where nobody can tell. */
export async function isDirectoryWritten(directory: string, options: Options, io: Pick<Io, 'signal'>): Promise<boolean | undefined> {
	const engine = await findLocalEngine(options, io);
	if (engine === undefined) {
		return seeWriter(directory);
	}

	try {
		const {writers, unknown} = await findWriters(engine, await identifyHostDirectory(directory), {signal: io.signal});
		return writers.length > 0 ? true : (unknown.length === 0 ? false : undefined);
	} catch {
		io.signal.throwIfAborted();
		return undefined;
	} finally {
		engine.close();
	}
}
