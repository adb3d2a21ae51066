import {boundEngine, type BoundedEngine, type EngineLimits} from '../engine/bounded-engine.ts';
import type {EngineAttempt} from '../engine/connect-several.ts';
import type {Engine} from '../engine/engine.ts';
import type {Host} from '../domain/host.ts';
import {UserError, type ErrorCode} from '../domain/user-error.ts';
import {labelled} from '../words/punctuation.ts';
import {describeUnanswered} from '../words/unanswered.ts';
import type {Options} from './options/options.ts';
import {limitsOf} from './engine-limits.ts';
import type {Io} from './io.ts';

/** One of the engines that a list shows. */
export type ListedEngine = Host & {readonly kind: 'engine'};

/** What ssh asks goes to the terminal itself; only where a person sees it, and before there is a screen. */
function askOf({stdin, stderr}: Io): {readonly ask?: (text: string) => void} {
	return stdin.isTTY === true && stderr.isTTY === true
		? {
			ask(text) {
				stderr.write(text);
			},
		}
		: {};
}

/**
Connects the engine that `--host`, `--context` or the surroundings name. To be called before there is a screen: ssh may ask for a
password.

@throws UserError `engine-…`, `ssh-…`.
*/
export async function openEngine(options: Options, io: Io): Promise<Engine> {
	const {host, context} = options;
	const {connectEngine} = await import('../engine/connect.ts');
	const engine = await connectEngine({
		host, context, signal: io.signal, ...askOf(io),
	});
	return limitEngine(engine, options, io);
}

/** The engine with the limits of the command, if it has any. */
export function limitEngine(engine: Engine, options: Options, io: Io): Engine {
	const limits = limitsOf(options);
	return limits === undefined ? engine : boundAndTell(engine, limits, options, io).engine;
}

/** An engine that says on standard error, when it is closed, what it did not answer. */
export function boundAndTell(engine: Engine, limits: EngineLimits, {language}: Pick<Options, 'language'>, io: Io): BoundedEngine {
	const names = new Map<string, string>();
	const bounded = boundEngine({
		...engine,
		async inspectContainer(container, options) {
			const details = await engine.inspectContainer(container, options);
			names.set(details.id, details.name);
			return details;
		},
	}, limits);
	const told: Engine = {
		...bounded.engine,
		close() {
			engine.close();
			const unanswered = bounded.unanswered();
			if (unanswered.length > 0 && !io.signal.aborted) {
				io.stderr.write(`${labelled('yolotop', describeUnanswered(unanswered, container => names.get(container) ?? container.slice(0, 12), language), language)}\n`);
			}
		},
	};
	boundedOf.set(told, bounded);
	return {engine: told, unanswered: bounded.unanswered};
}

const boundedOf = new WeakMap<Engine, BoundedEngine>();

/** Whether an engine has answered all that it was asked, as far as there was a limit. */
export function hasAnsweredAll(engine: Engine): boolean {
	return (boundedOf.get(engine)?.unanswered() ?? []).length === 0;
}

/** Whether an engine fell silent before the end of a container's log, as far as there was a limit. */
export function isLogCut(engine: Engine, id: string): boolean {
	return (boundedOf.get(engine)?.unanswered() ?? []).some(({operation, container}) => operation === 'logs' && container === id);
}

/** Connects every engine that is listed, at once. */
export async function openEngines({hosts}: Pick<Options, 'hosts'>, io: Io): Promise<ReadonlyArray<EngineAttempt & {readonly listed: ListedEngine}>> {
	const {connectEngines} = await import('../engine/connect-several.ts');
	const engines = hosts.filter((host): host is ListedEngine => host.kind === 'engine');
	return connectEngines(engines, {signal: io.signal, ...askOf(io)}).map((attempt, index) => ({...attempt, listed: engines[index]!}));
}

/** A directory of this machine is looked at whether or not an engine answers. */
const localEngineMs = 3000;

/** The engine of this machine, whose containers may see its directories; undefined where none answers at a local socket. Asks nobody anything. */
export async function findLocalEngine({host, context}: Options, {signal}: Pick<Io, 'signal'>): Promise<Engine | undefined> {
	try {
		const {connectEngine} = await import('../engine/connect.ts');
		const engine = await connectEngine({host, context, signal: AbortSignal.any([signal, AbortSignal.timeout(localEngineMs)])});
		if (engine.endpoint.startsWith('unix://')) {
			return engine;
		}

		engine.close();
	} catch {
		signal.throwIfAborted();
	}

	return undefined;
}

/** Where one of these is the answer, no engine of this machine has containers that the person could know of. */
const withoutEngine: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['engine-unreachable', 'engine-permission-denied', 'engine-not-docker']);

/**
The same before something is begun that a container must not be writing: an engine that is there and does not answer is no engine without
containers. Over a screen nobody is asked for a password: an engine behind ssh is not of this machine.

@throws UserError `engine-timeout` and others of an engine that is there.
*/
export async function requireLocalEngine(options: Options, io: Io, {isOnScreen = false}: {readonly isOnScreen?: boolean} = {}): Promise<Engine | undefined> {
	try {
		const {host, context} = options;
		const {connectEngine} = await import('../engine/connect.ts');
		const engine = isOnScreen ? await connectEngine({host, context, signal: io.signal}) : await openEngine(options, io);
		if (engine.endpoint.startsWith('unix://')) {
			return engine;
		}

		engine.close();
		return undefined;
	} catch (error) {
		if (error instanceof UserError && (withoutEngine.has(error.code) || (isOnScreen && error.code.startsWith('ssh-')))) {
			return undefined;
		}

		throw error;
	}
}
