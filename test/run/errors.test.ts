import {describe, expect, test} from 'vitest';
import type {OutputEvent} from '../../source/domain/event.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {reduce} from '../../source/run/reduce.ts';

const start: OutputEvent = {type: 'process-started', tool: 'train', settings: {batch: '4', resume: 'last.pt'}};
const killedWorker: OutputEvent = {type: 'error-printed', text: 'ERROR: worker died'};
const traceback: OutputEvent = {type: 'traceback-printed', traceback: {exception: 'RuntimeError', message: 'no', frames: []}};

function run(...events: readonly OutputEvent[]) {
	let state = initialRunState;
	for (const event of events) {
		state = reduce(state, event);
	}

	return state;
}

describe('error lines of a run', () => {
	test('are kept in order, folded, with the last line of each traceback', () => {
		expect(run(start, killedWorker, killedWorker, traceback).errors).toEqual([
			{text: 'ERROR: worker died', count: 2},
			{text: 'RuntimeError: no', count: 1},
		]);
	});

	test('are bounded and keep the first ones', () => {
		const many = Array.from({length: 30}, (_, index): OutputEvent => ({type: 'error-printed', text: `error ${index}`}));
		expect(run(start, ...many).errors?.map(({text}) => text)).toEqual(Array.from({length: 20}, (_, index) => `error ${index}`));
	});

	test('begin anew with the next process', () => {
		expect(run(start, killedWorker, start).errors).toBeUndefined();
	});

	test('after the person has interrupted the training are no cause', () => {
		expect(run(start, {type: 'process-interrupted'}, killedWorker).errors).toBeUndefined();
	});
});

test('a resume keeps what its command line asked for', () => {
	expect(run(start, {type: 'training-resumed', epoch: 3}).program?.announcedSettings).toEqual({batch: '4', resume: 'last.pt'});
});
