import {Worker} from 'node:worker_threads';
import type {PictureFailure} from '../domain/picture.ts';
import type {PictureResult, PictureTask} from './picture-maker.ts';

/** A thread that answers one task after another; what breaks it ends it, and the next task gets another one. */
export type TaskThread = {
	/** Never rejects. A task that takes too long, or more memory than it may, ends with a failure, and with it the thread. */
	ask(task: PictureTask): Promise<PictureResult>;
	/** Ends the thread; who waits gets the failure `gone`. */
	end(): Promise<void>;
};

export type TaskThreadOptions = {
	/** The program of the thread. */
	readonly code: string;
	/** For one task. */
	readonly limitMs: number;
	/** Its heap; pixels lie outside of it and are bounded by the size that a header may claim. */
	readonly maxHeapMegabytes: number;
};

export function createTaskThread({code, limitMs, maxHeapMegabytes}: TaskThreadOptions): TaskThread {
	let worker: Worker | undefined;
	/** Who waits for the answer. */
	let answer: (result: PictureResult) => void = () => undefined;

	async function end(why: PictureFailure['code'] = 'gone'): Promise<void> {
		const ended = worker;
		worker = undefined;
		answer({code: why});
		await ended?.terminate();
	}

	function open(): Worker {
		if (worker !== undefined) {
			return worker;
		}

		const opened = new Worker(code, {eval: true, resourceLimits: {maxOldGenerationSizeMb: maxHeapMegabytes}});
		const fail = () => {
			if (worker !== opened) {
				return;
			}

			worker = undefined;
			answer({code: 'broken'});
		};

		opened.on('message', (result: PictureResult) => {
			answer(result);
		});
		// Without the memory that it wants a thread ends by an error.
		opened.on('error', fail);
		opened.on('exit', fail);
		opened.unref();
		worker = opened;
		return opened;
	}

	return {
		async ask(task) {
			const thread = open();
			const timer = setTimeout(() => {
				void end('too-slow');
			}, limitMs);
			try {
				return await new Promise<PictureResult>(resolve => {
					answer = resolve;
					thread.postMessage(task, task.bytes === undefined ? [] : [task.bytes.buffer as ArrayBuffer]);
				});
			} finally {
				clearTimeout(timer);
				answer = () => undefined;
			}
		},
		end,
	};
}
