import {describe, expect, test} from 'vitest';
import {
	readLog,
	statusOf,
	textToBytes,
	type StatusJson,
} from '../threads.ts';
import {
	all,
	bar,
	boxes,
	cells,
	epoch,
	epochsOf,
	frame,
	header,
	plain,
	read,
	reads,
	rules,
	tqdm,
	traceback,
	ultralytics,
} from './thread-lines.ts';

/* Forms in which public threads show trainings, in short: versions, columns, bars and errors as there. */

describe('families of models and forks are named', () => {
	test.each([
		['yolov8n.pt', 'yolov8'],
		['yolo11n-seg.yaml', 'yolo11'],
		['yolo12s.pt', 'yolo12'],
		['/models/yolo26x.pt', 'yolo26'],
		[String.raw`C:\models\yolov10n.pt`, 'yolov10'],
		['rtdetr-l.pt', 'rtdetr'],
		['yolov5nu.pt', 'yolov5'],
		['best.pt', null],
		['my-yolo11-copy.pt', null],
		['yolo2024.pt', null],
	])('%s', (model, variant) => {
		expect(read(...ultralytics(model), ...epoch('1/3')).framework).toMatchObject({name: 'ultralytics', version: '8.3.67', variant});
	});

	test('a model of one\'s own by its summary', () => {
		expect(read(...ultralytics('best.pt').toSpliced(2, 0, 'YOLO26n summary: 260 layers, 2,572,280 parameters, 2,572,280 gradients, 6.1 GFLOPs'), ...epoch('1/3')).framework).toMatchObject({variant: 'yolo26'});
	});

	test('YOLOv7: banner, then options in Python\'s form, a sum of the losses', () => {
		const old = cells(10, 'Epoch', 'gpu_mem', 'box', 'obj', 'cls', 'total', 'labels', 'img_size');
		const row = (label: string) => tqdm(cells(10, label, '18.5G', '0.11', '2.5', '0.47', '3.1', '540', '768'), 234, 234);
		const status = read(
			'YOLOR 🚀 v0.1-112-g55b90e1 torch 1.12.1+cu113 CUDA:0 (Tesla T4, 15109.75MB)',
			'',
			'Namespace(adam=False, batch_size=16, cfg=\'cfg/training/yolov7.yaml\', data=\'data/d.yaml\', device=\'0\', epochs=3, evolve=False, hyp=\'data/hyp.scratch.p5.yaml\', img_size=[640, 640], notest=False, resume=False, weights=\'yolov7.pt\', workers=8)',
			'Logging results to runs/train/yolov7',
			'Starting training for 3 epochs...',
			'',
			old,
			`${row('0/2')}Reducer buckets have been rebuilt in this iteration.`,
			tqdm('Class'.padStart(20) + cells(12, 'Images', 'Labels', 'P', 'R', 'mAP@.5', 'mAP@.5:.95'), 5, 5),
			'all'.padStart(20) + cells(12, '48', '128', '0.5', '0.4', '0.3', '0.2'),
			'',
			old,
			row('1/2'),
		);
		reads(status, {
			framework: {name: 'yolov5', version: 'v0.1-112-g55b90e1', variant: 'yolov7'}, epoch: 2, epochs: 3, losses: {box: 0.11, total: 3.1},
		});
		expect(epochsOf(status)).toEqual([1]);
	});

	test.each(['train_dual', 'train_triple', String.raw`segment\train_dual`])('YOLOv9: %s counts from 0 under the losses of Ultralytics', program => {
		const status = read(
			`${program}: weights=, cfg=models/detect/gelan-c.yaml, data=d.yaml, hyp=hyp.yaml, epochs=10, batch_size=8, resume=False, evolve=None`,
			'YOLO 🚀 v0.1-104-g5b1ea9a Python-3.8.10 torch-1.13.1 CUDA:0 (A, 1000MiB)',
			'Starting training for 10 epochs...',
			header,
			bar('0/9'),
			tqdm(plain, 2, 2),
			all('0.5', '0.4', '0.3', '0.2'),
			header,
			bar('1/9', 3),
		);
		reads(status, {
			framework: {name: 'yolov5', variant: 'yolov9'}, epoch: 2, epochs: 10, status: 'training',
		});
		expect(epochsOf(status)).toEqual([1]);
	});

	test('an unknown fork counts from 0 where its first label does', () => {
		const status = read(header, bar('0/9'), tqdm(plain, 2, 2), all('0.5', '0.4', '0.3', '0.2'), header, bar('1/9', 3));
		reads(status, {epoch: 2, epochs: 10});
		expect(epochsOf(status)).toEqual([1]);
	});

	test('a script of one\'s own that is made from YOLOv5 is a training of it', () => {
		const old = cells(11, 'Epoch', 'GPU_mem', 'box_loss', 'obj_loss', 'cls_loss', 'Instances', 'Size');
		reads(read('train_prune: weights=y.pt, cfg=, data=d.yaml, hyp=h.yaml, epochs=10, batch_size=8', 'YOLOAir 🚀 v1.0-2-gabc Python-3.8.10 torch-1.13.1 CPU', old, bar('0/9')), {framework: {name: 'yolov5', variant: 'yoloair'}, epoch: 1, epochs: 10});
	});

	test('YOLOv5 of 2020: devices by torch\'s own words, the number of processes in the options', () => {
		const old = cells(10, 'Epoch', 'gpu_mem', 'GIoU', 'obj', 'cls', 'total', 'targets', 'img_size');
		const status = read('Using CUDA device0 _CudaDeviceProperties(name=\'Tesla V100\', total_memory=32480MB)', '           device1 _CudaDeviceProperties(name=\'Tesla V100\', total_memory=32480MB)', '', 'Namespace(batch_size=4, cfg=\'\', data=\'d.yaml\', epochs=3, hyp=\'h.yaml\', weights=\'yolov5s.pt\', world_size=2)', old, tqdm(cells(10, '0/2', '2.9G', '0.04', '0.06', '0.02', '0.13', '163', '320'), 3, 8));
		reads(status, {
			framework: {name: 'yolov5'}, epoch: 1, losses: {GIoU: 0.04, total: 0.13}, ranks: {count: 2, devices: ['CUDA:0', 'CUDA:1']},
		});
	});

	test('columns in another order are read by their names', () => {
		const teacher = cells(10, 'Epoch', 'gpu_mem', 'labels', 'img_size', 'box', 'obj', 'cls', 'loss', 'ss_box');
		reads(read(teacher, `${cells(10, '4/19', '7.5G', '18', '640', '0.021', '0.005', '0.0007', '0.41', '0.019')}: 100%|█| 95/95 [0`), {
			epoch: 5, epochs: 20, instances: 18, imageSize: 640, losses: {box: 0.021, ss_box: 0.019},
		});
	});

	test('what is no option list of a training is none', () => {
		reads(read('transfer: weights=a.pt, data=b.yaml', 'config: hyp=h.yaml, epochs=3, lr=1'), {framework: null, status: 'idle'});
	});

	test('RT-DETR has losses of its own, YOLO26 for poses one more', () => {
		const row = cells(11, 'Epoch', 'GPU_mem', 'giou_loss', 'cls_loss', 'l1_loss', 'Instances', 'Size');
		reads(read(...ultralytics('rtdetr-l.pt'), row, bar('1/3', 3)), {losses: {giou: 1.9, cls: 2.8, l1: 1.2}, framework: {variant: 'rtdetr'}});
		const pose = cells(11, 'Epoch', 'GPU_mem', 'box_loss', 'pose_loss', 'kobj_loss', 'cls_loss', 'dfl_loss', 'rle_loss', 'Instances', 'Size');
		reads(read(pose, `${cells(11, '1/30', '2.35G', '1.062', '0.2012', '0.1021', '0.6084', '0.006438', '0.7123', '21', '640')}: 32% ━━━╸──────── 6557/20478 2.2it/s 55:40<1:46:24`), {losses: {rle: 0.7123}, batchIndex: 6557, framework: {name: 'ultralytics', task: 'pose'}});
	});
});

