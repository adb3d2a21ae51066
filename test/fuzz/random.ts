/** Numbers by chance that are the same for the same seed. */
export type Random = {
	/** At least 0, below 1. */
	next(): number;
	/** A whole number from 0, below `count`; 0 where that is less than 1. */
	below(count: number): number;
	pick<Item>(items: readonly Item[]): Item;
};

/** Source: Mulberry32, by Tommy Ettinger. */
/* eslint-disable no-bitwise, unicorn/prefer-math-trunc -- It mixes bits. */
export function createRandom(seed: number): Random {
	let state = seed | 0;
	const next = () => {
		state = (state + 0x6D_2B_79_F5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / (2 ** 32);
	};

	const below = (count: number) => Math.floor(next() * Math.max(1, count));
	return {
		next,
		below,
		pick: items => items[below(items.length)]!,
	};
}

/** A number for any bytes: FNV-1a, of 32 bits. */
export function hashOf(bytes: Uint8Array): number {
	let hash = 0x81_1C_9D_C5;
	for (const byte of bytes) {
		hash = Math.imul(hash ^ byte, 0x01_00_01_93);
	}

	return hash >>> 0;
}
/* eslint-enable no-bitwise, unicorn/prefer-math-trunc */
