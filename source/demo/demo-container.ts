import {once} from 'node:events';
import type {ContainerState} from '../domain/run.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {TrainingSignal} from '../engine/engine.ts';
import {realClock} from '../feed/timed-play.ts';
import {beginCommand, printPast} from './demo-command.ts';
import {detailsOf} from './demo-details.ts';
import type {DemoFiles} from './demo-files.ts';
import {createDemoLog, type DemoLog} from './demo-log.ts';
import {interruptText} from './faults.ts';
import type {DemoOutput, SavedEpoch} from './output.ts';
import {createPausableClock, type PausableClock} from './pausable-clock.ts';
import type {DemoScene} from './scenes.ts';
import type {TrainProgram} from './train-program.ts';

/** How a simulated container is made. */
export type DemoContainerOptions = {
	readonly id: string;
	readonly name: string;
	readonly command: readonly string[];
	readonly sharedMemoryBytes: number;
	readonly memoryLimitBytes?: number | undefined;
	readonly labels?: Readonly<Record<string, string>>;
	readonly files: DemoFiles;
	/** How many times faster than it would be. */
	readonly speed: number;
	/** What goes on in it; a training from its start by default. */
	readonly scene?: Pick<DemoScene, 'course' | 'fault'>;
	/** `exitCode` for the end of a container. */
	onEvent(action: string, exitCode?: number): void;
};

export type DemoContainer = {
	readonly log: DemoLog;
	readonly options: DemoContainerOptions;
	state(): ContainerState;
	details(): ContainerDetails;
	/** Begins its command; what was done before is printed at once, up to so many epochs. */
	start(done?: number): void;
	kill(signal: TrainingSignal): void;
	setPaused(isPaused: boolean): void;
	/** How long it has worked, in milliseconds: it stands still while it is paused. */
	workedMs(): number;
	/** Of a training that runs. */
	training(): TrainProgram | undefined;
	/** What was saved last. */
	saved(): SavedEpoch | undefined;
	/** Resolves with the next epoch that is saved, and when it has ended; rejects when the signal aborts. */
	nextChange(signal?: AbortSignal): Promise<void>;
	/** Ends it without a word. */
	close(): void;
};

/** A shell adds 128 to the number of the signal. */
const exitCodes: ReadonlyMap<TrainingSignal, number> = new Map([['SIGINT', 130], ['SIGTERM', 143], ['SIGKILL', 137]]);

/** Prints each piece when it is due. Gives the exit code; undefined where it was ended before. */
async function playOutput(output: Generator<DemoOutput, number>, {clock, signal, print}: {readonly clock: PausableClock; readonly signal: AbortSignal; readonly print: (piece: DemoOutput, at: number) => void}): Promise<number | undefined> {
	let due = clock.now();
	for (;;) {
		const {value, done} = output.next();
		if (done) {
			return value;
		}

		due += value.afterMs;
		try {
			await clock.wait(due - clock.now(), signal);
		} catch {
			return undefined;
		}

		print(value, Date.now());
	}
}

export function createDemoContainer(options: DemoContainerOptions): DemoContainer {
	const {sharedMemoryBytes: shmSizeBytes, memoryLimitBytes, onEvent} = options;
	const log = createDemoLog();
	const clock = createPausableClock(realClock);
	const startedMs = clock.now();
	const changes = new EventTarget();
	let state: ContainerState = {
		status: 'created', hasTerminal: true, shmSizeBytes, memoryLimitBytes,
	};
	let program: TrainProgram | undefined;
	let saved: SavedEpoch | undefined;
	let stop = new AbortController();

	const changed = () => {
		changes.dispatchEvent(new Event('changed'));
	};

	function print({text, saved: savedNow, isStripping}: DemoOutput, at: number): void {
		log.print(text, at);
		if (savedNow !== undefined) {
			saved = savedNow;
			program?.save(savedNow, at);
			changed();
		}

		if (isStripping) {
			program?.strip(at);
		}
	}

	function end(exitCode: number): void {
		state = {
			...state, status: 'exited', exitCode, finishedAt: Date.now(),
		};
		program = undefined;
		log.end();
		onEvent('die', exitCode);
		changed();
	}

	async function play(output: Generator<DemoOutput, number>): Promise<void> {
		const exitCode = await playOutput(output, {clock, signal: stop.signal, print});
		if (exitCode !== undefined) {
			end(exitCode);
		}
	}

	return {
		log,
		options,
		state: () => state,
		details: () => detailsOf(options, state),
		start(done = 0) {
			if (state.status === 'running') {
				return;
			}

			stop = new AbortController();
			const command = beginCommand(options);
			({program} = command);
			const past = printPast(command.output, done, print);
			state = {
				...state, status: 'running', startedAt: past.startedAt, exitCode: undefined, finishedAt: undefined,
			};
			onEvent('start');
			if (past.exitCode === undefined) {
				void play(command.output);
			} else {
				end(past.exitCode);
			}
		},
		kill(signal) {
			// What is frozen takes no other signal.
			const takes = signal === 'SIGKILL' ? ['running', 'paused'] : ['running'];
			if (!takes.includes(state.status)) {
				return;
			}

			clock.resume();
			stop.abort();
			if (signal === 'SIGINT') {
				log.print(interruptText, Date.now());
			}

			end(exitCodes.get(signal)!);
		},
		setPaused(isPaused) {
			clock[isPaused ? 'pause' : 'resume']();
			state = {...state, status: isPaused ? 'paused' : 'running'};
			onEvent(isPaused ? 'pause' : 'unpause');
		},
		workedMs: () => clock.now() - startedMs,
		training: () => program,
		saved: () => saved,
		async nextChange(signal) {
			await once(changes, 'changed', {signal});
		},
		close() {
			stop.abort();
			log.end();
			changed();
		},
	};
}
