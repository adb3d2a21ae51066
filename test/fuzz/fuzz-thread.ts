import {parentPort, workerData} from 'node:worker_threads';
import {makeInput, type Stock} from './mutate.ts';
import {
	headerBytes,
	place,
	type FuzzReport,
	type FuzzTask,
} from './fuzz-protocol.ts';
import {createRandom} from './random.ts';
import {seedOf, tryInput} from './fuzz-input.ts';
import type {Target} from './target.ts';

/** A turn of a target: so many inputs, so that each target gets about as many as another, or so long in milliseconds where its inputs are dear. */
const turnInputs = 100;
const turnMs = 200;

async function fuzz({module, seed, names, done, shared}: FuzzTask): Promise<void> {
	const {targets} = await import(module) as {readonly targets: readonly Target[]};
	const numbers = new Int32Array(shared, 0, headerBytes / 4);
	const bytes = new Uint8Array(shared, headerBytes);
	const next = new Map(names.map(name => [name, done[name] ?? 0]));
	const stocks = new Map<string, Stock>();
	const report = (message: FuzzReport) => {
		parentPort!.postMessage(message);
	};

	for (;;) {
		for (const name of names) {
			const target = targets.find(one => one.name === name)!;
			const stock = stocks.get(name) ?? target.stock();
			stocks.set(name, stock);
			const first = next.get(name)!;
			let index = first;
			for (const end = performance.now() + turnMs; index < first + turnInputs && performance.now() < end; index++) {
				const input = makeInput(stock, createRandom(seedOf(seed, name, index)));
				bytes.set(input);
				numbers[place.target] = names.indexOf(name);
				numbers[place.index] = index;
				numbers[place.length] = input.length;
				Atomics.add(numbers, place.begun, 1);
				const message = await tryInput(target, input);
				if (message !== undefined) {
					report({
						kind: 'failed', target: name, index, input: Uint8Array.from(input), message,
					});
				}
			}

			next.set(name, index);
			report({kind: 'read', target: name, count: index - first});
			// What is reported leaves the thread, and what is collected is freed.
			await new Promise(resolve => {
				setImmediate(resolve);
			});
		}
	}
}

await fuzz(workerData as FuzzTask);
