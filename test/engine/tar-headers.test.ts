import {Buffer} from 'node:buffer';
import {describe, expect, test} from 'vitest';
import {readTar} from '../../source/engine/tar-reader.ts';
import {
	inPieces,
	paxEntry,
	paxPath,
	tarBytes,
} from '../actions/copy/tar-bytes.ts';

/** A header with some of its fields as given, by their place, and its sum. */
function header(fields: Readonly<Record<number, string | Uint8Array>>): Uint8Array {
	const block = Buffer.from(tarBytes([{name: 'name'}], false));
	for (const [place, value] of Object.entries(fields)) {
		block.set(typeof value === 'string' ? Buffer.from(value) : value, Number(place));
	}

	block.fill(' ', 148, 156);
	block.write(`${block.reduce((total, byte) => total + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
	return block;
}

const size = (bytes: number | bigint) => `${bytes.toString(8).padStart(11, '0')}\0`;
const content = (text: string) => Buffer.concat([Buffer.from(text), Buffer.alloc((512 - (text.length % 512)) % 512)]);
const end = Buffer.alloc(1024);
const plain = tarBytes([{name: 'next', content: 'after'}]);

/** What comes by, in short: `path kind size`, `= content`, `end`. */
async function read(...parts: readonly Uint8Array[]): Promise<string[]> {
	const told: string[] = [];
	for await (const event of readTar(inPieces(Buffer.concat(parts), 300))) {
		if (event.type === 'content') {
			const text = Buffer.from(event.piece).toString();
			const last = told.at(-1)!;
			told.splice(-1, 1, ...(last.startsWith('= ') ? [`${last}${text}`] : [last, `= ${text}`]));
		} else {
			told.push(event.type === 'end' ? 'end' : `${event.entry.path} ${event.entry.kind} ${event.entry.sizeBytes}`);
		}
	}

	return told;
}

const after = ['next file 5', '= after', 'end'];
/** The last piece of a large number in base 256 stands at the end of its field. */
const base256 = (value: bigint) => {
	const bytes = Buffer.alloc(12);
	bytes[0] = 0x80;
	bytes.writeBigUInt64BE(value, 4);
	return bytes;
};

describe('a header', () => {
	test.each<[string, readonly Uint8Array[], readonly string[]]>([
		['of POSIX with the first part of a long path', [header({345: 'deep/folder', 124: size(3)}), content('abc')], ['deep/folder/name file 3', '= abc', ...after]],
		['of an older tar, which has other things at that place', [header({257: 'nothing', 345: 'deep/folder'})], ['name file 0', ...after]],
		['with a path that fills its field', [header({0: 'x'.repeat(100)})], [`${'x'.repeat(100)} file 0`, ...after]],
		['with a size in base 256', [header({124: base256(3n)}), content('abc')], ['name file 3', '= abc', ...after]],
		['with a size that blanks fill up', [header({124: '       3 \0  '}), content('abc')], ['name file 3', '= abc', ...after]],
		['of a link with a size, which has no content', [header({156: '2', 124: size(3)})], ['name link 0', ...after]],
		['of a hard link with a size', [header({156: '1', 124: size(3)})], ['name link 0', ...after]],
		['of a folder with a size', [header({156: '5', 124: size(3)})], ['name directory 0', ...after]],
		['of a device whose content is passed over', [header({156: '3', 124: size(3)}), content('abc')], ['name other 3', ...after]],
		['behind a long name of GNU', [header({156: 'L', 124: size(9)}), content('long/name'), header({})], ['long/name file 0', ...after]],
		['behind a long name of a link, which is passed over', [header({156: 'K', 124: size(4)}), content('link'), header({})], ['name file 0', ...after]],
		['behind attributes of all that follow, which are passed over', [header({156: 'g', 124: size(13)}), content('13 path=all\n\n'), header({})], ['name file 0', ...after]],
		['behind a pax path and a long name of GNU: the path counts', [tarBytes([paxPath('pax/path'), {name: 'L', kind: 'L', content: 'gnu/name'}, {name: 'name'}], false)], ['pax/path file 0', ...after]],
		['behind several attributes', [tarBytes([{name: 'pax', kind: 'x', content: '10 path=a\n12 size=0\n'}, {name: 'name'}], false)], ['a file 0', ...after]],
		['behind attributes without their length', [tarBytes([{name: 'pax', kind: 'x', content: 'path=a\n'}, {name: 'name'}], false)], ['name file 0', ...after]],
		['behind attributes with a length of 0', [tarBytes([{name: 'pax', kind: 'x', content: '0 path=a\n'}, {name: 'name'}], false)], ['name file 0', ...after]],
		['behind attributes with a length below 0', [tarBytes([{name: 'pax', kind: 'x', content: '-9 path=a\n'}, {name: 'name'}], false)], ['name file 0', ...after]],
		['behind attributes that were taken by the entry before it', [tarBytes([paxPath('first'), {name: 'one'}, {name: 'two'}], false)], ['first file 0', 'two file 0', ...after]],
		['that breaks its sum', [Buffer.concat([Buffer.from('y'), header({}).subarray(1)])], []],
		['whose size is none', [header({124: 'zzzzzzzzzzz\0'})], ['name file 0', ...after]],
		['whose size is beyond what can be counted', [header({124: base256(2n ** 60n)})], []],
		['behind a size below 0', [tarBytes([paxEntry('size', '-512'), {name: 'name'}], false)], []],
		['behind a size that is no number', [tarBytes([paxEntry('size', 'many'), {name: 'name'}], false)], []],
		['of attributes beyond a megabyte', [header({156: 'x', 124: size((2 ** 20) + 1)}), Buffer.alloc((2 ** 20) + 512)], []],
		['of many attributes that are beyond a megabyte together', [header({156: 'x', 124: size(2 ** 19)}), Buffer.alloc(2 ** 19), header({156: 'x', 124: size(2 ** 19)}), Buffer.alloc(2 ** 19), header({156: 'x', 124: size(512)}), Buffer.alloc(512)], []],
		['of attributes of a megabyte', [header({156: 'x', 124: size(2 ** 20)}), Buffer.alloc(2 ** 20), header({})], ['name file 0', ...after]],
		['of attributes with a size that cannot be', [header({156: 'x', 124: base256(2n ** 60n)})], []],
		['of attributes that breaks its sum', [Buffer.concat([Buffer.from('y'), header({156: 'x'}).subarray(1)])], []],
	])('%s', async (_name, parts, told) => {
		expect(await read(...parts, plain)).toEqual(told);
	});

	test('has the time of its attributes, else its own', async () => {
		const times: number[] = [];
		for await (const event of readTar(inPieces(Buffer.concat([tarBytes([paxEntry('mtime', '1700000000.25'), {name: 'a'}], false), header({136: size(1_600_000_000)}), end]), 700))) {
			if (event.type === 'entry') {
				times.push(event.entry.modifiedAt);
			}
		}

		expect(times).toEqual([1_700_000_000_250, 1_600_000_000_000]);
	});

	test('behind the end is read and told no more', async () => {
		expect(await read(plain, plain, end)).toEqual(after);
	});

	test('no stream is asked for more once it is no archive', async () => {
		let asked = 0;
		async function * endless(): AsyncGenerator<Uint8Array, void> {
			for (; asked < 100; asked++) {
				yield Buffer.alloc(512, 'x');
			}
		}

		for await (const event of readTar(endless())) {
			expect(event).toBeUndefined();
		}

		expect(asked).toBe(0);
	});
});
