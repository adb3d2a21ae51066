import {expect, test} from 'vitest';
import {advise} from '../../source/checks/advice/advise.ts';
import {containerRebuild, processRebuild} from '../../source/cli/rebuild-command.ts';
import {parseRunFlags} from '../../source/plan/parse-run-flags.ts';
import {splitShellCommands} from '../../source/training/shell-words.ts';
import {parseTrainingCommand} from '../../source/training/command-line.ts';
import type {RunState} from '../../source/domain/run.ts';
import type {ContainerDetails} from '../../source/engine/container.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {details} from '../checks/machine/facts.ts';

const change = {
	batchSize: 8, workers: 2, imageSize: 640, shmSizeBytes: 2 ** 30, gpuCount: 0,
};
const {signal} = new AbortController();

type Made = {readonly command: readonly string[]; readonly workingDirectory?: string; readonly isBash?: boolean; readonly ipc?: string};

/** An ended container that was made so, and the files in it. */
function ended({command, workingDirectory = '', isBash = false, ipc = 'private'}: Made, files: readonly string[] = []): readonly [Engine, ContainerDetails] {
	const settings = {
		Config: {
			Image: 'rknn3588:dev', Cmd: command, WorkingDir: workingDirectory, Tty: true, OpenStdin: isBash, AttachStdin: isBash, AttachStdout: isBash,
		},
		HostConfig: {
			ShmSize: 2 ** 26, IpcMode: ipc, Runtime: 'runc', DeviceRequests: null,
		},
		Mounts: [{
			Type: 'bind', Source: '/mnt/d/3588', Destination: '/mnt/3588', RW: true, Propagation: 'rprivate',
		}],
		ImageConfig: {},
	};
	const engine: Partial<Engine> = {
		readContainerSettings: async () => settings,
		statFile: async (_, path) => files.includes(path)
			? {
				kind: 'file', sizeBytes: 1, modifiedAt: 1,
			}
			: undefined,
	};
	return [engine as Engine, {
		...details, state: {status: 'exited'}, command, workingDirectory: workingDirectory === '' ? '/' : workingDirectory,
	}];
}

const yolov5: RunState = {
	...initialRunState, framework: {name: 'yolov5'}, task: 'detect', target: {kind: 'container', name: 'yolo', id: '1'},
};

/** The training in a printed `docker run`, as yolotop itself reads it. */
function readBack(text: string): {readonly directory: string | undefined; readonly image: string; readonly shm: number | undefined; readonly options: Readonly<Record<string, string>>; readonly launcher: readonly string[]; readonly words: string} {
	const {words} = splitShellCommands(text)![0]!;
	const plan = parseRunFlags(words.slice(2), {directory: '/', environment: {}, readTextFile: () => ''});
	const training = parseTrainingCommand(plan.command)!;
	return {
		directory: plan.workingDirectory, image: plan.image, shm: plan.shmSizeBytes, options: training.options, launcher: training.launcher, words: words.slice(0, 3).join(' '),
	};
}

async function rebuilt(made: Made, run: Partial<RunState> = {}, files: readonly string[] = [], more: Partial<typeof change> = {}): Promise<string | undefined> {
	return (await containerRebuild(...ended(made, files), {...yolov5, ...run}, signal))?.({...change, ...more});
}

test('a training of its own keeps its directory and every option but those that are advised', async () => {
	const command = ['python', 'train.py', '--data', 'mydata.yaml', '--cfg', 'yolov5s.yaml', '--hyp', 'hyp.own.yaml', '--weights', 'runs/train/exp11/weights/best.pt', '--batch-size', '64', '--epochs', '100', '--workers', '8', '--cos-lr', '--name', 'exp 2'];
	const text = await rebuilt({command, workingDirectory: '/mnt/3588/yolov5'});
	expect(readBack(text!)).toEqual({
		directory: '/mnt/3588/yolov5', image: 'rknn3588:dev', shm: 2 ** 30, launcher: ['python', 'train.py'], words: 'docker run -d',
		options: {
			data: 'mydata.yaml', cfg: 'yolov5s.yaml', hyp: 'hyp.own.yaml', weights: 'runs/train/exp11/weights/best.pt', epochs: '100', cos_lr: 'true', name: 'exp 2', batch_size: '8', workers: '2', imgsz: '640',
		},
	});
});

