import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {afterAll, expect, test} from 'vitest';
import {actionCommands} from '../../../source/cli/screen/run-keys.ts';
import {createScreenControls} from '../../../source/cli/screen/controls.ts';
import type {CurrentRun} from '../../../source/cli/screen/current-run.ts';
import {toolCommands} from '../../../source/cli/screen/why-tool-disabled.ts';
import {resolveOptions} from '../../../source/cli/options/options.ts';
import {gateOutput} from '../../../source/cli/io.ts';
import {runCommands} from '../../../source/keys/keymap.ts';
import {createStore} from '../../../source/run/store.ts';
import {readRecordings, textOf} from '../../recordings.ts';
import {runMain} from '../run-main.ts';

const run = path.join(import.meta.dirname, '../../recordings/v7-detect-pipe');
const folder = mkdtempSync(path.join(tmpdir(), 'yolotop-replay-'));
afterAll(() => {
	rmSync(folder, {recursive: true, force: true});
});

test('plays a run directory as plain lines where there is no terminal, to its end', async () => {
	const {stdout, exitCode} = await runMain([run], {flags: {replay: '1s'}});
	expect(exitCode).toBe(0);
	expect(stdout).toMatch(/1\/30[\s\S]*15\/30[\s\S]*30\/30[\s\S]*finished/);
});

test('refuses a run that still trains, and says how to watch it', async () => {
	const recording = readRecordings().find(({name}) => name === 'v7-detect-tty')!;
	const log = path.join(folder, 'train.log');
	const text = textOf(recording);
	writeFileSync(log, text.slice(0, Math.floor(text.length / 2)));
	const {stdout, stderr, exitCode} = await runMain([log], {flags: {replay: '1s'}});
	expect({stdout, exitCode}).toEqual({stdout: '', exitCode: 1});
	expect(stderr).toContain(`yolotop ${log}`);
});

test('asks for a run where none is named', async () => {
	const {stderr, exitCode} = await runMain([], {flags: {replay: '20s'}});
	expect(exitCode).toBe(2);
	expect(stderr).toContain('--replay 20s');
});

test.each([['0.5s'], ['25h'], ['-1s'], ['soon'], ['20 s'], ['']])('refuses %j as a length of time', async replay => {
	const {stderr, exitCode} = await runMain([run], {flags: {replay}});
	expect(exitCode).toBe(2);
	expect(stderr).toContain('1s … 24h');
});

test.each([['20', 20_000], ['20s', 20_000], ['1.5m', 90_000], ['2h', 7_200_000]])('takes %j as a length of time', (replay, replayMs) => {
	expect(resolveOptions({input: ['a'], flags: {replay}}, {}).replayMs).toBe(replayMs);
});

test('a flag of a run without a command says so where it means nothing', async () => {
	const {stderr, exitCode} = await runMain(['status', run], {flags: {replay: '20s'}});
	expect(exitCode).toBe(2);
	expect(stderr).toContain('yolotop TARGET --replay');
});

test('every key that acts on a training says why it does nothing', async () => {
	const raw = {write: () => true};
	const io = {
		stdin: process.stdin, stdout: gateOutput(raw), stderr: gateOutput(raw), environment: {HOME: folder}, signal: new AbortController().signal, now: Date.now,
	};
	const store = createStore();
	const shown = {store, target: () => ({feed: {target: {kind: 'directory', name: 'a', path: '/a'}}, replay: {playedAt: () => undefined}, close: () => undefined})};
	const controls = createScreenControls({run: () => shown} as unknown as CurrentRun, {
		shown: () => undefined, follow: () => undefined, refresh: async () => undefined, close: () => undefined,
	}, resolveOptions({input: [], flags: {}}, {}), io);
	const disabled = controls.disabled();
	const acting = runCommands.filter(command => command !== 'journal' && command !== 'cancel-action');
	expect(acting.toSorted()).toEqual([...actionCommands, ...toolCommands, 'keep-going'].toSorted());
	expect(Object.fromEntries(acting.map(command => [command, disabled[command]]))).toEqual(Object.fromEntries(acting.map(command => [command, 'replay'])));
	await controls.close();
});
