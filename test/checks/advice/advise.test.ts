import {describe, expect, test} from 'vitest';
import {advise, type Advice} from '../../../source/checks/advice/advise.ts';
import {diagnose} from '../../../source/checks/diagnose.ts';
import {hardwareClasses} from '../../../source/checks/hardware.ts';
import {launchCommand} from '../../../source/checks/advice/launch-command.ts';
import type {AdviceFacts} from '../../../source/checks/advice/recommendation.ts';
import {minimumSharedMemory} from '../../../source/checks/shared-memory.ts';
import type {RunState} from '../../../source/domain/run.ts';
import {displayWidth} from '../../../source/format/display-width.ts';
import {adviceToJson, adviceToLines} from '../../../source/plain/advice-text.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';

const gibibyte = 2 ** 30;
const values = ({recommendations}: Advice) => Object.fromEntries(recommendations.map(({name, value}) => [name, value]));
const machine = (memory: number, gpus: readonly number[], cpuCount = 8): AdviceFacts => ({
	host: {memoryTotalBytes: memory * gibibyte, cpuCount}, gpus: gpus.map(size => ({memoryTotalBytes: size * gibibyte})),
});
const run: RunState = {
	...initialRunState,
	framework: {name: 'yolov5'},
	phase: {kind: 'training'},
	settings: Object.fromEntries([['batch_size', '4'], ['workers', '2'], ['imgsz', '640'], ['data', 'my data.yaml'], ['weights', 'yolov5s.pt'], ['epochs', '100']]),
	progress: {
		epoch: 2, epochLabel: '1/99', losses: {}, reservedGpuMemoryBytes: 2.2 * gibibyte, batchIndex: 5, batchesPerEpoch: 55,
	},
};

