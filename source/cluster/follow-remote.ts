import {spawn} from 'node:child_process';
import {createBackoff} from '../engine/backoff.ts';
import {clusterWords, controlOf, type ClusterHost} from './cluster-command.ts';
import type {ClusterFiles} from './scheduler.ts';

/** So many bytes before the place where reading goes on have to be those that were read: else it is another file. */
const overlapBytes = 256;

/** What tail says when a file is not the one that it was. Source: GNU coreutils 8.30 to 9.5, in the language C. */
const otherFile = /has been replaced|has appeared|file truncated/;

/** How far a file was read. */
type Position = {
	/** Bytes of the file that were given away. */
	bytes: number;
	/** The last of them. */
	last: Uint8Array;
};

function forget(position: Position): void {
	position.bytes = 0;
	position.last = new Uint8Array();
}

const lastOf = (before: Uint8Array, chunk: Uint8Array): Uint8Array => chunk.length >= overlapBytes ? chunk.slice(-overlapBytes) : Uint8Array.from([...before, ...chunk].slice(-overlapBytes));

const isSame = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && one.every((byte, index) => byte === other[index]);

/** What takes a broken connection's place. */
type End = {readonly reason: string; /** Whether the file is another one than before. */ readonly isOther: boolean};

type FollowOptions = Parameters<ClusterFiles['follow']>[1];

/**
Follows a file of a host by its tail, through connections that break: no byte is lost or given twice while it is the same file.

@yields the bytes, in order.
*/
export async function * followRemote(place: ClusterHost, path: string, {signal, onConnection}: FollowOptions, sizeOf: () => Promise<number | undefined>): AsyncGenerator<Uint8Array> {
	const position: Position = {bytes: 0, last: new Uint8Array()};
	const backoff = createBackoff(signal);
	while (!signal.aborted) {
		let end: End;
		try {
			// A file that is shorter than what was read of it is another one.
			if (position.bytes > 0 && (await sizeOf() ?? Infinity) < position.bytes) {
				forget(position);
			}

			end = yield * readOnce(place, path, position, {
				signal, onConnection() {
					if (!(backoff.attempt() > 0)) {
						return;
					}

					backoff.reset();
					onConnection?.(undefined);
				},
			});
		} catch (error) {
			end = {reason: error instanceof Error ? error.message : String(error), isOther: false};
		}

		if (signal.aborted) {
			return;
		}

		if (end.isOther) {
			forget(position);
			continue;
		}

		onConnection?.({reason: end.reason, attempt: backoff.attempt() + 1});
		await backoff.wait().catch(() => undefined);
	}
}

async function * readOnce({host, environment}: ClusterHost, path: string, position: Position, {signal, onConnection}: {readonly signal: AbortSignal; onConnection(): void}): AsyncGenerator<Uint8Array, End> {
	const overlap = position.last;
	const control = host === undefined ? undefined : await controlOf({host, environment}, 'tail', signal);
	const [program, ...words] = clusterWords({host, control}, ['tail', '-c', `+${position.bytes - overlap.length + 1}`, '-F', '--', path]);
	const child = spawn(program!, words, {stdio: ['ignore', 'pipe', 'pipe'], env: {...environment}});
	let stderr = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr = (stderr + text).slice(-1000);
		if (otherFile.test(text)) {
			forget(position);
		}
	});
	const kill = () => {
		child.kill('SIGTERM');
		// What it has started may still hold the other end.
		child.stdout.destroy();
	};

	child.on('error', kill);
	signal.addEventListener('abort', kill, {once: true});
	let head = new Uint8Array();
	let hasRead = false;
	try {
		for await (const part of child.stdout as AsyncIterable<Uint8Array>) {
			let chunk = part;
			if (!hasRead) {
				head = Uint8Array.from([...head, ...chunk]);
				if (head.length < overlap.length) {
					continue;
				}

				if (!isSame(head.subarray(0, overlap.length), overlap)) {
					return {reason: '', isOther: true};
				}

				chunk = head.slice(overlap.length);
				hasRead = true;
				onConnection();
			}

			if (chunk.length === 0) {
				continue;
			}

			position.bytes += chunk.length;
			position.last = lastOf(position.last, chunk);
			yield chunk;
		}
	} catch (error) {
		if (!signal.aborted) {
			return {reason: String(error), isOther: false};
		}
	} finally {
		signal.removeEventListener('abort', kill);
		kill();
	}

	return {reason: stderr.trim().split('\n').at(-1) ?? '', isOther: false};
}
