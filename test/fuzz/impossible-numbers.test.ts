import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	describe,
	expect,
	test,
} from 'vitest';
import {readJournalFile} from '../../source/actions/journal-file.ts';
import {parseJobsJson} from '../../source/cluster/slurm/job-json.ts';
import {parseSacct, sacctFormat} from '../../source/cluster/slurm/sacct-text.ts';
import {slurmCount, slurmDuration, slurmTime} from '../../source/cluster/slurm/slurm-value.ts';
import type {RunEvent} from '../../source/domain/event.ts';
import {createRunFileEvents, phaseEvents} from '../../source/feed/run-file-events.ts';
import {unitSeparator} from '../../source/cluster/slurm/squeue-text.ts';
import {parseResultsCsv} from '../../source/parse/results-csv.ts';
import {readProbeRecords} from '../../source/probe/read-records.ts';
import {statsToCounters} from '../../source/sample/container-stats.ts';
import {initialQuery, parseGpuLine, parseProcessLines} from '../../source/sample/nvidia-smi-csv.ts';
import {parseProcessScan} from '../../source/training/process-scan.ts';
import {parseStack, readStacks} from '../../source/training/python-stacks.ts';
import {parseRunListing} from '../../source/training/run-listing.ts';
import {listWatches} from '../../source/watch/watch-file.ts';
import {readFrames} from '../recordings.ts';

/** More digits than a number has room for. */
const huge = '9'.repeat(400);
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (...lines: readonly string[]): readonly RunEvent[] => readFrames([['tty', bytes(lines.map(line => `${line}\n`).join(''))]]).events;

const options = 'train: weights=a.pt, data=b.yaml, epochs=3';
const cells = (...texts: readonly string[]) => texts.map(text => text.padStart(11)).join('');
const header = cells('Epoch', 'GPU_mem', 'box_loss', 'obj_loss', 'cls_loss', 'Instances', 'Size');
const bar = ({label = '0/2', instances = '5', size = '64', counter = '6/6'}) => [options, header, `${cells(label, '0G', '0.1', '0.02', '0.03', instances, size)}: 100%|██████████| ${counter} 00:02`];

const folder = mkdtempSync(path.join(tmpdir(), 'numbers-'));

afterAll(() => {
	rmSync(folder, {recursive: true, force: true});
});

describe('of the output', () => {
	test.each<[string, Parameters<typeof bar>[0], Readonly<Record<string, unknown>>]>([
		['a size of nan', {size: 'nan'}, {epoch: 1, instances: 5, imageSize: undefined}],
		['a size of 0', {size: '0'}, {epoch: 1, instances: 5, imageSize: undefined}],
		['endless instances', {instances: 'inf'}, {epoch: 1, instances: undefined, imageSize: 64}],
		['a batch beyond the last', {counter: '7/6'}, {epoch: 1, batchIndex: undefined, batchesPerEpoch: undefined}],
		['no batch of none', {counter: '0/0'}, {epoch: 1, batchesPerEpoch: undefined}],
		['what can be', {}, {
			epoch: 1, epochs: 3, instances: 5, imageSize: 64, batchIndex: 6, batchesPerEpoch: 6,
		}],
	])('%s', (_name, parts, expected) => {
		const progress = read(...bar(parts)).flatMap(event => event.type === 'epoch-progressed' ? [event.progress] : []).at(-1)!;
		expect(Object.fromEntries(Object.keys(expected).map(key => [key, progress[key as keyof typeof progress]]))).toEqual(expected);
	});

	test.each(['5/3', `1/${huge}`, `${huge}/${huge}`])('%s is no epoch', label => {
		expect(read(...bar({label})).filter(({type}) => type === 'epoch-progressed')).toEqual([]);
	});

	test.each<[string, string, RunEvent['type']]>([
		['an image beyond the last', 'image 3/2 /a.jpg: 640x480 1 Vest, 12.3ms', 'image-detected'],
		['an image 0', 'image 0/2 /a.jpg: 640x480 1 Vest, 12.3ms', 'image-detected'],
		['an endless number of images', `image ${huge}/2 /a.jpg: 640x480 1 Vest, 12.3ms`, 'image-detected'],
		['a time that is none', 'image 1/2 /a.jpg: 640x480 1 Vest, 1.2.3ms', 'image-detected'],
		['endless pixels', `image 1/2 /a.jpg: ${huge}x480 1 Vest, 12.3ms`, 'image-detected'],
		['a speed that is none', 'Speed: 1.2.3ms pre-process, 5.1ms inference, 1.0ms NMS per image at shape (1, 3, 640, 640)', 'speed-reported'],
		['a shape that is none', `Speed: 1.2ms pre-process, 5.1ms inference, 1.0ms NMS per image at shape (1, ${huge}, 640, 640)`, 'speed-reported'],
		['a file of endless size', `ONNX: export success ✅ 1.0s, saved as a.onnx (${huge} MB)`, 'model-exported'],
	])('%s', (_name, line, type) => {
		const numbersOf = (value: unknown): readonly number[] => typeof value === 'number' ? [value] : (typeof value === 'object' && value !== null ? Object.values(value).flatMap(part => numbersOf(part)) : []);
		const events = read('detect: weights=a.pt, source=b', line).filter(event => event.type === type);
		for (const number of numbersOf(events)) {
			expect(Number.isFinite(number) && number > 0).toBe(true);
		}

		for (const event of events) {
			if (event.type === 'image-detected') {
				expect(event.detection.index).toBeLessThanOrEqual(event.detection.count ?? Infinity);
			}
		}
	});
});

