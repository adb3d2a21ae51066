import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {UserError} from '../../domain/user-error.ts';
import {findHolder} from '../../watch/lock.ts';
import type {Watch} from '../../watch/watch.ts';
import type {Io} from '../io.ts';
import {lockFile, watchDirectory} from './watch-directory.ts';

/** Starting a program of this size takes a second on a busy machine. */
const startMs = 20_000;
const lookMs = 30;

/** A keeper that is in the middle of a step brings it to its end first. */
const endMs = 90_000;

/** Without a compiler V8 takes 8 MB less; what only waits needs none. Source: V8, flag `lite_mode`; seen on Node 20, 22 and 24. */
const waitingFlags = ['--lite-mode'];

/** The words that start this program once more. A single executable has no script and takes no flags of Node. */
export async function ownWords({isWaiting = false}: {readonly isWaiting?: boolean} = {}): Promise<readonly string[]> {
	const {isSea} = await import('node:sea');
	return isSea() ? [process.execPath] : [process.execPath, ...(isWaiting ? waitingFlags : []), process.argv[1]!];
}

/** The words of the program of a watch: its keeper, or a step of it. */
export function keeperWords({id, subject, configFile, language}: Watch, step?: string): readonly string[] {
	const {host, context} = subject.kind === 'container' ? subject : {};
	return [
		'queue',
		'--keeper',
		id,
		'--lang',
		language,
		...(step === undefined ? [] : ['--keeper-step', step]),
		...(host === undefined ? [] : ['--host', host]),
		...(context === undefined || host !== undefined ? [] : ['--context', context]),
		...(configFile === undefined ? [] : ['--config', configFile]),
	];
}

/**
Starts the keeper of a watch as a process of its own, which the end of this one and of its terminal leave alone, and waits until it has begun.

@throws UserError `watch-not-started`.
*/
export async function startKeeper(watch: Watch, {environment, signal}: Pick<Io, 'environment' | 'signal'>): Promise<void> {
	const lock = lockFile(watchDirectory(environment), watch.id);
	const [program = '', ...words] = await ownWords({isWaiting: true});
	const child = spawn(program, [...words, ...keeperWords(watch)], {
		detached: true, stdio: 'ignore', cwd: '/', env: {...environment},
	});
	try {
		await once(child, 'spawn');
	} catch (error) {
		throw new UserError('watch-not-started', {name: watch.name, reason: (error as NodeJS.ErrnoException).code ?? String(error)}, {cause: error});
	}

	child.unref();
	const until = Date.now() + startMs;
	while (Date.now() < until && child.exitCode === null) {
		if (await findHolder(lock) !== undefined) {
			return;
		}

		await delay(lookMs, undefined, {signal});
	}

	// What is over soon may be over already.
	if (child.exitCode !== 0) {
		throw new UserError('watch-not-started', {name: watch.name, reason: child.exitCode === null ? '—' : String(child.exitCode)});
	}
}

/** Ends the keeper of a watch, where one lives, and waits for its end. False where it does not end. */
export async function hasKeeperEnded(id: string, {environment, signal}: Pick<Io, 'environment' | 'signal'>): Promise<boolean> {
	const lock = lockFile(watchDirectory(environment), id);
	const holder = await findHolder(lock);
	if (holder === undefined) {
		return true;
	}

	try {
		process.kill(holder.pid, 'SIGTERM');
	} catch {
		// It has ended meanwhile, or is another person's: then the lock stays.
	}

	const until = Date.now() + endMs;
	while (Date.now() < until) {
		if (await findHolder(lock) === undefined) {
			return true;
		}

		await delay(lookMs, undefined, {signal});
	}

	return false;
}