test.each([
	['YOLOX', ['2021-08-02 15:19:10 | INFO     | yolox.core.trainer:193 - ---> start train epoch1', '2021-08-02 15:19:14 | INFO     | yolox.core.trainer:254 - epoch: 1/300, iter: 10/161, mem: 8760Mb, total_loss: 26.6, lr: 7.716e-07, size: 640, ETA: 4:40:37']],
	['MMDetection', ['07/04 08:08:17 - mmengine - INFO - Epoch(train)  [1][ 250/7393]  base_lr: 1.2544e-05 eta: 3 days, 11:21:57  time: 0.5555  memory: 14765  loss: 42.1280  loss_cls: 0.3194']],
	['RT-DETR of its authors', ['Epoch: [0]  [2800/3388]  eta: 0:03:35  lr: 0.000010  loss: 15.8422 (13.7817)  loss_vfl: 1.8910 (1.3376)']],
	['YOLOv3 of 2019', [' Epoch       Batch        xy        wh      conf       cls     total  nTargets      time', '0/272  12/300   0.1   0.2   0.3  0.4  1.0   12   0.3']],
	['a download', ['100%|██████████| 6.2M/6.2M [00:01<00:00, 5.3MB/s]']],
])('%s is no training of ours', (_name, lines) => {
	reads(read(...lines), {status: 'idle', epoch: null, history: []});
});

