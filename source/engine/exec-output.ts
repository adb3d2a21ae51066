import {Buffer} from 'node:buffer';
import type {Readable} from 'node:stream';
import {createDemultiplexer} from '../stream/demultiplex.ts';
import type {ExecResult} from './exec.ts';

/**
Reads the multiplexed output of a program to its end. What goes beyond `maxBytes` is read but dropped, so that the program
is not held up.
*/
export async function captureOutput(stream: Readable, maxBytes: number, signal: AbortSignal): Promise<Omit<ExecResult, 'exitCode'>> {
	const demultiplexer = createDemultiplexer();
	const parts: Record<'stdout' | 'stderr', Uint8Array[]> = {stdout: [], stderr: []};
	let length = 0;
	let isTruncated = false;
	const abort = () => {
		stream.destroy();
	};

	signal.addEventListener('abort', abort, {once: true});
	try {
		for await (const chunk of stream as AsyncIterable<Uint8Array>) {
			for (const {channel, bytes} of demultiplexer.push(chunk)) {
				const kept = bytes.subarray(0, Math.max(0, maxBytes - length));
				length += kept.length;
				isTruncated ||= kept.length < bytes.length;
				parts[channel].push(kept);
			}
		}
	} finally {
		signal.removeEventListener('abort', abort);
	}

	return {stdout: Buffer.concat(parts.stdout).toString('utf8'), stderr: Buffer.concat(parts.stderr).toString('utf8'), isTruncated};
}
