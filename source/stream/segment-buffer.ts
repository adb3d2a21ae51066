/** Longest part of a line that is kept; what is longer loses its end. A terminal line is at most some hundred bytes long, an options line some thousand. */
export const segmentCapacityBytes = 65_536;

/** Bytes of one line between carriage returns, as they come in. Holds at most `segmentCapacityBytes` and drops the rest. */
export type SegmentBuffer = {
	append(bytes: Uint8Array, start: number, end: number): void;
	isEmpty(): boolean;
	/** The bytes so far; valid until the next call. */
	view(): Uint8Array;
	clear(): void;
};

export function createSegmentBuffer(): SegmentBuffer {
	let buffer = new Uint8Array(256);
	let length = 0;
	return {
		append(bytes, start, end) {
			const last = Math.min(end, start + segmentCapacityBytes - length);
			if (last <= start) {
				return;
			}

			const needed = length + last - start;
			if (needed > buffer.length) {
				const larger = new Uint8Array(Math.min(segmentCapacityBytes, Math.max(needed, buffer.length * 2)));
				larger.set(buffer.subarray(0, length));
				buffer = larger;
			}

			buffer.set(bytes.subarray(start, last), length);
			length = needed;
		},
		isEmpty: () => length === 0,
		view: () => buffer.subarray(0, length),
		clear() {
			length = 0;
		},
	};
}

/**
Whether a segment leaves anything on the screen: something other than blanks and CSI sequences. Progress bars wipe a line
with blanks, shells switch modes with CSI sequences of their own.
*/
export function hasVisibleText(bytes: Uint8Array, start: number, end: number): boolean {
	let index = start;
	while (index < end) {
		const byte = bytes[index]!;
		if (byte === 0x1B && bytes[index + 1] === 0x5B && index + 1 < end) {
			index += 2;
			while (index < end && (bytes[index]! < 0x40 || bytes[index]! > 0x7E)) {
				index++;
			}
		} else if (byte !== 0x20 && byte !== 0x09) {
			return true;
		}

		index++;
	}

	return false;
}
