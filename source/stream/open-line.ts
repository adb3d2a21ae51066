import {createSegmentBuffer, hasVisibleText, segmentCapacityBytes} from './segment-buffer.ts';

const carriageReturn = 0x0D;

/**
A rewrite that is this much shorter than the last one has probably not arrived whole: its numbers may be cut. Less is the
normal play of the rate and the remaining time at the end of a bar.
*/
const tailBytes = 24;

/** What a terminal shows of the line that has not ended. Holds twice `segmentCapacityBytes` at most. */
export function createOpenLine() {
	/** What came after the last carriage return. */
	const open = createSegmentBuffer();
	/** The last visible segment that a carriage return has ended; it stays on the screen until it is overwritten. */
	const kept = createSegmentBuffer();

	/** The last visible segment of the line that ends at `end`, together with what is held of it. */
	const lastSegment = (bytes: Uint8Array, start: number, end: number): Uint8Array => {
		let segmentEnd = end;
		while (segmentEnd >= start) {
			const segmentStart = afterLastReturn(bytes, start, segmentEnd);
			if (segmentStart === undefined) {
				if (segmentEnd - start <= segmentCapacityBytes && open.isEmpty() && hasVisibleText(bytes, start, segmentEnd)) {
					return bytes.subarray(start, segmentEnd);
				}

				open.append(bytes, start, segmentEnd);
				const view = open.view();
				return hasVisibleText(view, 0, view.length) ? view : kept.view();
			}

			const capped = Math.min(segmentEnd, segmentStart + segmentCapacityBytes);
			if (hasVisibleText(bytes, segmentStart, capped)) {
				return bytes.subarray(segmentStart, capped);
			}

			segmentEnd = segmentStart - 1;
		}

		return kept.view();
	};

	/** Holds what these bytes, which contain no line feed, add to the open line. */
	const absorb = (bytes: Uint8Array, start: number) => {
		const lastReturn = afterLastReturn(bytes, start, bytes.length);
		if (lastReturn === undefined) {
			open.append(bytes, start, bytes.length);
			return;
		}

		const segment = lastSegment(bytes, start, lastReturn - 1);
		if (segment.buffer !== kept.view().buffer) {
			kept.clear();
			kept.append(segment, 0, segment.length);
		}

		open.clear();
		open.append(bytes, lastReturn, bytes.length);
	};

	return {
		lastSegment,
		absorb,
		clear() {
			open.clear();
			kept.clear();
		},
		isEmpty: () => open.view().length === 0 && kept.view().length === 0,
		/** Undefined when nothing of it can be seen. */
		shown(): Uint8Array | undefined {
			const now = open.view();
			const before = kept.view();
			const isVisible = hasVisibleText(now, 0, now.length);
			const shown = isVisible && now.length + tailBytes >= before.length ? now : before;
			return isVisible || before.length > 0 ? (shown.length > 0 ? shown : now) : undefined;
		},
	};
}

/** The index after the last carriage return in [start, end); undefined when there is none. Reads only from there to the end. */
function afterLastReturn(bytes: Uint8Array, start: number, end: number): number | undefined {
	for (let index = end - 1; index >= start; index--) {
		if (bytes[index] === carriageReturn) {
			return index + 1;
		}
	}

	return undefined;
}
