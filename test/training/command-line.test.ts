
import {describe, expect, test} from 'vitest';
import fc from 'fast-check';
import {planRelaunch} from '../../source/control/relaunch.ts';
import {restartCommand, resumeCommand} from '../../source/control/resume-command.ts';
import {editSettingsFile} from '../../source/control/settings-edit.ts';
import {splitShellCommands} from '../../source/training/shell-words.ts';
import {parseTrainingCommand} from '../../source/training/command-line.ts';

const words = (line: string): string[] => line.split(' ');

describe('shell lines', () => {
	test.each([
		['a b c', [['a', 'b', 'c']]],
		['a "b c" d\'e f\'g', [['a', 'b c', 'de fg']]],
		[String.raw`a \"b\" "c\"d"`, [['a', '"b"', 'c"d']]],
		['cd /x && python train.py; echo $?', [['cd', '/x'], ['python', 'train.py'], ['echo', '$?']]],
		['a > log.txt 2>&1 b', [['a', 'b']]],
		['a 2>/dev/null | tee x', [['a'], ['tee', 'x']]],
		['a &> log & wait', [['a'], ['wait']]],
		['a # comment && b\nc', [['a'], ['c']]],
		['a \\\n b', [['a', 'b']]],
		['a "" b', [['a', '', 'b']]],
		['', []],
	])('%j', (line, expected) => {
		expect(splitShellCommands(line)?.map(command => command.words)).toEqual(expected);
	});

	test.each(['a "b', 'a \'b', 'a <<EOF'])('%j needs a real shell', line => {
		expect(splitShellCommands(line)).toBeUndefined();
	});

	test('never throws and never loops', () => {
		fc.assert(fc.property(fc.string(), line => {
			splitShellCommands(line);
		}));
	});
});

describe('what trains', () => {
	test.each([
		[words('python train.py --data d.yaml --batch-size 4'), {
			framework: 'yolov5', task: 'detect', launcher: ['python', 'train.py'], options: {data: 'd.yaml', batch_size: '4'}, placement: 'direct',
		}],
		[words('/usr/bin/python3.11 -u /w/yolov5/segment/train.py --img 640'), {task: 'segment', options: {imgsz: '640'}}],
		[words('python classify/train.py --model yolov5n-cls.pt'), {task: 'classify'}],
		[words('python -m torch.distributed.run --nproc_per_node 2 --master_port 1 train.py --device 0,1'), {launcher: words('python -m torch.distributed.run --nproc_per_node 2 --master_port 1 train.py'), options: {device: '0,1'}}],
		[words('python -m yolov5.segment.train --epochs 3'), {
			framework: 'yolov5', task: 'segment', launcher: words('python -m yolov5.segment.train'), options: {epochs: '3'},
		}],
		[words('python -u -m train --epochs 3'), {task: 'detect', options: {epochs: '3'}}],
		[words('torchrun --nproc_per_node=2 train.py --epochs=3 --resume'), {options: {epochs: '3', resume: 'true'}}],
		[['bash', '-c', 'cd /w/yolov5 && python train.py --name "exp 2"; echo done'], {directory: '/w/yolov5', placement: 'below-shell', options: {name: 'exp 2'}}],
		[['bash', '-lc', 'cd /w/yolov5 && python train.py'], {directory: '/w/yolov5', placement: 'replaces-shell'}],
		[['sh', '-c', 'python train.py | tee log'], {placement: 'below-shell'}],
		[['sh', '-c', 'echo | tee x; exec python train.py'], {placement: 'replaces-shell'}],
		[['sh', '-c', 'python train.py & wait'], {placement: 'in-background'}],
		[['/bin/bash', '-c', 'OMP_NUM_THREADS=1 nohup python train.py > log 2>&1 &'], {framework: 'yolov5', placement: 'in-background'}],
		[['tini', '--', 'python', 'train.py'], {framework: 'yolov5', placement: 'direct'}],
		[words('yolo detect train data=d.yaml model=yolo11n.pt epochs=12'), {framework: 'ultralytics', task: 'detect', options: {data: 'd.yaml', epochs: '12'}}],
		[words('yolo train model=yolo11n-seg.pt'), {framework: 'ultralytics', task: 'segment'}],
		[words('yolo task=pose mode=train model=x.pt'), {task: 'pose'}],
		[words('/opt/venv/bin/python /opt/venv/bin/yolo obb train'), {framework: 'ultralytics', task: 'obb', launcher: words('/opt/venv/bin/python /opt/venv/bin/yolo')}],
	])('%j', (argv, expected) => {
		expect(parseTrainingCommand(argv)).toMatchObject(expected);
	});

	test.each([
		[['/bin/bash']],
		[['bash', '-c', 'sleep 100']],
		[words('python val.py --data d.yaml')],
		[words('python detect.py train.py')],
		[words('vim train.py')],
		[words('yolo detect predict model=x.pt')],
		[words('tail -f train.py')],
		[words('grep train.py x')],
		[[]],
	])('%j does not train', argv => {
		expect(parseTrainingCommand(argv)).toBeUndefined();
	});
});