describe('advise', () => {
	test.each([
		['the laptop of the table: MX450 with 2 GB, 16 GB', machine(16, [2]), 'gpu-entry', [2, 8], [2, 4]],
		['the same under WSL with half of it', machine(7.6, [2], 8), 'gpu-entry', [2, 8], [1, 4]],
		['GTX 1660 Ti, 16 GB', machine(16, [6]), 'gpu-mid', [8, 16], [4, 6]],
		['RTX 4090, 64 GB', machine(64, [24], 32), 'gpu-high', [16, 32], [8, 16]],
		['no GPU, 8 GB', machine(8, [], 4), 'cpu-low', [1, 4], [1, 2]],
		['two GPUs of 24 GB, 128 GB', machine(128, [24, 24], 64), 'several-gpus', [16, 64], [4, 8]],
	] as const)('%s', (_, facts, hardwareClass, [minBatch, maxBatch], [minWorkers, maxWorkers]) => {
		const advice = advise(facts, 'en');
		const {batchSize, workers, shmSize, imageSize} = values(advice) as Readonly<Record<'batchSize' | 'workers' | 'shmSize' | 'imageSize', number>>;
		expect(advice.hardwareClass).toBe(hardwareClass);
		expect(batchSize).toBeGreaterThanOrEqual(minBatch);
		expect(batchSize).toBeLessThanOrEqual(maxBatch);
		expect(workers).toBeGreaterThanOrEqual(minWorkers);
		expect(workers).toBeLessThanOrEqual(maxWorkers);
		expect(shmSize).toBeGreaterThanOrEqual(minimumSharedMemory({batchSize, workers, imageSize}));
		expect(shmSize).toBeLessThanOrEqual(facts.host!.memoryTotalBytes! / 2);
		expect(advice.recommendations.every(({reasons}) => reasons.length > 0)).toBe(true);
	});

	test('it never goes beyond what is known to fit, over many machines', () => {
		for (const memory of [2, 4, 8, 16, 64, 256]) {
			for (const gpus of [[], [1], [2], [4], [8], [24], [8, 8], [80, 80, 80, 80]]) {
				for (const cpuCount of [1, 2, 8, 64]) {
					const {batchSize, workers, shmSize} = values(advise(machine(memory, gpus, cpuCount), 'en')) as Readonly<Record<string, number>>;
					expect(workers! * Math.max(1, gpus.length)).toBeLessThanOrEqual(cpuCount);
					expect(shmSize).toBeLessThanOrEqual(Math.max(64 * (2 ** 20), memory * gibibyte / 2));
					expect(batchSize).toBeLessThanOrEqual(Math.max(...hardwareClasses.map(({batchSizes}) => batchSizes[1])));
				}
			}
		}
	});

	test('the memory limit of now counts, not that of the making of the container', () => {
		const facts = machine(64, []);
		const limited = (gibibytes: number) => ({status: 'running' as const, memoryLimitBytes: gibibytes * gibibyte});
		const raised = advise({...facts, container: limited(2), run: {...initialRunState, container: limited(32)}}, 'en');
		expect(values(raised)).toEqual(values(advise({...facts, container: limited(32)}, 'en')));
		expect(values(raised)).not.toEqual(values(advise({...facts, container: limited(2)}, 'en')));
	});

	test('of a board that is cut into parts only one part can be used', () => {
		const board = {memoryTotalBytes: 80 * gibibyte, isMigEnabled: true};
		const advised = (gpus: AdviceFacts['gpus'], more: Partial<AdviceFacts> = {}) => values(advise({...machine(64, []), gpus: gpus!, ...more}, 'en')).batchSize;
		expect(advised([{...board, migDevices: [{profile: '1g.5gb'}, {profile: '3g.40gb'}]}])).toBe(advised([{memoryTotalBytes: 5 * gibibyte}]));
		expect(advised([{...board, migDevices: [{profile: '1g.10gb+me'}]}])).toBe(advised([{memoryTotalBytes: 10 * gibibyte}]));
		// Which part it is cannot be seen from inside: the run's own banner tells, or nothing does.
		expect(advised([board])).toBe(2);
		expect(advised([board], {
			run: {
				...run, settings: {}, devices: [{
					kind: 'cuda', label: 'CUDA:0', name: 'A100 MIG 1g.5gb', memoryBytes: 4.75 * gibibyte,
				}],
			},
		})).toBe(advised([{memoryTotalBytes: 4.75 * gibibyte}]));
	});

	test('a run says what a batch really needs: more where there is room, fewer where it is tight', () => {
		expect(values(advise({...machine(32, [10]), run}, 'en')).batchSize).toBe(8);
		expect(values(advise({...machine(32, [24]), run}, 'en')).batchSize).toBe(16);
		expect(values(advise({...machine(16, [2.5]), run}, 'en')).batchSize).toBe(2);
		const outOfMemory: RunState = {...run, phase: {kind: 'failed'}, traceback: {exception: 'torch.cuda.OutOfMemoryError', message: 'CUDA out of memory.', frames: []}};
		expect(values(advise({...machine(32, [10]), run: outOfMemory}, 'en')).batchSize).toBe(2);
	});

	test('workers follow the GPU that waits, and memory that is short', () => {
		const load = {seconds: 60, gpuPercent: 8, cpuPercent: 150};
		expect(values(advise({...machine(32, [10]), run, load}, 'en')).workers).toBe(4);
		expect(values(advise({...machine(32, [10], 2), run, load: {...load, cpuPercent: 195}}, 'en')).workers).toBe(2);
		expect(values(advise({...machine(8, [10]), run, memory: {usedBytes: 7.5 * gibibyte}}, 'en')).workers).toBe(1);
	});

	test('fewer workers than now are not told to be as now', () => {
		const many: RunState = {...run, settings: {...run.settings, workers: '8'}};
		const {value, current, reasons} = advise({...machine(32, [10], 2), run: many}, 'en').recommendations.find(({name}) => name === 'workers')!;
		expect([value, current]).toEqual([2, 8]);
		expect(reasons.join(' ')).toMatch(/^More workers than cores/);
	});

	test('nothing is known: careful values, and the image of a container\'s run in the command', () => {
		expect(advise({}, 'en').hardwareClass).toBeUndefined();
		expect(advise({}, 'en').command).toContain('IMAGE');
		const {command} = advise({
			...machine(32, [10]), run: {
				...run, target: {
					kind: 'container', name: 'yolo', id: '1', image: 'yolov5:dev',
				},
			},
		}, 'en');
		expect(command).toMatch(/^docker run -it --gpus all --shm-size=\d+g -v "\$PWD":\/workspace -w \/workspace yolov5:dev python train\.py --data 'my data\.yaml' --weights yolov5s\.pt --epochs 100 --batch-size 8 --workers 2 --imgsz 640$/);
		const scratch = {...run, settings: {...run.settings, weights: '', cfg: 'models/yolov5n.yaml'}};
		expect(launchCommand(scratch, {
			batchSize: 8, workers: 2, imageSize: 640, shmSize: '--shm-size=1g', gpuCount: 0,
		})).toContain('--weights \'\' --cfg models/yolov5n.yaml --epochs 100');
	});

	test('a GPU whose memory the driver does not tell is still asked for', () => {
		expect(advise({gpus: [{name: 'NVIDIA A100'}]}, 'en').command).toContain('--gpus all');
	});
});