describe('of several processes the first to fail is the reason', () => {
	const child = (exitcode: string, signal: string) => [
		`E0223 11:02:32.041000 4121 torch/distributed/elastic/multiprocessing/api.py:869] failed (exitcode: ${exitcode}) local_rank: 1 (pid: 4189) of binary: /opt/bin/python`,
		...traceback('torch.distributed.elastic.multiprocessing.errors.ChildFailedError: '),
		'=====================',
		'train.py FAILED',
		'---------------------',
		'Failures:',
		'  <NO_OTHER_FAILURES>',
		'Root Cause (first observed failure):',
		'[0]:',
		'  time      : 2023-02-20_10:15:21',
		'  host      : node1',
		'  rank      : 1 (local_rank: 1)',
		`  exitcode  : ${exitcode} (pid: 4189)`,
		'  error_file: <N/A>',
		`  traceback : ${signal}`,
		'=====================',
	];
	const parent = traceback('subprocess.CalledProcessError: Command \'[\'/opt/bin/python\', \'-m\', \'torch.distributed.run\']\' returned non-zero exit status 1.');

	test.each([
		['-9', 'Signal 9 (SIGKILL) received by PID 4189', 'host-out-of-memory', 'SIGKILL'],
		['-7', 'Signal 7 (SIGBUS) received by PID 4189', 'shm-bus-error', 'SIGBUS'],
		['-11', 'Signal 11 (SIGSEGV) received by PID 4189', 'process-crashed', 'SIGSEGV'],
		['-6', 'Signal 6 (SIGABRT) received by PID 4189', 'process-crashed', 'SIGABRT'],
	])('exit code %s', (exitcode, signal, rule, name) => {
		const status = read(...ultralytics('yolo11n.pt', ',1'), ...epoch('1/3'), ...child(exitcode, signal), ...parent);
		reads(status, {status: 'failed', ranks: {count: 2, failed: {rank: 1, exitCode: Number(exitcode), signal: name}}});
		expect(status.statusReason).toContain(name);
		expect(rules(status)).toContain(rule);
		expect(rules(status)).not.toContain('python-traceback');
	});

	test('an exception of one process before the launcher\'s, and before that of the others', () => {
		const lines = traceback('ValueError: bad label').map(line => `[rank1]: ${line}`);
		const other = traceback('RuntimeError: Connection closed by peer').map(line => `[rank0]: ${line}`);
		const mixed = lines.flatMap((line, index) => [line, ...other[index] === undefined ? [] : [other[index]]]);
		for (const printed of [[...lines, ...other], mixed]) {
			const status = read(...ultralytics(), ...epoch('1/3'), ...printed, ...child('1', 'To enable traceback see: https://pytorch.org'), ...parent);
			expect(status.statusReason).toBe('ValueError: bad label');
			expect(rules(status)).toEqual(['python-traceback']);
		}
	});

	test('torchrun of YOLOv5, whose processes have no prefix', () => {
		const status = read(...ultralytics(), ...traceback('ValueError: bad label'), 'ERROR:torch.distributed.elastic.multiprocessing.api:failed (exitcode: 1) local_rank: 0 (pid: 13) of binary: /usr/bin/python', ...traceback('torch.distributed.elastic.multiprocessing.errors.ChildFailedError:'), '====', 'train.py FAILED', '====');
		expect(status.statusReason).toBe('ValueError: bad label');
	});

	test('torch.distributed.launch of 2021, and a signal that subprocess names', () => {
		const status = read(...ultralytics(), ...traceback('subprocess.CalledProcessError: Command \'[\'python\', \'-u\', \'train.py\', \'--local_rank=1\']\' died with <Signals.SIGKILL: 9>.'));
		reads(status, {status: 'failed'});
		expect(rules(status)).toContain('host-out-of-memory');
	});

	test('torch.multiprocessing', () => {
		expect(rules(read(...ultralytics(), ...traceback('torch.multiprocessing.spawn.ProcessExitedException: process 1 terminated with signal SIGSEGV')))).toContain('process-crashed');
	});

	test('a launcher that was stopped is no failure of the training', () => {
		reads(read(...ultralytics(), ...epoch('1/3'), ...traceback('torch.distributed.elastic.multiprocessing.api.SignalException: Process 17871 got signal: 15')), {status: 'stopped'});
		reads(read(...ultralytics(), ...epoch('1/3'), ...traceback('torch.distributed.elastic.multiprocessing.api.SignalException: Process 17871 got signal: 2')), {status: 'interrupted'});
	});

	test('a child process that a script of one\'s own calls', () => {
		expect(read(...ultralytics(), ...traceback('KeyError: \'train\''), ...parent).statusReason).toBe('KeyError: \'train\'');
		expect(read(...ultralytics(), ...parent).statusReason).toContain('CalledProcessError');
	});
});

