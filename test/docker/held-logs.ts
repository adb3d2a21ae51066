import {Readable} from 'node:stream';
import type {Engine} from '../../source/engine/engine.ts';

/** An engine whose log is read late, while all else goes on. */
export type HeldLogs = {
	readonly engine: Engine;
	/** From now on nothing of a log is taken, until `end`. */
	hold(): void;
	/** Ends the streams that were held, as Docker 20.10 ends one from which a rotation took the file that was being read. */
	end(): void;
};

export function holdingLogs(engine: Engine): HeldLogs {
	let held: Promise<void> | undefined;
	let letGo: (() => void) | undefined;

	async function * untilHeld(log: Readable): AsyncGenerator<Uint8Array> {
		for await (const chunk of log as AsyncIterable<Uint8Array>) {
			if (held) {
				await held;
				return;
			}

			yield chunk;
		}
	}

	return {
		engine: {
			...engine,
			async openLogs(...words) {
				return Readable.from(untilHeld(await engine.openLogs(...words)), {objectMode: false});
			},
		},
		hold() {
			held = new Promise(resolve => {
				letGo = resolve;
			});
		},
		end() {
			letGo?.();
			held = undefined;
		},
	};
}
