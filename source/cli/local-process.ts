import {homedir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {createDeferred} from '../domain/deferred.ts';
import type {Feed, FeedBatch} from '../domain/feed.ts';
import type {BeginProcess} from '../feed/begin-child.ts';
import {createProcessFeed} from '../feed/process-feed.ts';
import {type Language, wordsIn} from '../words/words.ts';
import type {Environment} from './options/read-flag.ts';
import type {Io} from './io.ts';

/** Where yolotop keeps what has to last. Source: XDG Base Directory Specification 0.8. */
export function stateDirectory({XDG_STATE_HOME: base, HOME: home}: Environment): string {
	const state = base !== undefined && path.isAbsolute(base) ? base : path.join(home ?? homedir(), '.local', 'state');
	return path.join(state, 'yolotop');
}

/** Where the output of local trainings is kept. */
export function localLogPath(environment: Environment, now: number): string {
	const stamp = new Date(now).toISOString().replaceAll(/[:T]/g, '-').slice(0, 19);
	return path.join(stateDirectory(environment), 'logs', `${stamp}-${process.pid}.log`);
}

/** Where a val or detect program of this machine is kept, and its surroundings: it prints as it comes. */
export const toolPlaceOf = ({environment, now}: Pick<Io, 'environment' | 'now'>) => ({logPath: localLogPath(environment, now()), environment: {PYTHONUNBUFFERED: '1', ...environment}}); // eslint-disable-line @typescript-eslint/naming-convention -- Python's name

export type LocalProcess = {
	/** Starts the process where it is not started yet; can be read once. */
	readonly feed: Feed;
	/**
	Starts the process. What it prints is kept for the feed.

	@throws UserError `process-not-started`, `program-not-found`.
	*/
	start(): Promise<void>;
	readonly logPath: string;
	/** The probe was planned for it and could not be put where it is loaded from. */
	readonly isWithoutProbe: boolean;
	/** Undefined before the start. */
	pid(): number | undefined;
	/** For the terminal after yolotop has left; empty for one that has ended or was never started. */
	exitMessage(language: Language): string;
};

type LocalCommand = {
	readonly command: readonly string[];
	/** Undefined for the current one. */
	readonly workingDirectory?: string | undefined;
	/** With what the probe needs; undefined for that of yolotop. */
	readonly environment?: Environment;
	readonly isWithoutProbe?: boolean;
	/** Undefined for a child of this process. */
	readonly begin?: BeginProcess | undefined;
};

/** A training as a plain process, in a session of its own, which goes on when yolotop leaves. */
export function createLocalProcess({command, workingDirectory, environment: given, isWithoutProbe = false, begin: beginProcess}: LocalCommand, {environment, now}: Pick<Io, 'environment' | 'now'>): LocalProcess {
	const logPath = localLogPath(environment, now());
	const inner = createProcessFeed({
		command,
		logPath,
		...(beginProcess !== undefined && {begin: beginProcess}),
		...(workingDirectory !== undefined && {workingDirectory}),
		// Printed as it comes, not when a buffer is full.
		environment: {PYTHONUNBUFFERED: '1', ...(given ?? environment)}, // eslint-disable-line @typescript-eslint/naming-convention -- Python's name
	});
	const reading = new AbortController();
	let kept: FeedBatch[] = [];
	let listener = (batch: FeedBatch): void => {
		kept.push(batch);
	};

	let pid: number | undefined;
	let hasEnded = false;
	let begun: {readonly started: Promise<void>; readonly over: Promise<void>} | undefined;

	function begin() {
		const running = createDeferred<void>();
		const over = inner.run(batch => {
			for (const event of batch.events) {
				if (event.type === 'target-described' && event.target.kind === 'process' && event.target.pid !== undefined) {
					pid = event.target.pid;
					running.resolve();
				}

				hasEnded ||= event.type === 'process-exited';
			}

			listener(batch);
		}, {signal: reading.signal, isFollowing: true});
		const started = Promise.race([running.promise, over]);
		// Told by whoever waits for the start, or reads.
		started.catch(() => undefined);
		over.catch(() => undefined);
		return {started, over};
	}

	return {
		feed: {
			...inner,
			async run(next, {signal}) {
				begun ??= begin();
				for (const batch of kept) {
					next(batch);
				}

				kept = [];
				listener = next;
				signal.addEventListener('abort', () => {
					reading.abort();
				}, {once: true});
				await begun.over;
			},
		},
		async start() {
			begun ??= begin();
			await begun.started;
		},
		logPath,
		isWithoutProbe,
		pid: () => pid,
		exitMessage: language => pid === undefined || hasEnded ? '' : wordsIn(language).launch.localGoesOn(`${pid}`, logPath),
	};
}
