import {describe, expect, test} from 'vitest';
import type {RunState} from '../../../source/domain/run.ts';
import {initialResources, type Resources} from '../../../source/run/resources.ts';
import {sectionsOf} from '../../../source/screen/screens/resources/sections.ts';
import {planResources} from '../../../source/screen/screens/resources/plan-resources.ts';
import {
	afterSamples as after,
	eightGpus,
	fullResources as full,
	gibibyte,
	machineWithLoader,
	sampleContainerFacts,
	sampled,
	sampledAt,
	sampleGpu as gpu,
} from '../fixtures/sample-machine.ts';
import {sampleModel, type SampleScreen} from '../fixtures/sample-screen.ts';
import {sampleNow, sampleStates, play} from '../fixtures/sample-run.ts';
import {plain, widths, widthsOf} from '../sizes.ts';

const sections = (resources: Resources, others: Partial<SampleScreen> = {}) => sectionsOf(sampleModel({
	state: 'training', columns: 120, rows: 36, resources, ...others,
}));
const draw = (resources: Resources, columns = 100, others: Partial<SampleScreen> = {}) => sections(resources, others).flatMap(({draw: drawOne}) => drawOne(columns, 20));
const text = (lines: readonly string[]) => lines.map(line => plain(line).trimEnd()).join('\n');
const onlyAscii = /^[\n\u{20}-\u{7E}°]*$/u;

