import {PassThrough} from 'node:stream';
import type {Unanswered} from '../domain/unanswered.ts';
import {UserError} from '../domain/user-error.ts';
import type {CallOptions, Engine} from './engine.ts';
import {unlessSilent, untilSilent} from './silence.ts';

export type EngineLimits = {
	/** From the first question on, for all of them together. */
	readonly wholeMs: number;
	/** For a question without which there is no answer, such as what the container is. */
	readonly neededMs: number;
	/** For one whose answer may be missing, and for the silence of a log; also for all later ones of its kind to the container. */
	readonly optionalMs: number;
};

export type BoundedEngine = {
	readonly engine: Engine;
	/** What was given up so far, each once. */
	unanswered(): readonly Unanswered[];
};

/**
An engine for a command that answers once: each question has a limit, all of them together have one, and a container that has not
answered a kind of question is not asked it again. What is given up rejects with `engine-timeout`; a log ends where it fell silent, with
what came until then. A log that flows is read on: a slow connection is no dead one. Calls that change something are left as they are.
*/
export function boundEngine(engine: Engine, {wholeMs, neededMs, optionalMs}: EngineLimits, now: () => number = Date.now): BoundedEngine {
	const {ask, giveUp, unanswered} = createQuestions(engine.endpoint, wholeMs, now);
	const needed = async <T>(operation: string, options: CallOptions | undefined, work: (options: CallOptions) => Promise<T>, container?: string): Promise<T> => ask({
		operation, container, options, limitMs: neededMs,
	}, work);
	const optional = async <T>(operation: string, container: string, options: CallOptions | undefined, work: (options: CallOptions) => Promise<T>): Promise<T> => ask({
		operation, container, options, limitMs: optionalMs,
	}, work);

	return {
		unanswered,
		engine: {
			...engine,
			identify: async options => needed('version', options, async limited => engine.identify(limited)),
			listContainers: async options => needed('list', options, async limited => engine.listContainers({...options, ...limited})),
			inspectContainer: async (container, options) => needed('inspect', options, async limited => engine.inspectContainer(container, limited), container),
			readContainerSettings: async (container, options) => needed('inspect', options, async limited => engine.readContainerSettings(container, limited), container),
			inspectImage: async (image, options) => needed('inspect image', options, async limited => engine.inspectImage(image, limited)),
			listNetworks: async options => needed('networks', options, async limited => engine.listNetworks(limited)),
			readInfo: async options => needed('info', options, async limited => engine.readInfo(limited)),
			inspectExec: async (id, options) => optional('inspect exec', id, options, async limited => engine.inspectExec(id, limited)),
			topProcesses: async (container, options) => optional('top', container, options, async limited => engine.topProcesses(container, limited)),
			statFile: async (container, path, options) => optional('stat', container, options, async limited => engine.statFile(container, path, limited)),
			readFile: async (container, path, options) => optional('archive', container, options, async limited => engine.readFile(container, path, {...options, ...limited})),
			async openFile(container, path, options) {
				const content = await optional('archive', container, options, async limited => engine.openFile(container, path, limited));
				return content && unlessSilent(content, optionalMs, () => giveUp('archive', container));
			},
			listChangedPaths: async (container, options) => optional('changes', container, options, async limited => engine.listChangedPaths(container, limited)),
			exec: async (container, command, options) => optional('exec', container, options, async limited => engine.exec(container, command, {...options, ...limited})),
			readStats: async (container, options) => optional('stats', container, options, async limited => engine.readStats(container, limited)),
			openAttach: async (container, options) => optional('attach', container, options, async limited => engine.openAttach(container, limited)),
			async openLogs(container, options) {
				try {
					const log = await optional('logs', container, options, async limited => engine.openLogs(container, {...options, ...limited}));
					return untilSilent(log, optionalMs, () => {
						giveUp('logs', container);
					});
				} catch (error) {
					if (!(error instanceof UserError) || error.code !== 'engine-timeout') {
						throw error;
					}

					// A log that says nothing is empty as far as anybody knows; the files of the run may say more.
					const nothing = new PassThrough();
					nothing.end();
					return nothing;
				}
			},
		},
	};
}

type Question = {readonly operation: string; readonly container?: string | undefined; readonly options?: CallOptions | undefined; readonly limitMs: number};

/** Asks within the limits, and remembers what was given up. */
function createQuestions(endpoint: string, wholeMs: number, now: () => number) {
	const given = new Map<string, Unanswered>();
	let endsAt: number | undefined;

	const keyOf = (operation: string, container?: string) => `${operation} ${container ?? ''}`;

	function giveUp(operation: string, container?: string): UserError {
		given.set(keyOf(operation, container), {operation, ...(container !== undefined && {container})});
		return new UserError('engine-timeout', {endpoint, operation});
	}

	return {
		giveUp,
		unanswered: () => [...given.values()],
		/** A call under the smallest of the limits; its own is kept where it asks for more than a moment, as far as there is time. */
		async ask<T>({operation, container, options, limitMs}: Question, work: (options: CallOptions) => Promise<T>): Promise<T> {
			endsAt ??= now() + wholeMs;
			const timeLimitMs = Math.min(options?.timeLimitMs ?? limitMs, endsAt - now());
			if (timeLimitMs <= 0 || given.has(keyOf(operation, container))) {
				throw giveUp(operation, container);
			}

			try {
				return await work({...options, timeLimitMs});
			} catch (error) {
				if (error instanceof UserError && error.code === 'engine-timeout') {
					giveUp(operation, container);
				}

				throw error;
			}
		},
	};
}
