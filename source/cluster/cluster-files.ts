import {readdir, stat} from 'node:fs/promises';
import {readFileEnd, readFileStart} from '../files/regular-file.ts';
import type {ClusterHost, RunClusterCommand} from './cluster-command.ts';
import {followRemote} from './follow-remote.ts';
import type {ClusterFiles} from './scheduler.ts';

/** Files of this machine, which shares its file system with the cluster. */
export function localClusterFiles(): ClusterFiles {
	return {
		isLocal: true,
		async stat(path) {
			const facts = await stat(path).catch(() => undefined);
			return facts?.isFile() ? {modifiedAt: facts.mtimeMs, sizeBytes: facts.size} : undefined;
		},
		readStart: async (path, maxBytes) => readFileStart(path, maxBytes).catch(() => undefined),
		readEnd: async (path, maxBytes) => readFileEnd(path, maxBytes).catch(() => undefined),
		list: async path => readdir(path).catch(() => []),
		follow() {
			throw new Error('a file of this machine is followed without a program');
		},
	};
}

/** Files of a login node, by programs that each of them has. Source: POSIX; stat of GNU coreutils. */
export function remoteClusterFiles({host, environment}: ClusterHost, run: RunClusterCommand): ClusterFiles {
	const output = async (words: readonly string[], signal: AbortSignal) => {
		const {exitCode, stdout} = await run(words, {signal});
		return exitCode === 0 ? stdout : undefined;
	};

	const bytesOf = async (words: readonly string[], signal: AbortSignal, maxBytes: number) => {
		const {exitCode, bytes} = await run(words, {signal, maxBytes});
		return exitCode === 0 ? bytes : undefined;
	};

	const statRemote: ClusterFiles['stat'] = async (path, {signal}) => {
		const text = await output(['stat', '-L', '-c', '%F|%.3Y|%s', '--', path], signal);
		const [, seconds, size] = /^regular (?:empty )?file\|([\d.]+)\|(\d+)/.exec(text ?? '') ?? [];
		return seconds === undefined ? undefined : {modifiedAt: Number(seconds) * 1000, sizeBytes: Number(size)};
	};

	return {
		isLocal: false,
		stat: statRemote,
		async readStart(path, maxBytes, {signal}) {
			return bytesOf(['head', '-c', String(maxBytes), '--', path], signal, maxBytes);
		},
		async readEnd(path, maxBytes, {signal}) {
			return bytesOf(['tail', '-c', String(maxBytes), '--', path], signal, maxBytes);
		},
		async list(path, {signal}) {
			const text = await output(['ls', '-1', '--', path], signal);
			return text?.split('\n').filter(name => name !== '') ?? [];
		},
		follow: (path, options) => followRemote({host, environment}, path, options, async () => {
			const facts = await statRemote(path, options);
			return facts?.sizeBytes;
		}),
	};
}
