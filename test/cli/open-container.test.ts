import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Readable} from 'node:stream';
import {
	afterAll,
	beforeAll,
	expect,
	test,
} from 'vitest';
import {gateOutput, type Io} from '../../source/cli/io.ts';
import {openContainer} from '../../source/cli/open-container.ts';
import {resolveOptions} from '../../source/cli/options/options.ts';
import type {ActionResult} from '../../source/domain/action.ts';
import {startStubEngine} from './stub-engine.ts';

let engine: Awaited<ReturnType<typeof startStubEngine>>;
let state: string;

beforeAll(async () => {
	state = mkdtempSync(path.join(tmpdir(), 'state-'));
	engine = await startStubEngine([{id: 'a'.repeat(64), name: 'yolo', processes: ['python train.py']}]);
});

afterAll(async () => {
	await engine.close();
	rmSync(state, {recursive: true, force: true});
});

function createIo(signal: AbortSignal) {
	let stderr = '';
	const output = (onText: (text: string) => void) => gateOutput({
		write(text) {
			onText(text);
			return true;
		},
	});
	const io: Io = {
		stdin: Readable.from([], {objectMode: false}), stdout: output(() => undefined), stderr: output(text => {
			stderr += text;
		}), environment: Object.fromEntries([['XDG_STATE_HOME', state]]), signal, now: () => 0,
	};
	return {io, stderr: () => stderr};
}

async function perform(result: ActionResult, stopped?: number) {
	const stopping = new AbortController();
	const {io, stderr} = createIo(stopping.signal);
	const options = resolveOptions({input: ['stop', 'yolo'], flags: {host: engine.host, now: true, yes: true}}, io.environment);
	const container = await openContainer(options, io, 'yolotop stop');
	try {
		const exitCode = container.end(await container.scene.report(async () => {
			if (stopped !== undefined) {
				stopping.abort({exitCode: stopped});
			}

			return result;
		}));
		return {exitCode, stderr: stderr()};
	} finally {
		container.close();
	}
}

test.each<[string, ActionResult, number]>([
	['a training that was stopped', {kind: 'stopped', canResume: true}, 0],
	['a training that had finished', {kind: 'ended', status: 'finished'}, 0],
	['a training that was interrupted by another', {kind: 'ended', status: 'interrupted'}, 0],
	['a training that had failed by itself', {kind: 'ended', status: 'failed'}, 3],
	['what was done', {kind: 'done'}, 0],
	['an action that was taken back', {kind: 'cancelled'}, 1],
	['a training that is ending', {kind: 'ending'}, 1],
])('%s gives its exit code, with a word about it', async (_, result, exitCode) => {
	const performed = await perform(result);
	expect(performed.exitCode).toBe(exitCode);
	expect(performed.stderr).not.toBe('');
});

test.each<ActionResult>([{kind: 'cancelled'}, {kind: 'ending'}])('%j by a signal gives the exit code of the signal', async result => {
	expect(await perform(result, 130)).toMatchObject({exitCode: 130});
	expect(await perform(result, 143)).toMatchObject({exitCode: 143});
});