describe('what the training survives is a warning', () => {
	test.each([
		['a thread', ['Exception in thread Thread-5 (_pin_memory_loop):', ...traceback('AttributeError: getsize')]],
		['a thread whose error has led to another', ['Exception in thread NetStatThr:', ...traceback('BrokenPipeError: [Errno 32] Broken pipe'), '', 'During handling of the above exception, another exception occurred:', '', ...traceback('wandb.sdk.lib.mailbox.MailboxError: transport failed')]],
		['two threads that write into each other', ['Exception in thread NetStatThr:', 'Traceback (most recent call last):', frame('a.py'), 'Exception in thread IntMsgThr:', frame('b.py'), 'Traceback (most recent call last):', frame('a.py'), 'BrokenPipeError: [Errno 32] Broken pipe', frame('b.py'), 'BrokenPipeError: [Errno 32] Broken pipe']],
		['a handler of logging', ['--- Logging error ---', ...traceback('UnicodeEncodeError: \'gbk\' codec can\'t encode character'), 'Call stack:', frame('c.py'), 'Message: \'x\'', 'Arguments: ()']],
		['what is collected', ['Exception ignored in: <function _MultiProcessingDataLoaderIter.__del__ at 0x7f>', ...traceback('AssertionError: can only test a child process')]],
		['a task of asyncio', ['Task exception was never retrieved', 'future: <Task finished>', ...traceback('ConnectionResetError: [Errno 104] Connection reset by peer')]],
	])('%s', (_name, lines) => {
		reads(read(...ultralytics(), header, `${bar('1/3', 2)}${lines[0]!}`, ...lines.slice(1)), {status: 'training', epoch: 1});
	});

	test('what a script prints and catches is over with the next batches', () => {
		reads(read(...ultralytics(), header, bar('1/3', 2), ...traceback('OSError: upload failed'), bar('1/3', 5)), {status: 'training', batchIndex: 5});
	});

	test('it is the cause where the process then ends badly without another', () => {
		const {state} = readLog(textToBytes([...ultralytics(), header, bar('1/3', 2), 'Exception in thread Thread-5 (f):', ...traceback('AttributeError: getsize')].join('\n')));
		const status = statusOf({...state, exitCode: 1});
		reads(status, {status: 'failed', statusReason: 'AttributeError: getsize'});
		expect(rules(status)).toEqual(['python-traceback']);
	});

	test('an exception of the training itself is its end', () => {
		reads(read(...ultralytics(), header, bar('1/3', 2), ...traceback('AttributeError: getsize')), {status: 'failed'});
	});
});

