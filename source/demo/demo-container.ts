import {once} from 'node:events';
import type {ContainerState} from '../domain/container-state.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {TrainingSignal} from '../engine/engine.ts';
import {realClock} from '../feed/timed-play.ts';
import {detailsOf} from './demo-details.ts';
import type {DemoFiles} from './demo-files.ts';
import {createDemoLog, type DemoLog} from './demo-log.ts';
import {createDemoProcess} from './demo-process.ts';
import {interruptText} from './faults.ts';
import type {SavedEpoch} from './output.ts';
import {createPausableClock} from './pausable-clock.ts';
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
	readonly scene?: Pick<DemoScene, 'course' | 'failsAfter' | 'stallsAfter'>;
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
	nextChange(signal?: AbortSignal): Promise<unknown>;
	/** Ends it without any output. */
	close(): void;
};

/** A shell adds 128 to the number of the signal. */
const exitCodes: ReadonlyMap<TrainingSignal, number> = new Map([['SIGINT', 130], ['SIGTERM', 143], ['SIGKILL', 137]]);

/** Changes, and whoever waits for the next one. */
function createChanges(): {readonly note: () => void; readonly next: (signal?: AbortSignal) => Promise<unknown>} {
	const changes = new EventTarget();
	return {
		note() {
			changes.dispatchEvent(new Event('changed'));
		},
		next: async signal => once(changes, 'changed', {signal}),
	};
}

export function createDemoContainer(options: DemoContainerOptions): DemoContainer {
	const {sharedMemoryBytes: shmSizeBytes, memoryLimitBytes, onEvent} = options;
	const log = createDemoLog();
	const clock = createPausableClock(realClock);
	const startedMs = clock.now();
	const changes = createChanges();
	const process = createDemoProcess(options, {log, clock, onSaved: changes.note});
	let state: ContainerState = {
		status: 'created', hasTerminal: true, shmSizeBytes, memoryLimitBytes,
	};

	function end(exitCode: number | undefined): void {
		if (exitCode === undefined) {
			return;
		}

		process.end();
		state = {
			...state, status: 'exited', exitCode, finishedAt: Date.now(),
		};
		log.end();
		onEvent('die', exitCode);
		changes.note();
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

			const {startedAt, exitCode} = process.begin(done);
			state = {
				...state, status: 'running', startedAt, exitCode: undefined, finishedAt: undefined,
			};
			onEvent('start');
			if (exitCode === undefined) {
				void process.play().then(end);
			} else {
				end(exitCode);
			}
		},
		kill(signal) {
			// What is frozen takes no other signal.
			const takes = signal === 'SIGKILL' ? ['running', 'paused'] : ['running'];
			if (!takes.includes(state.status)) {
				return;
			}

			clock.resume();
			if (signal === 'SIGINT') {
				log.print(interruptText, Date.now());
			}

			end(exitCodes.get(signal));
		},
		setPaused(isPaused) {
			clock[isPaused ? 'pause' : 'resume']();
			state = {...state, status: isPaused ? 'paused' : 'running'};
			onEvent(isPaused ? 'pause' : 'unpause');
		},
		workedMs: () => clock.now() - startedMs,
		training: process.training,
		saved: process.saved,
		nextChange: changes.next,
		close() {
			process.end();
			log.end();
			changes.note();
		},
	};
}
