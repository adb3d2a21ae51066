import {mkdtempSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	describe,
	expect,
	test,
} from 'vitest';
import {todaysShare} from '../todays-share.ts';
import {
	probeFolder,
	pythons,
	removeFolders,
	runStandIn,
	standIns,
	temporaryFolder,
} from './run-python.ts';

/** A training with one failure in it: where, whether it came to that, what was different then, and the last record. */
type Injection = {readonly point: string; readonly isReached: boolean; readonly different: readonly string[]; readonly last: string | null}; // eslint-disable-line @typescript-eslint/no-restricted-types -- JSON
type Report = {readonly expected: Readonly<Record<string, unknown>>; readonly found: readonly Injection[]; readonly missed: readonly string[]};

/** All of them take a minute and a half of processor time. */
const share = process.env.YOLOTOP_EVERY_CASE === '1' ? 1 : 5;
const [part] = todaysShare(Array.from({length: share}, (_, index) => index), share);

const versions = (...names: readonly string[]) => names.map(name => ({STAND_IN: name}));
const several = {RANK: '0', WORLD_SIZE: '2'};

/** Every row of the table of hooks, and what else leads through other lines. */
const frameworks = [
	{
		script: 'yolov5/train.py',
		scenarios: [
			...versions('v4.0', 'v5.0', 'v6.0', 'v6.1', 'v6.2', 'v7.0', 'master'),
			{STAND_IN: 'v7.0', ASK: '1'},
			{STAND_IN: 'v6.0', ASK: '1'},
			{STAND_IN: 'v6.1', ASK: '1', ...several},
			{STAND_IN: 'v7.0', ASK: '1', ...several},
			{STAND_IN: 'v7.0', SHORT_WRITE: '1'},
			{STAND_IN: 'v7.0', NO_MEMFD: '1'},
			{STAND_IN: 'v7.0', NO_SIGNAL: '1'},
			{STAND_IN: 'v7.0', STEPS: '1001'},
			{STAND_IN: 'v7.0', YOLOTOP_PROBE: 'container', SHADOWED: '1'},
		],
	},
	{
		script: 'ultralytics_train.py',
		scenarios: [
			...versions('8.0', '8.1', '8.2', '8.3', '8.4'),
			{STAND_IN: '8.4', ASK: '1'},
			{STAND_IN: '8.4', ASK: '1', NOSAVE: '1'},
			{STAND_IN: '8.0.14', ASK: '1'},
			{STAND_IN: '8.4', ASK: '1', NO_STRIP: '1'},
			{STAND_IN: '8.4', ASK: '1', ...several},
		],
	},
] as const;

afterAll(removeFolders);

describe.skipIf(pythons.size === 0)('whatever fails inside the probe, output, files and exit code of the training stay', () => {
	const missed: Array<readonly string[]> = [];

	test.each(frameworks)('$script', {timeout: 1_500_000, retry: 0}, ({script, scenarios}) => {
		const {output} = runStandIn('inject.py', {
			PYTHONPATH: standIns, YOLOTOP_PROBE: undefined, EPOCHS: '2', EXIT: '3', SHARE: String(share), PART: String(part), SCENARIOS: JSON.stringify(scenarios),
		}, {words: [path.join(standIns, script), probeFolder], directory: mkdtempSync(path.join(temporaryFolder(), 'inject-')), timeoutMs: 1_400_000});
		const report = JSON.parse(output) as Report;
		console.log(`${report.found.length} failures were injected into ${script}`);
		expect(report.expected['exit code']).toBe(3 * 256);
		expect(report.found.length).toBeGreaterThan(800 / share);
		expect(report.found.filter(({isReached}) => !isReached)).toEqual([]);
		expect(report.found.filter(({different}) => different.length > 0)).toEqual([]);
		// Most of them are told by the last record; those before there is a file, or in writing itself, cannot be.
		expect(report.found.filter(({last}) => last?.includes('"probe-failed"')).length).toBeGreaterThan(200 / share);
		missed.push(report.missed);
	});

	test('every line that can fail was reached by one of them', ({skip}) => {
		skip(share > 1 || missed.length < frameworks.length, 'not all of them ran');
		expect(missed[0]!.filter(line => missed.every(lines => lines.includes(line)))).toEqual([]);
	});
});
