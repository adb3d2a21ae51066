import {describe, expect, test} from 'vitest';
import {runToStatusText} from '../../source/plain/status-text.ts';
import {readLog, textToBytes} from '../threads.ts';
import {
	all,
	bar,
	cells,
	epoch,
	epochsOf,
	header,
	plain,
	read,
	reads,
	rules,
	tqdm,
	traceback,
	ultralytics,
} from './thread-lines.ts';

/*
Kinds of things that logs of people hold, each with what must be read that way and with near misses that must not.
*/

const batches = [header, bar('1/3', 2)];
const under = (...lines: readonly string[]) => read(...ultralytics(), ...batches, ...lines);

describe('Windows: paths in options', () => {
	test.each([
		[String.raw`engine\trainer`, true],
		[String.raw`yolo\engine\trainer`, true],
		['engine/trainer', true],
		// A folder of the user, another program of the framework, a path that is no option line.
		[String.raw`engine\trainer2`, false],
		[String.raw`C:\yolo\engine\trainer`, false],
		['engine:trainer', false],
		[String.raw`engine\predictor`, false],
	])('%s', (program, isKnown) => {
		expect(read(ultralytics()[1]!.replace('engine/trainer', program)).epochs).toBe(isKnown ? 3 : null);
	});

	test('a backslash in a value changes nothing', () => {
		reads(read(...ultralytics(String.raw`D:\train\engine\trainer\yolo11n.pt`), ...epoch('1/3')), {epochs: 3, framework: {variant: 'yolo11'}});
	});
});

describe('several processes: who failed', () => {
	const launcher = traceback('subprocess.CalledProcessError: Command \'[\'python\', \'-m\', \'torch.distributed.run\']\' returned non-zero exit status 1.');
	const root = (exitcode: string) => ['Root Cause (first observed failure):', '[0]:', '  rank      : 1 (local_rank: 1)', `  exitcode  : ${exitcode} (pid: 7)`];

	test.each<readonly [string, readonly string[], string | RegExp]>([
		['a process\'s own exception before the launcher\'s', [...traceback('ValueError: a'), ...launcher], 'ValueError: a'],
		['also where the launcher is named with its module', [...traceback('KeyError: \'x\''), ...traceback('torch.distributed.elastic.multiprocessing.errors.ChildFailedError: ')], 'KeyError: \'x\''],
		['a signal where no exception is known', [...launcher, ...root('-9')], /SIGKILL/],
		// Near misses: an exception of one's own that only sounds like a launcher's, a second exception of the same process that names the cause.
		['MyCalledProcessError is no launcher\'s', [...traceback('ValueError: a'), ...traceback('MyCalledProcessError: b')], 'MyCalledProcessError: b'],
		['a later exception of the same process', [...traceback('RuntimeError: worker died'), ...traceback('ValueError: why')], 'ValueError: why'],
		['what another process says of the one that is gone', [...traceback('torch.distributed.DistBackendError: NCCL error: remote process exited or there was a network error').map(line => `[rank0]: ${line}`), ...traceback('ValueError: why').map(line => `[rank1]: ${line}`)], 'ValueError: why'],
		['the first of two processes that have a reason of their own', [...traceback('ValueError: first').map(line => `[rank0]: ${line}`), ...traceback('ValueError: second').map(line => `[rank1]: ${line}`)], 'ValueError: first'],
		['a status of Windows', [...traceback('subprocess.CalledProcessError: Command \'yolo\' returned non-zero exit status 3221225477.')], 'Access violation: 0xC0000005'],
		['the same of a process of torchrun', [...launcher, ...root('3221225477')], 'Access violation: 0xC0000005'],
		['an exit status that says nothing', launcher, /^subprocess\.CalledProcessError: /],
		['an exit code of 0 is no failure of a process', [...traceback('ValueError: a'), '  exitcode  : 0 (pid: 7)'], 'ValueError: a'],
	])('%s', (_name, lines, reason) => {
		expect(under(...lines).statusReason).toEqual(typeof reason === 'string' ? reason : expect.stringMatching(reason));
	});

	test('Ctrl-C as the launcher reports it', () => {
		reads(under('failed (exitcode: -2) local_rank: 1 (pid: 7) of binary: /opt/bin/python', ...launcher, ...root('-2')), {status: 'interrupted'});
		reads(under(...traceback('subprocess.CalledProcessError: Command \'yolo\' returned non-zero exit status 3221225786.')), {status: 'interrupted'});
	});

	test.each([
		['  exitcode  : -9 (pid: 7)'],
		['class rank      : 1'],
		['rank 1 of 2 is ready'],
		['[rank1]: hello'],
		['NCCL version 2.18.1+cuda12.1'],
		['[rank0]:[W ProcessGroupNCCL.cpp:1250] Warning: process group has NOT been destroyed before we destruct ProcessGroupNCCL.'],
		['nodes: 2, exitcode policy: -9'],
	])('no failure: %s', line => {
		reads(under(line), {status: 'training', ranks: null});
	});

	test('the process that failed first is known by the launcher\'s report, or by the name before its exception', () => {
		const named = traceback('ValueError: a').map(line => `[rank1]: ${line}`);
		reads(under(...named), {ranks: {failed: {rank: 1, exitCode: null, signal: null}}});
		reads(under(...launcher, ...root('-9')), {ranks: {failed: {rank: 1, exitCode: -9, signal: 'SIGKILL'}}});
		reads(under(...traceback('ValueError: a')), {ranks: null});
		const {state} = readLog(textToBytes([...ultralytics('yolo11n.pt', ',1'), ...batches, ...named].join('\n')));
		expect(runToStatusText(state, 'en', {now: 0, utcOffsetMinutes: 0}).find(line => line.startsWith('Processes'))).toBe('Processes   2 on CUDA:0 · the numbers are those of the first · process 1 failed first');
	});

	test('several GPUs that are asked for and named: how many processes, on which, whose numbers', () => {
		const banner = ultralytics()[0]!;
		const lines = ['DDP: debug command /opt/bin/python -m torch.distributed.run --nproc_per_node 2 --master_port 1 /root/_temp.py', banner, `${' '.repeat(56)}CUDA:1 (Tesla T4, 15102MiB)`, ...ultralytics().slice(1), ...batches];
		reads(read(...lines), {ranks: {count: 2, devices: ['CUDA:0', 'CUDA:1'], failed: null}, status: 'training'});
		// One GPU of several, and a machine with two of which one is asked for, are one process.
		reads(read(...ultralytics(), ...batches), {ranks: null});
		reads(read(...ultralytics('yolo11n.pt', ', rank=1'), ...batches), {ranks: null});
	});
});

