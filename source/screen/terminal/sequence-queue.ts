import type {TtyWriter} from './tty-writer.ts';

/** Sequences that are no frame: the title, the clipboard, notifications, the mouse. */
export type SequenceQueue = {
	/** Sends a sequence between two frames, with those that wait; an empty one only sends those. */
	send(sequence: string): void;
	/** Forgets what waits. */
	clear(): void;
};

/** More than two copies to the clipboard of a terminal that takes nothing are not kept. */
const waitingCapacity = 400_000;

/** Keeps sequences while the terminal takes nothing. At most about 400,000 characters wait; what comes later is dropped. */
export function createSequenceQueue(writer: Pick<TtyWriter, 'isIdle' | 'write'>): SequenceQueue {
	let waiting = '';
	return {
		send(sequence) {
			if (waiting.length > waitingCapacity) {
				return;
			}

			waiting += sequence;
			if (waiting === '' || !writer.isIdle()) {
				return;
			}

			const sent = waiting;
			waiting = '';
			writer.write(sent);
		},
		clear() {
			waiting = '';
		},
	};
}
