import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {
	cpSync,
	mkdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import path from 'node:path';
import {
	afterAll,
	describe,
	expect,
	test,
} from 'vitest';
import {todaysShare} from '../todays-share.ts';
import {
	environmentOf,
	filesOf,
	probeFolder,
	pythons,
	recordsIn,
	removeFolders,
	runStandIn,
	standIns,
	temporaryFolder,
	type ProbeRecord,
} from './run-python.ts';

const yolov5 = 'yolov5/train.py';
const ultralytics = 'ultralytics_train.py';

const classes = [[0, 1, 0.5, 0.25, 0.4, 0.3], [1, 2, 0.75, 0.5, 0.8, 0.7], [2, 2, 0, 0, 0, 0]];
const classesOfUltralytics = [[0, 1, 0.5, 0.25, 0.4, 0.3], [1, 2, 0.75, 0.5, 0.8, null], [2, 2, 0, 0, 0, 0]];
const matrix = [[0, 0, 1], [0, 1, 1], [1, 1, 1], [3, 2, 2]];
const gradientNorm = {
	mean: 2, max: 3, notFinite: 1, steps: 4,
};

/** Every row of the table of hooks: what the records of an epoch hold. */
const rows = [
	{script: yolov5, version: 'v4.0', gives: {classes, gradientNorm: null}},
	{script: yolov5, version: 'v5.0', gives: {classes, gradientNorm: null}},
	{script: yolov5, version: 'v6.0', gives: {classes, matrix, gradientNorm: null}},
	{script: yolov5, version: 'v6.1', gives: {classes, matrix, gradientNorm: null}},
	{script: yolov5, version: 'v6.2', gives: {classes, matrix, gradientNorm}},
	{script: yolov5, version: 'v7.0', gives: {classes, matrix, gradientNorm}},
	{script: yolov5, version: 'master', gives: {classes, matrix, gradientNorm}},
	{script: ultralytics, version: '8.0.14', gives: {classes: classesOfUltralytics, matrix, gradientNorm}},
	{script: ultralytics, version: '8.0', gives: {classes: classesOfUltralytics, matrix, gradientNorm}},
	{script: ultralytics, version: '8.1', gives: {classes: classesOfUltralytics, matrix, gradientNorm}},
	{script: ultralytics, version: '8.2', gives: {classes: classesOfUltralytics, matrix, gradientNorm}},
	{script: ultralytics, version: '8.3', gives: {classes: classesOfUltralytics, matrix, gradientNorm}},
	{script: ultralytics, version: '8.4', gives: {classes: classesOfUltralytics, matrix, gradientNorm}},
] as const;

const ratesOf = (script: string, version: string, epoch: number): readonly number[] => {
	const first = Number((0.1 / epoch).toPrecision(5));
	return script === ultralytics ? [first, 0.01] : ['v4.0', 'v5.0'].includes(version) ? [] : [first, 0.01, 0.01]; // eslint-disable-line unicorn/no-nested-ternary
};

const typesOf = (records: readonly ProbeRecord[]) => records.map(({type}) => type);

/** Waits until a training has written a record of this kind. */
async function waitForRecord(directory: string, type: string): Promise<ProbeRecord> {
	for (let tries = 0; tries < 600; tries++) {
		const found = recordsIn(directory).find(record => record.type === type);
		if (found !== undefined) {
			return found;
		}

		await delay(50);
	}

	throw new Error(`no record ${type} came`);
}

function writeRequest(directory: string, request: unknown): void {
	writeFileSync(path.join(directory, 'yolotop-probe-request.json'), typeof request === 'string' ? request : JSON.stringify(request));
}

/** Trains so slowly that a request can come in between. */
async function trainAndAsk(script: string, version: string, more: Readonly<Record<string, string>>, ask: (directory: string, session: string) => unknown): Promise<{readonly output: string; readonly code: number; readonly records: readonly ProbeRecord[]; readonly directory: string}> {
	const directory = temporaryFolder();
	const child = spawn('python3', ['-B', path.join(standIns, script), directory], {
		env: environmentOf({
			STAND_IN: version, STEP_SECONDS: '0.4', EPOCHS: '4', ...more,
		}), stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', (text: Uint8Array) => {
		output += String(text);
	});
	child.stderr.on('data', (text: Uint8Array) => {
		output += String(text);
	});
	const ended = new Promise<number>(resolve => {
		child.once('close', code => {
			resolve(code ?? -1);
		});
	});
	const {session} = await waitForRecord(directory, 'probe-started');
	await ask(directory, String(session));
	return {
		code: await ended, output, records: recordsIn(directory), directory,
	};
}

afterAll(removeFolders);

// The report counts what is left out where there is no Python.
describe.skipIf(pythons.size === 0)('the probe', () => {
	describe.each(rows)('in $script $version', ({script, version, gives}) => {
		// Every Python with a version of each kind, the common one with all.
		test.each(['v5.0', 'v7.0', '8.4'].includes(version) ? todaysShare([...pythons], 3) : [...pythons].slice(-1))('records each epoch with Python %s and changes nothing', (_, python) => {
			const without = runStandIn(script, {STAND_IN: version, YOLOTOP_PROBE: undefined, EXIT: '3'}, {python});
			const probed = runStandIn(script, {STAND_IN: version, EXIT: '3'}, {python});
			expect({code: probed.code, output: probed.output, files: filesOf(probed.directory)}).toEqual({code: 3, output: without.output, files: filesOf(without.directory)});
			expect(recordsIn(without.directory)).toEqual([]);
			const records = recordsIn(probed.directory);
			expect(typesOf(records)).toEqual(['probe-started', 'names', 'epoch', 'epoch', 'epoch']);
			expect(records[1]).toMatchObject({names: ['Vest', 'helmet', 'noHelmet']});
			for (const [index, record] of records.slice(2).entries()) {
				const {type, session, time, ...rest} = record;
				expect(session).toBe(records[0]!.session);
				expect(rest).toEqual({epoch: index + 1, learningRates: ratesOf(script, version, index + 1), ...gives});
			}
		});
	});

	test.each([yolov5, ultralytics])('%s: without a place for the records the training goes on', script => {
		const directory = temporaryFolder();
		mkdirSync(path.join(directory, 'yolotop-probe.ndjson'));
		const {code} = runStandIn(script, {STAND_IN: script === yolov5 ? 'v7.0' : '8.3', EXIT: '3'}, {directory});
		expect(code).toBe(3);
	});

	test.each([yolov5, ultralytics])('%s: a full disk ends the records, not the training', script => {
		const version = script === yolov5 ? 'v7.0' : '8.3';
		const without = runStandIn(script, {STAND_IN: version, YOLOTOP_PROBE: undefined, EXIT: '3'});
		const directory = temporaryFolder();
		symlinkSync('/dev/full', path.join(directory, 'yolotop-probe.ndjson'));
		const {code, output} = runStandIn(script, {STAND_IN: version, EXIT: '3'}, {directory});
		expect({code, output, files: filesOf(directory)}).toEqual({code: 3, output: without.output, files: filesOf(without.directory)});
	});

	describe.each([
		['one that lacks its hooks', 'yolotop_hooks.py', undefined],
		['one that lacks its records', 'yolotop_records.py', undefined],
		['one that lacks its stacks', 'yolotop_stacks.py', undefined],
		['stacks that fail', 'yolotop_stacks.py', 'def watch():\n    raise RuntimeError()\n'],
		['hooks that are cut', 'yolotop_hooks.py', 'def attach('],
		['hooks of another version', 'yolotop_hooks.py', 'import of_another_version'],
		['hooks that fail when they are loaded', 'yolotop_hooks.py', 'raise MemoryError()'],
		['hooks that fail when they are called', 'yolotop_hooks.py', 'def attach(module):\n    raise RuntimeError(module)\n'],
		['records without what the hooks need', 'yolotop_records.py', 'state = {}'],
		['an empty one', 'sitecustomize.py', ''],
		['none at all', 'sitecustomize.py', undefined],
	])('a damaged probe, %s', (_, file, text) => {
		test.each([[yolov5, 'v7.0'], [ultralytics, '8.3']])('leaves a training of %s %s as it is', (script, version) => {
			const folder = temporaryFolder();
			cpSync(probeFolder, folder, {recursive: true});
			rmSync(path.join(folder, '__pycache__'), {recursive: true, force: true});
			if (text === undefined) {
				rmSync(path.join(folder, file));
			} else {
				writeFileSync(path.join(folder, file), text);
			}

			const without = runStandIn(script, {STAND_IN: version, YOLOTOP_PROBE: undefined, EXIT: '3'});
			const damaged = runStandIn(script, {STAND_IN: version, EXIT: '3', PYTHONPATH: [folder, standIns].join(':')});
			expect({code: damaged.code, output: damaged.output, files: filesOf(damaged.directory)}).toEqual({code: 3, output: without.output, files: filesOf(without.directory)});
		});
	});

	test('a callback of Ultralytics is pickled by its name, as without the probe', () => {
		const script = 'import sys, pickle; sys.argv[:] = ["train", sys.argv[1]]; import ultralytics_train; hook = ultralytics_train.load_base().default_callbacks["on_fit_epoch_end"][0]; print(pickle.loads(pickle.dumps(hook)) is hook, hook.__name__)';
		const {stdout, stderr} = spawnSync('python3', ['-B', '-c', script, temporaryFolder()], {encoding: 'utf8', env: environmentOf({STAND_IN: '8.3'})});
		expect([stdout, stderr]).toEqual(['True on_fit_epoch_end\n', '']);
	});

	test('a named pipe in the place of the records or of the request holds nothing up', () => {
		const directory = temporaryFolder();
		execFileSync('mkfifo', [path.join(directory, 'yolotop-probe-request.json')]);
		expect(runStandIn(yolov5, {STAND_IN: 'v7.0', EXIT: '3'}, {directory}).code).toBe(3);
		expect(typesOf(recordsIn(directory)).at(-1)).toBe('epoch');
		const other = temporaryFolder();
		execFileSync('mkfifo', [path.join(other, 'yolotop-probe.ndjson')]);
		expect(runStandIn(yolov5, {STAND_IN: 'v7.0', EXIT: '3'}, {directory: other}).code).toBe(3);
	});

	test('a record of an earlier process that was cut does not swallow the first of the next', () => {
		const directory = temporaryFolder();
		writeFileSync(path.join(directory, 'yolotop-probe.ndjson'), '{"type":"epoch","epo');
		runStandIn(yolov5, {STAND_IN: 'v7.0'}, {directory});
		expect(readFileSync(path.join(directory, 'yolotop-probe.ndjson'), 'utf8').split('\n', 2)[1]).toContain('probe-started');
	});

	test('only the first of several processes records', () => {
		expect(recordsIn(runStandIn(yolov5, {STAND_IN: 'v7.0', RANK: '1', WORLD_SIZE: '2'}).directory)).toEqual([]);
		expect(recordsIn(runStandIn(yolov5, {STAND_IN: 'v7.0', RANK: '0', WORLD_SIZE: '2'}).directory)).not.toEqual([]);
	});

	test('several processes of Ultralytics validate a part each: there is no matrix', () => {
		const record = recordsIn(runStandIn(ultralytics, {STAND_IN: '8.4', RANK: '0', WORLD_SIZE: '2'}).directory).find(({type}) => type === 'epoch');
		expect(record).toHaveProperty('classes');
		expect(record).not.toHaveProperty('matrix');
	});

	test.each(['8.0', '8.4'])('Ultralytics %s: callbacks that are reset keep it', version => {
		expect(typesOf(recordsIn(runStandIn(ultralytics, {STAND_IN: version, RESET_CALLBACKS: '1'}).directory))).toContain('epoch');
	});

	test('a sitecustomize that it shadows is loaded, also where nothing is meant to be recorded', () => {
		for (const kind of ['process', undefined]) {
			const {stdout, stderr} = spawnSync('python3', ['-B', '-c', 'import builtins; print(builtins.shadowed)'], {encoding: 'utf8', env: environmentOf({YOLOTOP_PROBE: kind, PYTHONPATH: `${probeFolder}:${path.join(standIns, 'shadowed')}`})});
			expect([stdout, stderr]).toEqual(['True\n', '']);
		}
	});

	test('a sitecustomize that fails is reported by Python as without the probe', () => {
		const folder = temporaryFolder();
		writeFileSync(path.join(folder, 'sitecustomize.py'), 'raise ValueError("mine")');
		const {stdout, stderr, status} = spawnSync('python3', ['-B', '-c', 'print(1)'], {encoding: 'utf8', env: environmentOf({PYTHONPATH: `${probeFolder}:${folder}`})});
		expect([stdout, status]).toEqual(['1\n', 0]);
		expect(stderr).toContain('ValueError: mine');
	});

	test('a module of a person that is called val or test is left as it is', () => {
		const folder = temporaryFolder();
		writeFileSync(path.join(folder, 'val.py'), 'def run():\n    return 1\n');
		writeFileSync(path.join(folder, 'test.py'), 'test = 1\n');
		const {stdout, stderr} = spawnSync('python3', ['-B', '-c', 'import sys, val, test; print(val.run(), val.run.__name__, test.test, "yolotop_hooks" in sys.modules)'], {encoding: 'utf8', cwd: folder, env: environmentOf({})});
		expect([stdout, stderr]).toEqual(['1 run 1 False\n', '']);
	});

	test.each([['no variable', undefined, 'None'], ['a program of docker exec in a container of a training', 'container', 'None'], ['a plain process', 'process', 'Finder']])('%s', (_, kind, expected) => {
		// Here every process descends from the first one; the ancestors of a program of docker exec end at 0.
		const script = 'import sys; print(next((type(finder).__name__ for finder in sys.meta_path if type(finder).__name__ == "Finder"), None))';
		const folder = temporaryFolder();
		writeFileSync(path.join(folder, 'sitecustomize.py'), `
import io, os, builtins
real = builtins.open
builtins.open = lambda name, *rest: io.StringIO('1 (a) S 0 1') if str(name).startswith('/proc/') else real(name, *rest)
exec(compile(real(${JSON.stringify(path.join(probeFolder, 'sitecustomize.py'))}).read(), ${JSON.stringify(path.join(probeFolder, 'sitecustomize.py'))}, 'exec'))
`);
		const {stdout} = spawnSync('python3', ['-B', '-c', script], {encoding: 'utf8', env: environmentOf({YOLOTOP_PROBE: kind, PYTHONPATH: folder})});
		expect(stdout).toBe(`${expected}\n`);
	});

	describe('asked to stop after the epoch', () => {
		const request = (session: string) => ({session, id: 'one', action: 'stop-after-epoch'});

		test.each([
			[yolov5, 'v6.1', 'stopped in epoch 2'],
			[yolov5, 'v7.0', 'stopped in epoch 2'],
			[ultralytics, '8.0', 'final'],
			[ultralytics, '8.4', 'final'],
		])('%s %s ends by its own code', async (script, version, word) => {
			const {code, output, records, directory} = await trainAndAsk(script, version, {}, (directory, session) => {
				writeRequest(directory, request(session));
			});
			expect(code).toBe(0);
			expect(output).toContain(word);
			expect(typesOf(records)).toEqual(['probe-started', 'stop-noted', 'names', 'epoch', 'stopping']);
			expect(records.at(-1)).toMatchObject({request: 'one', epoch: 1});
			// A resume needs what the frameworks take out of it at their own end.
			expect(readFileSync(path.join(directory, 'last.pt'), 'utf8')).toBe('epoch 1\n');
		});

		test.each([
			[yolov5, 'v6.0', {}, 'not-supported'],
			[yolov5, 'v7.0', {NOSAVE: '1'}, 'no-checkpoint'],
			[ultralytics, '8.3', {NOSAVE: '1'}, 'no-checkpoint'],
			[ultralytics, '8.0.14', {}, 'not-supported'],
			[yolov5, 'v6.1', {RANK: '0', WORLD_SIZE: '2'}, 'several-processes'],
		])('%s %s %j says why it cannot', async (script, version, environment, reason) => {
			const {records} = await trainAndAsk(script, version, environment, (directory, session) => {
				writeRequest(directory, request(session));
			});
			expect(records.find(({type}) => type === 'stop-refused')).toMatchObject({request: 'one', reason});
			expect(typesOf(records).filter(type => type === 'epoch')).toHaveLength(4);
		});

		test('a request that is taken back counts no more', async () => {
			const {records} = await trainAndAsk(yolov5, 'v7.0', {}, async (directory, session) => {
				writeRequest(directory, request(session));
				await waitForRecord(directory, 'stop-noted');
				writeRequest(directory, '');
			});
			expect(typesOf(records).filter(type => ['stopping', 'epoch'].includes(type))).toEqual(['epoch', 'epoch', 'epoch', 'epoch']);
		});

		test.each([
			['of another session', {session: '1-1', id: 'one', action: 'stop-after-epoch'}],
			['of another kind', {session: '', id: 'one', action: 'explode'}],
			['that is no object', '[1]'],
			['that is cut', '{"session"'],
			['that is no text', '\u{0}\u{1}'],
		])('a request %s is none', async (_, text) => {
			const {records} = await trainAndAsk(yolov5, 'v7.0', {EPOCHS: '2'}, directory => {
				writeRequest(directory, text);
			});
			expect(typesOf(records)).toEqual(['probe-started', 'names', 'epoch', 'epoch']);
		});
	});
});