describe('what a training survives', () => {
	test.each([
		['a thread', ['Exception in thread Thread-12 (plot_images):', ...traceback('AttributeError: getsize')]],
		['a handler of logging', ['--- Logging error ---', ...traceback('UnicodeEncodeError: x')]],
		['a trial of Optuna, which raises it again where it ends', ['[W 2026-03-04 12:09:01,171] Trial 1 failed with parameters: {} because of the following error: ValueError().', ...traceback('ValueError: x')]],
		['a thread of wandb', ['Thread SenderThread:', ...traceback('wandb.errors.CommError: permission denied')]],
		['an upload of ClearML', ['2026-03-04 12:09:01,171 - clearml.storage - ERROR - Exception encountered while uploading Upload failed', ...traceback('ValueError: x')]],
		['an upload of Comet', ['COMET ERROR: Failed to upload', ...traceback('ConnectionError: x')]],
		['the thread of a queue', ['Traceback (most recent call last):', '  File "/usr/lib/python3.10/multiprocessing/queues.py", line 242, in _feed', 'BrokenPipeError: [Errno 32] Broken pipe']],
	])('%s', (_name, lines) => {
		reads(under(...lines), {status: 'training'});
	});

	test.each([
		['a warning of a tracker', ['wandb: WARNING Saving files without folders.', ...traceback('ValueError: x')]],
		['an upload long before', ['COMET ERROR: Failed to upload', 'a', 'b', 'c', ...traceback('ValueError: x')]],
		['the thread of a queue that finds no room', ['Traceback (most recent call last):', '  File "/usr/lib/python3.10/multiprocessing/queues.py", line 242, in _feed', 'RuntimeError: unable to write to file </torch_1>: No space left on device (28)']],
		['a queue that the training waits for', ['Traceback (most recent call last):', '  File "/work/train.py", line 9, in main', '  File "/usr/lib/python3.10/multiprocessing/queues.py", line 242, in get', 'ValueError: x']],
		['the word thread in a line of one\'s own', ['Exception in thread of the story', ...traceback('ValueError: x')]],
		['an announcement long before', ['Exception in thread Thread-1 (f):', 'a', 'b', 'c', 'd', ...traceback('ValueError: x')]],
		['an exception behind that of a thread, without a link between them', ['Exception in thread Thread-1 (f):', ...traceback('ValueError: x'), 'more', ...traceback('ValueError: own')]],
		['a trial that is named by a person', ['Trial 1 failed with parameters', ...traceback('ValueError: x')]],
	])('but not behind %s', (_name, lines) => {
		reads(under(...lines), {status: 'failed'});
	});
});

