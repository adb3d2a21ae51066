import process from 'node:process';
import {createRandom, hashOf} from './random.ts';
import type {Target} from './target.ts';

/** How much processor time a kilobyte of input may take, in milliseconds. */
const msPerKilobyte = 8;

const spentMs = (since?: NodeJS.CpuUsage) => {
	const {user, system} = process.threadCpuUsage(since);
	return (user + system) / 1000;
};

/** A number that begins a series of inputs: the same for the same seed, target and place. */
export function seedOf(seed: number, target: string, index: number): number {
	return hashOf(new TextEncoder().encode(`${seed} ${target} ${index}`));
}

async function timed({read}: Pick<Target, 'read'>, input: Uint8Array): Promise<number> {
	const start = process.threadCpuUsage();
	await read(input, createRandom(hashOf(input)));
	return spentMs(start);
}

/** Reads an input; gives what is wrong, or undefined. One that takes too long is read twice more, for a busy machine is no fault of it. */
export async function tryInput(target: Pick<Target, 'read' | 'limitMs'>, input: Uint8Array): Promise<string | undefined> {
	const limitMs = (target.limitMs ?? 100) + (input.length * msPerKilobyte / 1024);
	try {
		let best = await timed(target, input);
		for (let again = 0; again < 2 && best > limitMs; again++) {
			best = Math.min(best, await timed(target, input));
		}

		return best > limitMs ? `too slow: ${Math.round(best)} ms for ${input.length} bytes, the limit is ${Math.round(limitMs)} ms` : undefined;
	} catch (error) {
		return error instanceof Error ? error.stack ?? error.message : String(error);
	}
}
