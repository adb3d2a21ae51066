import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {
	mkdir,
	mkdtemp,
	rm,
	symlink,
	utimes,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	it,
	test,
} from 'vitest';
import type {Engine} from '../../source/engine/engine.ts';
import {statRunFiles, type RunFileSource, type RunFiles} from '../../source/training/run-directory.ts';
import {createRunReader} from '../../source/training/run-reader.ts';
import {chooseRunFiles} from '../../source/training/choose-run-files.ts';
import {groupByRun} from '../../source/training/run-listing.ts';
import {containerRunFiles, hostRunFiles} from '../../source/training/run-file-sources.ts';
import {createRunFileEvents, judgeFiles} from '../../source/feed/run-file-events.ts';
import {digestRun, summariseRun} from '../../source/discover/run-summary.ts';

let root = '';
beforeEach(async () => {
	root = await mkdtemp(path.join(tmpdir(), 'yolotop-run-'));
});
afterEach(async () => {
	await rm(root, {recursive: true, force: true});
});

const textRow = '   0/2   0G   0.1   0.02   0.03   0.15   29   640   0.5   0.4   0.3   0.2   0.04   0.02   0.01\n';

/** By name: the text, and when it was written in seconds since 1970. */
type Files = Readonly<Record<string, readonly [text: string, at: number]>>;

async function write(files: Files): Promise<void> {
	await mkdir(path.join(root, 'weights'));
	for (const [name, [text, at]] of Object.entries(files)) {
		await writeFile(path.join(root, name), text);
		await utimes(path.join(root, name), at, at);
	}
}

/** A container that has the directory at /r. */
function containerOf(files: Files, links: Readonly<Record<string, string>> = {}) {
	const calls: string[] = [];
	const engine = {
		async statFile(_, file) {
			calls.push(`stat ${file}`);
			const name = file.replace('/r/', '');
			const found = files[name];
			const linkTarget = links[name];
			return linkTarget === undefined
				? found && {kind: 'file', sizeBytes: found[0].length, modifiedAt: found[1] * 1000}
				: {
					kind: 'link', sizeBytes: 4, modifiedAt: 1, linkTarget,
				};
		},
		async readFile(_, file) {
			calls.push(`read ${file}`);
			const found = files[file.replace('/r/', '')];
			return found && Buffer.from(found[0]);
		},
		async exec(_, command) {
			calls.push('exec');
			return {
				exitCode: files[command[4]!.replace('/r/', '')]?.[0].includes(command[5]!) ? 0 : 1, stdout: '', stderr: '', isTruncated: false,
			};
		},
	} as Partial<Engine> as Engine;
	return {calls, source: containerRunFiles(engine, 'c', '/r')};
}

const summary = ({results, settings, checkpoints, plottedAt}: RunFiles) => ({
	results: results?.text, settings: settings?.text, framework: settings?.framework, checkpoints: checkpoints.map(({name}) => name), isPlotted: plottedAt !== undefined,
});
const nothing = {
	results: undefined, settings: undefined, framework: undefined, checkpoints: [], isPlotted: false,
};

describe('a run directory reads the same wherever it is', () => {
	it.each<[string, Files, Partial<ReturnType<typeof summary>>]>([
		['of YOLOv5', {'opt.yaml': ['a: 1', 10], 'results.csv': ['epoch', 20], 'weights/last.pt': ['PK', 20]}, {
			settings: 'a: 1', framework: 'yolov5', results: 'epoch', checkpoints: ['last.pt'],
		}],
		['of Ultralytics', {
			'args.yaml': ['a: 2', 10], 'weights/last.pt': ['PK', 20], 'weights/best.pt': ['PK', 20], 'results.png': ['PNG', 30],
		}, {
			settings: 'a: 2', framework: 'ultralytics', checkpoints: ['best.pt', 'last.pt'], isPlotted: true,
		}],
		['in which YOLOv5 trained after Ultralytics', {'args.yaml': ['a: 2', 10], 'opt.yaml': ['a: 1', 20]}, {settings: 'a: 1', framework: 'yolov5'}],
		['in which Ultralytics trained after YOLOv5', {'opt.yaml': ['a: 1', 10], 'args.yaml': ['a: 2', 20]}, {settings: 'a: 2', framework: 'ultralytics'}],
		['of an old YOLOv5', {'results.txt': [textRow, 10]}, {results: textRow}],
		['with notes in results.txt', {'results.csv': ['epoch', 10], 'results.txt': ['notes', 20]}, {results: 'epoch'}],
		['with settings that are none', {'opt.yaml': ['x'.repeat(2 * 1024 * 1024), 10]}, {settings: '', framework: 'yolov5'}],
		['that is empty', {}, {}],
	])('one %s', async (_, files, expected) => {
		await write(files);
		const sources: RunFileSource[] = [hostRunFiles(root), containerOf(files).source];
		expect(await Promise.all(sources.map(async source => summary(await createRunReader(source, {directory: root}).read())))).toEqual(sources.map(() => ({...nothing, ...expected})));
	});
});