describe('one of two streams', () => {
	const silent = [header, all('0.5', '0.4', '0.3', '0.2'), ''];

	test('headers and rows count the epochs', () => {
		expect(epochsOf(read(...ultralytics(), ...silent, ...silent))).toEqual([1, 2]);
	});

	test.each<readonly [string, readonly string[], readonly number[]]>([
		['a row alone is the validation of another program', [...ultralytics().slice(0, 1), all('0.5', '0.4', '0.3', '0.2')], []],
		['headers without rows complete nothing that a header does not prove', [...ultralytics(), header], []],
		['no more epochs than there are', [...ultralytics(), ...silent, ...silent, ...silent, ...silent, ...silent], [1, 2, 3]],
		['where bars tell of the epochs headers do not', [...ultralytics(), ...epoch('1/3'), header], [1]],
	])('%s', (_name, lines, epochs) => {
		expect(epochsOf(read(...lines))).toEqual(epochs);
	});
});

describe('the message of an exception', () => {
	test.each([
		[['RuntimeError:', '', '    An attempt was made'], 'RuntimeError: An attempt was made'],
		[['ImportError: ', '', '', 'IMPORTANT: PLEASE READ THIS'], 'ImportError: IMPORTANT: PLEASE READ THIS'],
		// Near misses: a name without a colon, a message on its own line, what comes much later.
		[['RuntimeError', 'An attempt was made'], 'RuntimeError'],
		[['RuntimeError: short', 'An attempt was made'], 'RuntimeError: short'],
		[['RuntimeError:', ...Array.from({length: 5}, () => '-----'), 'much later'], 'RuntimeError'],
	])('%j', (lines, reason) => {
		expect(under(...traceback(...lines)).statusReason).toBe(reason);
	});
});

describe('other forms of tracebacks', () => {
	const group = (...inner: readonly string[]) => ['  + Exception Group Traceback (most recent call last):', '  |   File "/work/train.py", line 9, in <module>', '  | ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)', '  +-+---------------- 1 ----------------', ...inner, '    +------------------------------------'];
	const box = (...last: readonly string[]) => ['╭──────── Traceback (most recent call last) ────────╮', '│ /work/train.py:12 in <module>                     │', '│ ❱ 12 model.train(data="d.yaml")                    │', '╰───────────────────────────────────────────────────╯', ...last];
	const reasonOf = (...lines: readonly string[]) => under(...lines).statusReason;

	test('a group of exceptions: the first that is no group', () => {
		expect(reasonOf(...group('    | Traceback (most recent call last):', '    |   File "/work/train.py", line 4, in job', '    | KeyError: \'names\'', '    +---------------- 2 ----------------', '    | ValueError: later'))).toBe('KeyError: \'names\'');
		expect(reasonOf(...group('    | Exception: a'))).toBe('Exception: a');
		expect(reasonOf(...group('    | ExceptionGroup: inner (1 sub-exception)', '    +-+---------------- 1 ----------------', '      | OSError: deep'))).toBe('OSError: deep');
		expect(reasonOf(...group().slice(0, 3), 'behind a group that was cut')).toBe('ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)');
		reads(under(...group('    | KeyboardInterrupt')), {status: 'interrupted'});
	});

	test('a box: the line below it', () => {
		expect(reasonOf(...box('RuntimeError: CUDA out of memory.'))).toBe('RuntimeError: CUDA out of memory.');
		expect(reasonOf(...box('KeyboardInterrupt: '))).toBeNull();
		const [first, ...rest] = box('ValueError: x');
		expect(reasonOf(first!.replaceAll('─', '-').replaceAll(/[╭╮]/g, '+'), ...rest.map(line => line.replaceAll('─', '-').replaceAll(/[╯╰]/g, '+').replaceAll('│', '|')))).toBe('ValueError: x');
	});

	test('a script that cannot be parsed has none', () => {
		expect(read('  File "train.py", line 12', '    print "x"', '            ^', 'SyntaxError: Missing parentheses in call to \'print\'').statusReason).toBe('SyntaxError: Missing parentheses in call to \'print\'');
	});

	test.each([
		['a frame that a warning names', ['  File "train.py", line 12', 'ValueError: x']],
		['a box of another program', ['╭──────── Configuration ────────╮', '│ a 1 │', '╰────────╯', 'RuntimeError: x']],
		['a box without a last line', box('all is well')],
		['a line with a margin', ['  | ValueError: x']],
		['a syntax error that is only named', ['SyntaxError: x is what I saw']],
	])('no end: %s', (_name, lines) => {
		reads(under(...lines), {status: 'training'});
	});
});

