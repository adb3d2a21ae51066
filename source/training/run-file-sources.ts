import {Buffer} from 'node:buffer';
import {readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import type {UserError} from '../domain/user-error.ts';
import type {Engine} from '../engine/engine.ts';
import {
	kindError,
	readFileEnd,
	readFileStart,
	readTextFile,
} from '../files/regular-file.ts';
import {joinEnds} from '../parse/results-csv.ts';
import type {RunFileSource} from './run-directory.ts';
import {
	checkpointFolder,
	runFileNames,
	settingsNames,
	tableNames,
} from './run-file-names.ts';

export {isTableName} from './run-file-names.ts';

/**
A run directory that this machine can read: its own, or one on a mount of a container. What cannot be read is missing; it never rejects.
*/
export function hostRunFiles(directory: string): Required<RunFileSource> {
	return {
		async stat(name) {
			const facts = await stat(path.join(directory, name)).catch(() => undefined);
			return facts?.isFile() ? {modifiedAt: facts.mtimeMs, sizeBytes: facts.size, file: `${facts.dev}:${facts.ino}`} : undefined;
		},
		read: async (name, {maxBytes}) => readTextFile(path.join(directory, name), maxBytes).catch(() => undefined),
		async readEnds(name, {beginningBytes, endBytes}) {
			const file = path.join(directory, name);
			const ends = await Promise.all([readFileStart(file, beginningBytes), readFileEnd(file, endBytes)]).catch(() => undefined);
			return ends && joinEnds(Buffer.from(ends[0]).toString('utf8'), Buffer.from(ends[1]).toString('utf8'));
		},
		async readBytes(name, {maxBytes}) {
			const bytes = await readFileStart(path.join(directory, name), maxBytes + 1).catch(() => undefined);
			return bytes === undefined || bytes.length > maxBytes ? undefined : bytes;
		},
		list: async folder => readdir(path.join(directory, folder)).catch(() => []),
		async hasText(name, text, {maxBytes}) {
			try {
				return Buffer.from(await readFileStart(path.join(directory, name), maxBytes)).includes(text);
			} catch {
				return undefined;
			}
		},
	};
}

/** Exits 0 when the beginning of a file holds a text, 1 when not. */
const searchScript = '[ -r "$1" ] || exit 2; head -c "$3" "$1" | grep -q "$2"';

/** Prints the whole lines of the beginning and of the end of a file, without reading what is between. */
const endsScript = 'head -c "$2" -- "$1" | sed \'$d\' && tail -c "$3" -- "$1" | sed 1d';

/** A run directory in a container, absolute, through the archive of its engine; one that runs can be looked into by a program. */
export function containerRunFiles(engine: Engine, container: string, directory: string): Required<Omit<RunFileSource, 'list'>> {
	const pathOf = (name: string) => path.posix.join(directory, name);
	return {
		async stat(name, options) {
			const there = await engine.statFile(container, pathOf(name), options);
			// The engine gives the end of a chain of links as an absolute path.
			const facts = there?.kind === 'link' && there.linkTarget !== undefined ? await engine.statFile(container, path.posix.resolve(path.posix.dirname(pathOf(name)), there.linkTarget), options) : there;
			return facts?.kind === 'file' ? {modifiedAt: facts.modifiedAt, sizeBytes: facts.sizeBytes} : undefined;
		},
		async read(name, options) {
			const bytes = await engine.readFile(container, pathOf(name), options);
			return bytes && Buffer.from(bytes).toString('utf8');
		},
		async readEnds(name, {beginningBytes, endBytes, ...options}) {
			try {
				const maxBytes = beginningBytes + endBytes;
				const {exitCode, stdout, isTruncated} = await engine.exec(container, ['/bin/sh', '-c', endsScript, 'sh', pathOf(name), String(beginningBytes), String(endBytes)], {...options, maxBytes});
				return exitCode === 0 && !isTruncated && stdout !== '' ? stdout : undefined;
			} catch {
				options.signal?.throwIfAborted();
				return undefined;
			}
		},
		readBytes: async (name, options) => engine.readFile(container, pathOf(name), options),
		async hasText(name, text, {maxBytes, ...options}) {
			try {
				const {exitCode} = await engine.exec(container, ['/bin/sh', '-c', searchScript, 'sh', pathOf(name), text, String(maxBytes)], options);
				return exitCode === 0 ? true : (exitCode === 1 ? false : undefined);
			} catch {
				options.signal?.throwIfAborted();
				return undefined;
			}
		},
	};
}

/** Whether a directory of this machine that a person named is that of a run: anything that the frameworks write there. */
export async function isRunDirectory(directory: string): Promise<boolean> {
	const names = await readdir(directory).catch((): string[] => []);
	return [...settingsNames, ...tableNames, checkpointFolder].some(name => names.includes(name));
}

/** What is wrong with those files of a run directory of this machine that are none, such as a named pipe. */
export async function findOddFiles(directory: string): Promise<readonly UserError[]> {
	const found = await Promise.all(runFileNames.map(async name => {
		const file = path.join(directory, name);
		const facts = await stat(file).catch(() => undefined);
		return facts && kindError(file, facts);
	}));
	return found.filter(wrong => wrong !== undefined);
}
