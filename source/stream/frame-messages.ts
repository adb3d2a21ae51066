import {Buffer} from 'node:buffer';
import {createDemultiplexer} from './demultiplex.ts';
import type {LogMessage, LogMessages} from './log-message.ts';
import {createTimestampReader} from './log-timestamp.ts';

/** The record of a container without a terminal: one frame is one message. */
export function createFrameMessages(): LogMessages {
	const demultiplexer = createDemultiplexer();
	const readTimestamp = createTimestampReader();
	/** The pieces of the open frame; capacity one frame, 16 KiB and its time. */
	let parts: Uint8Array[] = [];

	return {
		push(chunk) {
			const messages: LogMessage[] = [];
			for (const {channel, bytes, isFrameEnd} of demultiplexer.push(chunk)) {
				if (!isFrameEnd) {
					parts.push(bytes);
					continue;
				}

				const frame = parts.length === 0 ? bytes : Buffer.concat([...parts, bytes]);
				parts = [];
				const read = readTimestamp(frame, 0);
				messages.push({channel, timestamp: read?.timestamp, body: read ? frame.subarray(read.length) : frame});
			}

			return messages;
		},
		end: () => [],
	};
}
