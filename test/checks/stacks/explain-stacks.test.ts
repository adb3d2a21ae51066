import {describe, expect, test} from 'vitest';
import {describeStacks} from '../../../source/checks/stacks/describe-stacks.ts';
import {explainStacks, judgeStacks, stackReasons} from '../../../source/checks/stacks/explain-stacks.ts';
import type {ProcessStack} from '../../../source/domain/stack.ts';
import {wordsIn} from '../../../source/words/words.ts';

const torch = '/usr/lib/python3/dist-packages/torch';

/** Calls as `file function`, the innermost first. */
const frames = (...calls: readonly string[]) => calls.map((call, index) => ({file: call.split(' ', 1)[0]!, line: index + 1, function: call.split(' ').slice(1).join(' ')}));
const waitingForQueue = ['/usr/lib/python3.11/selectors.py select', '/usr/lib/python3.11/multiprocessing/connection.py wait', '/usr/lib/python3.11/multiprocessing/connection.py poll', '/usr/lib/python3.11/multiprocessing/queues.py get'];
const main = ['/w/train.py train', '/w/train.py main', '/w/train.py <module>'];
const calls = {
	batch: [...waitingForQueue, `${torch}/utils/data/dataloader.py _try_get_data`, `${torch}/utils/data/dataloader.py _get_data`, `${torch}/utils/data/dataloader.py __next__`, '/w/utils/dataloaders.py __iter__', ...main],
	validationBatch: [...waitingForQueue, `${torch}/utils/data/dataloader.py _try_get_data`, '/w/val.py run', ...main],
	idleWorker: [...waitingForQueue, `${torch}/utils/data/_utils/worker.py _worker_loop`, ...main],
	readingWorker: ['/w/utils/dataloaders.py load_image', '/w/utils/dataloaders.py load_mosaic', '/w/utils/dataloaders.py __getitem__', `${torch}/utils/data/_utils/fetch.py fetch`, `${torch}/utils/data/_utils/worker.py _worker_loop`, ...main],
	ultralyticsWorker: ['/x/site-packages/ultralytics/utils/patches.py imread', '/x/site-packages/ultralytics/data/base.py load_image', `${torch}/utils/data/_utils/worker.py _worker_loop`],
	slowDataSet: ['/w/mine.py __getitem__', `${torch}/utils/data/_utils/fetch.py <listcomp>`, `${torch}/utils/data/_utils/fetch.py fetch`, `${torch}/utils/data/_utils/worker.py _worker_loop`],
	rank: [`${torch}/distributed/distributed_c10d.py barrier`, '/w/utils/torch_utils.py torch_distributed_zero_first', ...main],
	backward: [`${torch}/autograd/__init__.py backward`, `${torch}/_tensor.py backward`, ...main],
	optimizer: [`${torch}/optim/sgd.py step`, `${torch}/cuda/amp/grad_scaler.py step`, ...main],
	forward: [`${torch}/nn/modules/conv.py forward`, `${torch}/nn/modules/module.py _call_impl`, '/w/models/yolo.py _forward_once', ...main],
	loss: ['/w/utils/loss.py build_targets', '/w/utils/loss.py __call__', ...main],
	device: [`${torch}/cuda/__init__.py synchronize`, '/w/utils/torch_utils.py time_sync', ...main],
	checkpoint: [`${torch}/serialization.py _save`, `${torch}/serialization.py save`, ...main],
	labels: ['/w/utils/dataloaders.py verify_image_label', '/usr/lib/python3.11/multiprocessing/pool.py worker', '/w/utils/dataloaders.py cache_labels', ...main],
	network: ['/usr/lib/python3.11/ssl.py read', '/usr/lib/python3.11/socket.py readinto', '/usr/lib/python3.11/http/client.py begin', '/w/utils/downloads.py safe_download', ...main],
	drawing: ['/usr/lib/python3/dist-packages/matplotlib/figure.py savefig', '/w/utils/plots.py plot_labels', ...main],
	validation: ['/w/utils/general.py non_max_suppression', '/w/val.py run', ...main],
	workersEnd: ['/usr/lib/python3.11/multiprocessing/popen_fork.py poll', '/usr/lib/python3.11/multiprocessing/process.py join', `${torch}/utils/data/dataloader.py _shutdown_workers`],
	workersStart: ['/usr/lib/python3.11/multiprocessing/popen_fork.py _launch', `${torch}/utils/data/dataloader.py __init__`, ...main],
	program: ['/usr/lib/python3.11/subprocess.py communicate', '/w/utils/general.py check_git_status', ...main],
	lock: ['/usr/lib/python3.11/threading.py wait', '/usr/lib/python3.11/threading.py join', '/w/mine.py sync', ...main],
	code: ['/w/mine.py callback', ...main],
	launcher: ['/usr/lib/python3.11/time.py sleep', `${torch}/distributed/elastic/agent/server/api.py _invoke_run`, `${torch}/distributed/run.py run`],
	helper: ['/usr/lib/python3.11/multiprocessing/resource_tracker.py main'],
} as const;

const stack = (name: keyof typeof calls, more: Partial<ProcessStack> = {}): ProcessStack => ({
	pid: 7, parent: 1, state: 'S', answer: 'stack', frames: frames(...calls[name]), ...more,
});
const silent = (more: Partial<ProcessStack>): ProcessStack => ({
	pid: 9, parent: 7, state: 'S', answer: 'silent', frames: [], ...more,
});

