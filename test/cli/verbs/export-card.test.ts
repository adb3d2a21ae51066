import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {runMain} from '../run-main.ts';

const run = path.join(import.meta.dirname, '../../recordings/v7-detect-pipe');
const folder = mkdtempSync(path.join(tmpdir(), 'yolotop-card-'));
afterAll(() => {
	rmSync(folder, {recursive: true, force: true});
});

const lines = (text: string) => text.trimEnd().split('\n');

test('a card is plain text of 60 columns, in the language of the person', async () => {
	const {stdout, stderr, exitCode} = await runMain(['export', run], {flags: {card: [true], lang: 'zh'}});
	expect({stderr, exitCode}).toEqual({stderr: '', exitCode: 0});
	expect(lines(stdout).length).toBeLessThanOrEqual(12);
	expect(stdout).toMatch(/v7-detect-pipe.*yolotop[\s\S]*轮次 30\/30[\s\S]*mAP50-95 0\.044/);
	expect(stdout).not.toContain('\u{1B}');
});

test('--ascii gives ASCII alone', async () => {
	const {stdout} = await runMain(['export', run], {flags: {card: [true], ascii: [true]}});
	expect(stdout).toMatch(/^[\n\u{20}-\u{7E}]+$/u);
});

test('colours come only where they are asked for', async () => {
	const {stdout} = await runMain(['export', run], {flags: {card: [true], format: 'ansi'}});
	expect(stdout).toMatch(/\u{1B}\[/u);
	expect(stdout.replaceAll(/\u{1B}\[[\d;]*m/gu, '')).not.toContain('\u{1B}');
});

test.each([
	[{card: [true], format: 'svg'}, '-'],
	[{card: [true], output: path.join(folder, 'a.svg')}, 'a.svg'],
	[{output: path.join(folder, 'b.SVG')}, 'b.SVG'],
	[{
		card: [true], theme: 'paper', format: 'svg', output: path.join(folder, 'c.txt'),
	}, 'c.txt'],
])('%j is a picture', async (flags, file) => {
	const {stdout, exitCode} = await runMain(['export', run], {flags});
	const svg = file === '-' ? stdout : readFileSync(path.join(folder, file), 'utf8');
	expect(exitCode).toBe(0);
	expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
	expect(svg).toContain('>mAP50-95<');
});

test.each([
	[{card: [true], format: 'png'}, 'text, ansi, svg'],
	[{card: [true], csv: [true]}, '--card'],
	[{csv: [true], format: 'svg'}, 'yolotop export yolo --card --format svg'],
])('%j is refused with what is allowed', async (flags, hint) => {
	const {stdout, stderr, exitCode} = await runMain(['export', run], {flags});
	expect({stdout, exitCode}).toEqual({stdout: '', exitCode: 2});
	expect(stderr).toContain(hint);
});
