export type Deferred<T> = {readonly promise: Promise<T>; resolve(this: void, value: T): void};

/** A promise that is settled from outside: `Promise.withResolvers`, which Node 20 has not. */
export function createDeferred<T>(): Deferred<T> {
	let resolve!: (value: T) => void;
	// eslint-disable-next-line unicorn/prefer-promise-with-resolvers -- Node 20.
	const promise = new Promise<T>(settle => {
		resolve = settle;
	});
	return {promise, resolve};
}

/** Resolves when a signal is aborted from now on. */
export async function whenAborted(signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		signal.addEventListener('abort', () => {
			resolve();
		}, {once: true});
	});
}
