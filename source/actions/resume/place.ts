import {Buffer} from 'node:buffer';
import {stat} from 'node:fs/promises';
import type {Engine} from '../../engine/engine.ts';
import {openFilePieces, readFileEnd, readTextFile} from '../../files/regular-file.ts';
import {readContainerFileEnd} from '../../training/container-file-end.ts';
import type {RunFileSource} from '../../training/run-directory.ts';
import {containerRunFiles, hostRunFiles} from '../../training/run-file-sources.ts';

/** The same as of a file in a container. */
const maxTextBytes = 16_777_216;

/** Where the files of a run are: in a container, also one that has ended, or on this machine. */
export type RunPlace = {
	/** Undefined when there is nothing. `modifiedAt` in milliseconds since 1970. */
	find(path: string): Promise<{readonly isDirectory: boolean; readonly modifiedAt: number; readonly sizeBytes: number} | undefined>;
	/** The files of a run directory. */
	files(directory: string): RunFileSource;
	/** A small text file; undefined when there is none. */
	readText(path: string): Promise<string | undefined>;
	/** A file of any size; undefined when there is none. */
	open(path: string): Promise<AsyncIterable<Uint8Array> | undefined>;
	/** The last bytes of a file alone; undefined where that is not possible. */
	readEnd(path: string, bytes: number): Promise<Uint8Array | undefined>;
};

/** The files of a container. */
export function containerPlace(engine: Engine, container: string, signal?: AbortSignal): RunPlace {
	return {
		async find(path) {
			const found = await engine.statFile(container, path, {signal});
			return found && {isDirectory: found.kind === 'directory', modifiedAt: found.modifiedAt, sizeBytes: found.sizeBytes};
		},
		files: directory => containerRunFiles(engine, container, directory),
		async readText(path) {
			const bytes = await engine.readFile(container, path, {signal});
			return bytes && Buffer.from(bytes).toString('utf8');
		},
		open: async path => engine.openFile(container, path, {signal}),
		readEnd: async (path, bytes) => readContainerFileEnd(engine, container, path, bytes, {signal}),
	};
}

async function undefinedIfMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
	try {
		return await work();
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) {
			return undefined;
		}

		throw error;
	}
}

/** The files of this machine. */
export const localPlace: RunPlace = {
	find: async path => undefinedIfMissing(async () => {
		const found = await stat(path);
		return {isDirectory: found.isDirectory(), modifiedAt: found.mtimeMs, sizeBytes: found.size};
	}),
	files: directory => hostRunFiles(directory),
	readText: async path => undefinedIfMissing(async () => readTextFile(path, maxTextBytes)),
	open: async path => undefinedIfMissing(async () => openFilePieces(path)),
	readEnd: async (path, bytes) => undefinedIfMissing(async () => readFileEnd(path, bytes)),
};
