import {setTimeout as delay} from 'node:timers/promises';
import type {Connection, SeenProcess} from '../domain/run.ts';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import type {LogEnd, LogFollower} from '../engine/log-follower.ts';
import type {ContainerLive} from './container-live.ts';
import type {ContainerRunWatch} from './container-run-watch.ts';
import {hiddenSource, type ContainerSource} from './container-source.ts';
import {isTrainingItself, type ContainerTrainings} from './container-trainings.ts';
import type {ContainerWatch} from './container-watch.ts';
import type {Pipeline} from './pipeline.ts';
import {toSeenProcess} from './seen-process.ts';
import type {TrainingSigns} from './training-signs.ts';
import {repeatEvery, waitAtMost, type Signal} from './waiting.ts';

export type LogOptions = {
	readonly engine: Engine;
	readonly details: ContainerDetails;
	readonly watch: ContainerWatch;
	readonly runFiles: ContainerRunWatch;
	readonly trainings: ContainerTrainings;
	readonly follower: LogFollower;
	readonly present: ContainerLive;
	readonly pipeline: Pipeline;
	readonly signs: TrainingSigns;
	readonly started: Signal;
	readonly execChanged: Signal;
	/** Raised when it was looked once for trainings and runs that the output does not tell of. */
	readonly searched: Signal;
	readonly liveChanged: Signal;
	readonly isRunning: () => boolean;
	/** A run that only files tell of, for a container whose output tells of none; asked at most once. */
	readonly seekLastRun: () => Promise<ContainerSource | undefined>;
	readonly onConnection: (connection: Connection) => void;
	/** A training that prints here was looked for, while the output told of none that goes on. */
	readonly onSeen: (process: SeenProcess) => void;
	readonly waitsForRestart: boolean;
	readonly signal: AbortSignal;
};

/** `docker restart` starts a container again within a moment of its end. */
const restartGraceMs = 2000;

const filesEveryMs = 3000;

/** A look at the processes costs the engine 15 ms. */
const searchEveryMs = 6000;

/** What a container has printed before is read by then. */
const lastRunAfterMs = 2000;

/** Without following: so long the present line is waited for, which the record of a running container does not hold yet. */
const longestLiveMs = 1200;

/** The same where nothing trains: a dataset that is fetched or scanned has a bar, a shell has none. */
const longestIdleMs = 300;

/** What was printed together comes together. */
const livePauseMs = 50;

/** Follows the container's output until the container ends, or something trains whose output is not there. */
export async function followLog(options: LogOptions): Promise<'ended' | ContainerSource> {
	const leave = new AbortController();
	const stop = AbortSignal.any([options.signal, leave.signal]);
	let next: ContainerSource | undefined;
	const {runFiles, present} = options;
	const background = [
		repeatEvery(filesEveryMs, stop, async () => runFiles.look(stop)),
		(async () => {
			next = await findHidden(options, stop);
			leave.abort();
		})().catch(() => undefined),
	];
	try {
		await followToEnd(options, stop);
		return 'ended';
	} catch (error) {
		options.signal.throwIfAborted();
		const unreadable = unreadableSource(error, options.details);
		if (unreadable !== undefined) {
			return unreadable;
		}

		if (next === undefined) {
			throw error;
		}

		return next;
	} finally {
		present.stop();
		leave.abort();
		await Promise.allSettled(background);
	}
}

function unreadableSource(error: unknown, {logDriver}: ContainerDetails): ContainerSource | undefined {
	return error instanceof UserError && error.code === 'logs-unreadable'
		? {kind: 'files', unreadable: {kind: 'log-driver', driver: logDriver ?? ''}}
		: undefined;
}

/**
Resolves when something trains whose output is not the container's, while that tells of no training, or when there is a run of which
neither output nor process tell.
*/
async function findHidden({trainings, details, signs, execChanged, searched, isRunning, seekLastRun, onSeen}: LogOptions, signal: AbortSignal): Promise<ContainerSource> {
	let hasSeen = false;
	for (let waitMs = lastRunAfterMs; ; waitMs = searchEveryMs) {
		await waitAtMost(waitMs, execChanged, signal);
		const isTold = execChanged.isRaised();
		execChanged.clear();
		if (signs.isTraining() || (!isTold && isTrainingItself(details))) {
			searched.raise();
			continue;
		}

		try {
			const isAny = isRunning() && await trainings.isAny(signal);
			const listed = isAny ? await trainings.list(signal) : [];
			const printing = listed.findLast(({output}) => output.kind === 'container');
			if (printing !== undefined) {
				hasSeen = true;
				onSeen(toSeenProcess(printing.training, printing.process.startedAt));
			} else if (hasSeen) {
				hasSeen = false;
				onSeen({isRunning: false});
			}

			const found = isAny ? hiddenSource(listed) : await seekLastRun();
			if (found !== undefined) {
				return found;
			}
		} catch {
			signal.throwIfAborted();
		}

		searched.raise();
	}
}

async function followToEnd(options: LogOptions, stop: AbortSignal): Promise<void> {
	const {watch, runFiles, follower, present, pipeline, started, isRunning, onConnection, waitsForRestart} = options;
	for (;;) {
		const hasRun = isRunning();
		if (hasRun) {
			present.start();
		}

		started.clear();
		const end: LogEnd = await follower.read({signal: stop, isFollowing: true});
		present.stop();
		pipeline.flush();
		const presence = await watch.refresh(stop);
		await runFiles.look(stop);
		if (end === 'removed' || presence === 'gone') {
			return;
		}

		if (isRunning()) {
			continue;
		}

		if (waitsForRestart) {
			onConnection({kind: 'ended'});
		}

		// One that had stopped before is not about to be started again.
		const graceMs = hasRun ? restartGraceMs : 0;
		await waitAtMost(waitsForRestart ? Infinity : graceMs, started, stop);
		if (!isRunning()) {
			return;
		}
	}
}

/** Reads what is there; the present line comes on its own stream meanwhile. */
export async function readLogOnce({follower, runFiles, present, pipeline, signs, isRunning, liveChanged, details, signal}: LogOptions): Promise<'ended' | ContainerSource> {
	if (isRunning()) {
		present.start();
	}

	try {
		await follower.read({signal, isFollowing: false});
	} catch (error) {
		const unreadable = unreadableSource(error, details);
		if (unreadable !== undefined) {
			return unreadable;
		}

		throw error;
	}

	// Only what is delivered tells where the files lie.
	pipeline.flush();
	if (!isRunning()) {
		await runFiles.look(signal);
		return 'ended';
	}

	const readLive = async () => {
		await waitAtMost(signs.isTraining() ? longestLiveMs : longestIdleMs, liveChanged, signal);
		if (!liveChanged.isRaised()) {
			return;
		}

		liveChanged.clear();
		await delay(livePauseMs, undefined, {signal});
	};

	await Promise.all([runFiles.look(signal), readLive()]);
	// While the present line is still that of the attach stream.
	pipeline.flush();
	return 'ended';
}