describe('of the files of a run', () => {
	const table = (...rows: readonly string[]) => parseResultsCsv(['epoch,time,train/box_loss,metrics/mAP50(B),lr/pg0,lr/pg1', ...rows, ''].join('\n')).records;

	test('results.csv: a time, a rate, an epoch', () => {
		expect(table('1,inf,0.5,0.2,nan,0.1', '2,20,0.5,0.2,0.1,0.1', '0,30,0.5,0.2,0.1,0.1').map(({epoch, seconds, learningRates}) => ({epoch, seconds, learningRates}))).toEqual([
			{epoch: 1, seconds: undefined, learningRates: undefined},
			{epoch: 2, seconds: 20, learningRates: [0.1, 0.1]},
		]);
	});

	test.each(['inf', '1e999', '-3', '0.5', 'nan'])('settings: %s epochs are not known', epochs => {
		const files = {checkpoints: [], settings: {text: `epochs: ${epochs}\n`, modifiedAt: 1}};
		const events = phaseEvents('training', '/runs/exp', files, createRunFileEvents('/runs/exp').facts(files));
		expect(events.find(({type}) => type === 'training-started')).toEqual({type: 'training-started'});
	});

	test('the records of the probe: quality, an answer of epoch 0', () => {
		const records = [
			{type: 'probe-started', pid: 7},
			{type: 'names', names: ['Vest']},
			{type: 'epoch', epoch: 1, classes: [[0, 12, 6.25, -1, 0.4, 0.3]]},
			{type: 'stopping', request: 'r', epoch: 0},
		].map(record => JSON.stringify({session: '7-1', ...record})).join('\n');
		const probe = readProbeRecords(records)!;
		expect(probe.epochs[0]!.classes[0]!.metrics).toEqual({map50: 0.4, map50To95: 0.3});
		expect(probe.answer).toBeUndefined();
	});
});

