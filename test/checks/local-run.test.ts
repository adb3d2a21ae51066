import {expect, test} from 'vitest';
import {advise} from '../../source/checks/advice/advise.ts';
import {diagnose} from '../../source/checks/diagnose.ts';
import type {Facts} from '../../source/checks/diagnosis-facts.ts';
import type {RunState} from '../../source/domain/run.ts';
import type {RuleId} from '../../source/words/diagnoses/rule-meanings.ts';
import {beginning, runOfOutput, traceback} from './diagnose-output.ts';

const mebibyte = 2 ** 20;
const here = (run: RunState, command: readonly string[] = ['python3', 'train.py']): RunState => ({...run, target: {kind: 'process', name: command.join(' '), command}});
const inJob = (run: RunState, gres?: string): RunState => ({
	...run, target: {kind: 'job', name: 'slurm:7', id: '7'}, job: {
		id: '7', name: 'yolo', phase: 'running', state: 'RUNNING', gres,
	},
});
const failed = (line: string) => runOfOutput(beginning + traceback(line), 1);
const training: RunState = {...runOfOutput(beginning), connection: {kind: 'open'}};
const onCpu: RunState = {...training, devices: [{kind: 'cpu', label: 'CPU'}]};

// Words that only concern a container.
const ofContainers = /[Dd]ocker|[Cc]ontainer|in the image\b|IMAGE|[Vv]olume|--gpus|--shm-size|--ipc|toolkit|容器|镜像|卷/;

test.each<[RuleId, RunState, Partial<Facts>]>([
	['gpu-not-used', onCpu, {}],
	['gpu-not-used', {...onCpu, torch: '2.1.0+cpu'}, {}],
	['gpu-not-used', failed('AssertionError: CUDA unavailable, invalid device 0 requested'), {gpus: []}],
	['weights-missing', failed('FileNotFoundError: [Errno 2] No such file or directory: \'missing.pt\''), {}],
	['dataset-missing', failed('FileNotFoundError: [Errno 2] No such file or directory: \'data/site.yaml\''), {}],
	['module-missing', failed('ModuleNotFoundError: No module named \'cv2\''), {}],
	['module-missing', failed('ImportError: libGL.so.1: cannot open shared object file: No such file or directory'), {}],
	['host-out-of-memory', failed('MemoryError'), {}],
	['host-out-of-memory', runOfOutput(`${beginning}Killed\n`, 137), {}],
	['shm-bus-error', failed('RuntimeError: DataLoader worker (pid 12) is killed by signal: Bus error.'), {}],
	['shm-low', training, {sharedMemory: {usedBytes: 60 * mebibyte, sizeBytes: 64 * mebibyte}}],
	['disk-full', failed('OSError: [Errno 28] No space left on device'), {}],
	['disk-low', training, {outputDisk: {freeBytes: 100 * mebibyte}}],
])('%s: what is said of a training of this machine, or of a job, speaks of no container', (rule, run, facts) => {
	for (const [language, placed] of (['en', 'zh'] as const).flatMap(one => [[one, here(run)], [one, inJob(run, 'gpu:1')], [one, inJob(run)]] as const)) {
		const found = diagnose({run: placed, ...facts}, language).find(diagnosis => diagnosis.rule === rule);
		expect(found).toBeDefined();
		const text = [found!.what, found!.why, found!.action].join('\n');
		expect(text).not.toMatch(ofContainers);
		expect(found!.remedy ?? {}).not.toHaveProperty('shmSizeBytes');
	}
});

test('a job that has asked for no GPU is told so, and one that has is not told of the GPUs of this machine', () => {
	const whyOf = (run: RunState) => diagnose({run, gpus: []}, 'en').find(({rule}) => rule === 'gpu-not-used')?.why;
	const refused = failed('AssertionError: CUDA unavailable, invalid device 0 requested');
	expect(whyOf(inJob(refused))).toBe('The job has asked the scheduler for no GPU.');
	expect(whyOf(inJob(refused, 'gpu:1'))).not.toContain('This machine');
});

test.each([
	[['python3', 'train.py', '--epochs', '3'], 1, 'python3 train.py '],
	[['/opt/my env/bin/python', '/srv/yolov5/train.py'], 1, '\'/opt/my env/bin/python\' /srv/yolov5/train.py '],
	[['python', 'train.py'], 2, 'python -m torch.distributed.run --nproc_per_node 2 train.py '],
	[['./start.sh'], 1, 'python train.py '],
] as const)('the advice for %j is the command line of the training itself, with what belongs to it', (command, gpus, start) => {
	const advice = advise({run: here(training, command), gpus: Array.from({length: gpus}, () => ({memoryTotalBytes: 8 * 1024 * mebibyte}))}, 'en');
	expect(advice.command.slice(0, start.length)).toBe(start);
	expect(advice.command).toContain('--data data/site.yaml');
	expect(advice.command).not.toMatch(ofContainers);
	expect(advice.recommendations.map(({name}) => name)).toEqual(['batchSize', 'workers', 'imageSize']);
});

test('a training of Ultralytics on this machine gets the command of its own', () => {
	const run: RunState = {
		...here(training, ['yolo', 'train']), framework: {name: 'ultralytics'}, task: 'detect', settings: Object.fromEntries([['model', 'yolo11n.pt'], ['data', 'coco8.yaml']]),
	};
	expect(advise({run}, 'en').command).toMatch(/^yolo detect train model=yolo11n\.pt data=coco8\.yaml /);
});
