import {Buffer} from 'node:buffer';

/** When the engine took a message in. */
export type LogTimestamp = {
	/** In UTC with nine digits, `2026-11-23T20:31:22.486532784Z`: sorts by time as a string. */
	readonly key: string;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** False for Podman's Docker API, whose times have whole seconds: several messages share one. */
	readonly isExact: boolean;
};

/** Longest prefix: nine digits, an offset such as `+02:00`, and the space behind it. */
export const maxTimestampBytes = 36;

const timestampPattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) $/;

export type ReadTimestamp = {
	readonly timestamp: LogTimestamp;
	/** Of the prefix with the space behind it. */
	readonly length: number;
};

/**
Reads the time that `timestamps=1` puts before a message; undefined when the bytes do not begin with one. The seconds of
the latest time are remembered, so that most calls parse nine digits only.

Source: moby daemon/logger (RFC 3339 with nine digits, UTC); Podman 4.3 docker API (whole seconds, any offset).
*/
export function createTimestampReader(): (bytes: Uint8Array, start: number) => ReadTimestamp | undefined {
	let seconds = '';
	let secondsAt = 0;

	return (bytes, start) => {
		const end = bytes.indexOf(0x20, start + 19) + 1;
		if (end === 0 || end - start > maxTimestampBytes) {
			return undefined;
		}

		const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
		const length = end - start;
		if (length === 31 && seconds !== '' && text.startsWith(seconds) && text.endsWith('Z ')) {
			const fraction = Number(text.slice(20, 29));
			if (text[19] === '.' && fraction >= 0) {
				return {timestamp: {key: text.slice(0, 30), at: secondsAt + Math.floor(fraction / 1e6), isExact: true}, length};
			}
		}

		const match = timestampPattern.exec(text);
		const at = match ? Date.parse(`${match[1]}${match[3]}`) : NaN;
		if (!match || Number.isNaN(at)) {
			return undefined;
		}

		const fraction = (match[2] ?? '').padEnd(9, '0');
		if (match[3] === 'Z') {
			seconds = match[1]!;
			secondsAt = at;
		}

		return {
			timestamp: {
				key: `${new Date(at).toISOString().slice(0, 19)}.${fraction}Z`,
				at: at + Math.floor(Number(fraction) / 1e6),
				isExact: match[2] !== undefined,
			},
			length,
		};
	};
}
