import {createPipeline} from '../source/feed/pipeline.ts';
import {median, type Section} from './report.ts';

const encoder = new TextEncoder();
const chunkBytes = 65_536;

/** One epoch of 1000 batches, two refreshes each, and its validation: what a long training prints. */
export function epochText(): string {
	const refreshes = Array.from({length: 2000}, (_, index) => {
		const done = Math.ceil(index / 2);
		return `\r${'12/299'.padStart(11)}${'1.03G'.padStart(11)}${(0.1 - (index * 1e-5)).toFixed(5).padStart(11)}    0.01535     0.0449         29        640: ${String(Math.floor(done / 10)).padStart(3)}%|${'█'.repeat(Math.floor(done / 100)).padEnd(10)}| ${done}/1000 [01:13<02:10,  8.32it/s]`;
	}).join('');
	return `\r\n      Epoch    GPU_mem   box_loss   obj_loss   cls_loss  Instances       Size\r\n${refreshes}\r\n`
		+ '                 Class     Images  Instances          P          R      mAP50   mAP50-95: 100%|██████████| 30/30 00:07\r\n'
		+ '                   all        470       1120      0.445      0.525      0.512      0.259\r\n';
}

const ordinaryText = ' 24      [17, 20, 23]  1     12177  models.yolo.Detect                      [4, [[10, 13, 16, 30, 33, 23]]]\nvideo 1/1 (3/300) /data/site.mp4: 64x64 2 Vests, 76.9ms\n\u{1B}[34m\u{1B}[1mtrain: \u{1B}[0mNew cache created: /data/labels/train.cache\n';

function chunksOf(text: string, megabytes: number): Uint8Array[] {
	const bytes = encoder.encode(text.repeat(Math.ceil(megabytes * 1e6 / encoder.encode(text).length)));
	return Array.from({length: Math.ceil(bytes.length / chunkBytes)}, (_, index) => bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes));
}

/** Megabytes a second from bytes to events, one batch per chunk as a feed delivers them. */
function throughput(chunks: readonly Uint8Array[], rounds: number): number {
	const bytes = chunks.reduce((sum, {length}) => sum + length, 0);
	return median(Array.from({length: rounds}, () => {
		const pipeline = createPipeline(() => undefined);
		const started = performance.now();
		for (const chunk of chunks) {
			pipeline.output('tty', chunk);
			pipeline.flush();
		}

		return bytes / 1000 / (performance.now() - started);
	}));
}

export function measureDecode(): Section {
	const bars = throughput(chunksOf(epochText(), 60), 7);
	const ordinary = throughput(chunksOf(ordinaryText, 10), 7);
	return {
		title: 'Decode and parse',
		note: 'A stream in memory, in chunks of 64 KiB, to events.',
		rows: [
			{
				what: 'progress bars', value: `${bars.toFixed(0)} MB/s`, target: '≥ 300 MB/s', isMet: bars >= 300,
			},
			{
				what: 'ordinary lines', value: `${ordinary.toFixed(0)} MB/s`, target: '≥ 50 MB/s', isMet: ordinary >= 50,
			},
		],
	};
}
