import type {PictureAnswer, PictureFailure, PictureRequest} from '../domain/picture.ts';
import {createTaskThread} from './task-thread.ts';
import program from './worker-main.ts?bundled';

/** Makes pictures in a thread of its own, so that nothing on the screen waits for a decoder. */
export type PictureThread = {
	/**
	One after the other. `read` gives the file when it is not kept decoded, or why it cannot be read. Never rejects; a task that takes
	too long, or more memory than it may, ends with a failure.
	*/
	make(request: PictureRequest, read: () => Promise<Uint8Array | PictureFailure>): Promise<PictureAnswer>;
	close(): Promise<void>;
};

export type PictureThreadOptions = {
	/** A batch of training images takes 0.3 s, on a busy machine ten times that. */
	readonly limitMs?: number;
	/** Then the memory of the decoders is given back. */
	readonly idleMs?: number;
	readonly maxHeapMegabytes?: number;
	/** The program of the thread; replaced in tests. */
	readonly code?: string;
};

export function createPictureThread({limitMs = 20_000, idleMs = 60_000, maxHeapMegabytes = 512, code = program}: PictureThreadOptions = {}): PictureThread {
	const thread = createTaskThread({code, limitMs, maxHeapMegabytes});
	let idle: NodeJS.Timeout | undefined;
	let last: Promise<unknown> = Promise.resolve();
	let isClosed = false;

	async function make(request: PictureRequest, read: () => Promise<Uint8Array | PictureFailure>): Promise<PictureAnswer> {
		const first = await thread.ask({request});
		if (first !== 'bytes-wanted') {
			return first;
		}

		const bytes = await read();
		if ('code' in bytes) {
			return bytes;
		}

		// A copy of its own can be handed over.
		const made = isClosed ? 'bytes-wanted' : await thread.ask({request, bytes: new Uint8Array(bytes)});
		return made === 'bytes-wanted' ? {code: 'gone'} : made;
	}

	async function makeAfter(before: Promise<unknown>, ...task: Parameters<typeof make>): Promise<PictureAnswer> {
		await before;
		if (isClosed) {
			return {code: 'gone'};
		}

		clearTimeout(idle);
		try {
			return await make(...task);
		} finally {
			idle = setTimeout(() => {
				void thread.end();
			}, idleMs).unref();
		}
	}

	return {
		async make(request, read) {
			const making = makeAfter(last, request, read);
			last = making;
			return making;
		},
		async close() {
			isClosed = true;
			await thread.end();
			await last;
			clearTimeout(idle);
		},
	};
}