describe('resume and new run', () => {
	const yolov5 = parseTrainingCommand(words('python train.py --weights yolov5n.pt --cfg x.yaml --data d.yaml --batch-size 8 --freeze 0 1 --img 640 --rect'))!;
	const ultralytics = parseTrainingCommand(words('yolo detect train data=d.yaml model=yolo11n.pt batch=8'))!;

	test('the checkpoint is always named', () => {
		expect(resumeCommand(yolov5, '/w/runs/train/exp/weights/last.pt')).toEqual(words('python train.py --resume /w/runs/train/exp/weights/last.pt'));
		expect(resumeCommand(ultralytics, '/r/last.pt', {imageSize: 320})).toEqual(words('yolo detect train resume=True model=/r/last.pt imgsz=320'));
		expect(resumeCommand(parseTrainingCommand(words('python classify/train.py'))!, 'last.pt')).toBeUndefined();
	});

	test('a new run keeps what was asked for', () => {
		expect(restartCommand(yolov5, '/r/last.pt', {batchSize: 4, device: '0'})).toEqual(words('python train.py --data d.yaml --freeze 0 1 --img 640 --rect --weights /r/last.pt --batch-size 4 --device 0'));
		expect(restartCommand(yolov5, '/r/last.pt', {imageSize: 320})).toEqual(words('python train.py --data d.yaml --batch-size 8 --freeze 0 1 --rect --weights /r/last.pt --imgsz 320'));
		expect(restartCommand(ultralytics, '/r/last.pt', {batchSize: 4})).toEqual(words('yolo detect train data=d.yaml model=/r/last.pt batch=4'));
	});

	test('a command that only resumed takes the rest from opt.yaml', () => {
		const resumed = parseTrainingCommand(words('python train.py --resume runs/train/exp/weights/last.pt'))!;
		const settings = {
			data: 'd.yaml', epochs: '8', batch_size: '8', rect: 'false', single_cls: 'true', weights: 'x.pt', device: '',
		};
		expect(restartCommand(resumed, '/r/last.pt', {batchSize: 4}, settings)).toEqual(words('python train.py --data d.yaml --epochs 8 --single-cls --weights /r/last.pt --batch-size 4'));
	});

	test('yolov5 honours opt.yaml, so it is edited', () => {
		const plan = planRelaunch({
			training: yolov5, framework: {name: 'yolov5'}, settings: {batch_size: '8'}, checkpoint: '/r/last.pt', canResume: true,
		}, {batchSize: 4, shmSizeBytes: 2 ** 30});
		expect(plan.verdicts).toEqual([
			{
				setting: 'batchSize', from: '8', to: '4', onResume: 'through-settings-file',
			},
			{setting: 'shmSizeBytes', to: '1g', onResume: 'by-new-container'},
		]);
		expect(plan.ways.map(way => way.kind)).toEqual(['resume', 'new-run']);
		expect(plan.ways[0]).toMatchObject({edits: {batch_size: '4'}, command: words('python train.py --resume /r/last.pt')});
		expect(plan.needsNewContainer).toBe(true);
	});

	test.each([
		['8.0.141', {batchSize: 4}, ['resume', 'new-run']],
		['8.2.79', {workers: 0}, ['new-run']],
		['8.3.103', {device: 'cpu'}, ['resume', 'new-run']],
		['8.3.103', {workers: 0}, ['new-run']],
		['8.4.50', {workers: 0, patience: 5}, ['resume', 'new-run']],
		['8.4.50', {epochs: 9}, ['new-run']],
		[undefined, {device: 'cpu'}, ['new-run']],
	])('ultralytics %s and %j', (version, change, ways) => {
		const plan = planRelaunch({
			training: ultralytics, framework: {name: 'ultralytics', version}, settings: {}, checkpoint: '/r/last.pt', canResume: true,
		}, change);
		expect(plan.ways.map(way => way.kind)).toEqual(ways);
	});

	test('a finished run is never resumed', () => {
		const plan = planRelaunch({
			training: yolov5, framework: {name: 'yolov5'}, settings: {}, checkpoint: '/r/last.pt', canResume: false,
		}, {batchSize: 4});
		expect(plan.ways.map(way => way.kind)).toEqual(['new-run']);
		expect(plan.needsNewContainer).toBe(false);
	});
});

test('opt.yaml keeps every other byte', () => {
	const before = 'weights: x.pt\nhyp:\n  batch_size: 9\nbatch_size: 8\ndevice: \'\'\n# end\n';
	expect(editSettingsFile(before, {batch_size: '4', device: '0', workers: '0'})).toBe('weights: x.pt\nhyp:\n  batch_size: 9\nbatch_size: 4\ndevice: \'0\'\n# end\nworkers: 0\n');
	expect(editSettingsFile('a: 1\r\nb: 2', {b: 'it\'s'})).toBe('a: 1\r\nb: \'it\'\'s\'');
});
