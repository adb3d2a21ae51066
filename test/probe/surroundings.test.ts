import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	cpSync,
	mkdirSync,
	readdirSync,
	readFileSync,
} from 'node:fs';
import path from 'node:path';
import {
	afterAll,
	describe,
	expect,
	test,
} from 'vitest';
import {readProbeRecords} from '../../source/probe/read-records.ts';
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
} from './run-python.ts';

const script = 'yolov5/train.py';
const version = {STAND_IN: 'v7.0', EXIT: '3'};

afterAll(removeFolders);

describe.skipIf(pythons.size === 0)('where the probe is not loaded the training is the same', () => {
	const startedWith = (options: readonly string[], environment: Readonly<Record<string, string | undefined>>) => {
		const directory = temporaryFolder();
		const code = `import sys; sys.path[:0] = ${JSON.stringify([path.join(standIns, 'yolov5'), standIns])}; sys.argv = ['train.py', ${JSON.stringify(directory)}]; import runpy; runpy.run_path(${JSON.stringify(path.join(standIns, script))}, run_name='__main__')`;
		let exit = 0;
		try {
			execFileSync('python3', ['-B', ...options, '-c', code], {env: environmentOf({...version, ...environment}), stdio: 'pipe'});
		} catch (error) {
			exit = (error as {status: number}).status;
		}

		return {exit, files: filesOf(directory), records: recordsIn(directory)};
	};

	test.each([
		['Python without its site', ['-S'], {}],
		['Python that ignores its variables', ['-E'], {}],
		['Python that is isolated', ['-I'], {}],
		['a PYTHONPATH that the entrypoint has replaced', [], {PYTHONPATH: standIns}],
		['a PYTHONPATH that the entrypoint has taken away', [], {PYTHONPATH: undefined}],
		['a directory that is gone', [], {PYTHONPATH: '/nowhere/yolotop-probe'}],
	] as const)('%s', (_, options, environment) => {
		const {files} = startedWith([], {YOLOTOP_PROBE: undefined});
		expect(startedWith(options, environment)).toEqual({exit: 3, files, records: []});
	});

	test('with the same words, but nothing in the way, there are records', () => {
		expect(startedWith([], {}).records.length).toBeGreaterThan(2);
	});
});

describe.skipIf(pythons.size === 0)('two trainings at once', () => {
	const train = async (folder: string, directory: string, more: Readonly<Record<string, string>> = {}) => {
		const child = spawn('python3', [path.join(folder, 'stand-ins', script), directory], {
			env: environmentOf({
				...version, STEP_SECONDS: '0.02', PYTHONPATH: [path.join(folder, 'probe'), path.join(folder, 'stand-ins')].join(':'), ...more,
			}), stdio: 'ignore',
		});
		const [code] = await once(child, 'close') as [number];
		return code;
	};

	const copyCode = () => {
		const folder = temporaryFolder();
		cpSync(probeFolder, path.join(folder, 'probe'), {recursive: true});
		cpSync(standIns, path.join(folder, 'stand-ins'), {recursive: true});
		return folder;
	};

	test('load one probe, whose compiled code both write, and record a run each', async () => {
		const folder = copyCode();
		const directories = [temporaryFolder(), temporaryFolder()];
		expect(await Promise.all(directories.map(async directory => train(folder, directory)))).toEqual([3, 3]);
		expect(directories.map(directory => recordsIn(directory).filter(({type}) => type === 'epoch').length)).toEqual([3, 3]);
		expect(readdirSync(path.join(folder, 'probe'))).toContain('__pycache__');
	});

	test('in one directory spoil no line, and the one that began last is read', async () => {
		const [folder, directory] = [copyCode(), temporaryFolder()];
		// So many records, and so soon, that two are written at once.
		const busy = {STEP_SECONDS: '0', EPOCHS: '200'};
		expect(await Promise.all([train(folder, directory, busy), train(folder, directory, busy)])).toEqual([3, 3]);
		const records = recordsIn(directory);
		const starts = records.filter(({type}) => type === 'probe-started');
		expect(new Set(starts.map(({session}) => session)).size).toBe(2);
		expect(records.filter(({type}) => type === 'epoch')).toHaveLength(400);
		expect(readProbeRecords(readFileSync(path.join(directory, 'yolotop-probe.ndjson'), 'utf8'))).toMatchObject({session: starts.at(-1)!.session, lastEpoch: 200});
	});
});

describe.skipIf(pythons.size === 0)('the code of the probe', () => {
	test('is Python 3.6', () => {
		const code = 'import ast, sys\nfor name in sys.argv[1:]:\n    ast.parse(open(name).read(), name, feature_version=(3, 6))';
		const files = readdirSync(probeFolder).filter(name => name.endsWith('.py')).map(name => path.join(probeFolder, name));
		expect(files.length).toBeGreaterThan(3);
		execFileSync('python3', ['-c', code, ...files], {stdio: 'pipe'});
	});

	test('uses nothing that a later Python takes away', () => {
		// The newest Python that is here says what goes next.
		const [newest] = [...pythons].toSorted(([one], [other]) => Number(other.slice(2)) - Number(one.slice(2)));
		const {code, directory} = runStandIn(script, {...version, PYTHONWARNINGS: 'error'}, {python: newest![1]});
		expect(code).toBe(3);
		expect(recordsIn(directory).map(({type}) => type)).toEqual(['probe-started', 'names', 'epoch', 'epoch', 'epoch']);
	});
});

/** A file system that takes nothing can only be made by root. */
const canMount = (() => {
	try {
		execFileSync('unshare', ['-m', 'true'], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
})();

describe.skipIf(pythons.size === 0 || !canMount)('a read-only file system', () => {
	test.each([['of the probe', 0], ['of the records', 1]])('%s changes nothing', (_, which) => {
		const [folder, directory] = [path.join(temporaryFolder(), 'probe'), temporaryFolder()];
		cpSync(probeFolder, folder, {recursive: true});
		// The table is written into a part of the directory that takes it.
		mkdirSync(path.join(directory, 'run'));
		const mounted = [folder, path.join(directory, 'run')][which]!;
		const code = 'import os, sys; sys.path[:0] = sys.argv[2:]; import yolotop_records as records; records.guard(records.begin, "yolov5", sys.argv[1]); print(records.state["isOff"])';
		const output = execFileSync('unshare', ['-m', 'sh', '-c', `mount --bind ${mounted} ${mounted} && mount -o remount,ro,bind ${mounted} && exec python3 -c '${code}' ${path.join(directory, 'run')} ${folder}`], {env: environmentOf({PYTHONPATH: folder}), encoding: 'utf8'});
		expect(output).toBe(which === 0 ? 'False\n' : 'True\n');
	});
});
