/** A stream of numbers from 0 up to 1 that is the same for the same seed. Source: mulberry32, public domain. */
export type Random = () => number;

export function createRandom(seed: number): Random {
	let state = Math.trunc(seed);
	return () => {
		state = Math.trunc(state + 0x6D_2B_79_F5);
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** A number around 0, mostly between -1 and 1, as the sum of three even ones. */
export function spread(random: Random): number {
	return ((random() + random() + random()) * 2 / 3) - 1;
}