test('this machine lists every checkpoint, a container can only be asked for the usual ones', async () => {
	const files: Files = {'weights/last.pt': ['PK', 1], 'weights/epoch10.pt': ['PK', 1], 'weights/best.onnx': ['', 1]};
	await write(files);
	const read = async (source: RunFileSource) => summary(await createRunReader(source, {directory: root}).read()).checkpoints;
	expect([await read(hostRunFiles(root)), await read(containerOf(files).source)]).toEqual([['epoch10.pt', 'last.pt'], ['last.pt']]);
});

describe('a table with more epochs than anybody trains', () => {
	const header = 'epoch, train/box_loss\n';
	const rows = Array.from({length: 400_000}, (_, epoch) => `${epoch}, 0.12345678901234567890123456789012345678\n`).join('');
	const tooLong = (text: string): Files => ({'results.csv': [text, 10], 'opt.yaml': ['epochs: 1000000', 10]});
	const readWith = async (source: Pick<RunFileSource, 'read' | 'readEnds' | 'stat'>) => createRunReader(source, {directory: root}).read();

	test('is read by its beginning and its end, wherever it is', async () => {
		const files = tooLong(header + rows);
		await write(files);
		const here = hostRunFiles(root);
		const engine = {
			async exec(_: string, [shell, ...words]: readonly string[]) {
				return {
					exitCode: 0, stdout: execFileSync(shell!, words.map(word => word.replace('/r/', `${root}/`)), {encoding: 'utf8', maxBuffer: 2 ** 23}), stderr: '', isTruncated: false,
				};
			},
		} as Partial<Engine> as Engine;
		const reads = await Promise.all([here, {...here, readEnds: containerRunFiles(engine, 'c', '/r').readEnds}].map(async source => readWith(source)));
		for (const {results} of reads) {
			const {text} = results!;
			expect(text.length).toBeLessThan(4_100_000);
			expect([text.startsWith(`${header}0, `), /\n399999, [\d.]+\n$/.test(text), text.split('\n').every(line => /^(?:epoch, |\d+, 0\.1234\d+8$|$)/.test(line))]).toEqual([true, true, true]);
		}
	});

	test('is unread where its end cannot be had alone, and its run neither failed nor starting', async () => {
		const files = tooLong(header + rows);
		await write(files);
		const {readEnds: _, ...source} = hostRunFiles(root);
		const read = await readWith(source);
		expect(read.results).toMatchObject({text: '', isUnread: true});
		const changes = createRunFileEvents(root);
		expect([false, true].map(isRunning => judgeFiles(read, changes.facts(read), 1e12, isRunning))).toEqual(['unknown', 'training']);
		expect(summariseRun({directory: root, id: '1:1' as never, isRunning: false}, digestRun(read), 1e12).condition).toBe('unknown');
	});

	test('is as it was at the last look when it has grown too long since', async () => {
		await write(tooLong(header + rows.slice(0, 4000)));
		const {readEnds: _, ...source} = hostRunFiles(root);
		const reader = createRunReader(source, {directory: root});
		const {results: before} = await reader.read();
		await writeFile(path.join(root, 'results.csv'), header + rows);
		const {results: after} = await reader.read();
		expect([after?.text, after?.isUnread]).toEqual([before!.text, undefined]);
	});
});

test('what is no regular file is missing, a link counts as what it leads to', async () => {
	await write({'named.yaml': ['a: 1', 50]});
	await mkdir(path.join(root, 'results.txt'));
	execFileSync('mkfifo', [path.join(root, 'results.csv')]);
	await symlink('named.yaml', path.join(root, 'opt.yaml'));
	const here = await createRunReader(hostRunFiles(root), {directory: root}).read();
	expect([summary(here), here.settings?.modifiedAt]).toEqual([{...nothing, settings: 'a: 1', framework: 'yolov5'}, 50_000]);
	const {source} = containerOf({'named.yaml': ['a: 1', 50]}, {'opt.yaml': 'named.yaml'});
	expect(await source.stat('opt.yaml')).toMatchObject({modifiedAt: 50_000});
});

