
import {describe, expect, test} from 'vitest';
import fc from 'fast-check';
import {planRelaunch} from '../../source/actions/resume/relaunch.ts';
import {restartCommand, resumeCommand} from '../../source/actions/resume/resume-command.ts';
import {editSettingsFile} from '../../source/actions/resume/settings-edit.ts';
import {splitShellCommands} from '../../source/training/shell-words.ts';
import {parseTrainingCommand, parseTrainingLine} from '../../source/training/command-line.ts';

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
		[words('srun -n1 --gres=gpu:1 apptainer exec --nv --bind /data:/data yolo.sif python train.py --epochs 3'), {launcher: ['python', 'train.py'], options: {epochs: '3'}}],
		[words('srun apptainer exec --nv docker://ultralytics/ultralytics yolo train data=d.yaml'), {launcher: ['yolo'], options: {data: 'd.yaml'}}],
		[words('srun --container-image=ultralytics/ultralytics python train.py --epochs 3'), {launcher: ['python', 'train.py']}],
		[words('srun --container-image ultralytics/ultralytics yolo train data=d.yaml'), {launcher: ['yolo']}],
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

	const certain = {certainty: 'certain'};
	const family = {certainty: 'certain', program: 'framework', framework: 'yolov5'};
	const own = {certainty: 'certain', program: 'script'};
	const possible = {certainty: 'possible', program: 'script'};
	// Each as argv and, its words joined, as a line that has lost its quotes.
	test.each<readonly [readonly string[], Readonly<Record<string, unknown>> | undefined]>([
		[words('accelerate launch train.py'), family],
		[words('accelerate launch --num_processes 2 --mixed_precision fp16 train.py --epochs 3'), {...family, options: {epochs: '3'}}],
		[words('/usr/bin/python3 /usr/local/bin/accelerate launch train.py'), family],
		[words('/usr/bin/python3 /usr/local/bin/torchrun --standalone --nproc_per_node 2 segment/train.py'), {...family, task: 'segment'}],
		[words('deepspeed --num_gpus 2 train.py'), family],
		[words('python -m torch.distributed.launch --nproc_per_node 4 --use_env train.py'), family],
		[words('torchrun --nproc-per-node=2 -m yolov5.train'), family],
		[words('python -m ultralytics train model=yolo11n.pt'), {...certain, framework: 'ultralytics'}],
		[words('python -m ultralytics.cfg detect train'), {...certain, framework: 'ultralytics'}],
		[words('ultralytics train'), certain],
		[words('python detect.py --source train.py'), undefined],
		[words('python val.py --name x/train.py'), undefined],
		[words('python segment/predict.py --project train'), undefined],
		[words('python export.py --weights runs/train/exp/weights/best.pt'), undefined],
		[['sh', '-c', 'cat /python train.py'], undefined],
		[['sh', '-c', 'echo python; ls train.py'], undefined],
		[words('yolo val model=train/weights/best.pt'), undefined],
		[words('python -X dev -W ignore train.py'), family],
		[words('python train_dual.py --hyp hyp.yaml'), family],
		[words('python train_aux.py'), family],
		[words('python train_fw2.py --epochs 30'), {...own, framework: 'ultralytics'}],
		[words('python train_fw2.py --weights yolov5s.pt --cfg x.yaml'), {...own, framework: 'yolov5'}],
		[words('python3 /work/my_training.py'), own],
		[words('python my_experiment.py --model yolo11n.pt'), possible],
		[words('python -m ipykernel_launcher -f kernel.json'), possible],
		[['bash', '-c', 'python3 - < program'], possible],
		[['python', '-c', 'from ultralytics import YOLO; YOLO("yolo11n.pt").train(data="coco8.yaml")'], {...own, framework: 'ultralytics'}],
		[['python', '-c', 'from multiprocessing.spawn import spawn_main; spawn_main(tracker_fd=5)', '--multiprocessing-fork'], undefined],
		[words('python -m http.server'), undefined],
		[words('python -m pytest tests/train.py'), undefined],
		[words('/usr/bin/python3 /usr/local/bin/tensorboard --logdir runs/train'), undefined],
		[words('/usr/bin/python3 /usr/local/bin/jupyter-lab'), undefined],
		[words('conda run -n yolo --no-capture-output python train.py --epochs 2'), {...family, options: {epochs: '2'}}],
		[words('timeout 3600 python train.py'), family],
		[words('nice -n 10 taskset -c 0-3 python train.py'), family],
		[words('sudo -u me env A=1 python train.py'), family],
		[words('uv run train.py'), family],
		[['su', '-', 'me', '-c', 'cd /w && python train.py'], {...family, directory: '/w'}],
		[['tini', '--', 'bash', '-c', 'cd /w/yolov5 && exec python train.py'], {...family, directory: '/w/yolov5', placement: 'replaces-shell'}],
		[['bash', '-c', 'pip install -r requirements.txt; python prepare.py; python train.py'], family],
		[['bash', '-c', 'python prepare_data.py && sleep 1'], {...possible, placement: 'below-shell'}],
		[['bash', '-c', 'cd /a; cd b && python train.py'], {...family, directory: '/a/b'}],
		[words('bash train.sh'), undefined],
		[[String.raw`C:\Python311\python.exe`, 'train.py', '--epochs', '3'], {...family, options: {epochs: '3'}}],
		[words('A=1 B=2'), undefined],
	])('%j', (argv, expected) => {
		for (const training of [parseTrainingCommand(argv), parseTrainingLine(argv.join(' '))]) {
			if (expected === undefined) {
				expect(training).toBeUndefined();
			} else {
				expect(training).toMatchObject(expected);
			}
		}
	});

	test('never throws on any words', () => {
		const word = fc.oneof(fc.string(), fc.constantFrom('python', 'bash', '-c', '-m', 'train.py', 'yolo', 'train', 'conda', 'run', 'torchrun', '--', '-', 'exec', 'cd', '&&'));
		fc.assert(fc.property(fc.array(word), argv => {
			parseTrainingCommand(argv);
			parseTrainingLine(argv.join(' '));
		}));
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
