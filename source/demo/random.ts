/** A stream of numbers from 0 up to 1 that is the same for the same seed. */
export type Random = () => number;

const modulus = 2_147_483_647;

/** Source: the minimal standard generator of Park and Miller, multiplier 48271. Good enough for noise in curves. */
export function createRandom(seed: number): Random {
	let state = (Math.abs(Math.trunc(seed)) % (modulus - 1)) + 1;
	return () => {
		state = state * 48_271 % modulus;
		return state / modulus;
	};
}

/** A number around 0, mostly between -1 and 1, as the sum of three even ones. */
export function spread(random: Random): number {
	return ((random() + random() + random()) * 2 / 3) - 1;
}
