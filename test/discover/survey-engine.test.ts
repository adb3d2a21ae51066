import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {createContainerRuns} from '../../source/discover/container-runs.ts';
import {surveyEngine} from '../../source/discover/survey-engine.ts';
import {createStubEngine, type StubContainer} from './stub-engine.ts';

const directories: string[] = [];

afterEach(() => {
	for (const directory of directories.splice(0)) {
		rmSync(directory, {recursive: true});
	}
});

const now = 1_700_000_000_000;
const minute = 60_000;
const settings = 'weights: yolov5n.pt\nepochs: 3\nbatch_size: 4\nimgsz: 640\n';
const header = 'epoch,train/box_loss,train/obj_loss,train/cls_loss,metrics/precision,metrics/recall,metrics/mAP_0.5,metrics/mAP_0.5:0.95,val/box_loss,val/obj_loss,val/cls_loss,x/lr0,x/lr1,x/lr2\n';
const results = (epochs: number) => header + Array.from({length: epochs}, (_, epoch) => `${epoch},0.1,0.02,0.03,0.5,0.4,0.6,0.${epoch + 1},0.1,0.02,0.03,0.01,0.01,0.01\n`).join('');

const runFiles = (directory: string, epochs: number) => ({
	[`${directory}/opt.yaml`]: {text: settings, modifiedAt: now - (10 * minute)},
	[`${directory}/results.csv`]: {text: results(epochs), modifiedAt: now - (5 * minute)},
});

const survey = async (stub: ReturnType<typeof createStubEngine>) => surveyEngine(stub.engine, {
	runs: createContainerRuns(stub.engine), hasRecent: true, now, signal: new AbortController().signal,
});

test('fifty containers are asked few questions each: no program in any, and none at all in those that never ran', async () => {
	const containers = Array.from({length: 50}, (_, index): StubContainer => ({
		name: `c${index}`, status: (['running', 'exited', 'created', 'running', 'exited'] as const)[index % 5]!, processes: ['sleep 1000'],
	}));
	const stub = createStubEngine(containers);
	const {training, runs, others} = await survey(stub);
	expect({training, runs, others: others.length}).toEqual({training: [], runs: [], others: 50});
	expect(stub.count('list')).toBe(1);
	expect(stub.count('exec')).toBe(0);
	expect(stub.count('read')).toBe(0);
	for (const {name, status} of containers) {
		const asked = {
			top: stub.count('top', name), inspect: stub.count('inspect', name), changes: stub.count('changes', name), stat: stub.count('stat', name),
		};
		expect(asked).toEqual({
			running: {
				top: 1, inspect: 1, changes: 0, stat: 4,
			},
			exited: {
				top: 0, inspect: 1, changes: 0, stat: 0,
			},
			created: {
				top: 0, inspect: 0, changes: 0, stat: 0,
			},
		}[status as 'running' | 'exited' | 'created']);
	}
});

test('what trains is told before any container is looked into; then one program tells processes and runs, a second reads them', async () => {
	const stub = createStubEngine([{
		name: 'trains', status: 'running', processes: ['python train.py'], files: runFiles('/w/runs/train/exp', 1),
	}]);
	const asked: number[] = [];
	const {training} = await surveyEngine(stub.engine, {
		runs: createContainerRuns(stub.engine),
		hasRecent: true,
		now,
		signal: new AbortController().signal,
		onFound(found) {
			asked.push(stub.count('inspect'), stub.count('exec'));
			expect(found).toEqual([{
				id: 'trains', name: 'trains', image: 'yolov5', isPaused: false, command: 'python train.py',
			}]);
		},
	});
	expect(asked).toEqual([0, 0]);
	expect(training).toMatchObject([{run: {directory: '/w/runs/train/exp', completedEpochs: 1}}]);
	expect(stub.calls.filter(({operation}) => operation === 'exec').map(({argument}) => argument)).toEqual(['look', 'tail']);
});

