import {Buffer} from 'node:buffer';
import type {RunEvent} from '../../../source/domain/event.ts';
import type {Channel, TerminalLine} from '../../../source/domain/line.ts';
import {createLogDecoder} from '../../../source/feed/log-decoder.ts';
import {createPipeline} from '../../../source/feed/pipeline.ts';
import {demoTraining} from '../../../source/demo/training.ts';
import {eventToJson} from '../../../source/plain/event-json.ts';
import {createPlainLines} from '../../../source/plain/plain-lines.ts';
import {createLogBuffer} from '../../../source/run/log-buffer.ts';
import {createStore} from '../../../source/run/store.ts';
import {segmentCapacityBytes} from '../../../source/stream/segment-buffer.ts';
import {readRecordings} from '../../recordings.ts';
import {exactTime, frame, logsAnswer} from '../../stream/docker-framing.ts';
import {sampleNow} from '../../screen/fixtures/sample-run.ts';
import {checkScreens, checkState} from '../check-state.ts';
import {cut} from '../mutate.ts';
import {
	require,
	requireFinite,
	requirePainted,
	requirePrintable,
	requireSame,
	requireWords,
} from '../properties.ts';
import type {Random} from '../random.ts';
import type {Target} from '../target.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text);

/** Pieces of lines that the recognisers look for, of every framework. */
const words = [
	'Epoch', 'GPU_mem', ' 5/99 ', '      0/2      1.03G     0.1105    0.05     0.03        12        640: 100%|██████████| 5/5 [00:01<00:00,  3.1it/s]', '                 Class     Images  Instances          P          R      mAP50   mAP50-95: 100%|██████████| 3/3 [00:01<00:00]', '                   all         47        267       0.88      0.532      0.613      0.308', '\rtrain: Scanning /data/labels... 100 images, 2 backgrounds, 1 corrupt: 100%|██████████| 100/100', 'YOLOv5 🚀 v7.0-0-g915bbf294 Python-3.11.4 torch-1.13.1+cu117 CUDA:0 (NVIDIA GeForce MX450, 2002MiB)', 'Ultralytics 8.3.103 🚀 Python-3.11.4 torch-2.0.0 CUDA:0', 'YOLOR 🚀 v0.1', 'Epoch gpu_mem box obj cls total labels img_size', 'train: weights=yolov5s.pt, epochs=3, batch_size=16', 'Traceback (most recent call last):', '  File "train.py", line 5, in <module>', 'RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB', 'Killed', 'Logging results to runs/train/exp', 'Starting training for 3 epochs...', '3 epochs completed in 0.012 hours.', 'Results saved to runs/train/exp', 'Speed: 0.2ms preprocess, 5.1ms inference, 1.0ms NMS per image at shape (1, 3, 640, 640)', 'image 1/2 /a/b.jpg: 640x480 1 Vest, 2 helmets, 12.3ms', 'video 1/1 (5/100) /a.mp4: 384x640 (no detections), 3ms', 'Validating runs/train/exp/weights/best.pt...', 'Resuming training from last.pt from epoch 3 to 100 total epochs', 'Stopping training early as no improvement observed in last 100 epochs. Best results observed at epoch 5', 'Model summary: 157 layers, 7020913 parameters, 0 gradients, 15.8 GFLOPs', 'AutoBatch: Using batch-size 16 for CUDA:0', '[rank0]: ', '[default0]:', 'WARNING ⚠️ ', '训练', 'nan', 'inf', 'names: [\'a\', \'b\']', 'ONNX: export success ✅ 1.0s, saved as a.onnx (12.2 MB)', 'Fold 1/5', 'Using 3 dataloader workers',
].map(text => bytesOf(text));

const recordings = () => readRecordings().map(({frames}) => Buffer.concat(frames.map(([, bytes]) => bytes)));
const demo = () => bytesOf([...demoTraining({epochs: 2, speed: 1, seed: 1})].map(({text}) => text).join(''));
const samplesOfOutput = () => [...recordings(), demo()];

type Reading = {readonly events: readonly RunEvent[]; readonly lines: readonly TerminalLine[]};

/** Everything that the pieces give; `isFlushed` after each of them, as a live source does. */
function readOutput(pieces: readonly Uint8Array[], channel: Channel, isFlushed: boolean): Reading {
	const events: RunEvent[] = [];
	const lines: TerminalLine[] = [];
	const pipeline = createPipeline(batch => {
		events.push(...batch.events);
		lines.push(...batch.lines);
	});
	for (const piece of pieces) {
		pipeline.output(channel, piece);
		if (isFlushed) {
			pipeline.flush();
		}
	}

	pipeline.end();
	return {events, lines};
}

function checkLines(lines: readonly TerminalLine[]): void {
	requirePrintable(lines.map(({text}) => text), 'a line');
	requirePainted(lines.flatMap(({styledText}) => styledText ?? []), 'a coloured line');
	for (const {text} of lines) {
		// A tab becomes as many as eight blanks.
		require(text.length <= segmentCapacityBytes * 8, () => `a line has ${text.length} characters`);
	}
}

