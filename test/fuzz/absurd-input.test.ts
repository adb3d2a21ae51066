import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {createHostRuns, maxDirectories} from '../../source/discover/host-runs.ts';
import {parseResultsCsv} from '../../source/parse/results-csv.ts';
import {parseSettingsFile} from '../../source/parse/settings-file.ts';
import {createStore} from '../../source/run/store.ts';
import {tryInput} from './fuzz-input.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'absurd-'));

afterAll(() => {
	rmSync(folder, {recursive: true, force: true});
});

const within = async (limitMs: number, work: () => void) => tryInput({
	limitMs, read() {
		work();
	},
}, new Uint8Array(0));

test('a table of results with a million epochs: the last ten thousand, soon', {timeout: 90_000}, async () => {
	const text = `epoch,train/box_loss\n${Array.from({length: 1_000_000}, (_, epoch) => `${epoch},0.5\n`).join('')}`;
	const {records} = parseResultsCsv(text);
	expect([records.length, records.at(-1)!.epoch, records[0]!.epoch]).toEqual([10_000, 1_000_000, 990_001]);
	expect(await within(5000, () => {
		const store = createStore();
		store.dispatch([{type: 'history-read', records: parseResultsCsv(text).records}]);
		expect(store.getState().history).toHaveLength(10_000);
	})).toBeUndefined();
});

test('settings whose aliases multiply: nothing is unfolded', async () => {
	const text = `epochs: 3\na0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({length: 20}, (_, index) => `a${index + 1}: &a${index + 1} [${Array.from({length: 9}, () => `*a${index}`).join(', ')}]\n`).join('')}`;
	expect(await within(2000, () => {
		expect(JSON.stringify(parseSettingsFile(text)).length).toBeLessThan(100_000);
	})).toBeUndefined();
});

test('more run directories than are looked into: those with the highest numbers, and it is said', async () => {
	const project = path.join(folder, 'many');
	for (let index = 0; index < maxDirectories + 100; index++) {
		mkdirSync(path.join(project, `exp${index}`), {recursive: true});
	}

	for (const index of [1, maxDirectories + 99]) {
		writeFileSync(path.join(project, `exp${index}`, 'opt.yaml'), 'epochs: 3\n');
	}

	let cuts = 0;
	const runs = await createHostRuns({see: async () => false}).list(project, {
		now: Date.now(), onCut() {
			cuts++;
		},
	});
	expect(runs.map(({directory}) => path.basename(directory))).toEqual([`exp${maxDirectories + 99}`]);
	expect(cuts).toBe(1);
});

test('links that lead round and round are not followed', async () => {
	const project = path.join(folder, 'links');
	mkdirSync(path.join(project, 'exp'), {recursive: true});
	writeFileSync(path.join(project, 'exp', 'opt.yaml'), 'epochs: 3\n');
	symlinkSync('..', path.join(project, 'exp', 'up'));
	symlinkSync(project, path.join(project, 'again'));
	symlinkSync('self', path.join(project, 'self'));
	expect(await createHostRuns({see: async () => false}).list(project, {now: Date.now()})).toHaveLength(1);
});

test('of many runs that may be going on only the newest are asked for their writer', async () => {
	const project = path.join(folder, 'open');
	for (let index = 0; index < 80; index++) {
		mkdirSync(path.join(project, `exp${index}`), {recursive: true});
		writeFileSync(path.join(project, `exp${index}`, 'opt.yaml'), 'epochs: 3\n');
	}

	let asked = 0;
	const runs = await createHostRuns({
		async see() {
			asked++;
			return false;
		},
	}).list(project, {now: Date.now()});
	expect([runs.length, asked]).toEqual([80, 50]);
});
