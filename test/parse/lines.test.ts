import {describe, expect, test} from 'vitest';
import {recogniseBanner, recogniseMoreDevice} from '../../source/parse/banner.ts';
import {
	isEvolutionEnd,
	recogniseEarlyStop,
	recogniseFinalValidation,
	recogniseResultsSaved,
	recogniseTrainingEnd,
} from '../../source/parse/ending-lines.ts';
import {recogniseErrorLine} from '../../source/parse/error-line.ts';
import {recogniseReportedEnd} from '../../source/parse/exit-lines.ts';
import {noticeLength, recogniseNotice} from '../../source/parse/notice.ts';
import {recogniseOptions} from '../../source/parse/options-line.ts';
import {parsePrintedCount, parsePrintedNumber} from '../../source/parse/printed-number.ts';
import {
	recogniseAbort,
	recogniseAbortReason,
	recogniseOwnEnd,
	recogniseShellsEnd,
} from '../../source/parse/process-death.ts';
import {
	recogniseDatasetScan,
	recogniseModelSummary,
	recogniseResume,
	recogniseRunDirectory,
	recogniseTrainingStart,
	recogniseWorkers,
} from '../../source/parse/setup-lines.ts';

/** Every recogniser with the lines it accepts, what it makes of them, and its near misses. */
const recognisers: ReadonlyArray<{name: string; recognise: (text: string) => unknown; accepted: ReadonlyArray<readonly [string, unknown]>; rejected: readonly string[]}> = [
	{
		name: 'number',
		recognise: parsePrintedNumber,
		accepted: [['0', 0], ['0.05', 0.05], ['1e-05', 1e-5], ['1.2e+03', 1200], ['-0.5', -0.5], ['nan', NaN], ['inf', Infinity], ['-inf', -Infinity], ['.5', 0.5]],
		rejected: ['', ' ', '1.2.3', '0x10', '1,5', '1G', 'Infinity5', 'e5', '12%', 'none'],
	},
	{
		name: 'count',
		recognise: parsePrintedCount,
		accepted: [['1769329', 1_769_329], ['3,011,628', 3_011_628], ['0', 0]],
		rejected: ['', '-1', '1.5', 'x', ',1'],
	},
	{
		name: 'options',
		recognise: recogniseOptions,
		accepted: [
			['train: weights=yolov5n.pt, cfg=, data=data/my.yaml, epochs=30', {
				tool: 'train', framework: 'yolov5', task: 'detect', settings: {
					weights: 'yolov5n.pt', cfg: '', data: 'data/my.yaml', epochs: '30',
				},
			}],
			['segment/train: weights=, data=a.yaml, freeze=[0]', {
				tool: 'train', framework: 'yolov5', task: 'segment', settings: {weights: '', data: 'a.yaml', freeze: '[0]'},
			}],
			['classify/train: model=a.pt, data=/d, epochs=4', {
				tool: 'train', framework: 'yolov5', task: 'classify', settings: {model: 'a.pt', data: '/d', epochs: '4'},
			}],
			['val: data=a.yaml, weights=[\'best.pt\', \'b.pt\'], task=val', {
				tool: 'val', framework: 'yolov5', task: 'detect', settings: {data: 'a.yaml', weights: '[\'best.pt\', \'b.pt\']', task: 'val'},
			}],
			['detect: weights=[\'best.pt\'], source=a b.mp4, imgsz=[64, 64]', {
				tool: 'detect', framework: 'yolov5', task: 'detect', settings: {weights: '[\'best.pt\']', source: 'a b.mp4', imgsz: '[64, 64]'},
			}],
			['engine/trainer: task=pose, mode=train, model=a.pt', {
				tool: 'train', framework: 'ultralytics', task: 'pose', settings: {task: 'pose', mode: 'train', model: 'a.pt'},
			}],
			['Namespace(adam=False, data=\'my data.yaml\', epochs=3, hyp=\'a.yaml\', img_size=[640, 640], weights="yolov5s.pt")', {
				tool: 'train', framework: 'yolov5', task: 'detect', settings: {
					adam: 'False', data: 'my data.yaml', epochs: '3', hyp: 'a.yaml', img_size: '[640, 640]', weights: 'yolov5s.pt',
				},
			}],
			['Namespace(conf_thres=0.001, task=\'val\', weights=[\'a.pt\'])', {
				tool: 'val', framework: 'yolov5', task: 'detect', settings: {conf_thres: '0.001', task: 'val', weights: '[\'a.pt\']'},
			}],
			['Namespace(conf_thres=0.25, source=\'a.mp4\', weights=[\'a.pt\'])', {
				tool: 'detect', framework: 'yolov5', task: 'detect', settings: {conf_thres: '0.25', source: 'a.mp4', weights: '[\'a.pt\']'},
			}],
			['yolo/engine/trainer: task=new, mode=train, model=a.pt', {tool: 'train', framework: 'ultralytics', settings: {task: 'new', mode: 'train', model: 'a.pt'}}],
		],
		rejected: [
			'train: Scanning /data/labels/train.cache... 46 images, 2 backgrounds, 0 corrupt',
			'val: New cache created: /data/labels/val.cache',
			'train: WARNING a=1, b=2',
			'hyperparameters: lr0=0.01, lrf=0.01',
			'train: lr0=0.01',
			'python train.py --weights a.pt --data b.yaml',
			'Namespace(lr=0.1, weights=\'a.pt\')',
			'Transfer: weights=a',
			'',
		],
	},
	{
		name: 'banner',
		recognise: recogniseBanner,
		accepted: [
			['YOLOv5 🚀 v7.0-0-g915bbf294 Python-3.11.2 torch-1.13.0a0 CPU', {
				framework: {name: 'yolov5', version: 'v7.0-0-g915bbf294'}, python: '3.11.2', torch: '1.13.0a0', devices: [{kind: 'cpu', label: 'CPU'}],
			}],
			['YOLOv5 🚀 v6.1-0-g3752807c0 torch 1.13.0a0 CUDA:0 (Tesla V100-SXM2-16GB, 16160.5MB)', {
				framework: {name: 'yolov5', version: 'v6.1-0-g3752807c0'}, torch: '1.13.0a0', devices: [{
					kind: 'cuda', label: 'CUDA:0', name: 'Tesla V100-SXM2-16GB', memoryBytes: 16_945_512_448,
				}],
			}],
			['YOLOv5 2024-5-3 Python-3.8.10 torch-2.3.0+cu121 CUDA:0 (NVIDIA GeForce MX450, 2048MiB)', {
				framework: {name: 'yolov5', version: '2024-5-3'}, python: '3.8.10', torch: '2.3.0+cu121', devices: [{
					kind: 'cuda', label: 'CUDA:0', name: 'NVIDIA GeForce MX450', memoryBytes: 2_147_483_648,
				}],
			}],
			['Ultralytics 8.3.103 🚀 Python-3.11.2 torch-1.13.0a0 CPU (AMD EPYC)', {
				framework: {name: 'ultralytics', version: '8.3.103'}, python: '3.11.2', torch: '1.13.0a0', devices: [{kind: 'cpu', label: 'CPU', name: 'AMD EPYC'}],
			}],
			['Ultralytics YOLOv8.0.141 🚀 Python-3.11.2 torch-1.13.0a0 CPU (unknown)', {
				framework: {name: 'ultralytics', version: '8.0.141'}, python: '3.11.2', torch: '1.13.0a0', devices: [{kind: 'cpu', label: 'CPU'}],
			}],
			['Ultralytics 8.4.1 🚀 Python-3.12.0 torch-2.9.0 MPS (Apple M3)', {
				framework: {name: 'ultralytics', version: '8.4.1'}, python: '3.12.0', torch: '2.9.0', devices: [{kind: 'mps', label: 'MPS', name: 'Apple M3'}],
			}],
			['YOLOv5  v6.1-0-g3752807c0 torch 1.11.0 CPU', {
				framework: {name: 'yolov5', version: 'v6.1-0-g3752807c0'}, torch: '1.11.0', devices: [{kind: 'cpu', label: 'CPU'}],
			}],
			['YOLOv5 ≡ƒÜÇ v7.0 Python-3.8.10 torch-1.13.1 CPU', {
				framework: {name: 'yolov5', version: 'v7.0'}, python: '3.8.10', torch: '1.13.1', devices: [{kind: 'cpu', label: 'CPU'}],
			}],
			['Ultralytics YOLOv8.0.200  Python-3.10.0 torch-2.1.0 CPU', {
				framework: {name: 'ultralytics', version: '8.0.200'}, python: '3.10.0', torch: '2.1.0', devices: [{kind: 'cpu', label: 'CPU'}],
			}],
			['Ultralytics 8.3.0 ? Python-3.10.0 torch-2.1.0 CPU', {
				framework: {name: 'ultralytics', version: '8.3.0'}, python: '3.10.0', torch: '2.1.0', devices: [{kind: 'cpu', label: 'CPU'}],
			}],
		],
		rejected: ['ClearML: run \'pip install clearml\' to train YOLOv5 🚀 in ClearML', 'YOLOv5 🚀', 'Creating new Ultralytics Settings v0.0.6 file ✅', 'YOLOv5n summary: 214 layers'],
	},
	{
		name: 'another device',
		recognise: recogniseMoreDevice,
		accepted: [['                                                         CUDA:1 (NVIDIA A100, 40536MiB)', {
			kind: 'cuda', label: 'CUDA:1', name: 'NVIDIA A100', memoryBytes: 42_505_076_736,
		}]],
		rejected: ['CUDA:1 is busy', 'CUDA:1 (NVIDIA A100, 40536MiB)', '   CPU'],
	},
	{
		name: 'model summary',
		recognise: recogniseModelSummary,
		accepted: [
			['YOLOv5n summary: 214 layers, 1769329 parameters, 1769329 gradients', {
				name: 'YOLOv5n', layers: 214, parameters: 1_769_329, isFused: false,
			}],
			['Model Summary: 270 layers, 1,769,329 parameters, 0 gradients, 4.2 GFLOPs', {
				layers: 270, parameters: 1_769_329, gigaflops: 4.2, isFused: false,
			}],
			['YOLO11n summary (fused): 100 layers, 2,582,932 parameters, 0 gradients, 6.3 GFLOPs', {
				name: 'YOLO11n', layers: 100, parameters: 2_582_932, gigaflops: 6.3, isFused: true,
			}],
		],
		rejected: ['Model summary: none', '24 [17, 20, 23] 1 12177 models.yolo.Detect'],
	},
	{
		name: 'label scan',
		recognise: recogniseDatasetScan,
		accepted: [
			['train: Scanning /data/labels/train... 46 images, 2 backgrounds, 0 corrupt: 100%|██████████| 48/48 00:00', {
				split: 'train', scan: {
					images: 46, backgrounds: 2, corrupt: 0, labels: '/data/labels/train',
				},
			}],
			['val: Scanning \'/data/val.cache\' images and labels... 44 found, 3 missing, 1 empty, 2 corrupt: 100%|█| 47/47 [00:00<?, ?it/s]', {
				split: 'val', scan: {
					images: 44, backgrounds: 4, corrupt: 2, labels: '/data/val',
				},
			}],
			['val: Scanning /data/labels/val.cache... 44 images, 3 backgrounds, 0 corrupt', {
				split: 'val', scan: {
					images: 44, backgrounds: 3, corrupt: 0, labels: '/data/labels/val',
				},
			}],
			['val: Scanning /data/labels/val.cache... 44 images, 3 backgro', {split: 'val', scan: {images: 44, labels: '/data/labels/val'}}],
			['val: Scanning /data/labels/val.cache... 4', {split: 'val', scan: {labels: '/data/labels/val'}}],
		],
		rejected: ['train: Scanning /data/labels/train...', 'Scanning images... 4 images', 'train: Caching images (0.0GB ram): 100%|█| 4/4'],
	},
	{
		name: 'workers',
		recognise: recogniseWorkers,
		accepted: [['Using 2 dataloader workers', 2], ['Using 0 dataloader workers ', 0]],
		rejected: ['Using many dataloader workers', 'Using 2 workers'],
	},
	{
		name: 'run directory',
		recognise: recogniseRunDirectory,
		accepted: [['Logging results to runs/train/exp 2', 'runs/train/exp 2']],
		rejected: ['Logging results to ', 'Results saved to runs/train/exp'],
	},
	{
		name: 'training start',
		recognise: recogniseTrainingStart,
		accepted: [
			['Starting training for 30 epochs...', {epochs: 30}],
			['Starting yolov5n.pt training on /data/4 classes for 2 epochs dataset with 4 classes for 5 epochs...', {epochs: 5}],
			['Starting training for 1.5 hours...', {}],
		],
		rejected: ['Starting training', 'Starting 30 epochs...'],
	},
	{
		name: 'resume',
		recognise: text => recogniseResume(text, undefined),
		accepted: [
			['Resuming training from runs/train/exp/weights/last.pt from epoch 4 to 12 total epochs', {checkpoint: 'runs/train/exp/weights/last.pt', epoch: 5, epochs: 12}],
			['Resuming training runs/detect/train/weights/last.pt from epoch 3 to 5 total epochs', {checkpoint: 'runs/detect/train/weights/last.pt', epoch: 3, epochs: 5}],
		],
		rejected: ['Resuming training from last.pt', 'Resuming run from epoch 4'],
	},
	{
		name: 'early stop',
		recognise: recogniseEarlyStop,
		accepted: [
			['Stopping training early as no improvement observed in last 2 epochs. Best results observed at epoch 3, best model saved as best.pt.', {patience: 2, printedEpoch: 3}],
			['EarlyStopping: Training stopped early as no improvement observed in last 50 epochs. Best results observed at epoch 12, best model saved as best.pt.', {patience: 50, printedEpoch: 12}],
			['EarlyStopping patience 30 exceeded, stopping training.', {patience: 30}],
		],
		rejected: ['To update EarlyStopping(patience=2) pass a new patience value'],
	},
	{
		name: 'end of a training',
		recognise: recogniseTrainingEnd,
		accepted: [['30 epochs completed in 0.016 hours.', {epochs: 30, hours: 0.016}], ['Training complete (0.003 hours)', {hours: 0.003}]],
		rejected: ['30 epochs completed', 'epochs completed in 0.016 hours.'],
	},
	{
		name: 'final validation',
		recognise: recogniseFinalValidation,
		accepted: [['Validating runs/train/a b/weights/best.pt...', 'runs/train/a b/weights/best.pt']],
		rejected: ['Validating...', 'validating best.pt...'],
	},
	{
		name: 'results saved',
		recognise: recogniseResultsSaved,
		accepted: [['Results saved to runs/train/exp', 'runs/train/exp']],
		rejected: ['10 labels saved to runs/detect/exp/labels', 'Results saved to'],
	},
	{
		name: 'end of an evolution',
		recognise: text => isEvolutionEnd(text) || undefined,
		accepted: [['Hyperparameter evolution finished 2 generations', true]],
		rejected: ['evolve: 2 generations finished, current result:'],
	},
	{
		name: 'the word of a shell',
		recognise: recogniseShellsEnd,
		accepted: [
			...Object.entries({
				SIGKILL: [
					'Killed',
					'Killed: 9',
					'bash: line 1:     7 Killed                  python train.py --epochs 3',
					'bash: line 1:     7 Killed: 9               python train.py',
					'[1]+  Killed                  python train.py',
					'/var/spool/slurmd/job123/slurm_script: line 12: 12345 Killed                  python train.py',
					'train.sh: 行 3: 12345 已杀死               python train.py',
					'zsh: killed     yolo train data=coco8.yaml',
				],
				SIGTERM: ['Terminated', 'Terminated: 15', '/bin/sh: line 3:  1234 Terminated              python train.py', '已终止', '[1]  + 12345 terminated  python train.py'],
				SIGHUP: ['Hangup', '[1]+  Hangup                  python train.py', 'zsh: hangup     python train.py'],
			}).flatMap(([signal, lines]) => lines.map(line => [line, {kind: 'killed', signal}] as const)),
			...Object.entries({
				'Segmentation fault': ['Segmentation fault', 'Segmentation fault: 11', 'bash: line 1:     7 Segmentation fault      (core dumped) python train.py', 'Fatal Python error: Segmentation fault', 'train.sh：第 3 行： 12345 段错误               (核心已转储) python train.py', '段错误 (核心已转储)'],
				'Illegal instruction': ['zsh: illegal hardware instruction  python train.py', 'Illegal instruction: 4'],
				Aborted: ['zsh: abort      python train.py', 'Abort trap: 6', 'Aborted (core dumped)'],
				'Bus error': ['Bus error: 10', 'zsh: bus error  python train.py'],
			}).flatMap(([exception, lines]) => lines.map(line => [line, {kind: 'failed', exception, message: ''}] as const)),
			['^C', {kind: 'interrupted'}],
			['forrtl: error (200): program aborting due to control-C event', {kind: 'interrupted'}],
		],
		rejected: [
			'Killed by death',
			'Killed 3 processes',
			'Killed: 9 deer',
			'DataLoader worker (pid 19) is killed by signal: Killed.',
			'terminated',
			'bash: line 1: Killed: command not found',
			'zsh: command not found: killed',
			'已杀死   12   0.5   0.4',
			'killed     12   0.5',
			'Segmentation fault of the image',
			'zsh: no such file: abort',
			'段错误 12 0.5',
			'abort',
			'Hangup of the line',
			'press ^C to stop',
			'root@box:/# ^C',
		],
	},
	{
		name: 'a failure without a traceback',
		recognise: recogniseOwnEnd,
		accepted: ([
			['train.py: error: unrecognized arguments: --batchsize 4', 'ArgumentError', 'unrecognized arguments: --batchsize 4'],
			['python: can\'t open file \'/yolov5/trian.py\': [Errno 2] No such file or directory', 'FileNotFoundError', 'can\'t open file \'/yolov5/trian.py\': [Errno 2] No such file or directory'],
			['OMP: Error #15: Initializing libiomp5md.dll, but found libiomp5md.dll already initialized.', 'OMP', 'Error #15: Initializing libiomp5md.dll, but found libiomp5md.dll already initialized.'],
			['free(): invalid pointer', 'Aborted', 'free(): invalid pointer'],
			['malloc(): unsorted double linked list corrupted', 'Aborted', 'malloc(): unsorted double linked list corrupted'],
			['double free or corruption (!prev)', 'Aborted', 'double free or corruption (!prev)'],
			['corrupted size vs. prev_size while consolidating', 'Aborted', 'corrupted size vs. prev_size while consolidating'],
			['*** Error in `python\': double free or corruption (out): 0x00007ffd5e7c1a40 ***', 'Aborted', 'double free or corruption (out): 0x00007ffd5e7c1a40 ***'],
			['*** stack smashing detected ***: terminated', 'Aborted', 'stack smashing detected'],
			['terminate called without an active exception', 'Aborted', 'terminate called without an active exception'],
			['libc++abi: terminating due to uncaught exception of type c10::Error: no memory', 'c10::Error', 'no memory'],
			['Windows fatal exception: access violation', 'Access violation', ''],
		] as const).map(([line, exception, message]) => [line, {kind: 'failed', exception, message}]),
		rejected: ['usage: train.py [-h]', 'error: something', 'see train.py: error handling', 'OMP: Info #276: omp_set_nested routine deprecated', 'Windows fatal exception: code 0x8001010d', 'call free(): invalid pointer', 'corrupted images: 3', '*** note ***', 'terminate called'],
	},
	{
		name: 'a report of the end',
		recognise: recogniseReportedEnd,
		accepted: [
			['command terminated with exit code 137', {kind: 'killed', signal: 'SIGKILL'}],
			['##[error]Process completed with exit code 143.', {kind: 'killed', signal: 'SIGTERM'}],
			['Error: Process completed with exit code 1.', {kind: 'exit-code', exitCode: 1}],
			['Process finished with exit code 0', {kind: 'exit-code', exitCode: 0}],
			['Process finished with exit code 137 (interrupted by signal 9: SIGKILL)', {kind: 'killed', signal: 'SIGKILL'}],
			['Process finished with exit code 130 (interrupted by signal 2:SIGINT)', {kind: 'interrupted'}],
			['Process finished with exit code 139 (interrupted by signal 11:SIGSEGV)', {kind: 'failed', exception: 'Segmentation fault', message: ''}],
			['Process finished with exit code -1073741819 (0xC0000005)', {kind: 'failed', exception: 'Access violation', message: '0xC0000005'}],
			['Process finished with exit code 0xC0000409', {kind: 'failed', exception: 'Stack buffer overrun', message: '0xC0000409'}],
			['进程已结束，退出代码为 -1073741819 (0xC0000005)', {kind: 'failed', exception: 'Access violation', message: '0xC0000005'}],
			['进程已结束,退出代码0', {kind: 'exit-code', exitCode: 0}],
			[String.raw`The terminal process "C:\Python\python.exe train.py" terminated with exit code: 1.`, {kind: 'exit-code', exitCode: 1}],
			['[Done] exited with code=3221225477 in 12.5 seconds', {kind: 'failed', exception: 'Access violation', message: '0xC0000005'}],
			['[Finished in 3.2s with exit code 1]', {kind: 'exit-code', exitCode: 1}],
			['Exit code: 3221225495', {kind: 'failed', exception: 'Not enough memory', message: '0xC0000017'}],
			['SystemExit: 2', {kind: 'exit-code', exitCode: 2}],
			['EXIT_CODE=137', {kind: 'killed', signal: 'SIGKILL'}],
			['exit code: 3221225786', {kind: 'interrupted'}],
			['exit code: 1073807364', {kind: 'killed', signal: 'SIGTERM'}],
			// A number that is no status of Windows stays a number.
			['exit code: 3221225478000', {kind: 'exit-code', exitCode: 3_221_225_478_000}],
			['Process finished with exit code -1073741510 (0xC000013A: interrupted by Ctrl+C)', {kind: 'interrupted'}],
			['ERROR: Job failed: exit status 1', {kind: 'exit-code', exitCode: 1}],
			['ERROR: Job failed: execution took longer than 1h0m0s seconds', {kind: 'killed', signal: 'SIGTERM'}],
			['make: *** [Makefile:3: train] Error 135', {kind: 'failed', exception: 'Bus error', message: ''}],
			['make[1]: *** [train] Killed', {kind: 'killed', signal: 'SIGKILL'}],
			['make: *** [train] Interrupt', {kind: 'interrupted'}],
			['script returned exit code 2', {kind: 'exit-code', exitCode: 2}],
			['Command terminated by signal 9', {kind: 'killed', signal: 'SIGKILL'}],
			['Command exited with non-zero status 1', {kind: 'exit-code', exitCode: 1}],
			['srun: error: gpu-01: task 5: Exited with exit code 1', {kind: 'exit-code', exitCode: 1}],
			['srun: error: gpu-01: tasks 0,2-6: Killed', {kind: 'killed', signal: 'SIGKILL'}],
			['srun: error: gpu-01: task 0: Segmentation fault (core dumped)', {kind: 'failed', exception: 'Segmentation fault', message: ''}],
			['srun: error: gpu001: task 0: Out Of Memory', {kind: 'killed', signal: 'SIGKILL'}],
			['slurmstepd: error: Job 123 exceeded memory limit (1234 > 1000), being killed', {kind: 'killed', signal: 'SIGKILL'}],
			['slurmstepd: error: *** STEP 123.0 ON n1 CANCELLED AT 2024-03-11T09:10:00 ***', {kind: 'killed', signal: 'SIGTERM'}],
			['TERM_MEMLIMIT: job killed after reaching LSF memory usage limit.', {kind: 'killed', signal: 'SIGKILL'}],
			['TERM_OWNER: job killed by owner.', {kind: 'killed', signal: 'SIGTERM'}],
			['=>> PBS: job killed: walltime 3601 exceeded limit 3600', {kind: 'killed', signal: 'SIGTERM'}],
			['=>> PBS: job killed: mem 20971520kb exceeded limit 16777216kb', {kind: 'killed', signal: 'SIGKILL'}],
			['##[error]The operation was canceled.', {kind: 'interrupted'}],
		],
		rejected: [
			'Process completed with exit code 1370',
			'DONE exit code 137',
			'the exit code: 137',
			'exit code: none',
			'SystemExit: wrong usage',
			'exit code: 1 of 3 is fine',
			'[Done] exited with code=null in 12.5 seconds',
			'进程已结束',
			'make: *** No rule to make target \'train\'.  Stop.',
			'make: Nothing to be done for \'train\'.',
			'srun: error: Unable to create step for job 123: Job/step already completing or completed',
			'srun: Job step aborted: Waiting up to 32 seconds for job step to finish.',
			'slurmstepd: error: couldn\'t chdir to `/home/x\': No such file or directory: going to /tmp instead',
			'tb-1 exited with code 1',
			'the operation was canceled by me',
		],
	},
	{
		name: 'an abort',
		recognise: recogniseAbort,
		accepted: [['terminate called after throwing an instance of \'c10::Error\'', 'c10::Error']],
		rejected: ['terminate called', 'an instance of \'c10::Error\''],
	},
	{
		name: 'the reason of an abort',
		recognise: recogniseAbortReason,
		accepted: [['  what():  [enforce fail at x.cc:325] . unexpected pos 1', '[enforce fail at x.cc:325] . unexpected pos 1'], ['what():', '']],
		rejected: ['what is it', 'so what(): no'],
	},
	{
		name: 'an error outside tracebacks',
		recognise: recogniseErrorLine,
		accepted: [
			['bash: pyhton: command not found', 'bash: pyhton: command not found'],
			['/bin/sh: 1: python: not found', '/bin/sh: 1: python: not found'],
			['bash: line 4: cd: /mnt/x: No such file or directory', 'bash: line 4: cd: /mnt/x: No such file or directory'],
			['RuntimeError: CUDA error: out of memory', 'RuntimeError: CUDA error: out of memory'],
			['torch.cuda.OutOfMemoryError: CUDA out of memory.', 'torch.cuda.OutOfMemoryError: CUDA out of memory.'],
			['../IndexKernel.cu:92: operator(): block: [0,0,0] Assertion `index out of bounds` failed.', '../IndexKernel.cu:92: operator(): block: [0,0,0] Assertion `index out of bounds` failed.'],
			['curl: (6) Could not resolve host: github.com', 'curl: (6) Could not resolve host: github.com'],
			['NVIDIA-SMI has failed because it couldn\'t communicate with the NVIDIA driver.', 'NVIDIA-SMI has failed because it couldn\'t communicate with the NVIDIA driver.'],
		],
		rejected: ['root@host:/# bash: x', 'Errors: none', 'the RuntimeError: was fixed', 'fatal: unable to access \'https://github.com/\': Could not resolve host', 'Error', 'error_rate: 3'],
	},
	{
		name: 'a notice',
		recognise: recogniseNotice,
		accepted: [
			['WARNING ⚠️ NMS time limit 0.850s exceeded', 'WARNING ⚠️ NMS time limit 0.850s exceeded'],
			['train: WARNING ⚠️ /data/a.jpg: ignoring corrupt image/label: x', 'train: WARNING ⚠️ /data/a.jpg: ignoring corrupt image/label: x'],
			['/yolov5/train.py:300: FutureWarning: `torch.cuda.amp.autocast(args...)` is deprecated.', '/yolov5/train.py:300: FutureWarning: `torch.cuda.amp.autocast(args...)` is deprecated.'],
			['text before /yolov5/train.py:300: UserWarning: x', '/yolov5/train.py:300: UserWarning: x'],
			['UserWarning: x', 'UserWarning: x'],
			['ERROR: Unexpected bus error encountered in worker. ', 'ERROR: Unexpected bus error encountered in worker.'],
			['Dataset not found ⚠️, missing paths [\'/data/val\']', 'Dataset not found ⚠️, missing paths [\'/data/val\']'],
			[`WARNING ${'x'.repeat(1000)}`, `WARNING ${'x'.repeat(1000)}`.slice(0, noticeLength)],
		],
		rejected: ['Warning', 'no WARNINGS today', 'errors and warnings: 0', 'AutoAnchor: Done ✅', '  warnings.warn(x)'],
	},
];

describe.each(recognisers)('$name', ({recognise, accepted, rejected}) => {
	test.each(accepted)('%s', (text, value) => {
		expect(recognise(text)).toEqual(value);
	});

	test.each(rejected)('not: %s', text => {
		expect(recognise(text)).toBeUndefined();
	});
});