describe('of the machine', () => {
	test('processes of a container: a number, a start', () => {
		const line = (pid: string, ticks: string) => `${pid}\t1\tS\t0\t2\t${'1 '.repeat(19)}${ticks} 0\t/w\t/dev/pts/0\tpython\u{1}train.py\u{1}`;
		expect(parseProcessScan(`btime\t1700000000\n${line('7', '100')}\n${line('8', '-1')}\n${line('9', huge)}\n${line(huge, '1')}`).map(({pid, startTicks, startedAt}) => [pid, startTicks, startedAt])).toEqual([[7, 100, 1_700_000_001_000], [8, 8, undefined], [9, 9, undefined]]);
	});

	test('files of runs: a size, a time', () => {
		expect(parseRunListing(`1700000000\t5\t/r/opt.yaml\n${huge}\t5\t/r/a\n1700000000\t${huge}\t/r/b\n`).map(({path: file}) => file)).toEqual(['/r/opt.yaml']);
	});

	test('stacks: a process, a rank, a line', () => {
		const one = {
			pid: 7, parent: 1, rank: 0, state: 'S', answer: 'none',
		};
		expect(readStacks(`{"processes": [${[one, {...one, pid: -1}, {...one, rank: -1}].map(process => JSON.stringify(process)).join(', ')}, {"pid": 1e999, "parent": 1}]}`)!.map(({pid, rank}) => [pid, rank])).toEqual([[7, 0], [7, undefined]]);
		expect(parseStack(`  File "a", line ${huge} in main\n  File "b", line 2 in main\n`)).toMatchObject([{file: 'b', line: 2}]);
	});

	test('GPUs: only the temperature may be below zero', () => {
		const line = initialQuery.map(({reader}) => reader.kind === 'number' ? '-5' : 'x').join(', ').replace(', x,', ', GPU-1,');
		const {temperatureCelsius, index, memoryTotalBytes, powerWatts} = parseGpuLine(line, initialQuery)!;
		expect([temperatureCelsius, index, memoryTotalBytes, powerWatts]).toEqual([-5, undefined, undefined, undefined]);
		expect(parseProcessLines('GPU-1, -1, -5 MiB, python')['GPU-1']).toEqual([{pid: undefined, name: 'python', memoryUsedBytes: undefined}]);
	});

	test('counters of a container', () => {
		const counters = statsToCounters({read: '2026-11-23T20:31:22Z', pids_stats: {current: -1}, networks: {eth0: {rx_bytes: -5, tx_bytes: 2}}})!;
		expect([counters.sample.pids, counters.sample.networkReceivedBytes, counters.sample.networkSentBytes]).toEqual([undefined, undefined, 2]);
	});
});

describe('of a scheduler', () => {
	test.each<[string, unknown]>([
		['a count below zero', slurmCount('-1')],
		['an endless count', slurmCount(huge)],
		['an endless limit', slurmDuration(`${huge}-00:00:00`)],
		['a time that is no date', slurmTime('9999999999999999')],
		['a time before 1970', slurmTime('1901-01-01T00:00:00Z')],
	])('%s is not known', (_name, value) => {
		expect(value).toBeUndefined();
	});

	test('nodes, exit codes and limits', () => {
		const row = sacctFormat.split(',').map(name => ({NNodes: 'x', ExitCode: `${huge}:${huge}`, State: 'FAILED'})[name] ?? '1').join(unitSeparator);
		expect(parseSacct(row)[0]).toMatchObject({nodeCount: undefined});
		expect(parseSacct(row)[0]).not.toHaveProperty('exitCode');
		expect(parseJobsJson('{"jobs": [{"job_id": 4, "node_count": -1, "time_limit": 1e308, "priority": -5}]}')![0]).toMatchObject({nodeCount: undefined, limitMs: undefined, priority: undefined});
	});
});

describe('of the files that yolotop keeps', () => {
	test('actions without a time, a name or a number are left out', () => {
		const entry = {
			session: 's', id: 1, at: 1000, action: 'stop', trigger: 's', target: 'yolo', dockerCommand: '', outcome: {kind: 'succeeded'},
		};
		const file = path.join(folder, 'actions.jsonl');
		writeFileSync(file, [
			JSON.stringify({...entry, endedAt: -1}), ...[{id: -1}, {at: 8.64e15 + 1}, {at: -1}, {action: 3}, {dockerCommand: undefined}, {target: null}, {outcome: null}].map(change => JSON.stringify({...entry, id: 2, ...change})), JSON.stringify(entry).replace('1000', '1e999'), '{"session": "s"', 'null',
		].join('\n'));
		expect(readJournalFile(file)).toEqual([entry]);
	});

	test('a watch with a time or a number of trainings that cannot be is none', async () => {
		const watch = {
			schema: 1, id: 'c-0', name: 'yolo', subject: {kind: 'container', containerId: 'a'}, max: 3, begunAt: 1, changedAt: 1, language: 'en', steps: [], queue: [],
		};
		for (const [index, text] of [JSON.stringify(watch), JSON.stringify({...watch, max: -1}), JSON.stringify(watch).replace('"max":3', '"max":1e999'), JSON.stringify({...watch, outcome: {kind: 'over', at: -1}})].entries()) {
			writeFileSync(path.join(folder, `c-${index}.json`), text.replace('c-0', `c-${index}`));
		}

		const watches = await listWatches(folder);
		expect(watches.map(({id}) => id)).toEqual(['c-0']);
	});
});
