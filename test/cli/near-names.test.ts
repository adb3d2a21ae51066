import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	expect,
	test,
} from 'vitest';
import {runMain} from './run-main.ts';
import {startStubEngine} from './stub-engine.ts';

let engine: Awaited<ReturnType<typeof startStubEngine>>;
const root = mkdtempSync(path.join(tmpdir(), 'near-'));

beforeAll(async () => {
	mkdirSync(path.join(root, 'runs/train/exp3'), {recursive: true});
	engine = await startStubEngine([{id: 'a'.repeat(64), name: 'vest-trainer', processes: ['bash']}]);
});

afterAll(async () => {
	await engine.close();
	rmSync(root, {recursive: true});
});

/** Every verb that takes a target, with what else it needs. */
const verbs: ReadonlyArray<readonly [string, Readonly<Record<string, boolean>>]> = [
	['status', {}],
	['events', {}],
	['ls', {}],
	['compare', {}],
	['advise', {}],
	['doctor', {}],
	['export', {csv: true}],
	['val', {}],
	['detect', {}],
	['tensorboard', {}],
	['stop', {now: true, yes: true}],
	['pause', {}],
	['unpause', {}],
	['restart', {yes: true}],
	['rm', {yes: true}],
	['cp', {}],
	['resume', {yes: true}],
];

const ask = async (verb: string, target: string, flags: Readonly<Record<string, boolean>>) => {
	const {exitCode, stderr} = await runMain([verb, target, ...(verb === 'compare' ? [target] : [])], {flags: {...flags, host: engine.host}});
	expect(exitCode, verb).not.toBe(0);
	return stderr;
};

test.each(verbs)('%s says what was looked for and what is near: a path, and a container', async (verb, flags) => {
	const missing = path.join(root, 'runs/trian/exp3');
	expect(await ask(verb, missing, flags)).toContain(` ${missing} does not exist: there is no “trian” in ${path.join(root, 'runs')}.\nDid you mean ${path.join(root, 'runs/train/exp3')}?`);
	expect(await ask(verb, path.join(root, 'some/missing/dir'), flags)).toContain(`there is no “some” in ${root}.\nSee what is there: ls ${root}\n`);
	expect(await ask(verb, 'vest-trianer', flags)).toMatch(/There is no .*container.* “vest-trianer”\.\nDid you mean vest-trainer\? /);
	expect(await ask(verb, 'nothing-like-it', flags)).not.toContain('Did you mean');
});

test('a command that is mistyped is named too, and nothing is asked again of an engine that is away', async () => {
	const {stderr} = await runMain(['stauts'], {flags: {host: engine.host}});
	expect(stderr).toContain('Did you mean status?');
	const away = await runMain(['status', './no/such'], {flags: {host: `unix://${root}/none.sock`}});
	expect(away.stderr).toContain(' ./no/such does not exist: there is no “no” in ');
});