describe('notebooks', () => {
	const end = ['', 'OutOfMemoryError: CUDA out of memory. Tried to allocate 4.98 GiB (GPU 0; 14.75 GiB total capacity)'];
	const start = ['-'.repeat(75), 'OutOfMemoryError                          Traceback (most recent call last)'];
	test.each([
		['IPython 8', ['Cell In[3], line 4', '      2 x = 1', '----> 4 model.train(data=d)', '', 'File /usr/lib/python3/dist-packages/ultralytics/engine/model.py:338, in Model.train(self, **kwargs)', '--> 338 self.trainer.train()']],
		['Colab', ['<ipython-input-5-3f1> in <cell line: 1>()', '----> 1 model.train(data=d)', '', '3 frames', '/usr/local/lib/python3.10/dist-packages/ultralytics/yolo/utils/tal.py in select(xy, gt)', '     22     bs, n, _ = gt.shape', '---> 24     deltas = torch.cat((xy - lt))', '     25     # return (deltas)']],
		['Colab with links', ['[<ipython-input-5>](https://localhost:8080/#) in <cell line: 1>()', '----> 1 model.train()', '[/usr/local/lib/a.py](https://localhost:8080/#) in f(x)', '---> 24     g()']],
		['VS Code', ['Cell [In[3], line 4](vscode-notebook-cell:?execution_count=3&line=4)', '----> [4](vscode-notebook-cell:?line=4) model.train()', 'File [~/.venvs/lib/python3.11/site-packages/torch/f.py:3165](https://file+.vscode-resource.net/f.py:3165), in g(a, b)', '   [3163](file:///f.py?line=3162)     raise ValueError("x")', '-> [3165](file:///f.py?line=3164) return h()']],
	])('%s', (_name, frames) => {
		const status = read(...ultralytics(), ...epoch('1/3'), header, bar('2/3', 2), ...start, ...frames, ...end);
		reads(status, {status: 'failed', epoch: 2});
		expect(rules(status)).toEqual(['cuda-out-of-memory']);
	});

	test('the place of a frame is known in each form', () => {
		const why = (frames: readonly string[]) => (read(...ultralytics(), 'ValueError                                Traceback (most recent call last)', ...frames, '', 'ValueError: x').diagnoses[0] as unknown as {why: string}).why;
		expect(why(['Cell In[3], line 4', '----> 4 f()'])).toContain('Cell In[3]:4');
		expect(why(['File [/work/a.py:202](https://host:44227/lab/a.py#line=201), in C.f(self)', '--> 202 g()'])).toContain('/work/a.py:202 (C.f)');
		expect(why(['/work/a.py in f(x)', '     22 y', '---> 24 g()'])).toContain('/work/a.py:24 (f)');
		expect(why(['Cell [In[3], line 4](vscode-notebook-cell:?line=4)', '----> [4](vscode-notebook-cell:?line=4) f()'])).toContain('In[3]:4');
	});

	test('an interrupted cell', () => {
		reads(read(...ultralytics(), ...epoch('1/3'), 'KeyboardInterrupt                         Traceback (most recent call last)', 'Cell In[3], line 4', '----> 4 model.train(data=d)', '', 'KeyboardInterrupt: '), {status: 'interrupted'});
	});

	test('a line of code that looks like the end is none', () => {
		reads(read(...ultralytics(), ...epoch('1/3'), 'ValueError                                Traceback (most recent call last)', 'Cell In[3], line 4', '      2 KeyError: 5', '----> 4 f()'), {status: 'training'});
	});
});