describe('several trainings of one program', () => {
	const ended = [...ultralytics(), ...epoch('1/3'), ...epoch('2/3'), ...epoch('3/3'), '3 epochs completed in 0.012 hours.', 'Results saved to runs/detect/train'];
	const optuna = (words: string) => `[I 2026-03-04 12:08:01,171] ${words}`;

	test.each<readonly [string, readonly string[], Record<string, unknown>]>([
		['Ray Tune', ['Trial status: 1 RUNNING | 9 PENDING', ...ended, 'Trial status: 1 TERMINATED | 1 RUNNING | 8 PENDING'], {status: 'starting', iteration: {index: 2, count: 10}}],
		['Ray Tune of old', ['Number of trials: 3/10 (1 RUNNING, 2 PENDING)', ...ended], {status: 'starting', iteration: {index: 1, count: 10}}],
		['Ray Tune, all trials', ['Trial status: 1 RUNNING | 1 TERMINATED', ...ended, 'Trial status: 2 TERMINATED'], {status: 'finished', iteration: {index: 2, count: 2}}],
		['Optuna', [optuna('A new study created in memory with name: x'), ...ended, optuna('Trial 0 finished with value: 0.3 and parameters: {}.')], {status: 'starting', iteration: {index: 1, count: null}}],
		['Optuna, the second trial', [optuna('A new study created in memory with name: x'), ...ended, optuna('Trial 0 pruned. '), ...ultralytics(), ...batches], {status: 'training', iteration: {index: 2, count: null}}],
		['a sweep', ['wandb: Agent Starting Run: 7x1l2m3n with config:', ...ended], {status: 'starting', iteration: {index: 1, count: null}}],
		['a sweep that ends', ['wandb: Agent Starting Run: 7x1l2m3n with config:', ...ended, 'wandb: Sweep Agent: Exiting.'], {status: 'finished', iteration: {index: 1, count: 1}}],
		['a run of a sweep that fails', ['2026-03-04 12:08:01,571 - wandb.wandb_agent - INFO - Agent starting run with config:', ...ultralytics(), ...batches, ...traceback('ValueError: x'), 'wandb: ERROR Run 9uvr1lj3 errored: ValueError(\'x\')'], {status: 'starting'}],
		['a fold without a count', ['=== Fold 2 ===', ...ended], {status: 'starting', iteration: {index: 2, count: null}}],
		['a fold that a script counts from 0', ['--- Fold 0 ---', ...ended, '--- Fold 1 ---', ...ultralytics(), ...batches], {status: 'training', iteration: {index: 2, count: null}}],
		['the same with a count', ['Fold 0/5', ...ended, 'Fold 1/5', ...ended], {status: 'starting', iteration: {index: 2, count: 5}}],
		['a fold in Chinese', ['开始训练第 2 折', ...ended], {status: 'starting', iteration: {index: 2, count: null}}],
		['the same with a count', ['===== 第2折，共5折 =====', ...ended], {status: 'starting', iteration: {index: 2, count: 5}}],
		['a heading with words behind it', ['Trial 2/20: lr0=0.01, batch=16', ...ended], {status: 'starting', iteration: {index: 2, count: 20}}],
		['a heading of a logger', ['2026-03-04 12:08:01,571 - INFO - Fold 2/5 - train: 80, val: 20', ...ended], {status: 'starting', iteration: {index: 2, count: 5}}],
		['a heading with a sign', ['🚀 Run 2/3', ...ended], {status: 'starting', iteration: {index: 2, count: 3}}],
		['a number in brackets', ['[2/4] Training yolo11s', ...ended], {status: 'starting', iteration: {index: 2, count: 4}}],
		['the results of all folds behind the last', ['Fold 2/2', ...ended, 'Fold 1/2: 0.51', 'Fold 2/2: 0.49'], {status: 'finished', iteration: {index: 2, count: 2}}],
		['what is said behind the last fold', ['Fold 2', ...ended, 'Cross-validation complete'], {status: 'finished', iteration: {index: 2, count: 2}}],
		['what is said behind the last trial', [optuna('A new study created in memory with name: x'), ...ended, optuna('Trial 0 finished with value: 0.3 and parameters: {}.'), 'Best trial:', '  Value: 0.3'], {status: 'finished', iteration: {index: 1, count: 1}}],
		['the same, which was not the last word', [optuna('A new study created in memory with name: x'), ...ended, 'Best value: 0.3', ...ended, optuna('Trial 1 finished with value: 0.3 and parameters: {}.'), 'Best value: 0.3'], {status: 'starting', iteration: {index: 2, count: null}}],
		['the bar of Optuna', [optuna('A new study created in memory with name: x'), ...ended, optuna('Trial 0 finished with value: 0.3 and parameters: {}.'), tqdm('Best trial: 0. Best value: 0.31', 1, 20), ...ultralytics(), ...batches], {status: 'training', iteration: {index: 2, count: 20}}],
		['YOLOv5\'s evolution', [ultralytics()[0]!.replace('Ultralytics 8.3.67', 'YOLOv5'), 'train: weights=y.pt, data=d.yaml, hyp=h.yaml, epochs=1, evolve=300', 'Starting training for 1 epochs...', 'evolve: 2 generations finished, current result:'], {iteration: {index: 3, count: 300}}],
	])('%s', (_name, lines, wanted) => {
		reads(read(...lines), wanted);
	});

	test.each([
		'Trial status: unknown', 'Number of trials: 3', 'Trial 0 finished with value: 0.3', 'Agent Starting Run: x with config:', 'wandb: Sweep Agent: Exiting.', 'Fold 2 has 300 images', 'Fold', 'Folder 2', 'fold2', 'A new study created by me', 'Best trial: 3', 'Run abc errored: 3', 'Cross-validation complete', 'Run 1/3 tests passed', 'Trial 1/20 is over', 'model 1/2: loading', '第 2 次', '[2/4] Downloading x', 'fold 7/5',
	])('%s tells of none', line => {
		reads(read(line, ...ended), {status: 'finished', iteration: null});
	});

	test('a trial that fails is the end where none comes behind it', () => {
		const failure = ['2026-03-04 12:09:01,171 ERROR tune_controller.py:1331 -- Trial task failed for trial _tune_1', ...traceback('RuntimeError: x')];
		reads(read('Trial status: 1 RUNNING | 9 PENDING', ...ultralytics(), ...batches, ...failure), {status: 'training'});
		reads(read('Trial status: 1 RUNNING', ...ultralytics(), ...batches, ...failure), {status: 'failed', statusReason: 'RuntimeError: x'});
	});
});

