import process from 'node:process';
import {setImmediate} from 'node:timers/promises';
import {gateOutput, type Io, type StopReason} from './io.ts';

/** Exit codes as a shell gives them for a process that the signal ended. */
const signals: ReadonlyArray<readonly [NodeJS.Signals, number]> = [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]];

/** Waits until everything that was written has left the process. */
async function flushed(stream: NodeJS.WriteStream): Promise<void> {
	if (stream.writableLength > 0 && !stream.destroyed) {
		await new Promise<void>(resolve => {
			stream.write('', () => {
				resolve();
			});
		});
	}
}

/**
Runs a command on this process and gives its exit code. A signal aborts the command, a second one ends
the process at once. A reader that closes standard output early (`| head`) ends it quietly with 0.
*/
export async function runProcess(run: (io: Io) => Promise<number>): Promise<number> {
	const controller = new AbortController();
	const [stdout, stderr] = [gateOutput(process.stdout), gateOutput(process.stderr)];
	let hasLostOutput = false;
	const stop = (exitCode: number) => {
		controller.abort({exitCode} satisfies StopReason);
	};

	for (const [signal, exitCode] of signals) {
		process.on(signal, () => {
			if (controller.signal.aborted) {
				process.exit(exitCode);
			}

			stop(exitCode);
		});
	}

	const onOutputError = (error: NodeJS.ErrnoException) => {
		// EIO: the terminal is gone.
		const isClosed = error.code === 'EPIPE' || error.code === 'EIO';
		if (!isClosed && !hasLostOutput) {
			// In the words of the system, such as a full disk: nothing may be lost in silence.
			hasLostOutput = true;
			stderr.write(`yolotop: ${error.message}\n`);
		}

		stop(isClosed ? 0 : 1);
	};

	process.stdout.on('error', onOutputError);
	process.stderr.on('error', onOutputError);
	const exitCode = await run({
		// Opened by whoever reads it: it costs time, and few commands do.
		get stdin() {
			return process.stdin;
		},
		stdout,
		stderr,
		environment: process.env,
		signal: controller.signal,
		now: () => Date.now(),
	});
	await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
	// A failed write is reported after the write.
	await setImmediate();
	return hasLostOutput ? 1 : exitCode;
}