test('a training that was typed in a bash runs again where it really ran', async () => {
	const settings = {
		data: 'mydata.yaml', cfg: 'yolov5s.yaml', hyp: 'data/hyps/hyp.scratch-low.yaml', weights: 'best.pt', epochs: '100', batch_size: '4', workers: '2', imgsz: '640', cos_lr: 'true', rect: 'false',
	};
	const text = await rebuilt({command: ['/bin/bash'], isBash: true}, {settings, locatedRunDirectory: '/mnt/3588/yolov5/runs/train/exp12'}, ['/mnt/3588/yolov5/train.py', '/usr/bin/python']);
	expect(readBack(text!)).toMatchObject({directory: '/mnt/3588/yolov5', launcher: ['python', 'train.py'], words: 'docker run -it'});
	expect(readBack(text!).options).toMatchObject({
		data: 'mydata.yaml', cfg: 'yolov5s.yaml', hyp: 'data/hyps/hyp.scratch-low.yaml', weights: 'best.pt', epochs: '100', cos_lr: 'true', batch_size: '8',
	});
	expect(text).not.toContain('--rect');
});

test('a training from scratch gets no weights', async () => {
	const text = await rebuilt({command: ['bash'], isBash: true}, {settings: {weights: '', cfg: 'models/yolov5n.yaml', data: 'a.yaml'}, locatedRunDirectory: '/w/runs/train/exp'}, ['/w/train.py']);
	expect(text).toContain('--cfg models/yolov5n.yaml');
	expect(text).toMatch(/ --weights ''$/);
});

test('Ultralytics by its own names', async () => {
	const text = await rebuilt({command: ['yolo', 'detect', 'train', 'data=my.yaml', 'model=yolo11n.pt', 'lr0=0.02', 'batch=16'], workingDirectory: '/data'}, {framework: {name: 'ultralytics'}});
	expect(readBack(text!).options).toEqual({
		detect: 'true', train: 'true', data: 'my.yaml', model: 'yolo11n.pt', lr0: '0.02', batch: '8', workers: '2', imgsz: '640',
	});
});

test('several GPUs get one process each, and the shared memory of the machine no size', async () => {
	const text = await rebuilt({command: ['python', 'train.py', '--data', 'a.yaml'], workingDirectory: '/w', ipc: 'host'}, {}, [], {gpuCount: 2});
	expect(text).toMatch(/--gpus all .*--ipc host/);
	expect(text).not.toContain('--shm-size');
	expect(text).toContain('python -m torch.distributed.run --nproc_per_node 2 train.py --data a.yaml');
	expect(text).toContain('--device 0,1');
});

test('where the training is not found nothing is made up: the advice has words to fill in', async () => {
	expect(await rebuilt({command: ['bash'], isBash: true}, {locatedRunDirectory: '/w/runs/train/exp'})).toBeUndefined();
	expect(advise({
		run: {
			...yolov5, target: {
				kind: 'container', name: 'a', id: '1', image: 'my:img',
			},
		},
	}, 'en').command).toMatch(/^docker run -it .* my:img python train\.py --data DATA\.yaml/);
});

test('a plain process keeps its options too', () => {
	const run: RunState = {...yolov5, target: {kind: 'process', name: 'x', command: ['/opt/py/bin/python3', 'yolov5/train.py', '--hyp', 'own.yaml', '--data', 'a b.yaml', '--batch', '64']}};
	expect(processRebuild(run)!(change)).toBe('/opt/py/bin/python3 yolov5/train.py --hyp own.yaml --data \'a b.yaml\' --batch-size 8 --workers 2 --imgsz 640');
});
