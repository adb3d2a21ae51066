import type {RunEvent} from '../domain/event.ts';
import {createContainerObserver, type ContainerObserver} from './container-observer.ts';
import type {ContainerReading} from './container-reading.ts';
import type {ContainerSource} from './container-source.ts';
import type {TrainingExec} from './container-watch.ts';
import type {PastOutput} from './past-output.ts';
import {waitAtMost} from './waiting.ts';

/** Processes and files, where the output of a container does not tell of the run. */
export type FilesSource = {
	open(source: ContainerSource): void;
	/** Whether it is what is read from. */
	isOpen(): boolean;
	/** A look at processes and files, at once or when it is time; tells whether a training has begun that prints to the container's output. */
	look(isNow: boolean, signal: AbortSignal): Promise<'observing' | 'printing'>;
	close(): void;
	/** What the engine says of a command of `docker exec`. */
	noteExec(change: TrainingExec): void;
	/** What the output says, where it is read too. */
	note(event: RunEvent): void;
};

const lookEveryMs = 3000;

/** A training has just begun or ended: its files change within moments. */
const soonMs = 500;

function observe({engine, details, output: {pipeline, emit}, trainings}: ContainerReading, runDirectory: string | undefined, unreadable: ContainerSource['unreadable']): ContainerObserver {
	return createContainerObserver({
		engine,
		container: details.id,
		trainings,
		runDirectory,
		unreadable,
		onEvent: emit,
		onOutput(bytes) {
			pipeline.output('stdout', bytes);
			pipeline.flush();
		},
		now: Date.now,
	});
}

/** `runDirectory`: only the run there. Where `isFollowing`, a look that fails is made again. */
export function createFilesSource(reading: ContainerReading, past: PastOutput, {runDirectory, isFollowing}: {readonly runDirectory: string | undefined; readonly isFollowing: boolean}): FilesSource {
	const {connection, watch, live} = reading;
	let isOpen = false;
	/** Nothing else keeps what is printed. */
	let isLiveRecord = false;
	let waitMs = lookEveryMs;

	let observer = observe(reading, runDirectory, undefined);

	async function lookNow(signal: AbortSignal): Promise<'observing' | 'printing'> {
		try {
			const found = await observer.look(watch.isUp(), signal);
			// The past of what is followed by its files is read with the first look.
			past.finish(true);
			return found;
		} catch (error) {
			signal.throwIfAborted();
			if (!isFollowing) {
				throw error;
			}

			// The engine is away: the connection of the events says so, and the next look may succeed.
			return 'observing';
		}
	}

	return {
		open(source) {
			isOpen = true;
			isLiveRecord = source.unreadable?.kind === 'log-driver';
			connection.assumeOpen();
			observer = observe(reading, runDirectory, source.unreadable);
			if (isFollowing) {
				live.use('record');
			}

			observer.begin(source);
		},
		isOpen: () => isOpen,
		async look(isNow, signal) {
			if (isFollowing) {
				await waitAtMost(isNow ? 0 : waitMs, watch.execChanged, signal);
				waitMs = watch.execChanged.isRaised() ? soonMs : lookEveryMs;
				watch.execChanged.clear();
			}

			if (isFollowing && isLiveRecord) {
				if (watch.isUp()) {
					live.start();
				} else {
					live.stop();
				}
			}

			return lookNow(signal);
		},
		close() {
			isOpen = false;
			live.use('line');
		},
		noteExec(change) {
			observer.noteExec(change);
		},
		note(event) {
			observer.note(event);
		},
	};
}
