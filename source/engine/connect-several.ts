import {UserError} from '../domain/user-error.ts';
import {connectEngine, type ConnectOptions} from './connect.ts';
import type {Engine} from './engine.ts';
import {canBeAnswered} from './ssh-failure.ts';

/** One of several engines. */
export type EngineAttempt = {
	/** Whether a person is being asked for a password or for trust in a host. */
	isAsking(): boolean;
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
export function connectEngines(places: ReadonlyArray<Pick<ConnectOptions, 'host' | 'context'>>, {ask, ...options}: Omit<ConnectOptions, 'host' | 'context'> = {}): readonly EngineAttempt[] {
	let questions: Promise<unknown> = Promise.resolve();

	async function attempt({host, context}: Pick<ConnectOptions, 'host' | 'context'>, onQuestion: () => void): Promise<EngineOutcome> {
		try {
			return {kind: 'connected', engine: await connectEngine({...options, host, context})};
		} catch (error) {
			if (!ask || !(error instanceof UserError && canBeAnswered(error))) {
				return {kind: 'failed', error};
			}

			onQuestion();
			return question({host, context}, ask);
		}
	}

	async function question(place: Pick<ConnectOptions, 'host' | 'context'>, words: (text: string) => void): Promise<EngineOutcome> {
		const asked = (async (before: Promise<unknown>): Promise<EngineOutcome> => {
			await before;
			try {
				return {kind: 'connected', engine: await connectEngine({...options, ...place, ask: words})};
			} catch (error) {
				return {kind: 'failed', error};
			}
		})(questions);
		questions = asked;
		return asked;
	}

	return places.map(place => {
		let isAsking = false;
		const outcome = attempt(place, () => {
			isAsking = true;
		});
		return {outcome, isAsking: () => isAsking};
	});
}