test('a training, a running container with runs and a stopped one are listed; one that does not answer costs only itself', async () => {
	const stub = createStubEngine([
		{
			name: 'trains', status: 'running', processes: ['python train.py --epochs 3 --device 0'], files: runFiles('/w/runs/train/exp', 1),
		},
		{
			name: 'idle', status: 'running', processes: ['bash'], files: runFiles('/usr/src/app/runs/train/exp', 3),
		},
		{
			name: 'ended', status: 'exited', log: 'Logging results to runs/train/exp2\n', command: ['bash', '-c', 'cd /yolov5 && python train.py'], files: runFiles('/yolov5/runs/train/exp2', 2),
		},
	]);
	const {inspectContainer} = stub.engine;
	stub.engine.inspectContainer = async (container, options) => {
		if (container === 'idle') {
			throw new Error('dead');
		}

		return inspectContainer(container, options);
	};

	const {training, runs, others} = await survey(stub);
	expect(training).toMatchObject([{name: 'trains', device: '0', run: {condition: 'training', completedEpochs: 1, epochs: 3}}]);
	expect(runs.map(({key, condition}) => [key, condition])).toEqual([
		['trains:/w/runs/train/exp', 'training'],
		['ended:/yolov5/runs/train/exp2', 'interrupted'],
	]);
	expect(others.map(({name}) => name)).toEqual(['idle', 'ended']);
	// The layer of a stopped container is never locked: the directory that it printed and six files of it are asked for, two are read.
	expect(stub.count('changes')).toBe(0);
	expect(stub.count('stat', 'ended')).toBe(7);
	expect(stub.count('read', 'ended')).toBe(2);
});

test.each([
	['has nothing in common with it', [], 'interrupted'],
	['can write there', [{
		kind: 'bind', source: '/', destination: '/machine', isReadOnly: false,
	}], 'training'],
] as const)('a run that was written a moment ago beside a training of which nobody knows where it writes, and that %s', async (_, mounts, expected) => {
	const justNow = Object.fromEntries(Object.entries(runFiles('/data/yolov5/runs/train/exp', 2)).map(([file, facts]) => [file, {...facts, modifiedAt: now - 2000}]));
	const {runs} = await survey(createStubEngine([
		{
			name: 'hidden', status: 'running', processes: ['python train.py --epochs 3'], mounts,
		},
		{
			name: 'ended', status: 'exited', log: 'Logging results to runs/train/exp\n', command: ['bash', '-c', 'cd /data/yolov5 && python train.py'], files: justNow, mounts: [{
				kind: 'bind', source: '/d', destination: '/data', isReadOnly: false,
			}],
		},
	]));
	expect(runs.map(({directory, condition}) => [directory, condition])).toEqual([['/data/yolov5/runs/train/exp', expected]]);
});

const resultsText = '   0/2   0G   0.1   0.02   0.03   0.15   29   640   0.5   0.4   0.3   0.2   0.04   0.02   0.01\n';

test.each(['running', 'exited'] as const)('the results.txt of an old YOLOv5 is read in a %s container; alone such a file is no run', async status => {
	const stub = createStubEngine([{
		name: 'old',
		status,
		processes: ['bash'],
		log: 'Logging results to runs/train/exp\n',
		files: {
			'/usr/src/app/runs/train/exp/opt.yaml': {text: settings, modifiedAt: now - (10 * minute)},
			'/usr/src/app/runs/train/exp/results.txt': {text: resultsText.repeat(2).replace(' 0/2', ' 1/2'), modifiedAt: now - (5 * minute)},
			'/usr/src/app/runs/train/notes/results.txt': {text: resultsText, modifiedAt: now},
		},
	}]);
	const {runs} = await survey(stub);
	expect(runs).toMatchObject([{
		directory: '/usr/src/app/runs/train/exp', framework: 'yolov5', completedEpochs: 2, condition: 'interrupted', best: {metrics: {map50To95: 0.2}},
	}]);
});

