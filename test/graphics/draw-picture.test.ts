import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {decode} from 'sixel';
import {describe, expect, test} from 'vitest';
import {createRandom} from '../../source/demo/random.ts';
import type {PictureRequest} from '../../source/domain/picture.ts';
import {decodePicture} from '../../source/graphics/decode-picture.ts';
import {drawPicture, partOf} from '../../source/graphics/draw-picture.ts';
import type {Pixels} from '../../source/graphics/pixels.ts';
import {readHeader} from '../../source/graphics/read-header.ts';
import {scalePixels} from '../../source/graphics/scale-pixels.ts';
import {fixture} from './fixture.ts';

const pixels = decodePicture(fixture('screen.png')) as Pixels;

const request: PictureRequest = {
	file: {
		name: 'screen.png', sizeBytes: 7380, modifiedAt: 1, isRegular: true,
	}, part: {zoom: 1, x: 0.5, y: 0.5}, columns: 12, rows: 10, cell: {width: 4, height: 8}, protocol: 'cells', id: 7,
};

const textOf = (asked: Partial<PictureRequest>) => {
	const {content} = drawPicture(pixels, {...request, ...asked});
	return content.kind === 'sequence' ? content.text : '';
};

const hash = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** The picture in the size in which it is sent: 48 x 30. Deflate may pack it otherwise in another Node, so the pixels are compared. */
const small = scalePixels(pixels, {
	x: 0, y: 0, width: 96, height: 60,
}, {width: 48, height: 30});

const pngOf = (base64: string) => decodePicture(Buffer.from(base64, 'base64')) as Pixels;

describe('to the byte', () => {
	test('characters have two pixels a cell', () => {
		const {columns, rows, content} = drawPicture(pixels, request);
		expect([columns, rows, content.kind === 'pixels' ? content.rgb.length : 0, content.kind === 'pixels' && hash(content.rgb)]).toMatchInlineSnapshot(`
			[
			  12,
			  4,
			  288,
			  "774bc1dae5634269",
			]
		`);
	});

	test('kitty gets a PNG in pieces under a number, stretched to the cells, and does not move the cursor', () => {
		const pieces = textOf({protocol: 'kitty'}).split('\u{1B}\\').slice(0, -1);
		expect(pieces[0]).toMatch(/^\u{1B}_Ga=T,f=100,t=d,q=2,i=7,p=1,C=1,c=12,r=4,m=[01];[\w+/=]+$/u);
		expect(pieces.slice(1).filter(piece => !/^\u{1B}_Gq=2,m=[01];[\w+/=]{1,4096}$/u.test(piece))).toEqual([]);
		expect(pieces.at(-1)).toMatch(/m=0;/);
		expect(pngOf(pieces.map(piece => piece.slice(piece.indexOf(';') + 1)).join(''))).toEqual(small);
	});

	test('a large picture of kitty is many pieces of at most 4096 characters, of which only the last is the last', () => {
		const random = createRandom(1);
		const noise = Uint8Array.from({length: 200 * 200 * 3}, () => random() * 256);
		const {content} = drawPicture({
			width: 200, height: 200, channels: 3, data: noise,
		}, {
			...request, columns: 100, rows: 100, protocol: 'kitty',
		});
		const pieces = (content.kind === 'sequence' ? content.text : '').split('\u{1B}\\').slice(0, -1).map(piece => piece.split(';'));
		expect(pieces.length).toBeGreaterThan(3);
		expect(pieces.map(([head]) => head!.endsWith('m=0')).indexOf(true)).toBe(pieces.length - 1);
		expect(Math.max(...pieces.map(([, data]) => data!.length))).toBe(4096);
	});

	test('kitty behind tmux gets the same past tmux, and tmux the text in whose place it is drawn', () => {
		const text = textOf({protocol: 'placeholders', id: 0x81_02_03});
		const [passed, shown] = [text.slice(0, text.indexOf('\u{1B}7')), text.slice(text.indexOf('\u{1B}7'))];
		const pieces = passed.split('\u{1B}Ptmux;').slice(1).map(piece => piece.replace(/\u{1B}\\$/u, '').replaceAll('\u{1B}\u{1B}', '\u{1B}'));
		expect(pieces[0]).toMatch(/^\u{1B}_Ga=T,U=1,f=100,t=d,q=2,i=8454659,c=12,r=4,m=[01];[\w+/=]+\u{1B}\\$/u);
		expect(pngOf(pieces.map(piece => piece.slice(piece.indexOf(';') + 1, -2)).join(''))).toEqual(small);
		const rowOf = (mark: string) => `\u{1B}[0;38;2;129;2;3m\u{10EEEE}${mark}\u{305}${'\u{10EEEE}'.repeat(11)}`;
		expect(shown).toBe(`\u{1B}7${rowOf('\u{305}')}\u{1B}8\u{1B}[1B${rowOf('\u{30D}')}\u{1B}8\u{1B}[2B${rowOf('\u{30E}')}\u{1B}8\u{1B}[3B${rowOf('\u{310}')}\u{1B}[0m`);
	});

	test('every row of placeholders has a number, also where the box has more rows than there are', () => {
		const {rows, content} = drawPicture({
			width: 10, height: 1000, channels: 3, data: new Uint8Array(30_000),
		}, {
			...request, columns: 40, rows: 400, protocol: 'placeholders',
		});
		expect(rows).toBe(85);
		const numbers = [...(content.kind === 'sequence' ? content.text : '').matchAll(/\u{10EEEE}(\p{Mark})\u{305}/gu)].map(([, mark]) => mark);
		expect(new Set(numbers).size).toBe(85);
	});

	test('iTerm2 gets a PNG as a file in cells', () => {
		const [, size, data] = /^\u{1B}\]1337;File=inline=1;size=(\d+);width=12;height=4;preserveAspectRatio=0;doNotMoveCursor=1:([\w+/=]+)\u{7}$/u.exec(textOf({protocol: 'iterm'}))!;
		expect(Buffer.from(data!, 'base64')).toHaveLength(Number(size));
		expect(pngOf(data!)).toEqual(small);
	});

	test('sixels are as many pixels as the box has, in colours near to its own', () => {
		const text = textOf({protocol: 'sixel'});
		expect(text.slice(0, 18)).toBe('\u{1B}P0;1;q"1;1;48;30#');
		expect(text.endsWith('\u{1B}\\')).toBe(true);
		expect(hash(text)).toMatchInlineSnapshot('"c6fe1a81ceb02fde"');
		const {width, height, data32} = decode(text.slice(text.indexOf('q') + 1, -2));
		expect([width, height]).toEqual([48, 30]);
		const drawn = new Uint8Array(data32.buffer, data32.byteOffset, 48 * 30 * 4).filter((_, index) => index % 4 !== 3);
		expect(small.data.reduce((sum, value, index) => sum + Math.abs(value - drawn[index]!), 0) / small.data.length).toBeLessThan(6);
	});

	test.each(['kitty', 'placeholders', 'iterm', 'sixel'] as const)('%s holds nothing of the name of the file', protocol => {
		const file = {...request.file, name: '\u{1B}]0;owned\u{7}.png'};
		expect(textOf({protocol, file})).toBe(textOf({protocol}));
	});
});

