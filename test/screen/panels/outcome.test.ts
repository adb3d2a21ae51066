import {expect, test} from 'vitest';
import type {RunState} from '../../../source/domain/run.ts';
import {describeOutcome} from '../../../source/screen/panels/outcome.ts';
import {drawState} from '../../../source/screen/panels/header.ts';
import {sampleModel, type SampleScreen} from '../fixtures/sample-screen.ts';
import {sampleStates} from '../fixtures/sample-run.ts';

const say = (state: RunState, language: SampleScreen['language']) => describeOutcome(sampleModel({
	state, columns: 80, rows: 24, language,
})).map(line => line.map(([, text]) => text).join('')).join('\n');

test.each([
	['en', 'The container was removed.'],
	['zh', '容器已被删除。'],
] as const)('a container that is gone is told beside the end of its training, in %s', (language, removed) => {
	const ended = (exitCode: number): RunState => ({...sampleStates.training(), connection: {kind: 'ended'}, container: {status: 'exited', exitCode}});
	for (const state of [ended(137), ended(1), sampleStates.failed()]) {
		expect(say(state, language)).not.toContain(removed);
		const gone = say({...state, container: {...state.container, status: 'removed'}}, language);
		expect(gone.split(removed)).toHaveLength(2);
		expect(gone.replace(` ${removed}`, '')).toBe(say(state, language));
	}
});

test.each([
	['en', 'before the first epoch'],
	['zh', '第一轮之前'],
] as const)('an end before the first epoch is told without a number, in %s', (language, before) => {
	const {progress: _, ...early} = {...sampleStates.training(), history: []};
	const states: readonly RunState[] = [
		{...early, container: {status: 'paused'}},
		{...early, phase: {kind: 'interrupted'}},
		{...early, phase: {kind: 'killed', signal: 'SIGTERM'}},
		{...early, phase: {kind: 'failed'}},
	];
	for (const state of states) {
		expect(say(state, language)).toContain(before);
		expect(say(state, language)).not.toMatch(/epoch -|第 - 轮/);
	}
});

test.each([
	['en', 'Interrupted in epoch 43/100.', 'Interrupted after epoch 42/100.'],
	['zh', '在第 43/100 轮中断。', '在第 42/100 轮之后中断。'],
] as const)('an end in the middle of an epoch is told from one after a whole one, in %s', (language, middle, after) => {
	const {progress, ...rest} = sampleStates.training();
	const history = rest.history.slice(0, 42);
	const interrupted: RunState = {
		...rest, history, epochs: 100, phase: {kind: 'interrupted'}, program: {
			tool: 'train', isUndecided: false, isResumed: false, completed: {first: 1, last: 42},
		},
	};
	expect(say({...interrupted, progress: {...progress!, epoch: 43}}, language)).toContain(middle);
	expect(say(interrupted, language)).toContain(after);
});

test.each([
	['en', 'The output ends after epoch 43/100; it is not known whether the training continues.', '? training (no new output for 1 h 00 m)'],
	['zh', '输出止于第 43/100 轮之后；训练是否继续尚不可知。', '? 训练中 (已有 1 小时 00 分没有新输出)'],
] as const)('of a log that is silent its last word is shown as such, in %s', (language, outcome, word) => {
	const {progress, ...rest} = sampleStates.training();
	const now = 1_800_000_000_000;
	const state: RunState = {
		...rest, progress: {...progress!, epoch: 43}, connection: {kind: 'ended'}, target: {kind: 'file', name: 'train.log', path: '/train.log'}, lastEventAt: now - 3_600_000, container: undefined,
	};
	const model = {
		...sampleModel({
			state, columns: 80, rows: 24, language,
		}), now,
	};
	expect(describeOutcome(model).map(line => line.map(([, text]) => text).join('')).join('')).toBe(outcome);
	expect(drawState(model).map(([, text]) => text).join('')).toBe(word);
});
