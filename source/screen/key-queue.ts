/** What comes from the keyboard. */
export type Typed = {readonly kind: 'key'; readonly key: string} | {readonly kind: 'paste'; readonly text: string};

/** Hands on what is typed, one after another. */
export type KeyQueue = {
	push(typed: Typed): void;
	/** Keeps what comes until the work is over and who waited for it has gone on. */
	during<T>(work: () => Promise<T>): Promise<T>;
	close(): void;
};

/**
One chunk of a terminal holds all that was typed ahead. A key that answers a question lets a promise go on, which takes some
microtasks: without a break the next key would still find its action in progress, and be refused. `hasAnswered` takes what was typed and says whether it was such a key.
*/
export function createKeyQueue(hasAnswered: (typed: Typed) => boolean): KeyQueue {
	const waiting: Typed[] = [];
	let holds = 0;
	let pause: NodeJS.Immediate | undefined;

	const isHeld = () => pause !== undefined || holds > 0;

	function pump(): void {
		while (!isHeld()) {
			const next = waiting.shift();
			if (next === undefined) {
				return;
			}

			if (hasAnswered(next)) {
				goOnLater();
			}
		}
	}

	function goOnLater(): void {
		pause ??= setImmediate(() => {
			pause = undefined;
			pump();
		});
	}

	return {
		push(typed) {
			waiting.push(typed);
			pump();
		},
		async during(work) {
			holds++;
			try {
				return await work();
			} finally {
				holds--;
				goOnLater();
			}
		},
		close() {
			holds++;
			clearImmediate(pause);
			waiting.length = 0;
		},
	};
}
