import type {Readable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import type {RunEvent} from '../domain/event.ts';
import type {Feed} from '../domain/feed.ts';
import type {Target} from '../domain/target.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import type {ContainerTraining} from '../training/find-trainings.ts';
import {parseProcessScan, processScanCommand} from '../training/process-scan.ts';
import type {ContainerTrainings} from './container-trainings.ts';
import {createFlushTimer} from './flush-timer.ts';
import {createPipeline} from './pipeline.ts';
import {createSignal, waitAtMost} from './waiting.ts';

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

/** What is said by a training until it is followed: about ten events an epoch, as only the last state of a bar is kept. */
const heldCapacity = 4096;

type Look = {readonly next?: ContainerTraining | undefined; readonly isWaiting?: boolean};

/** Whether only the last one of several in a row matters. */
function isProgress({type}: RunEvent): boolean {
	return type === 'epoch-progressed' || type === 'validation-progressed';
}

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

/**
A shell that a person types into. Its lines are delivered as they end; events only while a training prints to the shell's terminal, so
that a log or an editor that is shown there says nothing of the run. Events are held until a look at the processes has told.
*/
export function createShellFeed({target, output, terminal, trainings, listener, pace = usualPace}: ShellFeedOptions): Feed {
	return {
		target,
		async run(deliver, {signal}) {
			let followed: ContainerTraining | undefined;
			let held: RunEvent[] = [];
			const spoke = createSignal();
			const pipeline = createPipeline(({events, lines}) => {
				if (followed !== undefined) {
					deliver({events, lines});
					return;
				}

				const ended = lines.filter(({isTransient}) => !isTransient);
				if (ended.length > 0) {
					deliver({events: [], lines: ended});
				}

				for (const event of events) {
					const isNextState = isProgress(event) && held.at(-1)?.type === event.type;
					held = isNextState ? [...held.slice(0, -1), event] : [...held, event];
				}

				held = held.slice(-heldCapacity);
				if (events.length > 0) {
					spoke.raise();
				}
			});

			/** `isWaiting`: a training in the shell is not to be followed yet; what it says stays held. */
			function follow({next, isWaiting}: Look): void {
				if (next?.process.pid === followed?.process.pid) {
					held = isWaiting ? held : [];
					return;
				}

				pipeline.flush();
				followed = next;
				const events = held;
				held = [];
				listener.onFollowed(next, events.some(({type}) => type === 'process-started'));
				if (next !== undefined && events.length > 0) {
					deliver({events, lines: []});
				}
			}

			async function look(stop: AbortSignal): Promise<Look> {
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

			async function watch(stop: AbortSignal): Promise<void> {
				let waitMs = pace.pauseMs;
				let isWaiting = false;
				for (;;) {
					if (followed !== undefined) {
						await delay(pace.followedEveryMs, undefined, {signal: stop});
					} else if (!isWaiting) {
						await waitAtMost(Infinity, spoke, stop);
					}

					spoke.clear();
					let seen = await look(stop);
					if (followed !== undefined && seen.next === undefined) {
						await delay(pace.lastWordsMs, undefined, {signal: stop});
						seen = await look(stop);
					}

					follow(seen);
					isWaiting = seen.next === undefined && seen.isWaiting === true;
					waitMs = isWaiting ? Math.min(longestWaitMs, waitMs * 1.5) : pace.pauseMs;
					await delay(waitMs, undefined, {signal: stop});
				}
			}

			const flush = createFlushTimer(pipeline.flush);
			const onData = (chunk: Uint8Array) => {
				pipeline.output('tty', chunk, Date.now());
				flush.soon();
			};

			const ended = new AbortController();
			const stop = AbortSignal.any([signal, ended.signal]);
			const watching = watch(stop).catch(() => undefined);
			output.on('data', onData);
			await new Promise<void>(resolve => {
				output.once('close', resolve);
				signal.addEventListener('abort', () => {
					resolve();
				}, {once: true});
				if (output.closed || signal.aborted) {
					resolve();
				}
			});
			output.off('data', onData);
			ended.abort();
			await watching;
			flush.stop();
			pipeline.end();
			follow({});
		},
	};
}
