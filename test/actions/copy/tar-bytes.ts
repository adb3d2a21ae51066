import {Buffer} from 'node:buffer';

export type TarFixture = {readonly name: string; readonly kind?: string; readonly content?: string; readonly link?: string};

/** A tar archive as the engine sends it, with whatever names and kinds a test wants. */
export function tarBytes(entries: readonly TarFixture[], hasEnd = true): Uint8Array {
	const parts = entries.flatMap(({name, kind = '0', content = '', link = ''}) => {
		const header = Buffer.alloc(512);
		header.write(name, 0, 100);
		header.write('0000644\0', 100);
		header.write(`${Buffer.byteLength(content).toString(8).padStart(11, '0')}\0`, 124);
		header.write('14000000000\0', 136);
		header.write(kind, 156);
		header.write(link, 157);
		header.write('ustar\0', 257);
		header.fill(' ', 148, 156);
		header.write(`${header.reduce((total, byte) => total + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
		const data = Buffer.from(content);
		return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
	});
	return Buffer.concat([...parts, Buffer.alloc(hasEnd ? 1024 : 0)]);
}

/** A pax entry that gives the next one a path. */
export function paxPath(path: string): TarFixture {
	return paxEntry('path', path);
}

/** A pax entry with one attribute of the next one. */
export function paxEntry(name: string, value: string): TarFixture {
	const body = ` ${name}=${value}\n`;
	let length = Buffer.byteLength(body) + 1;
	while (Buffer.byteLength(`${length}${body}`) !== length) {
		length++;
	}

	return {name: 'pax', kind: 'x', content: `${length}${body}`};
}

/** The bytes in pieces of a size. */
export async function * inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void> {
	for (let at = 0; at < bytes.length; at += size) {
		yield bytes.subarray(at, at + size);
	}
}
