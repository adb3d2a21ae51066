import {expect, test} from 'vitest';
import type {RunState} from '../../../source/domain/run.ts';
import {drawProgress} from '../../../source/screen/screens/overview/progress.ts';
import {sampleModel} from '../fixtures/sample-screen.ts';
import {sampleStates} from '../fixtures/sample-run.ts';

const idle: RunState = {
	...sampleStates.empty(), target: {kind: 'container', name: 'seed', id: '1'}, container: {status: 'running'}, connection: {kind: 'open'},
};

test.each(['en', 'zh'] as const)('in a container that waits in a shell it is said how to get there, in %s', language => {
	const draw = (isShell: boolean, status: 'running' | 'exited' = 'running') => drawProgress({
		...sampleModel({
			state: {...idle, container: {status}}, columns: 160, rows: 36, language,
		}), containerFacts: {isShell},
	}, {columns: 160, rows: 3}).join('\n').replaceAll(/\u{1B}\[[\d;]*m/gu, '');
	expect(draw(true)).toMatch(/docker attach seed/);
	expect(draw(true)).toMatch(language === 'en' ? /: E opens a shell here/ : /按 E 在这里打开 shell/);
	expect(draw(false)).not.toContain('docker attach');
	expect(draw(true, 'exited')).not.toContain('docker attach');
});

test.each<[string, Partial<RunState>, RegExp]>([
	['a container that runs', {}, /Waiting for the output of a training/],
	['a pipe that has ended', {target: {kind: 'stdin', name: '-'}, container: undefined, connection: {kind: 'ended'}}, /which has ended\./],
	['a log file', {target: {kind: 'file', name: 'a.log', path: '/a.log'}, container: undefined}, /No training has been seen in this file yet; new lines are followed\./],
])('where %s has shown no training, only what can come is waited for', (_, more, expected) => {
	const model = sampleModel({state: {...idle, ...more}, columns: 160, rows: 36});
	expect(drawProgress(model, {columns: 160, rows: 3}).join('\n').replaceAll(/\u{1B}\[[\d;]*m/gu, '')).toMatch(expected);
});
