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
