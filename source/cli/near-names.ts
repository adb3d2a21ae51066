import {readdir, readlink, stat} from 'node:fs/promises';
import path from 'node:path';
import {nearestWord} from '../domain/nearest-word.ts';
import {UserError, type ErrorCode} from '../domain/user-error.ts';
import type {Options} from './options/options.ts';
import {verbs} from './options/flags.ts';
import type {Io} from './io.ts';
import {openEngine} from './open-engine.ts';

/** Entries of a directory among which the name that was meant is searched. */
const maxEntries = 5000;

/** An engine that is slow to list its containers is not waited for: what is wrong is known already. */
const limitMs = 2000;

const missing: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['container-not-found', 'container-name-invalid', 'target-not-found']);

/** That a name is a link behind which there is nothing, or that leads back to itself; undefined for any other name. */
async function linkToNothing(name: string, cause?: unknown): Promise<UserError | undefined> {
	const target = await isThere(name) ? undefined : await readlink(name).catch(() => undefined);
	return target === undefined ? undefined : new UserError('link-to-nothing', {path: name, target}, {cause});
}

/** That there is nothing at a path: which part of it is missing, where, and what is there that may have been meant. */
export async function pathNotFound(name: string, cause?: unknown): Promise<UserError> {
	const link = await linkToNothing(name, cause);
	if (link !== undefined) {
		return link;
	}

	let parent = path.resolve(name);
	let part = '';
	do {
		part = path.basename(parent);
		parent = path.dirname(parent);
	} while (parent !== path.dirname(parent) && !await isDirectory(parent));

	const entries = await readdir(parent).catch(() => []);
	const meant = nearestWord(part, entries.slice(0, maxEntries));
	const rest = path.relative(path.join(parent, part), path.resolve(name));
	const whole = meant === undefined ? undefined : path.join(parent, meant, rest);
	const near = meant === undefined ? undefined : (await isThere(whole!) ? whole! : path.join(parent, meant));
	const asTyped = near === undefined || path.isAbsolute(name) ? near : path.relative('.', near);
	return new UserError('path-not-found', {
		path: name, parent, part, ...(asTyped !== undefined && {near: asTyped}),
	}, {cause});
}

const isThere = async (place: string) => await stat(place).catch(() => undefined) !== undefined;

async function isDirectory(place: string): Promise<boolean> {
	const facts = await stat(place).catch(() => undefined);
	return facts?.isDirectory() === true;
}

/** The same error with what a person may have meant: a path, a container, a command or a file in the current directory. Any other error as it is. */
export async function withNearNames(error: unknown, options: Options, io: Io): Promise<unknown> {
	const name = error instanceof UserError && missing.has(error.code) ? error.values.name : undefined;
	if (name === undefined) {
		return error;
	}

	if (/[/\\]/.test(name)) {
		return pathNotFound(name, error);
	}

	const link = await linkToNothing(name, error);
	if (link !== undefined) {
		return link;
	}

	const {code, values} = error as UserError;
	const entries = await readdir('.').catch(() => []);
	// Without a command, the name may have been meant as one.
	const isWordAlone = code === 'target-not-found' && options.verb === 'monitor';
	const commands = isWordAlone ? verbs.filter(verb => verb !== 'monitor') : [];
	const near = nearestWord(name, [...await containerNames(options, io), ...commands, ...entries.slice(0, maxEntries)]);
	if (near === undefined && !isWordAlone) {
		return error;
	}

	return new UserError(isWordAlone ? 'word-not-found' : code, {
		...values, ...(isWordAlone && {commands: commands.join(', ')}), ...(near !== undefined && {near}),
	}, {cause: error});
}

async function containerNames(options: Options, io: Io): Promise<readonly string[]> {
	const signal = AbortSignal.any([io.signal, AbortSignal.timeout(limitMs)]);
	try {
		const engine = await openEngine(options, {...io, signal});
		try {
			const containers = await engine.listContainers({isAll: true, signal});
			return containers.map(({name}) => name);
		} finally {
			engine.close();
		}
	} catch {
		io.signal.throwIfAborted();
		return [];
	}
}
