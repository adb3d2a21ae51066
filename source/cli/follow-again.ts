import type {RunState} from '../domain/run.ts';
import {createStore} from '../run/store.ts';
import type {Io} from './io.ts';
import type {Options} from './options/options.ts';
import {resolveTarget} from './resolve-target.ts';

/** Reads the target of a command once more from its start, until the returned function is called; what is not as far as the state that is known already is not told. */
export function followAgain(options: Options, io: Io, {known, onState}: {readonly known: RunState; onState(state: RunState): void}): () => Promise<void> {
	const before = known.history.at(-1)?.epoch ?? 0;
	const store = createStore();
	const reading = new AbortController();
	const done = (async () => {
		// A feed that breaks off leaves the state as it was.
		const {feed, close} = await resolveTarget(options, io);
		await feed.run(({events}) => {
			store.dispatch(events);
			const state = store.getState();
			if ((state.history.at(-1)?.epoch ?? 0) >= before) {
				onState(state);
			}
		}, {signal: AbortSignal.any([io.signal, reading.signal]), isFollowing: true}).catch(() => undefined);
		close();
	})();
	return async () => {
		reading.abort();
		await done;
	};
}
