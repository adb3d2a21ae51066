import {once} from 'node:events';
import {posix} from 'node:path';
import type {ContainerState} from '../domain/run.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {TrainingSignal} from '../engine/engine.ts';
import {realClock} from '../feed/timed-play.ts';
import type {DemoFiles} from './demo-files.ts';
import {createDemoLog, type DemoLog} from './demo-log.ts';
import {interruptText} from './faults.ts';
import type {DemoOutput, SavedEpoch} from './output.ts';
import {createPausableClock} from './pausable-clock.ts';
import {demoDetection, demoTraining, demoValidation} from './training.ts';
import {beginTraining, doneShare, type TrainProgram} from './train-program.ts';
import {faultOf, type DemoScene} from './scenes.ts';

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
	pause(): void;
	unpause(): void;
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

export const demoDirectory = '/usr/src/app';
export const demoImage = 'ultralytics/yolov5:v7.0';
export const demoImageId = `sha256:${'5e'.repeat(32)}`;
/** Every demo is the same: a picture of it can be made again. */
const seed = 7;

/** A shell adds 128 to the number of the signal. */
const exitCodes: ReadonlyMap<TrainingSignal, number> = new Map([['SIGINT', 130], ['SIGTERM', 143], ['SIGKILL', 137]]);

/** What a program in the container prints, by its command. */
export function programOutput(command: readonly string[], {files, speed}: Pick<DemoContainerOptions, 'files' | 'speed'>): Generator<DemoOutput, number> | undefined {
	const valueOf = (flag: string) => command[command.indexOf(flag) + 1] ?? '';
	const script = posix.basename(command.find(word => word.endsWith('.py')) ?? '');
	const weights = valueOf('--weights');
	return script === 'val.py' ? demoValidation(weights, doneShare(files, posix.dirname(posix.dirname(weights))), speed) : (script === 'detect.py' ? demoDetection(weights, valueOf('--source'), speed) : undefined);
}

export function createDemoContainer(options: DemoContainerOptions): DemoContainer {
	const {id, name, command, sharedMemoryBytes, memoryLimitBytes, files, speed, scene = {}, onEvent} = options;
	const log = createDemoLog();
	const clock = createPausableClock(realClock);
	const startedMs = clock.now();
	let state: ContainerState = {
		status: 'created', hasTerminal: true, shmSizeBytes: sharedMemoryBytes, memoryLimitBytes,
	};
	let program: TrainProgram | undefined;
	let saved: SavedEpoch | undefined;
	let stop = new AbortController();
	const changes = new EventTarget();

	function changed(): void {
		changes.dispatchEvent(new Event('changed'));
	}

	function print(piece: DemoOutput, at: number): void {
		log.print(piece.text, at);
		if (piece.saved !== undefined) {
			({saved} = piece);
			program?.save(piece.saved, at);
			changed();
		}

		if (piece.isStripping) {
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

	async function play(output: Generator<DemoOutput, number>, signal: AbortSignal): Promise<void> {
		let due = clock.now();
		for (;;) {
			const {value, done} = output.next();
			if (done) {
				end(value);
				return;
			}

			due += value.afterMs;
			try {
				await clock.wait(due - clock.now(), signal);
			} catch {
				return;
			}

			print(value, Date.now());
		}
	}

	/** What was printed before anybody looked, with the times that it would have had; gives the exit code where that was all. */
	function printPast(output: Generator<DemoOutput, number>, done: number): number | undefined {
		const past: DemoOutput[] = [];
		let exitCode: number | undefined;
		while ((past.at(-1)?.saved?.epoch ?? 0) < done) {
			const next = output.next();
			if (next.done) {
				exitCode = next.value;
				break;
			}

			past.push(next.value);
		}

		let at = Date.now() - past.reduce((sum, {afterMs}) => sum + afterMs, 0);
		state = {...state, startedAt: at};
		for (const [index, piece] of past.entries()) {
			at += piece.afterMs;
			// Of a bar that is over only its last picture was kept by anybody.
			const isPassed = piece.text.startsWith('\r') && !piece.text.includes('\n') && /^\r(?!\n)/.test(past[index + 1]?.text ?? '');
			if (!isPassed) {
				print(piece, at);
			}
		}

		return exitCode;
	}

	return {
		log,
		options,
		state: () => state,
		details: () => ({
			id, name, image: demoImage, imageId: demoImageId, createdAt: state.startedAt, state, hasTerminal: true, hasOpenStdin: false, workingDirectory: demoDirectory, command, labels: options.labels ?? {},
			...(state.status === 'running' && {pid: 4711}),
			shmSizeBytes: sharedMemoryBytes, ipcMode: 'private', memoryLimitBytes, runtime: 'runc', logDriver: 'json-file', isAutoRemoved: false, execIds: [], networkMode: 'bridge',
			deviceRequests: [{count: -1, deviceIds: [], capabilities: [['gpu']]}],
			mounts: [
				{
					kind: 'bind', source: '/home/demo/runs', destination: `${demoDirectory}/runs`, isReadOnly: false,
				},
				{
					kind: 'bind', source: '/home/demo/site', destination: '/data/site', isReadOnly: true,
				},
			],
		}),
		start(done = 0) {
			if (state.status === 'running') {
				return;
			}

			stop = new AbortController();
			state = {
				...state, status: 'running', startedAt: Date.now(), exitCode: undefined, finishedAt: undefined,
			};
			onEvent('start');
			const tool = programOutput(command, options);
			if (tool !== undefined) {
				void play(tool, stop.signal);
				return;
			}

			program = beginTraining(command, demoDirectory, files, Date.now());
			const {batchSize = 8, workers = 2} = program.plan;
			const fault = faultOf(scene.fault, {batchSize, workers, sharedMemoryBytes});
			const output = demoTraining({
				...program.plan, speed, seed, course: program.plan.resumed === undefined ? scene.course : undefined, fault,
			});
			const exitCode = printPast(output, done);
			if (exitCode === undefined) {
				void play(output, stop.signal);
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
			stop.abort();
			if (signal === 'SIGINT') {
				log.print(interruptText, Date.now());
			}

			end(exitCodes.get(signal)!);
		},
		pause() {
			clock.pause();
			state = {...state, status: 'paused'};
			onEvent('pause');
		},
		unpause() {
			clock.resume();
			state = {...state, status: 'running'};
			onEvent('unpause');
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