describe('what the starter of a program reports of its end', () => {
	const whole = [...epoch('1/3'), ...epoch('2/3'), ...epoch('3/3')];
	test.each<readonly [string, readonly string[], string, string | RegExp | undefined]>([
		['in the middle', [...batches, 'Process finished with exit code 1'], 'failed', 'exit code 1'],
		['well, in the middle', [...batches, 'Process finished with exit code 0'], 'stopped', /ended before/],
		['well, without the last words', [...whole, 'Process finished with exit code 0'], 'finished', undefined],
		['an exception says more', [...batches, ...traceback('ValueError: x'), 'make: *** [train] Error 1'], 'failed', 'ValueError: x'],
		['a shell\'s word says less than the C library\'s', [...batches, 'free(): invalid pointer', 'Aborted (core dumped)'], 'failed', 'Aborted: free(): invalid pointer'],
		['a terminal that was closed', [...batches, ...traceback('torch.distributed.elastic.multiprocessing.api.SignalException: Process 17871 got signal: 1')], 'stopped', 'ended by SIGHUP'],
		['a notebook of Colab whose memory is used up', [...batches, '^C'], 'interrupted', undefined],
		['memory, by a scheduler', [...batches, 'TERM_MEMLIMIT: job killed after reaching LSF memory usage limit.'], 'stopped', 'ended by SIGKILL'],
		// Near misses.
		['before any training', [], 'starting', undefined],
		['a training that goes on', [...batches, 'Error: Process completed with exit code 1.', bar('1/3', 5)], 'training', undefined],
		['a finished one', [...whole, '3 epochs completed in 0.012 hours.', 'Results saved to runs/x', 'Process finished with exit code 1'], 'finished', undefined],
		['another service', [...batches, 'tb-1 exited with code 1'], 'training', undefined],
	])('%s', (_name, lines, status, reason) => {
		const found = read('Error: Process completed with exit code 1.', ...ultralytics(), ...lines);
		expect([found.status, found.statusReason]).toEqual([lines.length === 0 ? 'training' : status, reason instanceof RegExp ? expect.stringMatching(reason) : reason ?? null]);
	});

	test('Docker Compose, of the service whose lines are read', () => {
		const composed = [...ultralytics(), ...batches].map(line => `yolo-1  | ${line}`);
		reads(read(...composed, 'yolo-1 exited with code 137'), {status: 'stopped'});
		reads(read(...composed, 'tb-1 exited with code 137'), {status: 'training'});
	});
});

