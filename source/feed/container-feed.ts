import type {Feed, FeedBatch} from '../domain/feed.ts';
import type {Target} from '../domain/target.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {profileOf} from '../plan/profile-label.ts';
import {createContainerEffects, type ContainerSources} from './container-effects.ts';
import {
	reduceFeed,
	type FeedEffect,
	type FeedInput,
	type FeedState,
} from './container-machine.ts';
import type {ContainerReading} from './container-reading.ts';
import {createContainerRunWatch} from './container-run-watch.ts';
import {chooseSource} from './container-source.ts';
import {createContainerTrainings} from './container-trainings.ts';
import {createContainerWatch, type ContainerWatchListener} from './container-watch.ts';
import {createFeedConnection} from './feed-connection.ts';
import {createFeedOutput} from './feed-output.ts';
import {createFilesSource} from './files-source.ts';
import {createHiddenSearch} from './hidden-search.ts';
import {createLastRun, type FindLastRun} from './last-run.ts';
import {createLiveSwitch, type LiveSwitch} from './live-switch.ts';
import {createLogSource} from './log-source.ts';
import {createPastOutput, settlePast, type PastOutput} from './past-output.ts';
import {createInputs, runMachine} from './run-machine.ts';
import {seeContainer} from './seen-process.ts';

export type ContainerFeedOptions = {
	/** What the person typed or picked; the container's name when undefined. */
	readonly name?: string;
	/** Whether the feed goes on when the container has stopped, until it is started again or removed. */
	readonly waitsForRestart?: boolean;
	/** Only the run in this directory, an absolute path in the container. */
	readonly runDirectory?: string;
	/** Whether the container was only just started: it has no past that would have to be read before anything is known. */
	readonly isJustStarted?: boolean;
	/** Whether the engine fell silent before the end of what the container has printed, where it is read without following. */
	readonly isLogCut?: () => boolean;
	/** Asked once. */
	readonly findLastRun?: FindLastRun;
};

type RunOptions = {readonly signal: AbortSignal; readonly isFollowing: boolean};

function describeTarget({id, image, labels}: ContainerDetails, name: string) {
	const profile = profileOf(labels);
	return {
		kind: 'container', name, id: id.slice(0, 12), image, ...(profile !== undefined && {profile}),
	} as const satisfies Target;
}

function createReading(engine: Engine, details: ContainerDetails, listener: (batch: FeedBatch) => void): ContainerReading {
	const {id: container, hasTerminal} = details;
	const output = createFeedOutput(listener);
	const watch = createContainerWatch(engine, details, output.emit);
	const trainings = createContainerTrainings(engine, details);
	const runFiles = createContainerRunWatch({
		engine, details, trainings, isRunning: watch.isUp, onEvent: output.emit,
	});
	output.listen(runFiles.note);
	return {
		engine,
		details,
		output,
		connection: createFeedConnection(output),
		watch,
		trainings,
		runFiles,
		live: createLiveSwitch({engine, container, hasTerminal}, output),
	};
}

/** The training that the container itself is: what it has printed last may be of the process before. */
function seeItself({details, output, watch}: ContainerReading): void {
	const process = seeContainer(details, watch.state());
	if (process !== undefined) {
		output.emit({type: 'process-seen', process});
	}
}

function createSources(reading: ContainerReading, {findLastRun, runDirectory, isLogCut = () => false}: ContainerFeedOptions, {signal, isFollowing}: RunOptions): ContainerSources & {readonly past: PastOutput} {
	const lastRun = createLastRun(reading, runDirectory === undefined ? findLastRun : undefined, isLogCut);
	const hidden = createHiddenSearch(reading, lastRun);
	const past = createPastOutput({
		engine: reading.engine,
		container: reading.details.id,
		hasTerminal: reading.details.hasTerminal,
		settle: async () => settlePast(reading, hidden.searched, signal),
		onOver() {
			seeItself(reading);
			reading.connection.settle();
		},
	});
	const files = createFilesSource(reading, past, {runDirectory, isFollowing});
	reading.output.listen(files.note);
	return {
		lastRun, past, files, log: createLogSource(reading, hidden, past),
	};
}

