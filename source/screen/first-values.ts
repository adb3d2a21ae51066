import type {Readable} from 'node:stream';
import {createDeferred} from '../domain/deferred.ts';
import type {RunState} from '../domain/run.ts';

/** What the application waits for before it is loaded. */
export type FirstValues = {
	/** Resolves when the values of the run are there, a key was pressed, `wake` was called, or nothing came for some seconds. */
	readonly wait: Promise<void>;
	/** Whether the values have come since the last look: once when it is known what the run does, and once more with its first figures, if those come later. */
	haveCome(): boolean;
	wake(): void;
	close(): void;
};

/** A run that says nothing for so long may say nothing for hours. */
const patienceMs = 3000;

/**
Loading Ink blocks this process for some tenths of a second, and on a busy machine for longer: whoever attaches to a run sees its values
first. Keys that come before are kept by their stream.
*/
export function awaitFirstValues(getState: () => RunState, keys: Readable): FirstValues {
	/** How much of the run is known: nothing, what it is, and its first figures. */
	let known = 0;
	const {promise: wait, resolve: wake} = createDeferred<void>();
	const patience = setTimeout(wake, patienceMs);
	keys.once('readable', wake);

	function haveCome(): boolean {
		const before = known;
		known = Math.max(known, knownOf(getState()));
		if (before === 0 && known > 0) {
			// The picture is on its way to the terminal by then.
			setImmediate(wake);
		}

		return known > before;
	}

	haveCome();
	return {
		wait,
		haveCome,
		wake,
		close() {
			clearTimeout(patience);
			keys.off('readable', wake);
		},
	};
}

function knownOf({connection, phase, progress, history}: RunState): number {
	const isKnown = connection.kind !== 'reading' && (phase.kind !== 'idle' || connection.kind !== 'open');
	return isKnown ? (progress !== undefined || history.length > 0 ? 2 : 1) : 0;
}