test('lines: columns in both languages, the command whole', () => {
	const advice = advise({...machine(16, [2]), run}, 'zh');
	const lines = adviceToLines(advice, 'zh', 80);
	expect(lines.at(-1)).toBe(advice.command);
	expect(lines.slice(0, -1).every(line => displayWidth(line) <= 80)).toBe(true);
	expect(lines.some(line => line.startsWith('批大小'))).toBe(true);
	expect(adviceToJson(advise({}, 'en'))).toMatchObject({schema: 1, hardwareClass: null, recommendations: [{name: 'batchSize'}, {name: 'workers'}, {name: 'imageSize'}, {name: 'shmSize'}]});
});

describe('shared memory has one size, whoever tells it', () => {
	const large = {...run, settings: {...run.settings, batch_size: '64', workers: '16'}};
	const small = 64 * (2 ** 20);

	test('it carries the run as it is, also when fewer workers are advised', () => {
		const {sharedMemory, recommendations} = advise({...machine(64, [4]), run: large}, 'en');
		expect(sharedMemory.needBytes).toBe(minimumSharedMemory({batchSize: 64, workers: 16, imageSize: 640}));
		expect(recommendations.at(-1)).toMatchObject({name: 'shmSize', value: sharedMemory.sizeBytes});
		expect(sharedMemory.sizeBytes).toBeGreaterThan(sharedMemory.needBytes);
	});

	test('a diagnosis asks for no more than the advice', () => {
		for (const sizeBytes of [small, gibibyte, 4 * gibibyte]) {
			const facts = {
				...machine(64, [24], 32), run: large, sharedMemory: {sizeBytes, usedBytes: 0.95 * sizeBytes},
			};
			const remedy = diagnose(facts, 'en').find(({rule}) => rule === 'shm-low')?.remedy;
			expect(remedy).toMatchObject({shmSizeBytes: advise(facts, 'en').sharedMemory.sizeBytes});
		}
	});

	test('none is asked for without workers', () => {
		const {sharedMemory} = advise({...machine(2, []), run: {...run, settings: {...run.settings, workers: '0'}}}, 'en');
		expect(sharedMemory).toEqual({
			sizeBytes: small, needBytes: 0, enoughBytes: 0, hasFailed: false,
		});
	});

	test('one that the workers can never fill is left as it is', () => {
		const tiny: RunState = {
			...run, settings: {
				...run.settings, workers: '1', batch_size: '1', imgsz: '128',
			},
		};
		const {sharedMemory, recommendations} = advise({...machine(32, []), run: tiny, sharedMemory: {sizeBytes: 2 ** 29}}, 'en');
		expect(sharedMemory.sizeBytes).toBe(2 ** 29);
		expect(recommendations.at(-1)).toMatchObject({name: 'shmSize', value: 2 ** 29, current: 2 ** 29});
	});

	test('without a GPU a batch that was used is no reason for a larger one', () => {
		const {value, reasons} = advise({...machine(32, []), run: {...run, settings: {...run.settings, batch_size: '2'}}}, 'en').recommendations[0]!;
		expect([value, reasons[0]]).toEqual([2, 'Unchanged; there is no reason to change it.']);
		expect(advise({...machine(8, []), run: {...run, settings: {...run.settings, batch_size: '64'}}}, 'en').recommendations[0]!.value).toBeLessThan(64);
	});
});