describe('epochs that count from 0', () => {
	const row = (label: string) => [header, bar(label), tqdm(plain, 2, 2), all('0.5', '0.4', '0.3', '0.2'), ''];
	test.each<readonly [string, readonly string[], Record<string, unknown>]>([
		['0 of N under any columns', [...row('0/9'), header, bar('1/9', 3)], {epoch: 2, epochs: 10}],
		['the names of YOLOv5\'s table', row('4/9'), {epoch: 5, epochs: 10}],
		// Near misses: a counter that is none of an epoch, Ultralytics' own table.
		['1 of N with the table of Ultralytics', epoch('1/9'), {epoch: 1, epochs: 9}],
		['another counter before', ['0/9 images found', ...epoch('1/9')], {epoch: 1, epochs: 9}],
	])('%s', (_name, lines, wanted) => {
		reads(read(...lines), wanted);
	});
});

describe('notebooks', () => {
	test.each([
		['ValueError                                Traceback (most recent call last)', 'failed'],
		['ValueError                                Traceback (most recent call last):', 'failed'],
		['ValueError Traceback (most recent call last)', 'training'],
		['the ValueError of the cell Traceback (most recent call last) was', 'training'],
	])('%s', (line, status) => {
		reads(under(line, 'Cell In[3], line 4', '----> 4 f()', '', 'ValueError: x'), {status});
	});
});

describe('prefixes', () => {
	const whole = [...ultralytics(), ...epoch('1/3'), ...epoch('2/3'), header, bar('3/3', 2), ...traceback('ValueError: x')];

	test.each<readonly [string, (line: string) => string]>([
		['code of Markdown', line => `    ${line}`],
		['a list of Markdown, without blanks at ends', line => `   ${line}`.trimEnd()],
		['a block of YAML', line => `  ${line}`.trimEnd()],
		['a tabulator', line => `\t${line}`],
		['a quotation', line => `> ${line}`.trimEnd()],
	])('%s before every line', (_name, quote) => {
		const quoted = read('what I have:', '', ...whole.map(line => quote(line)), '', 'what is wrong?');
		expect({...quoted, notices: []}).toEqual({...read(...whole), notices: []});
	});

	test('an error alone that is indented', () => {
		reads(read(...traceback('ModuleNotFoundError: No module named \'cv2\'').map(line => `    ${line}`)), {statusReason: 'ModuleNotFoundError: No module named \'cv2\''});
	});

	test('blanks before a line of a training that has begun one without are its own', () => {
		const [banner, ...rest] = whole;
		reads(read(banner!, '      Logging results to runs/quoted', ...rest), {runDirectory: 'runs/detect/train', status: 'failed'});
	});

	test('a record that nobody unwraps is no prefix: its end would be read', () => {
		reads(read(...whole.map(line => JSON.stringify({say: line}))), {runDirectory: null, framework: null, history: []});
	});

	test.each([
		['a class with a bar in its name', `${'a | b'.padStart(22)}${cells(11, '48', '128', '0.5', '0.4', '0.3', '0.2')}`],
		['a log of a logger before any training', '2026-11-26 01:00:12,123 - app - INFO - hello'],
		['a line that quotes a training', 'my note: Ultralytics is fine'],
	])('%s stays as it is', (_name, line) => {
		const [before, after] = [read(...ultralytics(), ...epoch('1/3')), read(line, ...ultralytics(), ...epoch('1/3'))];
		expect({...after, notices: []}).toEqual({...before, notices: []});
	});

	test('a bar is no prefix of what is glued behind it', () => {
		const glued = [...ultralytics(), header, `${bar('1/3')}${ultralytics()[0]!}`, tqdm(plain.replace('    P', 'Box(P'), 2, 2), all('0.5', '0.4', '0.3', '0.2'), header, bar('2/3', 3)];
		reads(read(...glued), {epoch: 2, epochs: 3});
	});

	test('colours that a log holds as text', () => {
		for (const escape of ['', '^[', '#033', String.raw`\u001b`, String.raw`\x1b`]) {
			reads(read(`${escape}[34m${escape}[1mengine/trainer: ${escape}[0mtask=detect, mode=train, model=a.pt, data=d.yaml, epochs=3`, `Logging results to ${escape}[1mruns/x${escape}[0m`, ...epoch('1/3')), {runDirectory: 'runs/x', epochs: 3});
		}

		reads(read(...ultralytics('a[99m.pt')), {framework: {name: 'ultralytics'}});
		reads(read('Logging results to runs/[12m], x'), {runDirectory: 'runs/[12m], x'});
	});
});

