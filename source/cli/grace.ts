import {setTimeout as delay} from 'node:timers/promises';
import {createDeferred} from '../domain/deferred.ts';

/** How long a list waits for the others when one host has said everything. */
export type Grace = {
	/** One host has said everything. */
	begin(): void;
	/** Resolves so long after that; never before any host has answered. */
	after(ms: number): Promise<void>;
};

export function createGrace(signal: AbortSignal): Grace {
	const begun = createDeferred<void>();
	return {
		begin() {
			begun.resolve();
		},
		async after(ms) {
			await begun.promise;
			await delay(ms, undefined, {signal, ref: false}).catch(() => undefined);
		},
	};
}
