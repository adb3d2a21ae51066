import path from 'node:path';
import {expect, test} from 'vitest';
import {runMain} from '../run-main.ts';

const recording = (name: string) => path.join(import.meta.dirname, '../../recordings', name);

test('compare --json tells of each run its epochs, the best and the last, and the settings that differ', async () => {
	const runs = [recording('v7-detect-pipe'), recording('variants/python-W-warnings-freeze')];
	const {stdout, stderr, exitCode} = await runMain(['compare', ...runs], {flags: {json: [true]}});
	expect(stderr).toBe('');
	expect(exitCode).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({
		schema: 1,
		runs: [
			{
				name: 'v7-detect-pipe', epochs: 30, best: {epoch: 24, map50: 0.14175, map50To95: 0.045134}, last: {epoch: 30, map50To95: 0.043791},
			},
			{name: 'python-W-warnings-freeze', epochs: 2, last: {epoch: 2}},
		],
		settings: {epochs: ['30', '2']},
		classes: [],
	});
});

test('one run alone cannot be compared', async () => {
	const {stdout, stderr, exitCode} = await runMain(['compare', recording('v7-detect-pipe')], {flags: {json: [true]}});
	expect(stdout).toBe('');
	expect(stderr).toContain('yolotop compare runs/train/exp runs/train/exp2');
	expect(exitCode).toBe(2);
});
