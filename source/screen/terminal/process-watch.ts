import process from 'node:process';
import {createDeferred} from '../../domain/deferred.ts';

/** What ended the screen from outside. */
export type ProcessEnd =
	/** `exitCode` is 128 and the number of the signal, as shells report it. */
	| {readonly kind: 'signal'; readonly signal: string; readonly exitCode: number}
	| {readonly kind: 'crash'; readonly error: unknown};

export type ProcessWatch = {
	readonly ended: Promise<ProcessEnd>;
	/** Ends the screen for a reason that was found elsewhere. */
	end(reason: ProcessEnd): void;
	/** Stops this process and the rest of its job, as the terminal's own Ctrl-Z would. */
	stopProcess(): void;
	/** Lets what the keys of the terminal send (Ctrl-C, Ctrl-\, Ctrl-Z) do nothing here until the returned function is called. */
	ignoreKeys(): () => void;
	close(): void;
};

export type ProcessWatchOptions = {
	/**
	Gives the terminal back; must not wait for anything. The listeners stay until `close`: Ink's own signal handling kills
	the process as soon as it finds itself alone.
	*/
	readonly onEnd: () => void;
	readonly onStop: () => void;
	readonly onContinue: () => void;
};

const endingSignals = [['SIGHUP', 1], ['SIGINT', 2], ['SIGQUIT', 3], ['SIGTERM', 15]] as const;

/** How long the rest of the program may take to end after a signal or a crash. */
const graceMs = 2000;

/** Listens for everything that can end or stop the process while the terminal is ours. */
export function watchProcess({onEnd, onStop, onContinue}: ProcessWatchOptions): ProcessWatch {
	let isEnded = false;
	let areKeysIgnored = false;
	const ended = createDeferred<ProcessEnd>();

	function end(reason: ProcessEnd): void {
		if (isEnded) {
			return;
		}

		isEnded = true;
		onEnd();
		ended.resolve(reason);
		// The command closes its streams and returns; if something holds it up, the process ends all the same.
		setTimeout(exitNow, graceMs, reason).unref();
	}

	const signalListeners = endingSignals.map(([signal, number]): readonly [string, () => void] => [signal, () => {
		if (areKeysIgnored && (signal === 'SIGINT' || signal === 'SIGQUIT')) {
			return;
		}

		const reason: ProcessEnd = {kind: 'signal', signal, exitCode: 128 + number};
		if (isEnded) {
			exitNow(reason);
		}

		end(reason);
	}]);
	const crash = (error: unknown) => {
		end({kind: 'crash', error});
	};

	const listeners: ReadonlyArray<readonly [string, (error?: unknown) => void]> = [
		...signalListeners, ['uncaughtException', crash], ['unhandledRejection', crash], ['exit', onEnd], ['SIGTSTP', onStop], ['SIGCONT', onContinue],
	];
	for (const [event, listener] of listeners) {
		process.on(event, listener);
	}

	return {
		ended: ended.promise,
		end,
		stopProcess() {
			// Our own listener would only be called again; the system's default stops the process.
			process.off('SIGTSTP', onStop);
			process.kill(0, 'SIGTSTP');
			process.on('SIGTSTP', onStop);
		},
		ignoreKeys() {
			areKeysIgnored = true;
			return () => {
				areKeysIgnored = false;
			};
		},
		close() {
			for (const [event, listener] of listeners) {
				process.off(event, listener);
			}
		},
	};
}

/** The last resort against a program that hangs on its way out, and what a second signal asks for. */
function exitNow(reason: ProcessEnd): void {
	// eslint-disable-next-line unicorn/no-process-exit -- Nothing else is sure to end the process.
	process.exit(reason.kind === 'signal' ? reason.exitCode : 1);
}
