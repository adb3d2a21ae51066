import {PassThrough, type Readable} from 'node:stream';

/** The log as far as it comes without a silence longer than the limit, which is reported and ends it. */
export function untilSilent(log: Readable, limitMs: number, onSilence: () => void): Readable {
	const taken = new PassThrough();
	const end = () => {
		clearTimeout(timer);
		taken.end();
	};

	const timer = setTimeout(() => {
		onSilence();
		end();
		log.destroy();
	}, limitMs);
	log.on('data', () => {
		timer.refresh();
	});
	log.on('error', error => {
		clearTimeout(timer);
		taken.destroy(error);
	});
	log.once('end', end);
	log.once('close', end);
	taken.once('close', () => {
		clearTimeout(timer);
		log.destroy();
	});
	log.pipe(taken, {end: false});
	return taken;
}

/**
A file is whole or not there: half of one would be taken as damaged. After a silence longer than the limit it throws what `onSilence` gives.

@yields the pieces as they come.
*/
export async function * unlessSilent(content: AsyncIterable<Uint8Array>, limitMs: number, onSilence: () => Error): AsyncGenerator<Uint8Array> {
	const pieces = content[Symbol.asyncIterator]();
	try {
		for (;;) {
			const {promise: silence, cancel} = rejectAfter(limitMs, onSilence);
			const next: IteratorResult<Uint8Array, unknown> = await Promise.race([pieces.next(), silence]).finally(cancel);
			if (next.done === true) {
				return;
			}

			yield next.value;
		}
	} finally {
		void Promise.resolve(pieces.return?.()).catch(() => undefined);
	}
}

function rejectAfter(ms: number, toError: () => Error): {readonly promise: Promise<never>; readonly cancel: () => void} {
	let timer: NodeJS.Timeout | undefined;
	const promise = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => {
			reject(toError());
		}, ms);
	});
	promise.catch(() => undefined);
	return {
		promise,
		cancel() {
			clearTimeout(timer);
		},
	};
}
