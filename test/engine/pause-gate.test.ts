import {expect, test} from 'vitest';
import type {ControlCalls} from '../../source/engine/control-calls.ts';
import type {ExecCalls} from '../../source/engine/exec-calls.ts';
import {keepPausesApart} from '../../source/engine/pause-gate.ts';

/** What was asked of the engine, in order; a program of container a ends when it is told to, and so does a pause. */
function createCalls() {
	const said: string[] = [];
	const ends: Array<() => void> = [];
	const held = async (what: string): Promise<void> => {
		said.push(what);
		await new Promise<void>(resolve => {
			ends.push(() => {
				said.push(`end of ${what}`);
				resolve();
			});
		});
	};

	const calls = keepPausesApart({
		exec: async (container: string) => held(`exec ${container}`),
		startExec: async (container: string) => held(`start ${container}`),
		pauseContainer: async (container: string) => held(`pause ${container}`),
	} as unknown as ControlCalls & ExecCalls);
	const settle = async () => new Promise(resolve => {
		setImmediate(resolve);
	});
	return {
		calls, said, settle,
		async end() {
			ends.shift()!();
			await settle();
		},
	};
}

test('a pause waits for the programs that run in its container, and none is started while it lasts', async () => {
	const {calls, said, settle, end} = createCalls();
	const asked = [calls.exec('a', ['ps']), calls.pauseContainer('a'), calls.exec('a', ['df']), calls.exec('b', ['ps'])];
	await settle();
	expect(said).toEqual(['exec a', 'exec b']);
	await end();
	expect(said.slice(2)).toEqual(['end of exec a', 'pause a']);
	await end();
	await end();
	expect(said.slice(4)).toEqual(['end of exec b', 'end of pause a', 'exec a']);
	await end();
	await Promise.all(asked);
});

test('a program that never ends does not keep a container from being paused', async () => {
	const {calls, said, settle, end} = createCalls();
	void calls.exec('a', ['sleep']);
	await settle();
	const paused = calls.pauseContainer('a');
	await expect.poll(() => said, {timeout: 20_000}).toContain('pause a');
	await end();
	await end();
	await paused;
});

test('a pause that fails lets programs start again', async () => {
	const calls = keepPausesApart({
		exec: async () => ({exitCode: 0}),
		async pauseContainer() {
			throw new Error('unable to freeze');
		},
	} as unknown as ControlCalls & ExecCalls);
	await expect(calls.pauseContainer('a')).rejects.toThrow('unable to freeze');
	expect(await calls.exec('a', ['ps'])).toEqual({exitCode: 0});
});
