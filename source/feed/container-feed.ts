import type {Feed} from '../domain/feed.ts';
import type {Target} from '../domain/target.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {profileOf} from '../plan/profile-label.ts';
import type {ContainerLive} from './container-live.ts';
import {createContainerObserver} from './container-observer.ts';
import {createContainerReading, type ContainerReading} from './container-reading.ts';
import {runContainerMachine} from './container-runner.ts';
import type {ContainerSource} from './container-source.ts';
import type {ContainerWatchListener} from './container-watch.ts';
import {createFilesSource} from './files-source.ts';
import {createHiddenSearch, type FindLastRun} from './hidden-search.ts';
import {createLogSource} from './log-source.ts';
import {createPastOutput, settlePast} from './past-output.ts';
import {seeContainer} from './seen-process.ts';

export type ContainerFeedOptions = {
	/** What the person typed or picked; the container's name when undefined. */
	readonly name?: string;
	/** Whether the feed goes on when the container has stopped, until it is started again or removed. */
	readonly waitsForRestart?: boolean;
	/** Only the run in this directory, an absolute path in the container. */
	readonly runDirectory?: string | undefined;
	/** Whether the container was only just started: it has no past that would have to be read before anything is known. */
	readonly isJustStarted?: boolean;
	/** Whether the engine fell silent before the end of what the container has printed, where it is read without following. */
	readonly isLogCut?: () => boolean;
	/** Asked once, unless one run is asked for. */
	readonly findLastRun?: FindLastRun;
};

function describeTarget({id, image, labels}: ContainerDetails, name: string): Target {
	const profile = profileOf(labels);
	return {
		kind: 'container', name, id: id.slice(0, 12), image, ...(profile !== undefined && {profile}),
	};
}

/** Ties the sources of a container, and gives what reads them. */
function createParts(reading: ContainerReading, {waitsForRestart = false, runDirectory, isLogCut, findLastRun}: ContainerFeedOptions, signal: AbortSignal) {
	const {details, output: {emit, signs, ...output}, watch} = reading;
	let kind: ContainerSource['kind'] = 'log';
	/** Whether what was read of the output shows only the past, and not what the container does now. */
	const isCut = () => kind === 'log' && watch.isUp() && isLogCut?.() === true;
	const hidden = createHiddenSearch(reading, {isLogCut: isCut, findLastRun: runDirectory === undefined ? findLastRun : undefined});
	/** Reports the training that the container itself is: its last output may be of the process before. */
	const seeItself = () => {
		const process = seeContainer(details, watch.state());
		if (process !== undefined) {
			emit({type: 'process-seen', process});
		}
	};

	const past = createPastOutput(reading, {
		settle: async () => settlePast(reading, hidden.searched, signal),
		onOver() {
			seeItself();
			output.endPast();
		},
	});
	const observer = createContainerObserver(reading, runDirectory);
	output.listen(observer.note);
	const read = async () => runContainerMachine(reading, {
		sources: {log: createLogSource(reading, hidden, past), files: createFilesSource(reading, observer, past)},
		hidden,
		runDirectory,
		waitsForRestart,
		onOpen(opened) {
			kind = opened;
		},
		signal,
	});
	const watchListener: ContainerWatchListener = {
		onStarted() {
			if (past.isOver()) {
				seeItself();
			}
		},
		onRenamed(name) {
			emit({type: 'target-described', target: describeTarget(details, name)});
		},
		onTrainingExec(change) {
			observer.noteExec(change);
			// While the output tells of a training the end of another one is not its end.
			if (kind === 'log' && change.exitCode !== undefined && !signs.isTraining()) {
				emit({type: 'process-exited', exitCode: change.exitCode}, change.at);
			}
		},
	};
	return {
		read, past, isCut, watchListener,
	};
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
	let live: ContainerLive | undefined;
	return {
		target,
		async run(listener, {signal, isFollowing}) {
			const inner = new AbortController();
			const stop = AbortSignal.any([signal, inner.signal]);
			const reading = createContainerReading(engine, details, isFollowing, listener);
			const {output, watch} = reading;
			const {read, past, isCut, watchListener} = createParts(reading, options, stop);
			({live} = reading);
			output.emit({type: 'target-described', target});
			output.emit({type: 'container-changed', container: details.state});
			if (options.isJustStarted) {
				past.finish();
			} else if (isFollowing) {
				output.report({kind: 'reading'});
			}

			output.pipeline.flush();
			const background = isFollowing ? watch.run(watchListener, stop).catch(() => undefined) : undefined;
			// A container that trains goes on; what ends here is the look at it.
			const isEnd = () => isFollowing || !watch.isUp();
			try {
				await read();
				past.finish();
				if (!isFollowing && isCut()) {
					output.report({kind: 'reading'});
				}

				output.pipeline.flush();
				if (isEnd()) {
					output.report({kind: 'ended'});
				}
			} catch (error) {
				if (!signal.aborted) {
					throw error;
				}
			} finally {
				live.stop();
				inner.abort();
				await background;
				output.stop();
				if (isEnd()) {
					output.pipeline.end();
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