describe('what a look at a container costs', () => {
	const files: Record<string, readonly [string, number]> = {
		'opt.yaml': ['a: 1', 1], 'results.csv': ['epoch', 2], 'weights/last.pt': ['param_groups', 2], 'weights/best.pt': ['', 2],
	};
	it.each([
		['of a run that goes on', {isEndWanted: false}, {}, ['stat args.yaml', 'stat opt.yaml', 'stat results.csv', 'stat weights/best.pt', 'stat weights/last.pt']],
		['of one whose end is looked for', {}, {}, ['stat args.yaml', 'stat opt.yaml', 'stat results.csv', 'stat results.png', 'stat weights/best.pt', 'stat weights/last.pt']],
		['of one that has ended', {}, {isCheckpointRead: true}, ['stat args.yaml', 'stat opt.yaml', 'stat results.csv', 'stat results.png', 'stat weights/best.pt', 'stat weights/last.pt']],
	])('%s: nothing is read again', async (_, options, reading, expected) => {
		const {source, calls} = containerOf({...files});
		const reader = createRunReader(source, {directory: 'exp', ...options});
		await reader.read(reading);
		const first = calls.splice(0).filter(call => !call.startsWith('stat'));
		await reader.read(reading);
		expect([first.toSorted(), calls.map(call => call.replace('/r/', '')).toSorted()]).toEqual([[...('isCheckpointRead' in reading ? ['exec'] : []), 'read /r/opt.yaml', 'read /r/results.csv'], expected]);
	});
});

describe('whether last.pt is stripped', () => {
	it.each([
		['with an optimizer', 'PK....archive/data.pkl....param_groups....', false],
		['without one', 'PK....archive/data.pkl....epoch....', true],
		['that is being written', '', undefined],
	])('of a checkpoint %s', async (_, text, expected) => {
		const files: Files = {'weights/last.pt': [text, 1]};
		await write(files);
		const answers = await Promise.all([hostRunFiles(root), containerOf(files).source].map(async source => createRunReader(source, {directory: root}).read({isCheckpointRead: true})));
		expect(answers.map(({isStripped}) => isStripped)).toEqual([expected, expected]);
	});
});

describe('a source that does not answer', () => {
	function failing(names: ReadonlySet<string>, operation: 'stat' | 'read'): RunFileSource {
		const fail = (name: string) => {
			if (names.has(name)) {
				throw new Error('away');
			}
		};

		return {
			async stat(name) {
				fail(operation === 'stat' ? name : '');
				return ['opt.yaml', 'results.csv'].includes(name) ? {modifiedAt: 1, sizeBytes: 1} : undefined;
			},
			async read(name) {
				fail(operation === 'read' ? name : '');
				return name;
			},
		};
	}

	it.each(['stat', 'read'] as const)('takes nothing from the other files: %s', async operation => {
		const {failure, ...files} = await createRunReader(failing(new Set(['results.csv']), operation), {directory: 'exp'}).read();
		expect([failure, summary(files)]).toMatchObject([new Error('away'), {results: undefined, settings: 'opt.yaml'}]);
	});

	it.each(['stat', 'read'] as const)('leaves a file as it was at the last look: %s', async operation => {
		const names = new Set<string>();
		const reader = createRunReader(failing(names, operation), {directory: 'exp'});
		const before = await reader.read();
		names.add('results.csv');
		names.add('opt.yaml');
		const {failure, ...after} = await reader.read();
		expect(summary(after)).toEqual(summary(before));
		expect(failure === undefined).toBe(operation === 'read');
	});
});

test('a listing chooses by the same rules', async () => {
	const file = (name: string, modifiedAt: number) => ({
		path: `/w/runs/exp/${name}`, modifiedAt, sizeBytes: 1, file: `1:${modifiedAt}`,
	});
	const runs = groupByRun([
		file('opt.yaml', 10), file('args.yaml', 20), file('results.txt', 30), file('weights/last.pt', 40), {...file('', 1), path: '/w/notes/results.txt'}, {...file('', 1), path: '/w/models/weights/best.pt'},
	]);
	expect([...runs.keys()]).toEqual(['/w/runs/exp']);
	expect(chooseRunFiles(runs.get('/w/runs/exp')!)).toMatchObject({table: {name: 'results.txt'}, settings: {framework: 'ultralytics', file: '1:20'}, checkpoints: [{name: 'last.pt'}]});
});

test('results.txt is asked for only where there is no results.csv', async () => {
	const {source, calls} = containerOf({'results.txt': [textRow, 1]});
	await statRunFiles(source);
	expect(calls).toContain('stat /r/results.txt');
	const newer = containerOf({'results.csv': ['epoch', 1]});
	await statRunFiles(newer.source);
	expect(newer.calls).not.toContain('stat /r/results.txt');
});