function makeMount(count: number): {readonly source: string; readonly modifiedAt: number} {
	const source = mkdtempSync(path.join(tmpdir(), 'mounted-'));
	directories.push(source);
	for (let index = 1; index <= count; index++) {
		const directory = path.join(source, 'runs/train', `exp${index === 1 ? '' : index}`);
		mkdirSync(directory, {recursive: true});
		writeFileSync(path.join(directory, 'opt.yaml'), settings);
		writeFileSync(path.join(directory, 'results.csv'), results(3));
	}

	return {source, modifiedAt: statSync(source).mtimeMs};
}

test('the runs on a directory of this machine take one question, and are listed once under no container where nobody knows which of two wrote them', async () => {
	const {source, modifiedAt} = makeMount(40);
	const container = (name: string): StubContainer => ({
		name, status: 'exited', mounts: [{
			kind: 'bind', source, destination: '/data', isReadOnly: false,
		}], files: {'/data/x': {text: '', modifiedAt}},
	});
	const stub = createStubEngine([container('newer'), container('older')], 'unix:///var/run/docker.sock');
	const {runs} = await survey(stub);
	expect(runs).toHaveLength(40);
	expect(new Set(runs.map(({container: place, condition, completedEpochs}) => `${place?.name} ${condition} ${completedEpochs}`))).toEqual(new Set(['undefined finished 3']));
	expect(runs.map(({directory}) => directory)).toContain(path.join(source, 'runs/train/exp40'));
	expect(stub.count('stat')).toBe(1);
	expect(stub.count('read')).toBe(0);
});

test('a path of the same name on another machine is not taken for the mount; the newest runs are found with few questions', async () => {
	const {source} = makeMount(2);
	const files = Object.fromEntries(Array.from({length: 40}, (_, index) => Object.entries(runFiles(`/data/runs/train/exp${index === 0 ? '' : index + 1}`, 2))).flat());
	const stub = createStubEngine([{
		name: 'elsewhere', status: 'exited', mounts: [{
			kind: 'bind', source, destination: '/data', isReadOnly: false,
		}], files,
	}], 'unix:///var/run/docker.sock');
	stub.engine.listChangedPaths = async () => [];
	const {runs} = await survey(stub);
	expect(runs.map(({directory}) => directory).toSorted()).toEqual(Array.from({length: 12}, (_, index) => `/data/runs/train/exp${29 + index}`));
	const probes = stub.calls.filter(({operation, argument = ''}) => operation === 'stat' && /\/exp\d*$/.test(argument));
	expect(probes.length).toBeLessThan(14);
});

test('a run on a mount of a container that trains is told with its place on this machine, one question for the mount', async () => {
	const {source, modifiedAt} = makeMount(2);
	const stub = createStubEngine([{
		name: 'trains',
		status: 'running',
		processes: ['python train.py'],
		mounts: [{
			kind: 'bind', source, destination: '/w', isReadOnly: false,
		}],
		files: {'/w/x': {text: '', modifiedAt}, ...runFiles('/w/runs/train/exp', 1), ...runFiles('/w/runs/train/exp2', 1)},
	}], 'unix:///var/run/docker.sock');
	const {runs} = await survey(stub);
	expect(new Map(runs.map(({directory, hostDirectory}) => [directory, hostDirectory]))).toEqual(new Map([
		['/w/runs/train/exp', path.join(source, 'runs/train/exp')], ['/w/runs/train/exp2', path.join(source, 'runs/train/exp2')],
	]));
	expect(stub.count('stat')).toBe(1);
});

const bindOf = (source: string, destination: string) => [{
	kind: 'bind', source, destination, isReadOnly: false,
}] as const;

const freshFiles = (directory: string) => Object.fromEntries(Object.entries(runFiles(directory, 1)).map(([file, {text}]) => [file, {text, modifiedAt: now - 5000}]));

