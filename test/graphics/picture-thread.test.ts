import {Buffer} from 'node:buffer';
import {afterEach, expect, test} from 'vitest';
import type {PictureRequest} from '../../source/domain/picture.ts';
import {createPictureMaker} from '../../source/graphics/picture-maker.ts';
import {createPictureThread, type PictureThread} from '../../source/graphics/picture-thread.ts';
import {encodePng} from '../../source/graphics/encode-png.ts';
import {fixture} from './fixture.ts';

const requestOf = (name: string, columns = 20): PictureRequest => ({
	file: {
		name, sizeBytes: 1, modifiedAt: 1, isRegular: true,
	}, part: {zoom: 1, x: 0.5, y: 0.5}, columns, rows: 10, cell: {width: 10, height: 20}, protocol: 'cells', id: 1,
});

let thread: PictureThread;
afterEach(async () => {
	await thread.close();
});

test('a file is read once, however it is looked at', async () => {
	thread = createPictureThread();
	let reads = 0;
	const read = async () => {
		reads++;
		return fixture('screen.jpg');
	};

	const [small, large] = await Promise.all([thread.make(requestOf('a'), read), thread.make(requestOf('a', 40), read)]);
	expect([small, large]).toMatchObject([{columns: 20, source: {width: 96, height: 60}}, {columns: 32}]);
	expect(reads).toBe(1);
});

test('what cannot be read has its reason, and the next one is made', async () => {
	thread = createPictureThread();
	expect(await thread.make(requestOf('a'), async () => ({code: 'gone'}))).toEqual({code: 'gone'});
	expect(await thread.make(requestOf('b'), async () => Buffer.from('no picture'))).toEqual({code: 'unknown-format'});
	expect(await thread.make(requestOf('c'), async () => fixture('screen.png'))).toMatchObject({columns: 20});
});

const wantsBytes = 'const {parentPort} = require("node:worker_threads");';

test.each([
	['that never ends', 'while (true);', 'too-slow'],
	['that throws', 'throw new Error("no decoder does");', 'broken'],
	['that leaves', 'process.exit(1);', 'broken'],
	['that takes all memory', 'const all = []; while (true) all.push(new Array(1e5).fill(all.length));', 'broken'],
])('a decoder %s is given up, while everything else goes on', async (_what, work, code) => {
	thread = createPictureThread({limitMs: work.startsWith('while') ? 300 : 25_000, maxHeapMegabytes: 16, code: `${wantsBytes} parentPort.on("message", () => { ${work} });`});
	let ticks = 0;
	const clock = setInterval(() => {
		ticks++;
	}, 10);
	expect(await thread.make(requestOf('a'), async () => fixture('screen.png'))).toEqual({code});
	clearInterval(clock);
	expect(ticks).toBeGreaterThan(0);
	expect(await thread.make(requestOf('b'), async () => fixture('screen.png'))).toEqual({code});
});

test('what is still being made when everything is left does not hold that up', async () => {
	thread = createPictureThread({code: `${wantsBytes} parentPort.on("message", () => { while (true); });`});
	const making = thread.make(requestOf('a'), async () => fixture('screen.png'));
	// The task reaches the thread first.
	await new Promise(resolve => {
		setTimeout(resolve, 50);
	});
	await thread.close();
	expect(await making).toEqual({code: 'gone'});
});

test('few pictures are kept decoded: the last one always, others as far as there is room', () => {
	thread = createPictureThread();
	// Two of ten thousand pixels are below the limit, three are above.
	const make = createPictureMaker(25_000);
	const bytes = encodePng({
		width: 100, height: 100, channels: 3, data: new Uint8Array(100 * 100 * 3),
	});
	for (const name of ['a', 'b', 'c']) {
		expect(make({request: requestOf(name), bytes})).toMatchObject({columns: 20});
	}

	expect(['a', 'b', 'c'].map(name => make({request: requestOf(name)}) === 'bytes-wanted')).toEqual([true, false, false]);
});