describe('several trainings of one program', () => {
	test('folds', () => {
		const fold = (number: number) => [`===== Fold ${number}/3 =====`, ...ultralytics(), ...epoch('1/3'), ...epoch('2/3'), ...epoch('3/3'), '3 epochs completed in 0.012 hours.', 'Validating runs/detect/train/weights/best.pt...', tqdm(boxes, 2, 2), all('0.5', '0.4', '0.3', '0.2'), 'Speed: 0.1ms preprocess, 1.9ms inference, 0.0ms loss, 0.9ms postprocess per image', 'Results saved to runs/detect/train'];
		reads(read(...fold(1)), {status: 'starting', iteration: {index: 1, count: 3}});
		reads(read(...fold(1), ...fold(2)), {status: 'starting', iteration: {index: 2, count: 3}});
		reads(read(...fold(1), ...fold(2), ...fold(3)), {status: 'finished', iteration: {index: 3, count: 3}});
	});

	test.each(['fold1/images 2/5', 'data/fold 1/5/train.txt', 'Folder 1/5', 'trials: 1 of 5 were good, see below', 'unfold 1/2'])('%s begins none', line => {
		reads(read(line, ...ultralytics(), ...epoch('1/3')), {iteration: null});
	});

	test('a tuner goes on after a training that failed', () => {
		const status = read('Tuner: Starting iteration 2/30 with hyperparameters: {\'lr0\': 0.01}', ...ultralytics(), ...traceback('RuntimeError: x'), 'WARNING ❌️ training failure for hyperparameter tuning iteration 2', 'Command returned non-zero exit status 1.', 'Tuner: 2/30 iterations complete ✅ (84.1s)');
		reads(status, {status: 'starting', iteration: {index: 2, count: 30}});
	});

	test('a tuner ends with its last iteration', () => {
		reads(read('Tuner: Starting iteration 2/2 with hyperparameters: {}', ...ultralytics(), ...epoch('1/3'), 'Results saved to runs/detect/train', 'Tuner: 2/2 iterations complete ✅ (84.1s)', 'Tuner: Results saved to runs/detect/tune'), {status: 'finished'});
	});

	test('the time left is that of all iterations', () => {
		const lines = [...ultralytics(), ...epoch('1/3')];
		const eta = (status: StatusJson) => status.etaSeconds as number;
		expect(eta(read('Tuner: Starting iteration 2/30 with hyperparameters: {}', ...lines))).toBeGreaterThan(28 * eta(read(...lines)));
	});
});

describe('one of two streams', () => {
	test('lines alone: a header opens an epoch, a row completes it', () => {
		const silent = [header, all('0.5', '0.4', '0.3', '0.2'), ''];
		const status = read(...ultralytics(), ...silent, ...silent, header);
		reads(status, {
			status: 'training', epoch: 3, epochs: 3, batchIndex: null, losses: {},
		});
		expect(epochsOf(status)).toEqual([1, 2]);
		expect(rules(status)).toEqual(['output-incomplete']);
		expect(epochsOf(read(...ultralytics(), 'Resuming training runs/last.pt from epoch 2 to 3 total epochs', ...ultralytics().slice(2), ...silent))).toEqual([2]);
	});

	test('bars alone', () => {
		const status = read(bar('40/80'), tqdm(boxes, 2, 2), bar('41/80', 3));
		reads(status, {
			status: 'training', epoch: 41, epochs: 80, batchIndex: 3, losses: {box: 1.9, cls: 2.8, dfl: 1.2}, framework: {name: 'ultralytics'},
		});
		expect(rules(status)).toContain('output-incomplete');
	});

	test('bars alone in 80 columns', () => {
		const cut = (line: string) => line.slice(0, 80);
		reads(read(cut(bar('40/80')), cut(tqdm(boxes, 2, 2)), cut(bar('41/80', 3))), {
			status: 'training', epoch: 41, epochs: 80, losses: {box: 1.9, cls: 2.8, dfl: 1.2}, framework: {name: 'ultralytics'},
		});
	});

	test('a resume that does not say its epoch has no numbers', () => {
		expect(epochsOf(read(...ultralytics('last.pt', ', resume=True'), header, all('0.5', '0.4', '0.3', '0.2')))).toEqual([]);
	});

	test('both streams make no hint', () => {
		expect(rules(read(...ultralytics(), ...epoch('1/3'), ...epoch('2/3')))).toEqual([]);
	});
});