describe('the batch that a framework chooses', () => {
	const oom = traceback('torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 3.22 GiB');
	test.each([
		['AutoBatch: Using batch-size 281 for CUDA:0 16.87G/23.99G (70%) ✅', 128],
		// Near misses: a batch that was tried, a line of one's own, a number that is no size.
		['AutoBatch: CUDA anomaly detected, recommend restart environment and retry command.', undefined],
		['Using batch-size 281 is my plan', undefined],
		['AutoBatch: Using batch-size many', undefined],
	])('%s', (line, batchSize) => {
		const status = read(...ultralytics().map(text => text.replace('batch=16', 'batch=0.9')), line, ...batches, ...oom);
		expect((status.diagnoses[0] as {remedy?: {batchSize?: number}}).remedy?.batchSize).toBe(batchSize);
	});
});

describe('rarer kinds', () => {
	test.each([
		['the container of NVIDIA names the driver', '[[CUDA Driver UNAVAILABLE (cuInit(0) returned 804)]]', 'driver-mismatch'],
		['folders of a classification', 'IndexError: Target 24 is out of bounds.', 'class-count-mismatch'],
	])('%s', (_name, line, rule) => {
		const lines = line.startsWith('[[') ? [line] : traceback(line);
		expect(rules(under(...lines))).toContain(rule);
	});

	test.each([
		'[[CUDA Driver is fine]]', 'cuInit(0) returned 0', 'target 24 is out of bounds for me',
	])('nothing: %s', line => {
		expect(rules(under(line))).toEqual([]);
	});

	test('a class of the data set that no object of the validation has is not in the table', () => {
		const rest = [...epoch('1/3'), ...epoch('2/3'), ...epoch('3/3'), '3 epochs completed in 0.012 hours.', 'Validating runs/x/best.pt...', tqdm(plain.replace('    P', 'Box(P'), 2, 2), all('0.5', '0.4', '0.3', '0.2'), all('0.5', '0.4', '0.3', '0.2').replace('all', 'car'), all('0.5', '0.4', '0.3', '0.2').replace('all', 'bus'), 'Results saved to runs/x'];
		const count = (nc: number) => read(...ultralytics(), `Overriding model.yaml nc=80 with nc=${nc}`, ...rest);
		expect(rules(count(4))).toContain('class-without-labels');
		expect(rules(count(2))).not.toContain('class-without-labels');
		expect(rules(read(...ultralytics(), ...rest))).not.toContain('class-without-labels');
		// Of one class, and of a run in which nothing was found, YOLOv5 prints no table.
		expect(rules(read(...ultralytics(), 'Overriding model.yaml nc=80 with nc=4', ...rest.filter(line => !/car|bus/.test(line))))).not.toContain('class-without-labels');
	});

	test('a validation of few images in a benchmark gives no advice', () => {
		const benchmark = ['benchmarks: weights=yolov5s.pt, imgsz=640, batch_size=1, data=d.yaml, device=, half=False', 'ONNX: export success ✅ 0.9s, saved as yolov5s.onnx (28.0 MB)', tqdm(plain, 2, 2), all('0.5', '0.1', '0.05', '0.02')];
		expect(rules(read(...benchmark))).toEqual([]);
	});
});
