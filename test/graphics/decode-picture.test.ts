import {Buffer} from 'node:buffer';
import {deflateSync} from 'node:zlib';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {decodePicture} from '../../source/graphics/decode-picture.ts';
import {encodePng} from '../../source/graphics/encode-png.ts';
import type {Pixels} from '../../source/graphics/pixels.ts';
import {maxPixels, readHeader} from '../../source/graphics/read-header.ts';
import {fixture} from './fixture.ts';

function pixelsOf(bytes: Uint8Array): Pixels {
	const pixels = decodePicture(bytes);
	expect(pixels).not.toHaveProperty('code');
	return pixels as Pixels;
}

/** The mean difference of two pictures, 0 to 255 a channel. */
function difference(one: Pixels, other: Pixels): number {
	return one.data.reduce((sum, value, index) => sum + Math.abs(value - other.data[index]!), 0) / one.data.length;
}

/** A chunk of a PNG; nobody looks at its checksum. */
function chunk(type: string, content: Uint8Array): Uint8Array {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(content.length);
	return Buffer.concat([length, Buffer.from(type), content, Buffer.alloc(4)]);
}

const signature = Buffer.from([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

function pngOf(width: number, height: number, data: Uint8Array, others: readonly Uint8Array[] = []): Uint8Array {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2], 8);
	return Buffer.concat([signature, chunk('IHDR', header), ...others, chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

/** A JPEG that says this size, and nothing of it follows. */
function jpegOf(width: number, height: number, marker = 0xC0): Uint8Array {
	return Buffer.from([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, marker, 0, 11, 8, Math.floor(height / 256), height % 256, Math.floor(width / 256), width % 256, 1, 1, 0x11, 0, 0xFF, 0xD9]);
}

const original = pixelsOf(fixture('screen.png'));

describe('a picture', () => {
	// A JPEG loses, few colours and two bits lose more; half of white is on top of what is half seen through.
	test.each([
		['screen.jpg', 12], ['progressive.jpg', 12], ['interlaced-palette.png', 25], ['grey-2-bits.png', 60],
	])('%s is nearly the one that it was made of', (name, most) => {
		const pixels = pixelsOf(fixture(name));
		expect([pixels.width, pixels.height]).toEqual([96, 60]);
		expect(difference(pixels, original)).toBeLessThan(most);
	});

	test('that is half transparent lies on white', () => {
		const pixels = pixelsOf(fixture('alpha-16-bits.png'));
		const mixed = {...original, data: original.data.map(value => (value + 255) / 2)};
		expect(difference(pixels, mixed)).toBeLessThan(2);
	});

	test('is what it is, whatever its name: it comes back from its own PNG to the byte', () => {
		expect(Buffer.from(pixelsOf(encodePng(original)).data).equals(Buffer.from(original.data))).toBe(true);
	});
});

describe('a file that may be anything', () => {
	const wide = pngOf(60_000, 60_000, deflateSync(Buffer.alloc(100)));
	const bomb = pngOf(100, 100, deflateSync(Buffer.alloc(20_000_000)));

	test.each<readonly [what: string, bytes: Uint8Array, failure: Record<string, unknown>]>([
		['empty', Buffer.alloc(0), {code: 'unknown-format'}],
		['text', Buffer.from('\u{1B}]0;title\u{7}'), {code: 'unknown-format'}],
		['a GIF', Buffer.from('GIF89a'), {code: 'unknown-format'}],
		['a PNG that claims 60000 x 60000', wide, {code: 'too-many-pixels', width: 60_000, height: 60_000}],
		['a JPEG that claims 65535 x 65535', jpegOf(65_535, 65_535), {code: 'too-many-pixels', width: 65_535, height: 65_535}],
		['a JPEG without a height', jpegOf(100, 0), {code: 'broken'}],
		['a JPEG without a picture', jpegOf(100, 100), {code: 'broken'}],
		['a JPEG with arithmetic codes', jpegOf(100, 100, 0xC9), {code: 'unknown-format'}],
		['a PNG whose data unpack to more than its size', bomb, {code: 'broken'}],
		['a PNG whose data unpack to less', pngOf(100, 100, deflateSync(Buffer.alloc(100))), {code: 'broken'}],
		['a PNG whose data are none', pngOf(10, 10, Buffer.from('no deflate')), {code: 'broken'}],
		['a PNG that is its header', wide.subarray(0, 20), {code: 'broken'}],
		['a PNG without an end', fixture('screen.png').subarray(0, 3000), {code: 'broken'}],
		['a JPEG without an end', fixture('screen.jpg').subarray(0, 1500), {code: 'broken'}],
		['a progressive JPEG without an end', fixture('progressive.jpg').subarray(0, 1500), {code: 'broken'}],
	])('%s is a failure', (_what, bytes, failure) => {
		expect(decodePicture(bytes)).toEqual(failure);
	});

	test('what else a PNG holds is not unpacked', () => {
		const profile = Buffer.concat([Buffer.from('icc\0\0'), deflateSync(Buffer.alloc(20_000_000))]);
		const pixels = decodePicture(pngOf(10, 10, deflateSync(Buffer.alloc(10 * 31)), [chunk('iCCP', profile), chunk('zTXt', profile)]));
		expect(pixels).toMatchObject({width: 10, height: 10});
	});

	test('never throws, and has no more pixels than may be', () => {
		const files = ['screen.png', 'screen.jpg', 'progressive.jpg', 'interlaced-palette.png', 'grey-2-bits.png'].map(name => fixture(name));
		fc.assert(fc.property(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(), fc.nat(255)), {maxLength: 6}), fc.nat(), (file, changes, end) => {
			const bytes = Uint8Array.from(file.subarray(0, file.length - (end % 3 === 0 ? end % 500 : 0)));
			for (const [at, value] of changes) {
				bytes[at % bytes.length] = value;
			}

			const header = readHeader(bytes);
			if (!('format' in header)) {
				return;
			}

			expect(header.width * header.height).toBeLessThanOrEqual(maxPixels);
			// A change of the size may make it as large as is allowed, which takes its time.
			if (header.width * header.height < 100_000) {
				expect(decodePicture(bytes)).toBeDefined();
			}
		}), {numRuns: 150});
	});
});
