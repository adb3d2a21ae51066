import type {Readable} from 'node:stream';
import {finished} from 'node:stream/promises';
import {setTimeout as delay} from 'node:timers/promises';
import type {Feed} from '../domain/feed.ts';
import type {Target} from '../domain/target.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import type {ContainerTraining} from '../training/find-trainings.ts';
import {parseProcessScan, processScanCommand} from '../training/process-scan.ts';
import type {ContainerTrainings} from './container-trainings.ts';
import {createFlushTimer} from './flush-timer.ts';
import {createShellOutput, type ShellLook, type ShellOutput} from './shell-output.ts';
import {waitAtMost} from './waiting.ts';

/** What the run that is shown lets a shell say of it. */
export type ShellListener = {
	/** Whether what this training prints belongs to the run; `found` is everything that trains in the container. */
	mayFollow(training: ContainerTraining, found: readonly ContainerTraining[]): boolean;
	/** Called before the first event of a training in the shell, and with undefined after its last one. `isFromStart` says whether its first word is among them. */
	onFollowed(training: ContainerTraining | undefined, isFromStart: boolean): void;
};

export type ShellFeedOptions = {
	readonly target: Target;
	/** What the shell shows. Whoever has opened it drains it. */
	readonly output: Readable;
	/** The terminal of the shell inside the container, such as `/dev/pts/1`; undefined when it is not known: nothing is followed then. */
	readonly terminal: Promise<string | undefined>;
	readonly trainings: Pick<ContainerTrainings, 'list' | 'isRunning'>;
	readonly listener: ShellListener;
	readonly pace?: ShellPace;
};

export type ShellPace = {
	/** How often it is asked whether a training that is followed still runs, which costs the engine 15 ms. */
	readonly followedEveryMs: number;
	/** After each look, which may cost a program in the container: a log that is shown in the shell raises no more of them. */
	readonly pauseMs: number;
	/** The last words of a training may come after its process is gone. */
	readonly lastWordsMs: number;
};

const usualPace: ShellPace = {followedEveryMs: 2000, pauseMs: 1000, lastWordsMs: 1000};

/** A training that waits to be followed, because another one is shown, is looked at more and more rarely. */
const longestWaitMs = 30_000;

/** The terminal that a shell got which was opened a moment ago: the newest one of that program. */
export async function findShellTerminal(engine: Engine, {id}: Pick<ContainerDetails, 'id'>, program: string, signal: AbortSignal): Promise<string | undefined> {
	try {
		const {stdout} = await engine.exec(id, processScanCommand, {signal});
		return parseProcessScan(stdout)
			.filter(({command, standardOutput}) => command.length === 1 && command[0] === program && standardOutput?.startsWith('/dev/pts/'))
			.toSorted((first, second) => first.startTicks === second.startTicks ? first.pid - second.pid : first.startTicks - second.startTicks)
			.at(-1)?.standardOutput;
	} catch {
		return undefined;
	}
}

/** Which training in the shell is to be followed now, by a look at the processes. */
async function lookFor({terminal, trainings, listener}: ShellFeedOptions, followed: ContainerTraining | undefined, stop: AbortSignal): Promise<ShellLook> {
	try {
		if (followed !== undefined && await trainings.isRunning(followed, {isDoubted: false, signal: stop})) {
			return {next: followed};
		}

		const [found, place] = await Promise.all([trainings.list(stop), terminal]);
		const own = place === undefined ? undefined : found.findLast(({process}) => process.standardOutput === place);
		return own !== undefined && listener.mayFollow(own, found) ? {next: own} : {isWaiting: own !== undefined};
	} catch {
		stop.throwIfAborted();
		return {next: followed, isWaiting: true};
	}
}

/** Looks at the processes while a training is followed, and when something has been said. Ends with the signal, whose reason it throws. */
async function watch(options: ShellFeedOptions, said: ShellOutput, stop: AbortSignal): Promise<never> {
	const {pace = usualPace} = options;
	let waitMs = pace.pauseMs;
	let isWaiting = false;
	for (;;) {
		if (said.followed() !== undefined) {
			await delay(pace.followedEveryMs, undefined, {signal: stop});
		} else if (!isWaiting) {
			await waitAtMost(Infinity, said.spoke, stop);
		}

		said.spoke.clear();
		let seen = await lookFor(options, said.followed(), stop);
		if (said.followed() !== undefined && seen.next === undefined) {
			await delay(pace.lastWordsMs, undefined, {signal: stop});
			seen = await lookFor(options, said.followed(), stop);
		}

		said.follow(seen);
		isWaiting = seen.next === undefined && seen.isWaiting === true;
		waitMs = isWaiting ? Math.min(longestWaitMs, waitMs * 1.5) : pace.pauseMs;
		await delay(waitMs, undefined, {signal: stop});
	}
}

/**
A shell that a person types into. Its lines are delivered as they end; events only while a training prints to the shell's terminal, so
that a log or an editor that is shown there says nothing of the run. Events are held until a look at the processes has told.
*/
export function createShellFeed(options: ShellFeedOptions): Feed {
	const {target, output, listener} = options;
	return {
		target,
		async run(deliver, {signal}) {
			const said = createShellOutput(deliver, listener);
			const flush = createFlushTimer(said.pipeline.flush);
			const onData = (chunk: Uint8Array) => {
				said.pipeline.output('tty', chunk, Date.now());
				flush.soon();
			};

			const ended = new AbortController();
			const watching = watch(options, said, AbortSignal.any([signal, ended.signal])).catch(() => undefined);
			output.on('data', onData);
			await finished(output, {writable: false, signal}).catch(() => undefined);
			output.off('data', onData);
			ended.abort();
			await watching;
			flush.stop();
			said.pipeline.end();
			said.follow({});
		},
	};
}
