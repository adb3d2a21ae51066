import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {ids, startHostileEngine} from '../fuzz/hostile-engine.ts';
import {runMain} from './run-main.ts';
import {startStubEngine} from './stub-engine.ts';

const state = mkdtempSync(path.join(tmpdir(), 'unanswered-'));

afterAll(() => {
	rmSync(state, {recursive: true, force: true});
});

/** The questions that hang, by their route. */
const hangs: readonly RegExp[] = [
	/\/top$/,
	/^\/containers\/[^/]+\/exec$|^\/exec\//,
	/\/logs$/,
	/\/stats$/,
	/\/archive$/,
	/\/changes$/,
	/^\/containers\/[^/]+\/json$/,
	/^\/containers\/json$/,
	/^\/info$/,
	/^\/containers\/[^/]+\/|^\/exec|^\/info/,
];

/** Seconds within which each has answered. */
const commands = [
	['status', [ids.running], {}, 10],
	['status', [ids.ended], {json: true}, 10],
	['export', [ids.running], {csv: true}, 10],
	['compare', [ids.running, ids.ended], {}, 20],
	['ls', [], {}, 15],
	['ls', [], {json: true}, 15],
	['ls', [ids.running], {}, 15],
	['advise', [ids.running], {}, 20],
	['doctor', [ids.running], {}, 60],
	['doctor', [], {}, 60],
	['resume', [ids.ended], {dryRun: true}, 30],
] as const;

/** A busy machine is slow itself, and fifty programs share this process; what is told apart here is an answer from none. */
const slackSeconds = 75;

test.concurrent.each(commands)('%s %j %j comes to an answer whatever hangs, and says what did', {timeout: 180_000, retry: 1}, async (verb, words, flags, seconds) => {
	await Promise.all(hangs.map(async route => {
		const engine = await startHostileEngine({hangs: route});
		try {
			const begin = performance.now();
			const {stdout, stderr} = await runMain([verb, ...words], {flags: {host: engine.host, ...flags}, environment: {XDG_STATE_HOME: state}});
			const told = `${stdout}${stderr}`;
			expect((performance.now() - begin) / 1000, String(route)).toBeLessThan(seconds + slackSeconds);
			expect(told).not.toBe('');
			expect(told).not.toContain('bug in yolotop');
			expect([String(route), [...engine.hung].slice(0, 1), told.includes('did not answer in time')]).toEqual([String(route), [...engine.hung].slice(0, 1), engine.hung.size > 0]);
		} finally {
			await engine.close();
		}
	}));
});

test.concurrent.each([
	['en', {}, /^Status\s+reading the log$/m],
	['zh', {lang: 'zh'}, /^状态\s+正在读取日志$/m],
	['in JSON', {json: true}, /"status": "reading"/],
	['by a template', {format: '{status}'}, /^reading the log$/m],
] as const)('a container whose log does not answer is not called idle (%s)', {timeout: 60_000}, async (_, flags, expected) => {
	const engine = await startStubEngine([{id: 'c'.repeat(64), name: 'yolo', processes: ['bash']}], undefined, /\/logs$/);
	try {
		const {stdout, stderr, exitCode} = await runMain(['status', 'yolo'], {flags: {host: engine.host, ...flags}, environment: {XDG_STATE_HOME: state}});
		expect(stdout).toMatch(expected);
		expect(stderr).toContain('logs (yolo)');
		expect(exitCode).toBe(0);
	} finally {
		await engine.close();
	}
});
