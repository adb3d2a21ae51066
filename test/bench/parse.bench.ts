import {expect, test} from 'vitest';
import {createPipeline} from '../../source/feed/pipeline.ts';
import {createParser} from '../../source/parse/parser.ts';
import {createTerminalLines} from '../../source/stream/terminal-lines.ts';

const encoder = new TextEncoder();
const megabyte = 1_000_000;

/** One epoch of 1000 batches, two draws each, and its validation: what a long training prints. */
function epochBytes(): Uint8Array {
	const draws = Array.from({length: 2000}, (_, index) => {
		const done = Math.ceil(index / 2);
		const percent = String(Math.floor(done / 10)).padStart(3);
		return `\r${'12/299'.padStart(11)}${'1.03G'.padStart(11)}${(0.1 - (index * 1e-5)).toFixed(5).padStart(11)}    0.01535     0.0449         29        640: ${percent}%|${'█'.repeat(Math.floor(done / 100)).padEnd(10)}| ${done}/1000 [01:13<02:10,  8.32it/s]`;
	}).join('');
	return encoder.encode(`\r\n      Epoch    GPU_mem   box_loss   obj_loss   cls_loss  Instances       Size\r\n${draws}\r\n`
		+ '\r                 Class     Images  Instances          P          R      mAP50   mAP50-95: 100%|██████████| 30/30 00:07\r\n'
		+ '                   all        470       1120      0.445      0.525      0.512      0.259\r\n');
}

function repeatTo(bytes: Uint8Array, total: number): Uint8Array {
	const count = Math.ceil(total / bytes.length);
	const repeated = new Uint8Array(count * bytes.length);
	for (let index = 0; index < count; index++) {
		repeated.set(bytes, index * bytes.length);
	}

	return repeated;
}

function inChunks(bytes: Uint8Array, size: number): Uint8Array[] {
	return Array.from({length: Math.ceil(bytes.length / size)}, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

const bars = inChunks(repeatTo(epochBytes(), 20 * megabyte), 16_384);
const ordinary = inChunks(repeatTo(encoder.encode(' 24      [17, 20, 23]  1     12177  models.yolo.Detect                      [4, [[10, 13, 16, 30, 33, 23]]]\nvideo 1/1 (3/300) /data/site.mp4: 64x64 2 Vests, 76.9ms\n\u{1B}[34m\u{1B}[1mtrain: \u{1B}[0mNew cache created: /data/labels/train.cache\n'), 5 * megabyte), 16_384);

test('20 MB of progress bars', async ({bench}) => {
	const lines = await bench('to lines', () => {
		const stream = createTerminalLines('tty');
		for (const chunk of bars) {
			stream.push(chunk);
		}
	}).run();
	await bench('to batches, flushed after every chunk', () => {
		const pipeline = createPipeline(() => undefined);
		for (const chunk of bars) {
			pipeline.output('tty', chunk);
			pipeline.flush();
		}
	}).run();
	// A day of training is read in a second; 20 MB so many times a second.
	expect(lines.throughput.mean * 20).toBeGreaterThan(100);
});

test('5 MB of ordinary lines', async ({bench}) => {
	await bench('to lines', () => {
		const stream = createTerminalLines('tty');
		for (const chunk of ordinary) {
			stream.push(chunk);
		}
	}).run();
	const events = await bench('to events', () => {
		const stream = createTerminalLines('tty');
		const parser = createParser();
		for (const chunk of ordinary) {
			for (const line of stream.push(chunk)) {
				parser.push(line);
			}
		}
	}).run();
	expect(events.throughput.mean * 5).toBeGreaterThan(5);
});
