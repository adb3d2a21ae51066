import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {Worker} from 'node:worker_threads';
import {hashOf} from './random.ts';
import {
	headerBytes,
	place,
	sharedBytes,
	type FuzzReport,
	type FuzzTask,
} from './fuzz-protocol.ts';

export type FuzzOptions = {
	/** The file with the table of targets; that of the project by default. */
	readonly module?: string;
	readonly seed: number;
	readonly limitMs: number;
	readonly names: readonly string[];
	/** Where the inputs that failed are kept. */
	readonly folder: string;
	readonly log: (line: string) => void;
	/** One input that takes longer hangs, in milliseconds. */
	readonly hangMs?: number;
	/** It ends early with so many inputs that failed. */
	readonly maxFailures?: number;
};

export type FuzzResult = {readonly counts: ReadonlyMap<string, number>; readonly failures: number};

/** More than the largest picture needs, with what is not collected yet. */
const maxHeapMegabytes = 700;
const maxResidentBytes = 2.5e9;

/** Different inputs of one fault that are kept. */
const keptOfOne = 5;

/** Reads inputs in a thread, and watches it: one that hangs or takes all memory is ended, and its input kept. */
export async function runFuzz({module = new URL('targets.ts', import.meta.url).href, seed, limitMs, names, folder, log, hangMs = 15_000, maxFailures = Infinity}: FuzzOptions): Promise<FuzzResult> {
	const counts = new Map(names.map(name => [name, 0]));
	const reasons = new Map<string, number>();
	const shared = new SharedArrayBuffer(sharedBytes);
	const numbers = new Int32Array(shared, 0, headerBytes / 4);
	let failures = 0;

	const keep = (target: string, input: Uint8Array, message: string) => {
		failures++;
		// The same fault is found by thousands of inputs.
		const reason = `${target} ${message.split('\n', 2).join(' ').replaceAll(/\d+|".*"/g, '#').slice(0, 120)}`;
		const before = reasons.get(reason) ?? 0;
		reasons.set(reason, before + 1);
		if (before >= keptOfOne) {
			return;
		}

		mkdirSync(folder, {recursive: true});
		const file = path.join(folder, `${target}-${hashOf(input).toString(16).padStart(8, '0')}`);
		writeFileSync(file, input);
		writeFileSync(`${file}.txt`, `seed ${seed}\n${message}\n`);
		log(`FAILED ${file}: ${message.split('\n', 1)[0]!.slice(0, 400)}`);
	};

	const keepCurrent = (message: string): string => {
		const target = names[numbers[place.target]!]!;
		keep(target, Uint8Array.from(new Uint8Array(shared, headerBytes, numbers[place.length])), message);
		return target;
	};

	const done: Record<string, number> = {};
	const end = performance.now() + limitMs;
	const isOver = () => performance.now() > end || failures >= maxFailures;
	while (!isOver()) {
		const task: FuzzTask = {
			module, seed, names, done, shared,
		};
		const stopped = await watchThread(task, {
			isOver, hangMs, numbers, onReport(report) {
				if (report.kind === 'failed') {
					keep(report.target, report.input, report.message);
				} else {
					counts.set(report.target, counts.get(report.target)! + report.count);
					done[report.target] = (done[report.target] ?? 0) + report.count;
				}
			},
		});
		if (stopped !== undefined) {
			done[keepCurrent(stopped)] = numbers[place.index]! + 1;
		}
	}

	return {counts, failures};
}

type Watching = {
	readonly isOver: () => boolean;
	readonly hangMs: number;
	readonly numbers: Int32Array;
	readonly onReport: (report: FuzzReport) => void;
};

/** Until the time is over, which gives undefined, or until the thread has to be ended: why. */
async function watchThread(workerData: FuzzTask, {isOver, hangMs, numbers, onReport}: Watching): Promise<string | undefined> {
	const worker = new Worker(new URL('fuzz-thread.ts', import.meta.url), {workerData, resourceLimits: {maxOldGenerationSizeMb: maxHeapMegabytes}});
	let timer: NodeJS.Timeout | undefined;
	// Tests beside it share this process.
	const residentBefore = process.memoryUsage.rss();
	try {
		return await new Promise((resolve, reject) => {
			worker.on('message', onReport);
			worker.on('error', (error: NodeJS.ErrnoException) => {
				if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
					resolve('takes all memory');
				} else {
					reject(error);
				}
			});
			let begun = numbers[place.begun]!;
			let since = performance.now();
			timer = setInterval(() => {
				const now = performance.now();
				if (numbers[place.begun] !== begun) {
					begun = numbers[place.begun]!;
					since = now;
				}

				// Before the first input the thread loads the program.
				if (now - since > hangMs && begun > 0) {
					resolve(`hangs: no end after ${hangMs} ms`);
				} else if (process.memoryUsage.rss() > residentBefore + maxResidentBytes) {
					resolve('takes all memory');
				} else if (isOver()) {
					resolve(undefined);
				}
			}, 200);
		});
	} finally {
		clearInterval(timer);
		await worker.terminate();
	}
}
