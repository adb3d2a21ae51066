import {Buffer} from 'node:buffer';
import {Readable} from 'node:stream';

const blockBytes = 512;

/** What goes into a small archive of our own. Paths are relative, with `/`. */
export type TarEntry =
	| {readonly kind: 'directory'; readonly path: string}
	| {readonly kind: 'file'; readonly path: string; readonly content: Uint8Array; /** Milliseconds since 1970. */ readonly modifiedAt: number};

function octal(value: number, width: number): string {
	return `${Math.trunc(value).toString(8).padStart(width - 1, '0')}\0`;
}

/** Source: POSIX.1-2001 pax: a record says its own length, too. */
function paxRecord(key: string, value: string): string {
	const body = ` ${key}=${value}\n`;
	const length = Buffer.byteLength(body);
	const digits = String(length + String(length).length).length;
	return `${length + digits}${body}`;
}

function header(path: string, kind: string, sizeBytes: number, modifiedAt: number): Uint8Array {
	const block = Buffer.alloc(blockBytes);
	block.write(path.slice(0, 100), 0, 100, 'utf8');
	block.write(octal(kind === '5' ? 0o755 : 0o644, 8), 100, 'latin1');
	block.write(octal(0, 8), 108, 'latin1');
	block.write(octal(0, 8), 116, 'latin1');
	block.write(octal(sizeBytes, 12), 124, 'latin1');
	block.write(octal(modifiedAt / 1000, 12), 136, 'latin1');
	block.write(' '.repeat(8), 148, 'latin1');
	block.write(kind, 156, 'latin1');
	block.write('ustar\u{0}00', 257, 'latin1');
	const sum = block.reduce((total, byte) => total + byte, 0);
	block.write(`${octal(sum, 7)} `, 148, 'latin1');
	return block;
}

function padded(content: Uint8Array): Uint8Array[] {
	const rest = content.byteLength % blockBytes;
	return rest === 0 ? [content] : [content, Buffer.alloc(blockBytes - rest)];
}

/** An archive for `putArchive`: directories and small files of root's. Names of any length and alphabet are kept. */
export function writeTar(entries: readonly TarEntry[]): Readable {
	const blocks = entries.flatMap(entry => {
		const content = entry.kind === 'file' ? entry.content : new Uint8Array();
		const modifiedAt = entry.kind === 'file' ? entry.modifiedAt : Date.now();
		const record = Buffer.from(paxRecord('path', entry.kind === 'directory' ? `${entry.path}/` : entry.path));
		return [
			header('pax', 'x', record.byteLength, modifiedAt),
			...padded(record),
			header(entry.path, entry.kind === 'directory' ? '5' : '0', content.byteLength, modifiedAt),
			...padded(content),
		];
	});
	return Readable.from([Buffer.concat([...blocks, Buffer.alloc(2 * blockBytes)])], {objectMode: false});
}
