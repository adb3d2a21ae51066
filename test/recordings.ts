import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {gunzipSync} from 'node:zlib';
import type {RunEvent} from '../source/domain/event.ts';
import type {Channel, TerminalLine} from '../source/domain/line.ts';
import {createParser} from '../source/parse/parser.ts';
import {createTerminalLines, type TerminalLines} from '../source/stream/terminal-lines.ts';

/** A recorded output: a folder of test/recordings with a stream in it. */
export type Recording = {
	/** The folder's path below test/recordings. */
	readonly name: string;
	readonly directory: string;
	/** The bytes by channel in the order of their printing. */
	readonly frames: ReadonlyArray<readonly [Channel, Uint8Array]>;
};

const root = fileURLToPath(new URL('recordings/', import.meta.url));

/** Every recording, whatever its name: a new folder is tested without a change here. */
export function readRecordings(): Recording[] {
	return readdirSync(root, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isDirectory())
		.map(entry => path.join(entry.parentPath, entry.name))
		.toSorted()
		.flatMap(directory => {
			const bytes = readStream(directory);
			return bytes === undefined ? [] : [{name: path.relative(root, directory), directory, frames: framesOf(bytes)}];
		});
}

function readStream(directory: string): Uint8Array | undefined {
	for (const file of ['exec_output.raw', 'stream.raw']) {
		const name = path.join(directory, file);
		if (existsSync(name)) {
			return readFileSync(name);
		}

		if (existsSync(`${name}.gz`)) {
			return gunzipSync(readFileSync(`${name}.gz`));
		}
	}

	return undefined;
}

/** Without a terminal a stream is recorded as the engine's HTTP API delivers it: frames with a header of 8 bytes. */
function framesOf(bytes: Uint8Array): Array<readonly [Channel, Uint8Array]> {
	if (!(bytes[0] === 1 || bytes[0] === 2) || bytes[1] !== 0 || bytes[2] !== 0 || bytes[3] !== 0) {
		return [['tty', bytes]];
	}

	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const frames: Array<readonly [Channel, Uint8Array]> = [];
	for (let start = 0; start + 8 <= bytes.length;) {
		const end = start + 8 + view.getUint32(start + 4);
		frames.push([bytes[start] === 1 ? 'stdout' : 'stderr', bytes.subarray(start + 8, end)]);
		start = end;
	}

	return frames;
}

/** Everything that a recording printed, as text. */
export function textOf(recording: Recording): string {
	const decoder = new TextDecoder();
	return recording.frames.map(([, bytes]) => decoder.decode(bytes)).join('');
}

/** The ended lines of frames, and the events that they give. */
export function readFrames(frames: Recording['frames']): {lines: TerminalLine[]; events: RunEvent[]} {
	const streams = new Map<Channel, TerminalLines>();
	const parser = createParser();
	const lines: TerminalLine[] = [];
	for (const [channel, bytes] of frames) {
		const stream = streams.get(channel) ?? createTerminalLines(channel);
		streams.set(channel, stream);
		lines.push(...stream.push(bytes));
	}

	for (const stream of streams.values()) {
		lines.push(...stream.end());
	}

	return {lines, events: lines.flatMap(line => parser.push(line))};
}
