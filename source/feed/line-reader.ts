import {Buffer} from 'node:buffer';

/** A line that grows beyond this is no record: what is held of it is dropped. */
const longestLineBytes = 1_048_576;

/** Takes bytes in chunks of any size. */
export type ByteReader = {
	push(bytes: Uint8Array): void;
	/** The last line may have no line feed. */
	end(): void;
};

/** Calls `onLine` with each line without its line feed. Holds one unfinished line, of 1 MiB at most. */
export function createLineReader(onLine: (line: Uint8Array) => void): ByteReader {
	let pieces: Uint8Array[] = [];
	let heldBytes = 0;

	const hold = (bytes: Uint8Array) => {
		heldBytes += bytes.length;
		if (heldBytes > longestLineBytes) {
			pieces = [];
		} else if (bytes.length > 0) {
			pieces.push(bytes);
		}
	};

	const finish = () => {
		if (heldBytes <= longestLineBytes) {
			onLine(Buffer.concat(pieces));
		}

		pieces = [];
		heldBytes = 0;
	};

	return {
		push(bytes) {
			let start = 0;
			for (;;) {
				const end = bytes.indexOf(0x0A, start);
				if (end === -1) {
					hold(bytes.subarray(start));
					return;
				}

				if (heldBytes === 0) {
					onLine(bytes.subarray(start, end));
				} else {
					hold(bytes.subarray(start, end));
					finish();
				}

				start = end + 1;
			}
		},
		end() {
			if (heldBytes > 0) {
				finish();
			}
		},
	};
}