describe('a process', () => {
	test.each([
		['batch', 'training', 'batch'],
		['validationBatch', 'training', 'batch'],
		['idleWorker', 'worker', 'work'],
		['readingWorker', 'worker', 'image'],
		['ultralyticsWorker', 'worker', 'image'],
		['slowDataSet', 'worker', 'image'],
		['rank', 'training', 'rank'],
		['backward', 'training', 'backward'],
		['optimizer', 'training', 'optimizer'],
		['forward', 'training', 'forward'],
		['loss', 'training', 'loss'],
		['device', 'training', 'device'],
		['checkpoint', 'training', 'checkpoint'],
		['labels', 'training', 'labels'],
		['network', 'training', 'network'],
		['drawing', 'training', 'drawing'],
		['validation', 'training', 'validation'],
		['workersEnd', 'training', 'workers-end'],
		['workersStart', 'training', 'workers-start'],
		['program', 'training', 'program'],
		['lock', 'training', 'lock'],
		['code', 'training', 'code'],
		['launcher', 'launcher', 'rank'],
		['helper', 'helper', 'code'],
	] as const)('%s is a %s: %s', (name, role, reason) => {
		expect(explainStacks([stack(name)])).toMatchObject([{role, reason}]);
	});

	test.each([
		['reads an image in the kernel', stack('readingWorker', {state: 'D'}), 'disk'],
		['does something else in the kernel', stack('code', {state: 'D'}), 'disk'],
		['gives no answer in the kernel', silent({state: 'D'}), 'disk'],
		['gives no answer while it computes', silent({state: 'R'}), 'silent'],
		['is stopped', silent({state: 'T'}), 'stopped'],
		['is another user\'s', silent({answer: 'denied'}), 'denied'],
		['has no probe', silent({answer: 'none'}), 'none'],
	] as const)('that %s', (_, one, reason) => {
		expect(explainStacks([one])[0]!.reason).toBe(reason);
	});

	test('the place is that of the training\'s own code', () => {
		expect(explainStacks([stack('batch')])[0]!.at).toMatchObject({file: '/w/utils/dataloaders.py'});
	});

	test('every reason has words in each language', () => {
		for (const language of ['en', 'zh'] as const) {
			expect(stackReasons.map(reason => wordsIn(language).stacks.reason[reason]).every(text => text.length > 2)).toBe(true);
		}
	});
});

const workers = (...names: ReadonlyArray<keyof typeof calls>) => names.map((name, index) => stack(name, {pid: 20 + index, parent: 7}));

test.each([
	['the data loader is slow', [stack('batch'), ...workers('readingWorker', 'readingWorker', 'idleWorker')], 'The training waits for a batch, and 2 of 3 workers are still making one: the data loader is too slow.'],
	['the disk does not answer', [stack('batch'), silent({state: 'D'}), ...workers('readingWorker')], 'The training waits for a batch, and 1 of 2 workers wait for the disk: the data set is on a disk that is slow or does not answer.'],
	['the workers have lost the training', [stack('batch'), ...workers('idleWorker', 'idleWorker')], 'The training waits for a batch, while 2 workers wait for work: they no longer communicate. Stop it and resume with fewer workers or with 0.'],
	['the workers have ended', [stack('batch')], 'The training waits for a batch, and no data loader worker answers: they ended or were killed, for example because memory ran out.'],
	['one rank is behind', [stack('launcher'), stack('checkpoint', {rank: 0}), stack('rank', {rank: 1}), stack('rank', {rank: 2})], 'Rank 1, 2 waits for rank 0, which writes or reads a checkpoint.'],
	['one rank is stopped, and the gradients of the other wait for it', [stack('backward', {rank: 0}), silent({rank: 1, parent: 1, state: 'T'})], 'Rank 0 waits for rank 1, which is stopped by a signal.'],
	['one of several ranks that compute waits for its data', [stack('forward', {rank: 0}), stack('backward', {rank: 1}), stack('batch', {rank: 2})], 'Rank 1 waits for rank 2, which waits for a batch from the data loader.'],
	['ranks that only are at different steps', [stack('backward', {rank: 0}), stack('forward', {rank: 1})], 'The training is in the backward pass.'],
	['all ranks wait', [stack('rank', {rank: 0}), stack('rank', {rank: 1})], 'All 2 ranks wait for each other: one of them is at a different step, or the connection between the GPUs does not answer.'],
	['one process', [stack('backward')], 'The training is in the backward pass.'],
	['no probe', [silent({answer: 'none'})], 'This training runs without the probe, so its processes cannot be asked: one that is started or resumed by yolotop has it, unless its Python is called with -I, -E or -S.'],
	['nothing', [], 'No process of a training was found that could be asked.'],
] as const)('the likely reason: %s', (_, stacks, text) => {
	expect(describeStacks(stacks, 'en').verdict).toBe(text);
	expect(describeStacks(stacks, 'zh').verdict).toMatch(/\p{Script=Han}.*。$/u);
});

test('processes in one place are told together, with the calls that count', () => {
	const {processes} = describeStacks([stack('batch'), ...workers('readingWorker', 'readingWorker'), stack('helper')], 'en');
	expect(processes.map(({title}) => title)).toEqual(['training (process 7): waits for a batch from the data loader', 'worker (processes 20, 21): reads an image']);
	expect(processes[1]!.frames).toEqual([
		'load_image  /w/utils/dataloaders.py:1', 'load_mosaic  /w/utils/dataloaders.py:2', '__getitem__  /w/utils/dataloaders.py:3', 'fetch  torch/utils/data/_utils/fetch.py:4', '_worker_loop  torch/utils/data/_utils/worker.py:5', 'train  /w/train.py:6', '… 2 more calls',
	]);
	expect(describeStacks([stack('batch', {rank: 3})], 'en').processes[0]!.title).toContain('training of rank 3 (process 7)');
});

test('a judgement of one that only helps is made all the same', () => {
	expect(judgeStacks(explainStacks([stack('launcher')]))).toEqual({kind: 'reason', reason: 'rank'});
});
