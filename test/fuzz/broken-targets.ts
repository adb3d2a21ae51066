import {Buffer} from 'node:buffer';
import type {Target} from './target.ts';
import {require} from './properties.ts';

const stock = () => ({samples: [Buffer.from('epoch 1 of 3\n')], words: [Buffer.from('bad')], isStream: false});
const isBad = (input: Uint8Array) => Buffer.from(input).includes('bad');

/** Readers with a fault of each kind that some inputs bring out, to see that it is found. */
export const targets: readonly Target[] = [
	{
		name: 'sound', stock, read() {
			// Takes everything.
		},
	},
	{
		name: 'throws', stock, read(input) {
			require(!isBad(input), () => 'it was bad');
		},
	},
	{
		name: 'rejects', stock, async read(input) {
			require(!isBad(input), () => 'it was bad');
		},
	},
	{
		name: 'slow', stock, limitMs: 5, read(input) {
			for (const end = performance.now() + (isBad(input) ? 100 : 0); performance.now() < end;) {
				// Takes its time.
			}
		},
	},
	{
		name: 'hangs', stock, read(input) {
			while (isBad(input)) {
				// For ever.
			}
		},
	},
	{
		name: 'grows', stock, read(input) {
			const all: unknown[] = [];
			while (isBad(input)) {
				all.push(Array.from({length: 1000}, (_, index) => [index, all.length]));
			}
		},
	},
];