test.each<[string, Pick<StubContainer, 'mounts' | 'files'>, string]>([
	['not on a mount that it has not', {mounts: bindOf('/elsewhere', '/w')}, 'interrupted'],
	['on a mount that it has too', {mounts: bindOf('/d', '/w'), files: freshFiles('/w/runs/train/exp')}, 'training'],
])('while a training has not told yet where it writes, a run that was interrupted just now may go on: %s', async (_, loading, condition) => {
	const stub = createStubEngine([
		{
			name: 'loading', status: 'running', processes: ['python train.py --name other'], ...loading,
		},
		{
			name: 'ended', status: 'exited', log: 'Logging results to runs/train/exp\n', command: ['python', 'train.py'], mounts: bindOf('/d', '/usr/src/app'), files: freshFiles('/usr/src/app/runs/train/exp'),
		},
	]);
	const {training, runs} = await survey(stub);
	expect(training).toMatchObject([{name: 'loading'}]);
	expect(runs.map(({key, condition: found}) => [key, found])).toEqual([['ended:/usr/src/app/runs/train/exp', condition]]);
});

test('a container that is asked for its processes in vain leaves only those runs open that it can reach', async () => {
	const stub = createStubEngine([
		{name: 'silent', status: 'running', mounts: bindOf('/elsewhere', '/w')},
		{
			name: 'ended', status: 'exited', log: 'Logging results to runs/train/exp\n', command: ['python', 'train.py'], files: freshFiles('/usr/src/app/runs/train/exp'),
		},
	]);
	stub.engine.topProcesses = async () => {
		throw new Error('no answer');
	};

	const {runs, unasked} = await survey(stub);
	expect(unasked.map(({name}) => name)).toEqual(['silent']);
	expect(runs).toMatchObject([{directory: '/usr/src/app/runs/train/exp', condition: 'interrupted'}]);
});

const hour = 60 * minute;

test('the run of an older container on a shared mount is its own, though two hundred younger ones have the mount too', async () => {
	const {source} = makeMount(1);
	for (const name of ['opt.yaml', 'results.csv']) {
		utimesSync(path.join(source, 'runs/train/exp', name), (now - (2 * hour)) / 1000, (now - (2 * hour)) / 1000);
	}

	const mount = {mounts: bindOf(source, '/usr/src/app'), files: {'/usr/src/app/x': {text: '', modifiedAt: statSync(source).mtimeMs}}};
	const younger = Array.from({length: 200}, (_, index): StubContainer => ({
		...mount, name: `younger${index}`, status: 'exited', command: ['bash'], createdAt: now - hour, finishedAt: now - minute,
	}));
	const older: StubContainer = {
		...mount, name: 'older', status: 'exited', command: ['python', 'train.py'], log: 'Logging results to runs/train/exp\n', createdAt: now - (3 * hour), finishedAt: now - (2 * hour),
	};
	const stub = createStubEngine([...younger, older], 'unix:///var/run/docker.sock');
	const {runs} = await survey(stub);
	expect(runs.map(({key, writer}) => [key, writer?.name])).toEqual([['older:/usr/src/app/runs/train/exp', 'older']]);
	expect(stub.count('logs')).toBeLessThan(130);
});

test('an older container that was started to train, or has a mount of its own, is looked through before two hundred that hold runs only by chance', async () => {
	const {source} = makeMount(1);
	const younger = Array.from({length: 200}, (_, index): StubContainer => ({name: `younger${index}`, status: 'exited', command: ['sh', '-c', 'make']}));
	const stub = createStubEngine([
		...younger,
		{
			name: 'mounted', status: 'exited', mounts: bindOf(source, '/data'), files: {'/data/x': {text: '', modifiedAt: statSync(source).mtimeMs}},
		},
		{
			name: 'older', status: 'exited', command: ['python', 'train.py'], log: 'Logging results to runs/train/exp\n', files: runFiles('/usr/src/app/runs/train/exp', 2),
		},
	], 'unix:///var/run/docker.sock');
	const {runs} = await survey(stub);
	expect(runs.map(({directory}) => directory).toSorted()).toEqual(['/data/runs/train/exp', '/usr/src/app/runs/train/exp']);
	expect(stub.count('inspect')).toBeLessThan(65);
});
