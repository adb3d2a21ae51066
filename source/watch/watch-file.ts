import {
	open,
	readdir,
	rename,
	rm,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {makeFolder} from '../files/make-folder.ts';
import {toAmount} from '../domain/possible-number.ts';
import {readTextFile} from '../files/regular-file.ts';
import type {Watch} from './watch.ts';

/** A watch has some dozen steps and entries. */
const maxBytes = 1_048_576;
const ending = '.json';
/** Also keeps a name from leaving the directory. */
const idForm = /^[\d\-a-z]{1,80}$/;

/** The file of a watch. */
export const watchFile = (directory: string, id: string): string => path.join(directory, `${id}${ending}`);

/** A name for a new watch, from the time of its beginning. */
export const newWatchId = (now: number): string => `${new Date(now).toISOString().slice(0, 19).replaceAll(/[:T]/g, '-')}-${process.pid}-${Math.floor(now % 1000)}`;

function isWatch(value: unknown): value is Watch {
	const watch = value as Watch;
	const {subject} = watch ?? {};
	return typeof value === 'object' && value !== null && watch.schema === 1 && typeof watch.id === 'string' && typeof watch.name === 'string'
		&& (['container', 'process'].includes(subject?.kind) || (subject?.kind === 'job' && typeof subject.name === 'string')) && typeof watch.max === 'number' && typeof watch.begunAt === 'number' && typeof watch.changedAt === 'number'
		&& Array.isArray(watch.steps) && Array.isArray(watch.queue);
}

/** A number that cannot be makes the whole file none of ours: only exit codes are below zero. */
function requirePossible(key: string, value: unknown): unknown {
	if (typeof value === 'number' && key !== 'exitCode' && toAmount(value) === undefined) {
		throw new RangeError(`${key} is ${value}`);
	}

	return value;
}

/** What is kept of a watch; undefined where there is none, or what lies there is none. */
export async function readWatch(directory: string, id: string): Promise<Watch | undefined> {
	if (!idForm.test(id)) {
		return undefined;
	}

	try {
		const value: unknown = JSON.parse(await readTextFile(watchFile(directory, id), maxBytes), requirePossible);
		return isWatch(value) && value.id === id ? value : undefined;
	} catch {
		return undefined;
	}
}

/** All watches, oldest first. */
export async function listWatches(directory: string): Promise<readonly Watch[]> {
	const names = await readdir(directory).catch(() => []);
	const watches = await Promise.all(names.filter(name => name.endsWith(ending)).map(async name => readWatch(directory, name.slice(0, -ending.length))));
	return watches.filter(watch => watch !== undefined).toSorted((one, other) => one.begunAt - other.begunAt);
}

/** Keeps a watch: whole or not at all, also when the machine stops meanwhile, and readable by the person alone. */
export async function writeWatch(directory: string, watch: Watch): Promise<void> {
	await makeFolder(directory, 0o700);
	const file = watchFile(directory, watch.id);
	const draft = `${file}.${process.pid}`;
	try {
		const handle = await open(draft, 'w', 0o600);
		try {
			await handle.writeFile(`${JSON.stringify(watch, undefined, '\t')}\n`);
			await handle.sync();
		} finally {
			await handle.close();
		}

		await rename(draft, file);
	} catch (error) {
		await rm(draft, {force: true});
		throw error;
	}
}

export async function removeWatch(directory: string, id: string): Promise<void> {
	await rm(watchFile(directory, id), {force: true});
}
