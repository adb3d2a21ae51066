import {Buffer} from 'node:buffer';
import {Readable} from 'node:stream';
import type {Engine, LogsOptions} from '../../source/engine/engine.ts';
import {logsAnswer, type StoredMessage} from '../stream/docker-framing.ts';

/** How one connection to the log behaves. */
export type ConnectionScript = {
	/** How many messages the log holds when the connection is opened. */
	readonly printed: number;
	/** Bytes after which it is lost; undefined when it ends in order. */
	readonly lostAfter?: number | undefined;
	/** Sizes of the chunks, used in turn. */
	readonly chunkBytes: number;
	/** Goes back this many messages after that many were sent, as a rotation does. */
	readonly repeat?: {readonly after: number; readonly messages: number};
	/** Messages at the beginning of the log that rotation has removed. */
	readonly removed?: number;
};

/** An engine that has nothing but the log of one container, and connections that follow a script. */
export function createLogEngine(stored: readonly StoredMessage[], scripts: readonly ConnectionScript[]): {readonly engine: Engine; readonly requests: LogsOptions[]} {
	const requests: LogsOptions[] = [];
	const engine = {
		endpoint: 'unix:///test.sock',
		async openLogs(_container: string, options: LogsOptions) {
			// Behind the script everything is printed and the connections hold.
			const script = scripts[requests.length] ?? {printed: stored.length, chunkBytes: 4096};
			requests.push(options);
			const window = stored.slice(script.removed ?? 0, script.printed).slice(options.tail === undefined ? 0 : -options.tail);
			const {after = 0, messages = 0} = script.repeat ?? {};
			const sent = [...window.slice(0, after), ...window.slice(Math.max(0, after - messages))];
			return Readable.from(chunks(logsAnswer(sent), script));
		},
		inspectContainer: async () => ({state: {status: requests.length >= scripts.length ? 'exited' : 'running'}}),
	};
	return {engine: engine as unknown as Engine, requests};
}

async function * chunks(bytes: Uint8Array, {chunkBytes, lostAfter}: ConnectionScript): AsyncGenerator<Uint8Array, void> {
	const end = lostAfter === undefined ? bytes.length : lostAfter % (bytes.length + 1);
	for (let start = 0; start < end; start += chunkBytes) {
		yield Buffer.from(bytes.subarray(start, Math.min(end, start + chunkBytes)));
	}

	if (lostAfter !== undefined) {
		throw Object.assign(new Error('aborted'), {code: 'ECONNRESET'});
	}
}
