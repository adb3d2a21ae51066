import type {Random} from './random.ts';
import type {Stock} from './mutate.ts';

/** A reader of what comes from outside, and what must hold whatever comes. */
export type Target = {
	readonly name: string;
	/** Made when the target is first used. */
	readonly stock: () => Stock;
	/**
	Reads an input. What it draws comes from the input, so that the same input is the same case.

	@throws whatever is wrong.
	*/
	readonly read: (input: Uint8Array, random: Random) => void | Promise<void>;
	/** How much processor time an input may take beside the time for its length, in milliseconds; 100 by default. */
	readonly limitMs?: number;
};