/** What becomes of the news of the engine. */
function createWatchListener(reading: ContainerReading, {files, past}: {readonly files: ContainerSources['files']; readonly past: PastOutput}): ContainerWatchListener {
	const {details, output: {emit, signs}} = reading;
	return {
		onStarted() {
			if (past.isOver()) {
				seeItself(reading);
			}
		},
		onRenamed(name) {
			emit({type: 'target-described', target: describeTarget(details, name)});
		},
		onTrainingExec(change) {
			files.noteExec(change);
			// While the output tells of a training the end of another one is not its end.
			if (!files.isOpen() && change.exitCode !== undefined && !signs.isTraining()) {
				emit({type: 'process-exited', exitCode: change.exitCode}, change.at);
			}
		},
	};
}

/** Chooses from what the run is read and reads it, to the end of the machine; see `reduceFeed`. */
async function readContainer(reading: ContainerReading, sources: ContainerSources, {waitsForRestart = false, runDirectory}: ContainerFeedOptions, {signal, isFollowing}: RunOptions): Promise<void> {
	const {watch, runFiles} = reading;
	const inputs = createInputs<FeedInput>();
	const source = await chooseSource({
		...reading, runDirectory, isRunning: watch.isUp(), signal,
	});
	signal.throwIfAborted();
	runFiles.know(source.found ?? []);
	inputs.put({type: 'chosen', source, isUp: watch.isUp()});
	const leave = () => {
		inputs.put({type: 'failed', error: signal.reason});
	};

	signal.addEventListener('abort', leave, {once: true});
	const {perform, close} = createContainerEffects(reading, sources, inputs, {isFollowing, signal});
	try {
		const end = await runMachine<FeedState, FeedInput, FeedEffect>({
			initial: {kind: 'choosing'},
			reduce: (state, input) => reduceFeed(state, input, {isFollowing, waitsForRestart}),
			perform,
			isEnd: ({kind}) => kind === 'ended',
		}, inputs);
		if (end.kind === 'ended' && end.error !== undefined) {
			throw end.error as Error;
		}
	} finally {
		signal.removeEventListener('abort', leave);
		await close();
	}
}

/**
A container: what it has printed and prints (`logs` as the record, `attach` for the line that has not ended), what the engine says of
it, and the files of its run directory. A training whose output is not the container's, because it was started by `docker exec`,
redirected or is kept by no log driver, is followed by its process and its files instead. An exited container is delivered and
ends. Nothing is ever written to the container's input and its terminal is never resized. `details` come from `inspectContainer`, so
that a name that does not exist is an error before the screen opens.
*/
export function createContainerFeed(engine: Engine, details: ContainerDetails, options: ContainerFeedOptions = {}): Feed {
	const target = describeTarget(details, options.name ?? details.name);
	let live: LiveSwitch | undefined;

	async function run(listener: (batch: FeedBatch) => void, signal: AbortSignal, isFollowing: boolean): Promise<void> {
		const inner = new AbortController();
		const stop = AbortSignal.any([signal, inner.signal]);
		const reading = createReading(engine, details, listener);
		const {past, ...sources} = createSources(reading, options, {signal: stop, isFollowing});
		const {output, connection, watch} = reading;
		({live} = reading);
		output.emit({type: 'target-described', target});
		output.emit({type: 'container-changed', container: details.state});
		if (options.isJustStarted) {
			past.finish(true);
		} else if (isFollowing) {
			output.emit({type: 'connection-changed', connection: {kind: 'reading'}}, Date.now());
		}

		output.pipeline.flush();
		const background = isFollowing ? watch.run(createWatchListener(reading, {...sources, past}), stop).catch(() => undefined) : undefined;
		try {
			await readContainer(reading, sources, options, {signal: stop, isFollowing});
			past.finish(true);
			// What was read then tells of the past, and nothing of what the container does now.
			if (!isFollowing && watch.isUp() && !sources.files.isOpen() && options.isLogCut?.() === true) {
				connection.report({kind: 'reading'});
			}

			output.pipeline.flush();
			// A container that trains goes on; what ends here is the look at it.
			if (isFollowing || !watch.isUp()) {
				connection.report({kind: 'ended'});
			}
		} finally {
			reading.live.stop();
			inner.abort();
			await background;
			output.stop();
			if (isFollowing || !watch.isUp()) {
				output.pipeline.end();
			}
		}
	}

	return {
		target,
		async run(listener, {signal, isFollowing}) {
			try {
				await run(listener, signal, isFollowing);
			} catch (error) {
				if (!signal.aborted) {
					throw error;
				}
			}
		},
		suspend() {
			live?.suspend();
		},
		resume() {
			live?.resume();
		},
	};
}
