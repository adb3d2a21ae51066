import type {RankFailure} from '../domain/run.ts';
import {toWindowsExit} from '../domain/windows-exit.ts';

/*
What launchers of a training on several GPUs say of its processes. Source: torch.distributed.elastic of PyTorch 1.9 to 2.9, torch.multiprocessing,
subprocess; the command that Ultralytics prints.
*/

/** A process that was ended by a signal has the negative of its number as exit code. */
const signals: Readonly<Record<number, string>> = {
	1: 'SIGHUP', 2: 'SIGINT', 4: 'SIGILL', 6: 'SIGABRT', 7: 'SIGBUS', 8: 'SIGFPE', 9: 'SIGKILL', 11: 'SIGSEGV', 15: 'SIGTERM',
};

/** A shell between adds the number of a signal to this. */
const shellSignals = 128;

function failureOf(exitCode: number, rest: Pick<RankFailure, 'rank' | 'host'> = {}): RankFailure {
	const signal = exitCode < 0 ? signals[-exitCode] : undefined;
	return {...rest, exitCode, ...(signal !== undefined && {signal})};
}

const words = /exitcode|Root Cause|rank |host |<Signals\.|terminated with (?:signal|exit code)|non-zero exit status/;

/** Reads the block `Root Cause (first observed failure)` and the lines that name an exit code. */
export type RankFailureReader = {
	push(text: string): RankFailure | undefined;
};

export function createRankFailureReader(): RankFailureReader {
	let isRootCause = false;
	let rank: number | undefined;
	let host: string | undefined;
	return {
		push(text) {
			if (!words.test(text)) {
				return undefined;
			}

			if (text.startsWith('Root Cause (first observed failure):')) {
				isRootCause = true;
				rank = undefined;
				host = undefined;
				return undefined;
			}

			const [, key, value = ''] = isRootCause ? /^ {2}(host|rank|exitcode) +: (\S+)/.exec(text) ?? [] : [];
			switch (key) {
				case 'host': {
					host = value;
					return undefined;
				}

				case 'rank': {
					rank = Number(value);
					return undefined;
				}

				case 'exitcode': {
					isRootCause = false;
					return failureOf(Number(value), {...(Number.isSafeInteger(rank) && {rank: rank!}), ...(host !== undefined && {host})});
				}

				default: {
					return recogniseLauncherLine(text);
				}
			}
		},
	};
}

/** `failed (exitcode: -9) local_rank: 1 (pid: 13) of binary: ...`, `died with <Signals.SIGKILL: 9>`, `process 1 terminated with signal SIGKILL`. */
function recogniseLauncherLine(text: string): RankFailure | undefined {
	const [, exitCode] = /\bfailed \(exitcode: (-?\d+)\) local_rank: \d+ \(pid: \d+\) of binary: /.exec(text) ?? [];
	if (exitCode !== undefined) {
		return failureOf(Number(exitCode));
	}

	const [, number, status] = /^subprocess\.CalledProcessError: .* (?:died with <Signals\.SIG\w+: (\d+)>|returned non-zero exit status (\d+)\.$)/.exec(text) ?? [];
	if (number !== undefined) {
		return failureOf(-Number(number));
	}

	// Any other exit status says only that the process has failed, of which it has told itself.
	if (status !== undefined) {
		return signals[Number(status) - shellSignals] === undefined ? (toWindowsExit(Number(status)) && failureOf(Number(status))) : failureOf(shellSignals - Number(status));
	}

	const [, process, signal, code] = /ProcessExitedException: process (\d+) terminated with (?:signal (SIG\w+)|exit code (\d+))/.exec(text) ?? [];
	if (process === undefined) {
		return undefined;
	}

	const signalNumber = Number(Object.entries(signals).find(([, name]) => name === signal)?.[0] ?? 0);
	return failureOf(code === undefined ? -signalNumber : Number(code), {rank: Number(process)});
}

/** How many processes a launcher starts on this machine: `DDP: debug command ... --nproc_per_node 2 ...`. */
export function recogniseRankCount(text: string): number | undefined {
	const [, count] = /\s--nproc[-_]per[-_]node[ =](\d{1,4})\b/.exec(text) ?? [];
	return count !== undefined && Number(count) > 1 ? Number(count) : undefined;
}
