import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {processorMs} from './terminal-run.ts';

/** Reads the processor time of other processes. */
export type ProcessorClock = {
	/** Milliseconds of all threads of a process so far, also of those that have ended; its children do not count. */
	read(pid: number): Promise<number>;
	close(): void;
};

/**
The clock of another process has nanoseconds, where proc(5) rounds each of two numbers down to 10 ms: too coarse for a start. Node has no way to it, Python has. A program that
waits for the question answers it within a millisecond; without Python the coarse clock is used.

Source: clock_getcpuclockid of the GNU C library, and CPUCLOCK_SCHED in Linux, include/linux/posix-timers.h.
*/
const program = `
import sys, time
for line in sys.stdin:
    try:
        print(time.clock_gettime_ns((~int(line) << 3) | 2) / 1e6, flush=True)
    except OSError:
        print("nan", flush=True)
`;

export function createProcessorClock(): ProcessorClock {
	const python = spawn('python3', ['-u', '-c', program], {stdio: ['pipe', 'pipe', 'ignore']});
	const waiting: Array<(answer: string) => void> = [];
	let isGone = false;
	const giveUp = () => {
		isGone = true;
		for (const answer of waiting.splice(0)) {
			answer('');
		}
	};

	python.once('error', giveUp).once('close', giveUp);
	python.stdin.on('error', giveUp);
	createInterface({input: python.stdout}).on('line', line => {
		waiting.shift()?.(line);
	});
	return {
		async read(pid) {
			if (isGone) {
				return processorMs(pid);
			}

			const answer = await new Promise<string>(resolve => {
				waiting.push(resolve);
				python.stdin.write(`${pid}\n`);
			});
			return answer === '' ? processorMs(pid) : Number(answer);
		},
		close() {
			python.kill();
		},
	};
}