describe('the size', () => {
	// Cells are twice as high as wide: the shape of a picture stays.
	test.each([
		[[96, 60], {columns: 12, rows: 10}, [12, 4]],
		[[60, 96], {columns: 40, rows: 10}, [13, 10]],
		[[10, 1000], {columns: 40, rows: 10}, [1, 10]],
		[[1000, 1], {columns: 40, rows: 10}, [40, 1]],
		[[1, 1], {columns: 8, rows: 3}, [6, 3]],
	] as const)('of %j in %j is %j', ([width, height], box, expected) => {
		const drawn = drawPicture({
			width, height, channels: 3, data: new Uint8Array(width * height * 3),
		}, {...request, ...box});
		expect([drawn.columns, drawn.rows]).toEqual(expected);
	});

	test.each(['kitty', 'placeholders', 'iterm', 'sixel', 'cells'] as const)('never leaves the box with %s', protocol => {
		for (const [width, height] of [[1, 1], [3000, 10], [10, 3000], [333, 777]] as const) {
			const drawn = drawPicture({
				width, height, channels: 3, data: new Uint8Array(width * height * 3),
			}, {
				...request, columns: 61, rows: 23, cell: {width: 3, height: 7}, protocol,
			});
			expect(drawn.columns).toBeLessThanOrEqual(61);
			expect(drawn.rows).toBeLessThanOrEqual(23);
		}
	});

	test('of what is sent has a limit, whatever the terminal says of its cells', () => {
		const {content, columns, rows} = drawPicture({
			width: 10, height: 10, channels: 3, data: new Uint8Array(300),
		}, {
			...request, columns: 400, rows: 200, cell: {width: 100, height: 200}, protocol: 'iterm',
		});
		const header = readHeader(Buffer.from(/:([\w+/=]+)/.exec(content.kind === 'sequence' ? content.text : '')![1]!, 'base64'));
		expect(header).toMatchObject({width: 800, height: 800});
		expect([columns, rows]).toEqual([400, 200]);
	});

	test.each([
		[{zoom: 1, x: 0.5, y: 0.5}, {
			x: 0, y: 0, width: 100, height: 50,
		}],
		[{zoom: 2, x: 0.5, y: 0.5}, {
			x: 25, y: 12.5, width: 50, height: 25,
		}],
		[{zoom: 4, x: 0, y: 1}, {
			x: 0, y: 37.5, width: 25, height: 12.5,
		}],
		[{zoom: 4, x: 9, y: -9}, {
			x: 75, y: 0, width: 25, height: 12.5,
		}],
	])('a part %j is %j of 100 x 50', (part, area) => {
		expect(partOf({width: 100, height: 50}, part)).toEqual(area);
	});
});

describe('a picture in another size', () => {
	const striped: Pixels = {
		width: 4, height: 2, channels: 3, data: Uint8Array.from([0, 100, 200, 40, 0, 100, 200, 40].flatMap(value => [value, value, 255])),
	};

	test('has the mean of all that a pixel covers', () => {
		const {data} = scalePixels(striped, {
			x: 0, y: 0, width: 4, height: 2,
		}, {width: 2, height: 1});
		expect([...data]).toEqual([50, 50, 255, 120, 120, 255]);
	});

	test('has the mean by share where a pixel covers parts', () => {
		const {data} = scalePixels(striped, {
			x: 0.5, y: 0, width: 1, height: 2,
		}, {width: 1, height: 1});
		expect([...data]).toEqual([50, 50, 255]);
	});

	test('is the same picture in its own size, and larger in larger pixels', () => {
		const area = {
			x: 0, y: 0, width: 4, height: 2,
		};
		expect(scalePixels(striped, area, {width: 4, height: 2})).toEqual(striped);
		const large = scalePixels(striped, area, {width: 8, height: 4});
		expect([...large.data.subarray(0, 9)]).toEqual([0, 0, 255, 0, 0, 255, 100, 100, 255]);
	});
});
