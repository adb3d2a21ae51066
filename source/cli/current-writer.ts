import {posix} from 'node:path';
import type {RunState} from '../domain/run.ts';
import type {RunWriter} from '../domain/run-writer.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {isSameDirectory} from '../run/same-directory.ts';
import {selectRunPath} from '../run/select-run-path.ts';
import {findTrainings} from '../training/find-trainings.ts';
import {
	findHostWriter,
	findWriters,
	identifyDirectory,
	identifyHostDirectory,
} from '../training/find-writer.ts';
import {seeWriter} from '../training/see-writer.ts';
import type {Options} from './options/options.ts';
import type {Io} from './io.ts';
import {findLocalEngine} from './open-engine.ts';
import type {ResolvedTarget} from './resolve-target.ts';

/** The training of the container itself that writes the run that is shown. */
async function findOwnWriter(engine: Engine, {id, name, state}: ContainerDetails, directory: string | undefined, signal: AbortSignal): Promise<RunWriter | undefined> {
	if (directory === undefined || state.status !== 'running') {
		return undefined;
	}

	const trainings = await findTrainings(engine, id, {signal}).catch(() => []);
	const own = trainings.find(({runDirectory}) => runDirectory !== undefined && isSameDirectory(runDirectory, directory));
	return own && {
		kind: 'container', name, id, pid: own.process.pid,
	};
}

/** What writes the run directory of a target now; undefined when nothing is known to, or the run has no directory that is known. */
export async function findCurrentWriter({container, feed}: ResolvedTarget, state: RunState, options: Options, io: Io): Promise<RunWriter | undefined> {
	try {
		if (container !== undefined) {
			const {engine, details} = container;
			const directory = selectRunPath(state);
			const own = await findOwnWriter(engine, details, directory, io.signal);
			const isElsewhere = own === undefined && directory !== undefined && posix.isAbsolute(directory);
			if (!isElsewhere) {
				return own;
			}

			const {writers} = await findWriters(engine, await identifyDirectory(details, directory, engine), {signal: io.signal});
			return writers[0];
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
			const {writers} = await findWriters(engine, await identifyHostDirectory(path), {signal: io.signal});
			return writers[0];
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
