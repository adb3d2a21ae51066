import {Buffer} from 'node:buffer';
import {isJournalExport} from './journal-export.ts';
import {isJsonDocument} from './json-document.ts';
import {isJsonRecord} from './json-log-lines.ts';
import {lineWrappingOf, type LineWrapping} from './wrapped-lines.ts';

/** How the bytes of a log are wrapped. */
export type LogFormat =
	/** The bytes as they were printed. */
	| 'plain'
	/** Docker's 8-byte frames around stdout and stderr, as its HTTP API answers for a container without a terminal. */
	| 'multiplexed'
	/** The same with a time in front of each message, as it answers with `timestamps=1`. */
	| 'multiplexed-timestamped'
	/** A time in front of each line, as `docker logs -t` prints it. */
	| 'timestamped'
	/** One JSON object a line: Docker's json-file driver, a notebook of Kaggle, `journalctl -o json`. */
	| 'json-lines'
	/** One JSON object over many lines: a notebook, events of CloudWatch. */
	| 'json-document'
	/** Systemd's journal as `journalctl -o export` writes it. */
	| 'journal-export'
	/** A time, the stream and a mark before each line: files of Kubernetes' pods, jobs of GitLab. */
	| LineWrapping
	/** Two bytes a character, as Windows PowerShell writes what is sent into a file. */
	| 'utf-16le'
	| 'utf-16be'
	/** No text at all. */
	| 'binary';

/** Who writes each format, for the documentation. */
export const logWriters: Readonly<Record<Exclude<LogFormat, 'binary'>, string>> = {
	plain: 'a shell that redirects, tee, script, a pipe',
	multiplexed: 'Docker\'s HTTP API for a container without a terminal',
	'multiplexed-timestamped': 'the same with `timestamps=1`',
	timestamped: '`docker logs -t`, GitHub Actions',
	'json-lines': 'Docker\'s drivers json-file and fluentd, a notebook of Kaggle, `journalctl -o json`, Google Cloud, JSON loggers',
	'json-document': 'a notebook (.ipynb) with its outputs, `aws logs get-log-events`',
	'journal-export': '`journalctl -o export`',
	cri: 'Kubernetes, below /var/log/pods',
	gitlab: 'a job of GitLab with times',
	'utf-16le': 'Windows PowerShell',
	'utf-16be': 'the same in the other order',
};

/** Bytes from the start of a log that are enough to know its format. */
export const formatHeadBytes = 4096;

/** Source: RFC 3339 with the fraction that Docker prints, and the blank behind it. */
const timestampStart = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}) /;

const signatures: ReadonlyArray<readonly number[]> = [
	[0x50, 0x4B, 0x03, 0x04], // Zip: a PyTorch checkpoint since 1.6
	[0x80, 0x02, 0x8A], // Pickle: an older checkpoint
	[0x7F, 0x45, 0x4C, 0x46], // ELF
	[0x89, 0x50, 0x4E, 0x47], // PNG
	[0xFF, 0xD8, 0xFF], // JPEG
	[0x28, 0xB5, 0x2F, 0xFD], // Zstandard
	[0xFD, 0x37, 0x7A, 0x58], // Xz
	[0x42, 0x5A, 0x68], // Bzip2
];

/** Docker's header: stream 0 to 3, three zeros, then a length: 16 KB and a time at most, 16 MB leaves room for other drivers. */
function isFrameHeader(bytes: Uint8Array): boolean {
	return bytes.length >= 8 && bytes[0]! <= 3 && bytes[1] === 0 && bytes[2] === 0 && bytes[3] === 0 && bytes[4] === 0
		&& (bytes[5]! + bytes[6]! + bytes[7]!) > 0;
}

/** A share of control characters that no terminal output reaches, but random bytes do; a few may be in a single line of text. */
const binaryShare = 0.05;
const fewestControls = 16;

function isBinary(bytes: Uint8Array): boolean {
	if (signatures.some(signature => signature.every((byte, index) => bytes[index] === byte))) {
		return true;
	}

	// A file that was cut to nothing under a running program begins with a hole of zeros: not a reason to refuse it.
	const start = bytes.findIndex(byte => byte !== 0);
	if (start === -1) {
		return true;
	}

	const rest = bytes.subarray(start);
	const controls = rest.reduce((count, byte) => count + Number(byte < 0x20 && ![0x07, 0x08, 0x09, 0x0A, 0x0C, 0x0D, 0x1B].includes(byte)), 0);
	return controls > Math.max(fewestControls, rest.length * binaryShare);
}

/** Whether the bytes are the start of a gzip file. */
export function isGzip(bytes: Uint8Array): boolean {
	return bytes.length >= 3 && bytes[0] === 0x1F && bytes[1] === 0x8B && bytes[2] === 0x08;
}

/** UTF-8 of Windows' programs and of GitHub's downloads begins with these. */
export const byteOrderMark: readonly number[] = [0xEF, 0xBB, 0xBF];

export function hasByteOrderMark(bytes: Uint8Array): boolean {
	return byteOrderMark.every((byte, index) => bytes[index] === byte);
}

function firstLine(bytes: Uint8Array): string {
	const feed = bytes.indexOf(0x0A);
	return Buffer.from(feed === -1 ? bytes : bytes.subarray(0, feed)).toString().replace(/^\u{FEFF}/u, '');
}

const textAt = (bytes: Uint8Array, start: number) => Buffer.from(bytes.subarray(start, start + 64)).toString('latin1');

/** Fewer bytes may be a coincidence. */
const fewestUtf16Bytes = 16;

/**
UTF-16 begins with a byte order mark, unless something cut it off; then every other byte of a line in ASCII is 0. The second half of
the last character may be missing.
*/
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
	if (bytes[0] === 0xFF && bytes[1] === 0xFE) {
		return 'utf-16le';
	}

	if (bytes[0] === 0xFE && bytes[1] === 0xFF) {
		return 'utf-16be';
	}

	const start = bytes.subarray(0, 2 * fewestUtf16Bytes);
	const isZeroAt = (remainder: number) => start.length >= fewestUtf16Bytes && start.every((byte, index) => (byte === 0) === (index % 2 === remainder));
	if (isZeroAt(1)) {
		return 'utf-16le';
	}

	return isZeroAt(0) ? 'utf-16be' : undefined;
}

/** Tells the format of a log from its first bytes, `formatHeadBytes` of them at most; whether it is text at all from as many as there are. */
export function detectLogFormat(head: Uint8Array, all = head): LogFormat {
	if (isFrameHeader(head)) {
		return timestampStart.test(textAt(head, 8)) ? 'multiplexed-timestamped' : 'multiplexed';
	}

	const utf16 = utf16Of(head);
	if (utf16 !== undefined) {
		return utf16;
	}

	// Its lengths are bytes, not text.
	if (isJournalExport(textAt(head, 0))) {
		return 'journal-export';
	}

	if (isBinary(all)) {
		return 'binary';
	}

	const text = textAt(head, hasByteOrderMark(head) ? byteOrderMark.length : 0);
	const wrapping = lineWrappingOf(text);
	if (wrapping !== undefined) {
		return wrapping;
	}

	if (timestampStart.test(text)) {
		return 'timestamped';
	}

	if (isJsonDocument(text)) {
		return 'json-document';
	}

	return isJsonRecord(firstLine(head)) || text.startsWith('{"log":"') ? 'json-lines' : 'plain';
}
