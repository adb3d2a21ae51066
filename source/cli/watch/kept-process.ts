import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {beginChild, type BeginProcess} from '../../feed/begin-child.ts';
import {UserError, type ErrorCode} from '../../domain/user-error.ts';
import {isAlive} from '../../watch/lock.ts';
import type {Watch} from '../../watch/watch.ts';
import {readWatch, writeWatch} from '../../watch/watch-file.ts';
import type {Io} from '../io.ts';
import type {LocalProcess} from '../local-process.ts';
import type {Options} from '../options/options.ts';
import {
	findWatch,
	keptCommand,
	newWatch,
	tellWatch,
	type WatchWish,
} from './begin-watch.ts';
import {startKeeper} from './start-keeper.ts';
import {watchDirectory} from './watch-directory.ts';

const startMs = 20_000;
const startLookMs = 30;
/** Whether it lives costs a microsecond to ask. */
const lookMs = 300;

/** How a process has ended that the keeper of a watch has started. */
async function awaitExit(directory: string, id: string, {pid, startTicks}: {readonly pid: number; readonly startTicks?: number | undefined}): Promise<number | undefined> {
	while (isAlive({pid, ...(startTicks !== undefined && {startTicks})})) {
		await delay(lookMs, undefined, {ref: false});
	}

	// The keeper hears of it at the same time.
	for (let tries = 0; tries < 20; tries++) {
		const watch = await readWatch(directory, id);
		if (watch?.lastExit?.pid === pid) {
			return watch.lastExit.exitCode;
		}

		await delay(lookMs, undefined, {ref: false});
	}

	return undefined;
}

/** The process of a watch that was just begun, once its keeper has started it. */
async function awaitStart(directory: string, id: string): Promise<Watch> {
	const until = Date.now() + startMs;
	while (Date.now() < until) {
		const watch = await readWatch(directory, id);
		if (watch?.outcome?.error !== undefined) {
			throw new UserError(watch.outcome.error.code as ErrorCode, watch.outcome.error.values);
		}

		if (watch?.subject.kind === 'process' && (watch.subject.pid !== undefined || watch.lastExit !== undefined)) {
			return watch;
		}

		await delay(startLookMs);
	}

	throw new UserError('watch-not-started', {name: id, reason: '—'});
}

/**
Begins a process as a child of the keeper of its watch, so that how it ends is known when yolotop has left. A command that may hold a secret
is kept in no file: then it is a child of this process, and is not watched.
*/
export function beginKept({command, wish}: {readonly command: readonly string[]; readonly wish: WatchWish}, options: Options, io: Io): BeginProcess {
	return async plan => {
		if (keptCommand(command) === undefined) {
			return beginChild(plan);
		}

		const {logPath, workingDirectory = process.cwd(), environment = {}} = plan;
		const variables = Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => value === undefined || value === io.environment[name] ? [] : [[name, value]]));
		const directory = watchDirectory(io.environment);
		const watch = newWatch({
			kind: 'process', command, directory: workingDirectory, logPath, ...(Object.keys(variables).length > 0 && {variables}),
		}, path.basename(command[0]!), wish, options, io.now());
		await writeWatch(directory, watch);
		await startKeeper(watch, io);
		const started = await awaitStart(directory, watch.id);
		const {pid, startTicks} = started.subject as Extract<Watch['subject'], {kind: 'process'}>;
		return {pid, exitCode: pid === undefined ? Promise.resolve(started.lastExit?.exitCode) : awaitExit(directory, watch.id, {pid, startTicks})};
	};
}

/** Says how a process is watched; that it is not, where its command could not be kept. */
export async function tellKept(local: LocalProcess, options: Options, io: Io): Promise<void> {
	const watch = await findWatch({kind: 'process', pid: local.pid()}, io);
	if (watch !== undefined) {
		tellWatch(watch, options, io);
	}
}