describe('the sections of the resources', () => {
	test.each(widths)('every line is exactly %i columns wide, in both languages and in ASCII', columns => {
		for (const resources of [initialResources, full, machineWithLoader, eightGpus]) {
			for (const others of [{}, {language: 'zh'}] as const) {
				expect(widthsOf(draw(resources, columns, others))).toEqual([columns]);
			}

			expect(text(draw(resources, columns, {isAscii: true}))).toMatch(onlyAscii);
		}
	});

	test('the figures, what holds the GPU back, its processes and a history', () => {
		const shown = text(draw(full));
		for (const part of [/busy 97 % {2}mean \d+ %, idle in 0 % of 1 min/, /mem 2\.20 \/ 10\.0 GiB {2}peak/, /Held back by the power limit/, /python 4711 {2}2\.00 GiB in the container/, /100┤/, /−\d+ s/, /CPU .* 215 of 800 %/, /4\.00 \/ 8\.00 GiB/, /read 2\.00 MiB\/s/, /\/dev\/shm .* 60 \/ 64 MiB/, /7\.00 \/ 16\.0 GiB/, /\.wslconfig/]) {
			expect(shown).toMatch(part);
		}

		const [first] = sections(full);
		expect([first!.title, first!.subtitle]).toEqual(['GPU 0', 'NVIDIA GeForce RTX 3080 · driver 550.54 · CUDA 12.4']);
		expect(first!.detail.map(([, part]) => part).join('')).toBe('71 °C · 214/320 W · 1830/2100 MHz · PCIe 3.0 x16');
	});

	test('the encoder of the only GPU is told; of several only where it is in use', () => {
		expect(text(draw(full))).toMatch(/encoder 0 %/);
		const busyEncoder = {...eightGpus, gpus: eightGpus.gpus.map((one, index) => index === 2 ? {...one, encoderPercent: 31} : one)};
		expect(text(draw(eightGpus))).not.toContain('encoder');
		expect(text(draw(busyEncoder)).match(/encoder \d+ %/g)).toEqual(['encoder 31 %']);
	});

	test('a reason that keeps several figures away is said once', () => {
		const gone = {code: 'container-not-running'} as const;
		const shown = text(draw({...full, failures: {container: gone, 'shared-memory': gone}}));
		expect(shown).toMatch(/^container figures, shared memory: The container is not running\.$/m);
		expect(shown.match(/The figures return when it runs again/g)).toHaveLength(1);
		expect(text(draw({...full, failures: {container: gone, 'shared-memory': {code: 'program-missing'}}})).match(/^(?:container figures|shared memory):/gm)).toHaveLength(2);
	});

	test('what it costs to watch is said once it is known', () => {
		expect(text(draw(machineWithLoader))).toMatch(/yolotop +1\.3 % of a core to watch/);
		expect(text(draw(full))).not.toMatch(/yolotop/);
	});

	test('the workers of the data loader, the cores and the busiest processes, each once', () => {
		const shown = text(draw(machineWithLoader));
		expect(shown).toMatch(/DATA LOADER ─+\nworker 0 +━.* 41 % of a core\nworker 1 .* 39 % of a core\n✓ The workers have time left/);
		expect(shown).toMatch(/0 ━.* 1 ━.* 2 ━.* 3 ━+/);
		expect(shown).toMatch(/MOST BUSY ─+\npython3 train\.py --data vest\.yaml +98 % +2\.9 GiB\n\/usr\/bin\/dockerd -H fd:\/\/ +3 % +100 MiB/);
		expect(shown.match(/41 %/g)).toHaveLength(1);
	});

	test('the workers of another training are none of this one', () => {
		const worker = {
			pid: 4250, parentPid: 4242, command: 'python3 train.py --data other.yaml', cpuPercent: 41, isWorker: true,
		};
		const resources = after(sampled({kind: 'host', host: {cpuPercent: 50, cpuCount: 4}}), sampled({kind: 'processes', processes: [worker]}));
		const shown = (target: NonNullable<RunState['target']>) => text(draw(resources, 100, {state: play([{type: 'target-described', at: sampleNow, target}, {type: 'training-started', at: sampleNow, epochs: 100}])}));
		expect(shown({kind: 'process', name: 'train.py', pid: 4242})).toMatch(/worker 0 .* 41 % of a core/);
		for (const target of [{kind: 'process', name: 'train.py', pid: 17}, {kind: 'file', name: 'train.log', path: '/train.log'}] as const) {
			expect(shown(target)).not.toContain('DATA LOADER');
			expect(shown(target)).toMatch(/MOST BUSY ─+\npython3 train\.py --data other\.yaml/);
		}
	});

	test('workers that are at their limit while the GPU waits are a warning', () => {
		const worker = {
			command: 'python train.py', cpuPercent: 99, isWorker: true, isInContainer: true,
		};
		const shown = text(draw(after(
			sampled({kind: 'gpu', gpus: [{...gpu, utilisationPercent: 20}]}),
			sampled({kind: 'container', container: {cpuPercent: 200}}),
			sampled({kind: 'processes', processes: [{...worker, pid: 2}, {...worker, pid: 3}]}),
		)));
		expect(shown).toMatch(/! The workers use a whole core each while the GPU is busy only 20 %/);
	});

	test('other containers on the GPU are named, and where nothing else uses it that is said', () => {
		const process = {
			pid: 4711, name: 'python', memoryUsedBytes: gibibyte, isInContainer: true,
		};
		const shown = (...others: Array<typeof process & {readonly otherContainer?: string}>) => text(draw(after(sampled({kind: 'gpu', gpus: [gpu]}), sampled({kind: 'gpu-processes', processes: {'GPU-1': [process, ...others]}}))));
		expect(shown()).toMatch(/in the container {3}✓ nothing else uses it/);
		expect(shown({
			...process, pid: 5151, isInContainer: false, otherContainer: 'vest-200',
		})).toMatch(/python 5151 {2}1\.00 GiB in vest-200(?!.*nothing else)/);
		expect(shown({...process, pid: 900, isInContainer: false})).toMatch(/outside the container(?!.*nothing else)/);
	});

	test('the history of the GPU says where validations ended, while they are far enough apart', () => {
		const state = sampleStates.training();
		const ends = (everyMs: number) => text(draw(machineWithLoader, 120, {
			state: {
				...state, history: Array.from({length: 6}, (_, index) => ({
					epoch: index + 1, losses: {}, metrics: {map50: 0.5}, completedAt: sampledAt - (index * everyMs),
				})),
			},
		}));
		expect(ends(90_000)).toMatch(/▴ validated/);
		expect(ends(90_000).match(/─▴─/g)).toHaveLength(5);
		expect(text(draw(machineWithLoader, 120, {
			state: {
				...state, history: Array.from({length: 300}, (_, index) => ({
					epoch: index + 1, losses: {}, metrics: {map50: 0.5}, completedAt: sampledAt - (index * 2000),
				})),
			},
		}))).not.toContain('▴');
		expect(text(draw(machineWithLoader, 120, {state}))).not.toContain('▴');
	});

	test('with what it was started, and what it is made of', () => {
		const shown = text(draw(full, 60, {containerFacts: sampleContainerFacts, state: {...sampleStates.training(), torch: '2.1.0+cu121', model: {name: 'YOLOv5s', parameters: 7_025_023, gigaflops: 15.9}}}));
		expect(shown).toMatch(/command +docker run -d --gpus all --shm-size 1g[^$]*python train\.py\s+--data[^$]*--workers\s+2 --img 640/);
		expect(shown).toMatch(/YOLOv5s · 7,025,023 parameters · 15\.9 GFLOPs/);
		expect(shown).toMatch(/torch\s+2\.1\.0\+cu121/);
	});

	test('what the driver does not tell is a dash or absent, and never 0', () => {
		const resources = after(sampled({
			kind: 'gpu', gpus: [{
				index: 0, name: 'NVIDIA GeForce MX450', memoryTotalBytes: 2 * gibibyte, unknownReasons: {utilisationPercent: '[N/A]', powerWatts: 'ERR!'},
			}],
		}));
		const shown = text(draw(resources));
		expect(shown).toMatch(/busy +─+ +-\n/);
		expect(shown).toMatch(/memory +─+ +- \/ 2\.00 GiB\n/);
		expect(shown).not.toMatch(/busy.* 0 %/);
		expect(sections(resources)[0]!.detail).toEqual([]);
	});

	test('MIG: the parts are named, and that the driver hides how busy it is', () => {
		const shown = text(draw(after(sampled({
			kind: 'gpu', gpus: [{
				index: 0, name: 'A100', isMigEnabled: true, migDevices: [{profile: '1g.10gb'}, {profile: '2g.20gb'}],
			}],
		}))));
		expect(shown).toContain('MIG parts 1g.10gb, 2g.20gb\nWith MIG on,');
	});

	test('without GPU tools: what is missing and how to get it; a reading stays when its sampler fails later', () => {
		const shown = text(draw(after({type: 'sampler-failed', sampler: 'gpu', failure: {code: 'tool-missing'}})));
		expect(shown).toMatch(/There is no nvidia-smi\.\n {2}Linux: install NVIDIA's driver\./);
		const hung = text(draw(after(sampled({kind: 'gpu', gpus: [gpu]}), {type: 'sampler-failed', sampler: 'gpu', failure: {code: 'no-answer'}})));
		expect(hung).toMatch(/97 %.*GPU figures: No answer in time\./s);
	});

	test.each([
		['answers', full, ['gpu', 'container', 'host']],
		['does not answer, and why comes after what is known', after({type: 'sampler-failed', sampler: 'gpu', failure: {code: 'tool-missing'}}), ['container', 'host', 'gpu']],
	] as const)('the order where the GPU %s', (_, resources, expected) => {
		expect(sections(resources).map(({id}) => id).filter(id => id !== 'started')).toEqual(expected);
	});

	test.each([
		['a log file', {kind: 'file', name: 'train.log', path: '/data/train.log'}, /^Nothing is measured: what is read here does not say on which machine/],
		['what comes through a pipe', {kind: 'stdin', name: '-'}, /^Nothing is measured: what is read here does not say on which machine/],
	] as const)('of %s nothing is waited for: the reason is said once', (_, target, reason) => {
		const state = play([{type: 'target-described', at: sampleNow, target}, {type: 'training-started', at: sampleNow, epochs: 100}]);
		const [first, ...others] = sections(initialResources, {state});
		expect(text(first!.draw(100, 5))).toMatch(reason);
		expect(others.map(({id}) => id).filter(id => id !== 'started')).toEqual([]);
	});

	test('eight GPUs have a row each, also the one without a name, and the history of the busiest', () => {
		const lines = draw(eightGpus, 116).map(line => plain(line));
		expect(lines.slice(0, 8).map(line => line.slice(0, 5))).toEqual(Array.from({length: 8}, (_, index) => `GPU ${index}`));
		expect(lines[8]).toMatch(/^GPU 6 busy/);
	});
});

describe('the places of the sections', () => {
	const room = (columns: number, rows: number) => ({
		y: 2, columns, rows, frame: 'box', terminalRows: rows + 3,
	} as const);
	const height = (id: 'gpu' | 'container' | 'host' | 'started', least: number, most: number) => ({id, least, most});
	const all = [height('gpu', 7, 18), height('container', 5, 12), height('host', 5, 14), height('started', 3, 3)];

	test('container and machine are side by side, and the panels cover the room', () => {
		const placed = planResources(all, room(120, 33));
		expect(placed.map(({id}) => id)).toEqual(['gpu', 'container', 'host', 'started']);
		expect(placed[1]).toMatchObject({y: placed[2]!.y, height: placed[2]!.height, x: 0});
		expect(placed[0]!.height + placed[1]!.height + placed[3]!.height).toBe(33);
	});

	test('without room for all there is one panel that scrolls', () => {
		expect(planResources(all, room(120, 20)).map(({id}) => id)).toEqual(['resources']);
		expect(planResources(all, room(99, 60)).map(({id}) => id)).toEqual(['resources']);
	});
});
