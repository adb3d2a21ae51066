import {Buffer} from 'node:buffer';

/** A piece of output of one stream. A frame that came in several chunks gives several pieces. */
export type FramePiece = {
	readonly channel: 'stdout' | 'stderr';
	readonly bytes: Uint8Array;
	/** True for the last piece of a frame. */
	readonly isFrameEnd: boolean;
};

export type Demultiplexer = {
	/** The pieces in order; their bytes are views of the chunk, not copies. */
	push(chunk: Uint8Array): readonly FramePiece[];
	/** Whether the bytes so far end between two frames. */
	isAtFrameStart(): boolean;
};

/** Source: Docker Engine API, ContainerAttach: stream type, three zero bytes, length of the payload (big endian). */
export const frameHeaderBytes = 8;

/**
Splits the multiplexed output of a container without a terminal: 1 and 0 (stdin, echoed) are standard output, 2 and 3
(an error of the engine itself) are standard error. It gives the same bytes per stream for any chunking, copies no
payload and holds at most one header.
*/
export function createDemultiplexer(): Demultiplexer {
	/** The header of the frame whose length is not known yet; capacity one header. */
	const header = Buffer.alloc(frameHeaderBytes);
	let headerLength = 0;
	let remaining = 0;
	let channel: FramePiece['channel'] = 'stdout';

	return {
		push(chunk) {
			const pieces: FramePiece[] = [];
			let offset = 0;
			while (offset < chunk.length) {
				if (remaining > 0) {
					const end = Math.min(chunk.length, offset + remaining);
					remaining -= end - offset;
					pieces.push({channel, bytes: chunk.subarray(offset, end), isFrameEnd: remaining === 0});
					offset = end;
					continue;
				}

				const taken = Math.min(frameHeaderBytes - headerLength, chunk.length - offset);
				for (let index = 0; index < taken; index++) {
					header[headerLength + index] = chunk[offset + index]!;
				}

				headerLength += taken;
				offset += taken;
				if (headerLength !== frameHeaderBytes) {
					continue;
				}

				headerLength = 0;
				remaining = header.readUInt32BE(4);
				channel = header[0]! >= 2 ? 'stderr' : 'stdout';
			}

			return pieces;
		},
		isAtFrameStart: () => remaining === 0 && headerLength === 0,
	};
}