describe('the batch that is advised comes from the batch that is known', () => {
	const oom = traceback('torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 3.22 GiB');
	const remedy = (status: StatusJson) => (status.diagnoses[0] as {remedy?: {batchSize?: number}}).remedy?.batchSize;
	test.each([
		['AutoBatch: Using batch-size 281 for CUDA:0 16.87G/23.99G (70%) ✅', 128],
		['AutoBatch: CUDA not detected, using default CPU batch-size 16', 8],
		['WARNING ⚠️ CUDA out of memory with batch=16. Reducing to batch=8 and retrying (1/3).', 4],
		['AutoBatch: Computing optimal batch size for imgsz=640', undefined],
	])('%s', (line, batchSize) => {
		const status = read(...ultralytics('yolo11n.pt').map(text => text.replace('batch=16', 'batch=-1')), line, header, bar('1/3', 1), ...oom);
		expect(rules(status)[0]).toBe('cuda-out-of-memory');
		expect(remedy(status)).toBe(batchSize);
	});
});

describe('Windows', () => {
	test.each([String.raw`engine\trainer`, String.raw`yolo\engine\trainer`])('%s', program => {
		reads(read(...ultralytics().map(line => line.replace('engine/trainer', program)), ...epoch('1/3')), {framework: {name: 'ultralytics', task: 'detect'}, epochs: 3});
	});

	test.each([[String.raw`segment\train`, 'segment'], [String.raw`classify\train`, 'classify']])('%s of YOLOv5', (program, task) => {
		reads(read(`${program}: weights=a.pt, model=a.pt, data=d.yaml, hyp=h.yaml, epochs=3`), {framework: {name: 'yolov5', task}});
	});

	test.each([
		[String.raw`C:\Users\me\AppData\Local\Programs\Python\Python311\Lib\multiprocessing\spawn.py`, String.raw`D:\work\train.py`],
		[String.raw`C:\anaconda3\envs\x\lib\threading.py`, String.raw`D:\work\train.py`],
		[String.raw`C:\Python311\Scripts\yolo.exe\__main__.py`, String.raw`D:\lib\mine\train.py`],
		['/usr/local/bin/yolo', '/home/me/lib/train.py'],
	])('%s is installed, %s one\'s own', (installed, own) => {
		const why = (...files: string[]) => (read(...ultralytics(), 'Traceback (most recent call last):', ...files.map(file => frame(file)), 'ValueError: x').diagnoses[0] as unknown as {why: string}).why;
		expect(why(own, installed)).toContain(own);
		expect(why(installed, own, installed)).toContain(own);
	});
});

describe('a message on the line behind the colon', () => {
	test.each([
		['RuntimeError: ', ['        An attempt has been made to start a new process before the', '        current process has finished its bootstrapping phase.'], 'main-guard-missing', 'An attempt has been made'],
		['ImportError: ', ['', 'IMPORTANT: PLEASE READ THIS FOR ADVICE', 'Original error was: libcblas.so.3: cannot open shared object file: No such file or directory'], 'module-missing', 'IMPORTANT'],
	])('%s', (last, lines, rule, reason) => {
		const status = read(...ultralytics(), ...traceback(last, ...lines));
		expect(status.statusReason).toContain(reason);
		expect(rules(status)).toEqual([rule]);
	});

	test('a name without a colon takes nothing', () => {
		expect(read(...ultralytics(), ...traceback('AssertionError', 'train.sh: done')).statusReason).toBe('AssertionError');
	});
});

