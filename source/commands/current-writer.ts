import type {Options} from '../config/options.ts';
import type {RunState} from '../domain/run.ts';
import type {RunWriter} from '../domain/run-writer.ts';
import {findWriters, identifyDirectory, identifyHostDirectory, findHostWriter} from '../training/find-writer.ts';
import type {Io} from './io.ts';
import {findLocalEngine} from './open-engine.ts';
import type {ResolvedTarget} from './resolve-target.ts';

/** What writes the run directory of a target now; undefined when nothing is known to, or the run has no directory that is known. */
export async function findCurrentWriter({container, feed}: ResolvedTarget, {locatedRunDirectory}: RunState, options: Options, io: Io): Promise<RunWriter | undefined> {
	try {
		if (container !== undefined) {
			const {engine, details} = container;
			return locatedRunDirectory === undefined ? undefined : (await findWriters(engine, await identifyDirectory(details, locatedRunDirectory, engine), {signal: io.signal})).writers[0];
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
