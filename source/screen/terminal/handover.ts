import type {KeyStream} from './key-stream.ts';
import type {OwnScreen} from './own-screen.ts';
import type {ProcessWatch} from './process-watch.ts';
import type {TerminalListeners} from './session.ts';

/** Without a shell that controls jobs nothing stops; then the screen comes back after this time. */
const notStoppedMs = 150;

export type HandoverParts = {
	readonly screen: Pick<OwnScreen, 'isOpen' | 'comeBack' | 'leave'>;
	readonly keyStream: Pick<KeyStream, 'setPaused'>;
	/** Asked for when it is needed: it listens to what is made here. */
	readonly watch: () => Pick<ProcessWatch, 'stopProcess' | 'ignoreKeys'>;
	readonly listeners: Pick<TerminalListeners, 'onSuspend' | 'onResume'>;
};

/** Gives the screen away for a time: to the shell while the process is stopped, and to a program that needs the terminal. */
export type Handover = {
	/** Ctrl-Z. Not while the screen is lent: that is the matter of the program that has it. */
	suspend(): void;
	/** The process goes on. */
	comeBack(): void;
	/** See `TerminalSession`. */
	lend<T>(work: () => Promise<T>): Promise<T>;
	/** The screen does not come back by itself any more. */
	cancel(): void;
	/** Nor after a program that has it. */
	close(): void;
};

export function createHandover({screen, keyStream, watch, listeners: {onSuspend, onResume}}: HandoverParts): Handover {
	let isSuspended = false;
	let isLent = false;
	let isClosed = false;
	let notStopped: NodeJS.Timeout | undefined;

	function comeBack(): void {
		clearTimeout(notStopped);
		if (isSuspended) {
			isSuspended = false;
			onResume?.();
		} else if (!screen.isOpen()) {
			return;
		}

		screen.comeBack();
	}

	function cancel(): void {
		clearTimeout(notStopped);
	}

	return {
		suspend() {
			if (isSuspended || isLent || !screen.isOpen()) {
				return;
			}

			isSuspended = true;
			onSuspend?.();
			screen.leave();
			notStopped = setTimeout(comeBack, notStoppedMs);
			watch().stopProcess();
		},
		comeBack,
		async lend(work) {
			isLent = true;
			screen.leave();
			keyStream.setPaused(true);
			const takeSignals = watch().ignoreKeys();
			try {
				return await work();
			} finally {
				takeSignals();
				isLent = false;
				if (!isClosed) {
					keyStream.setPaused(false);
					screen.comeBack();
				}
			}
		},
		cancel,
		close() {
			isClosed = true;
			cancel();
		},
	};
}
