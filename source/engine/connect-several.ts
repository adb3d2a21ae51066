import {UserError} from '../domain/user-error.ts';
import {connectEngine, type ConnectOptions} from './connect.ts';
import type {Engine} from './engine.ts';
import {canBeAnswered} from './ssh-failure.ts';

/** One of several engines. */
export type EngineAttempt = {
	/** The address as it was given; undefined for the engine that the surroundings name. */
	readonly host?: string;
	/** Never rejects: an engine that is away is a line of the list, not its end. */
	readonly outcome: Promise<EngineOutcome>;
};

export type EngineOutcome =
	| {readonly kind: 'connected'; readonly engine: Engine}
	| {readonly kind: 'failed'; readonly error: unknown};

/**
Connects several engines at once; each has its own outcome, so that one which is away costs the others nothing. The questions of
ssh are asked one after the other, after every host was tried without.
*/
export function connectEngines(hosts: readonly string[], {ask, ...options}: Omit<ConnectOptions, 'host'> = {}): readonly EngineAttempt[] {
	let questions: Promise<unknown> = Promise.resolve();

	async function attempt(host: string | undefined): Promise<EngineOutcome> {
		try {
			return {kind: 'connected', engine: await connectEngine({...options, host})};
		} catch (error) {
			return ask && error instanceof UserError && canBeAnswered(error) ? question(host, ask) : {kind: 'failed', error};
		}
	}

	async function question(host: string | undefined, words: (text: string) => void): Promise<EngineOutcome> {
		const asked = (async (before: Promise<unknown>): Promise<EngineOutcome> => {
			await before;
			try {
				return {kind: 'connected', engine: await connectEngine({...options, host, ask: words})};
			} catch (error) {
				return {kind: 'failed', error};
			}
		})(questions);
		questions = asked;
		return asked;
	}

	return (hosts.length === 0 ? [undefined] : hosts).map(host => ({...(host !== undefined && {host}), outcome: attempt(host)}));
}
