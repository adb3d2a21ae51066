import type {RunState} from '../domain/run.ts';
import {UserError} from '../domain/user-error.ts';
import {toUnreachable} from '../gather/gather-engine.ts';
import type {EngineToExamine} from '../gather/examine.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {findTrainingContainers} from '../discover/survey-engine.ts';
import type {Options} from './options/options.ts';
import type {Io} from './io.ts';
import {limitEngine} from './open-engine.ts';
import {readRun} from './read-run.ts';
import {resolveTarget} from './resolve-target.ts';

/** The machine that a question is about, and the run where there is one. */
export type Machine = {
	readonly engine: EngineToExamine;
	/** Undefined without a container: none was named, and not exactly one trains. */
	readonly details?: ContainerDetails;
	/** Undefined without a target. */
	readonly run?: RunState;
	close(): void;
};

/**
What a person asks about: the named target, or without a name the one container that trains, or else the machine alone. An engine
that does not answer is part of the answer, not an error, unless the target needs it.

@throws UserError when a named target does not exist.
*/
export async function findMachine(options: Options, io: Io): Promise<Machine> {
	const engine = await connectOrSay(options, io);
	const close = () => {
		if (!('kind' in engine)) {
			engine.close();
		}
	};

	try {
		const name = options.target ?? await findOnlyTraining(engine, io);
		if (name === undefined || (options.target !== undefined && 'kind' in engine && isOfEngineOnly(options.target))) {
			return {engine, close};
		}

		const target = await resolveTarget({...options, target: name}, io);
		try {
			const run = await readRun(target.feed, io, {isFollowing: false});
			return {
				engine, run, close, ...(target.container !== undefined && {details: target.container.details}),
			};
		} finally {
			target.close();
		}
	} catch (error) {
		close();
		throw error;
	}
}

/** A name without dot and slash is a container's, which nobody can look at without an engine; the checks say so. */
function isOfEngineOnly(target: string): boolean {
	return target !== '-' && !/[./]/.test(target);
}

/** The engine of the options, or why there is none. */
export async function connectOrSay(options: Options, io: Io): Promise<EngineToExamine> {
	const {host, context} = options;
	const {connectEngine} = await import('../engine/connect.ts');
	try {
		return limitEngine(await connectEngine({host, context, signal: io.signal}), options, io);
	} catch (error) {
		io.signal.throwIfAborted();
		const facts = toUnreachable(error);
		if (!(error instanceof UserError) || facts.kind !== 'unreachable') {
			throw error;
		}

		return facts;
	}
}

async function findOnlyTraining(engine: Engine | EngineToExamine, io: Io): Promise<string | undefined> {
	if ('kind' in engine) {
		return undefined;
	}

	const found = await findTrainingContainers(engine, io.signal).catch(() => []);
	io.signal.throwIfAborted();
	return found.length === 1 ? found[0]!.container.id : undefined;
}
