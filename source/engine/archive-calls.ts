import path from 'node:path';
import {checkContainerName} from './container-name.ts';
import type {CallOptions, Engine, FileStat} from './engine.ts';
import {slowCallLimitMs, type EngineCall} from './engine-call.ts';
import {parsePathStat} from './file-stat.ts';
import {readTarFile} from './tar-file.ts';

/** The two requests of the archive, as dockerode sends them; they reject with `{statusCode}`. */
export type ArchiveRequests = {
	/** The header `X-Docker-Container-Path-Stat`. */
	head(container: string, path: string, signal: AbortSignal): Promise<string | undefined>;
	/** A tar stream. */
	get(container: string, path: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
};

/** A link to a link to a link: more is a circle. */
const maxLinks = 8;

const maxFileBytes = 16 * 1024 * 1024;

/** Files of a container by the archive: no program runs in it. */
export function createArchiveCalls(call: EngineCall, requests: ArchiveRequests): Pick<Engine, 'statFile' | 'readFile'> {
	async function statFile(container: string, file: string, options?: CallOptions): Promise<FileStat | undefined> {
		const name = checkContainerName(container);
		// The answer has no body: a missing file and a missing container look the same.
		return call({operation: 'stat', ...options}, async signal => undefinedIfMissing(async () => parsePathStat(await requests.head(name, file, signal))));
	}

	/** Links are followed here, because the archive gives the link itself. */
	async function statTarget(container: string, file: string, options?: CallOptions): Promise<{readonly file: string; readonly stat: FileStat} | undefined> {
		let target = file;
		for (let links = 0; links <= maxLinks; links++) {
			const stat = await statFile(container, target, options);
			if (stat?.kind !== 'link' || stat.linkTarget === undefined) {
				return stat && {file: target, stat};
			}

			target = path.posix.resolve(path.posix.dirname(target), stat.linkTarget);
		}

		return undefined;
	}

	return {
		statFile,
		async readFile(container, file, {maxBytes = maxFileBytes, ...options} = {}) {
			const target = await statTarget(container, file, options);
			if (target?.stat.kind !== 'file' || target.stat.sizeBytes > maxBytes) {
				return undefined;
			}

			return call({operation: 'archive', defaultLimitMs: slowCallLimitMs, ...options}, async signal => undefinedIfMissing(async () => {
				const archive = await requests.get(container, target.file, signal);
				return readTarFile(archive, maxBytes);
			}));
		},
	};
}

async function undefinedIfMissing<T>(work: () => Promise<T | undefined>): Promise<T | undefined> {
	try {
		return await work();
	} catch (error) {
		if ((error as {readonly statusCode?: unknown}).statusCode === 404) {
			return undefined;
		}

		throw error;
	}
}