/** The state, and all that is written and drawn of it. */
function checkRun({events, lines}: Reading, input: Uint8Array, isDrawn: boolean): void {
	const store = createStore();
	const plain = createPlainLines('en');
	store.dispatch([{type: 'target-described', target: {kind: 'file', name: 'train.log', path: '/train.log'}}, ...events]);
	const state = store.getState();
	const text = Buffer.from(input).toString('latin1');
	checkState(state, text);
	requireFinite(events.map(event => eventToJson(event)), ['events']);
	const printed = [...plain.push(events, state, sampleNow), ...plain.end(state, sampleNow)];
	requirePrintable(printed, 'plain lines');
	requireWords(printed, text, 'plain lines');
	if (!isDrawn) {
		return;
	}

	const log = createLogBuffer();
	log.push(lines);
	checkScreens(state, log.lines(), text);
}

function readChunked(input: Uint8Array, random: Random): void {
	const channel = random.pick<Channel>(['tty', 'stdout', 'stderr']);
	const whole = readOutput([input], channel, false);
	const pieces = cut(input, random);
	const chunked = readOutput(pieces, channel, false);
	requireSame(whole.lines, chunked.lines, 'the lines');
	requireSame(whole.events, chunked.events, 'the events');
	// The open line is read anew after each piece.
	const live = readOutput(cut(input, random, 100), channel, true);
	checkLines(live.lines);
	requireSame(whole.lines.filter(({isTransient}) => !isTransient), live.lines.filter(({isTransient}) => !isTransient), 'the ended lines');
	checkLines(whole.lines);
}

/** Whole logs in the formats that they are kept in. */
function wrapped(): Uint8Array[] {
	const lines = Buffer.from(demo()).toString().split('\n').slice(0, 40);
	const json = (line: string, index: number) => JSON.stringify({log: `${line}\n`, stream: 'stdout', time: exactTime(index * 1e9)});
	const time = '2026-11-23T20:31:22.486532784Z';
	return [
		Buffer.concat(lines.map(line => frame('stdout', bytesOf(`${line}\n`)))),
		logsAnswer(lines.map((line, index) => ({channel: 'stderr' as const, time: exactTime(index * 1e9), body: Buffer.from(`${line}\n`)}))),
		bytesOf(lines.map(line => `${time} ${line}\n`).join('')),
		bytesOf(lines.map((line, index) => `${json(line, index)}\n`).join('')),
		bytesOf(lines.map(line => `${time} stdout F ${line}\n`).join('')),
		bytesOf(lines.map(line => `${time} 00O ${line}\n`).join('')),
		bytesOf(JSON.stringify({cells: [{cell_type: 'code', outputs: [{name: 'stdout', output_type: 'stream', text: lines.map(line => `${line}\n`)}]}], metadata: {}, nbformat: 4}, undefined, 1)),
		bytesOf(JSON.stringify({events: lines.map(message => ({timestamp: 1_700_000_000_000, message}))}, undefined, 4)),
		bytesOf(lines.map(line => `__REALTIME_TIMESTAMP=1700000000000000\nMESSAGE=${line}\n\n`).join('')),
		Buffer.concat([Buffer.from([0xFF, 0xFE]), Buffer.from(lines.join('\r\n'), 'utf16le')]),
		Buffer.concat([Buffer.from([0xFE, 0xFF]), Buffer.from(lines.join('\n'), 'utf16le').swap16()]),
	];
}

function decodeLog(pieces: readonly Uint8Array[]): ReadonlyArray<readonly [Channel, string]> {
	const outputs = new Map<Channel, Uint8Array[]>();
	const decoder = createLogDecoder((channel, bytes) => {
		outputs.set(channel, [...(outputs.get(channel) ?? []), Buffer.from(bytes)]);
	});
	for (const piece of pieces) {
		decoder.push(piece);
	}

	decoder.end();
	return [...outputs].map(([channel, bytes]) => [channel, Buffer.concat(bytes).toString('latin1')] as const).toSorted(([one], [other]) => one < other ? -1 : 1);
}

export const outputTargets: readonly Target[] = [
	{
		name: 'stream',
		stock: () => ({samples: samplesOfOutput(), words, isStream: true}),
		read: readChunked,
	},
	{
		name: 'output',
		stock: () => ({samples: samplesOfOutput(), words, isStream: true}),
		read(input, random) {
			checkRun(readOutput([input], 'tty', false), input, random.below(50) === 0);
		},
	},
	{
		name: 'log-formats',
		stock: () => ({samples: wrapped(), words: [...words, bytesOf('{"log":"'), bytesOf('","stream":"stderr","time":"'), bytesOf('__CURSOR='), new Uint8Array([1, 0, 0, 0, 0, 0, 0, 5]), new Uint8Array([2, 0, 0, 0, 255, 255, 255, 255])], isStream: false}),
		read(input, random) {
			const whole = decodeLog([input]);
			const pieces = decodeLog(cut(input, random));
			// What is no text is known by the bytes at hand: one that begins as a text is read as one.
			if (whole.length > 0 && pieces.length > 0) {
				requireSame(whole, pieces, 'a log');
			}

			const size = whole.reduce((sum, [, text]) => sum + text.length, 0);
			require(size <= (input.length * 4) + 65_536, () => `${input.length} bytes became ${size}`);
		},
	},
];