describe('programs around a training', () => {
	test('are starting until they print of their work', () => {
		reads(read('detect: weights=[\'best.pt\'], source=v.mp4, imgsz=[640, 640], conf_thres=0.25'), {status: 'starting', tool: {name: 'detect', images: 0}});
		reads(read('val: data=d.yaml, weights=[\'best.pt\'], batch_size=32'), {status: 'starting', tool: {name: 'val'}});
		reads(read('export: data=d.yaml, weights=[\'best.pt\'], include=[\'onnx\']'), {status: 'starting', tool: {name: 'export'}});
	});

	test('frames of a video are frames', () => {
		reads(read('detect: weights=[\'best.pt\'], source=v.mp4', 'video 1/1 (3/300) /d/v.mp4: 384x640 2 persons, 12.0ms', 'video 1/1 (4/300) /d/v.mp4: 384x640 (no detections), 12.0ms'), {
			status: 'running', tool: {
				name: 'detect', images: 2, emptyImages: 1, latest: {kind: 'video', frame: 4, frames: 300},
			},
		});
	});

	test('an export with a format that failed', () => {
		const status = read('Ultralytics 8.2.28 🚀 Python-3.11.9 torch-2.3.0+cu121 CPU (x)', 'ONNX: starting export with onnx 1.16.1...', 'ONNX: export success ✅ 1.1s, saved as \'a b.onnx\' (12.2 MB)', 'TensorRT: starting export with TensorRT 8.6...', 'TensorRT: export failure ❌ 0.5s: no GPU', 'Export complete (3.0s)', 'Results saved to /w');
		reads(status, {
			status: 'finished', tool: {
				name: 'export', exports: [{
					format: 'ONNX', path: 'a b.onnx', megabytes: 12.2, seconds: 1.1,
				}, {format: 'TensorRT', isFailed: true, reason: 'no GPU'}], savedTo: '/w',
			},
		});
	});

	test('YOLOv5\'s benchmarks', () => {
		reads(read('benchmarks: weights=yolov5s.pt, imgsz=640, batch_size=1, data=d.yaml, device=, half=False', 'PyTorch: starting from yolov5s.pt with output shape (1, 25200, 85) (14.1 MB)', 'ONNX: export success ✅ 0.9s, saved as yolov5s.onnx (28.0 MB)'), {tool: {name: 'benchmark'}, status: 'running'});
	});

	test('an export at the end of a training does not change it', () => {
		reads(read(...ultralytics(), ...epoch('1/3'), 'ONNX: export success ✅ 1.1s, saved as \'a.onnx\' (12.2 MB)', header, bar('2/3', 3)), {status: 'training', epoch: 2});
	});
});

describe('clusters and other ends', () => {
	test.each([
		['slurmstepd: error: Detected 1 oom_kill event in StepId=123.0. Some of the step tasks have been OOM Killed.', 'stopped', 'host-out-of-memory'],
		['srun: error: gpu001: task 0: Out Of Memory', 'stopped', 'host-out-of-memory'],
		['slurm_script: line 12: 12345 Killed                  python train.py', 'stopped', 'host-out-of-memory'],
		['zsh: segmentation fault  python train.py', 'failed', 'process-crashed'],
		['Aborted (core dumped)', 'failed', 'process-crashed'],
		['Process finished with exit code -1073740791 (0xC0000409)', 'failed', 'process-crashed'],
	])('%s', (line, status, rule) => {
		const read1 = read(...ultralytics(), header, bar('1/3', 2), line);
		reads(read1, {status});
		expect(rules(read1)).toContain(rule);
	});

	test('Slurm at its limit of time, Ctrl-C on Windows', () => {
		reads(read(...ultralytics(), ...epoch('1/3'), 'slurmstepd: error: *** JOB 123 ON gpu001 CANCELLED AT 2024-03-11T09:10:00 DUE TO TIME LIMIT ***'), {status: 'stopped'});
		reads(read(...ultralytics(), ...epoch('1/3'), 'forrtl: error (200): program aborting due to control-C event'), {status: 'interrupted'});
	});

	test('a target that the model has no class for, where a GPU looks it up', () => {
		const assertion = '../aten/src/ATen/native/cuda/Loss.cu:250: nll_loss_forward_reduce_cuda_kernel_2d: block: [0,0,0], thread: [3,0,0] Assertion `t >= 0 && t < n_classes` failed.';
		const failure = traceback('RuntimeError: CUDA error: device-side assert triggered');
		expect(rules(read(...ultralytics(), header, bar('1/3', 2), assertion, ...failure))).toEqual(['class-count-mismatch']);
		expect(rules(read(...ultralytics(), header, bar('1/3', 2), ...failure))).toEqual(['python-traceback']);
	});

	test('an exit code behind a training that is over changes nothing', () => {
		reads(read(...ultralytics(), ...epoch('1/3'), 'ValueError: x', ...traceback('ValueError: bad'), '##[error]Process completed with exit code 137.'), {status: 'failed'});
	});

	test('nan before the error that follows from it', () => {
		const broken = bar('1/3', 3).replace('1.9', 'nan');
		expect(rules(read(...ultralytics(), header, broken, ...traceback('RuntimeError: CUDA error: device-side assert triggered')))[0]).toBe('loss-nan');
	});
});
