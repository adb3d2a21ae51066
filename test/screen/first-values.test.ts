import {PassThrough} from 'node:stream';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {
	afterEach,
	beforeEach,
	expect,
	test,
	vi,
} from 'vitest';
import type {RunState} from '../../source/domain/run.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {awaitFirstValues} from '../../source/screen/first-values.ts';

let state: RunState;
let keys: PassThrough;

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
	state = initialRunState;
	keys = new PassThrough();
});
afterEach(() => {
	vi.useRealTimers();
});

/** What is waited for, and whether it has come. */
function open() {
	let isOver = false;
	const values = awaitFirstValues(() => state, keys);
	void values.wait.then(() => {
		isOver = true;
	});
	return {
		values,
		async isOver() {
			await nextTurn();
			await nextTurn();
			return isOver;
		},
	};
}

const training: RunState = {...initialRunState, phase: {kind: 'training'}};

test.each<readonly [string, RunState, boolean]>([
	['nothing yet', initialRunState, false],
	['a past that is being read', {...training, connection: {kind: 'reading'}}, false],
	['a training', training, true],
	['a source that has ended without a word', {...initialRunState, connection: {kind: 'ended'}}, true],
	['a source that is lost', {...initialRunState, connection: {kind: 'lost', reason: 'gone'}}, true],
])('%s', async (_, next, hasCome) => {
	const {values, isOver} = open();
	expect(values.haveCome()).toBe(false);
	state = next;
	expect(values.haveCome()).toBe(hasCome);
	expect(values.haveCome()).toBe(false);
	expect(await isOver()).toBe(hasCome);
	values.close();
});

const bar: RunState = {
	...training, progress: {
		epoch: 1, epochs: 3, epochLabel: '0/2', batchIndex: 1, batchesPerEpoch: 8, losses: {},
	},
};
const epoch: RunState = {...training, history: [{epoch: 1, losses: {}}]};

test.each<readonly [string, readonly RunState[], readonly boolean[]]>([
	['a bar that comes after the start of the training', [training, bar, bar], [true, true, false]],
	['an epoch that comes after the start of the training', [training, epoch, bar], [true, true, false]],
	['all at once', [bar, epoch], [true, false]],
	['a next training that has no figures yet', [bar, training, bar], [true, false, false]],
])('the first figures come but once: %s', (_, states, come) => {
	const {values} = open();
	expect(states.map(next => {
		state = next;
		return values.haveCome();
	})).toEqual(come);
	values.close();
});

test('a run whose values are there at once is not waited for', async () => {
	state = training;
	const {values, isOver} = open();
	expect(await isOver()).toBe(true);
	values.close();
});

test('a key ends the waiting, and is kept for whoever reads it', async () => {
	const {values, isOver} = open();
	expect(await isOver()).toBe(false);
	keys.write('q');
	expect(await isOver()).toBe(true);
	expect(String(keys.read())).toBe('q');
	values.close();
});

test('nothing is waited for longer than some seconds', async () => {
	const {values, isOver} = open();
	await vi.advanceTimersByTimeAsync(2900);
	expect(await isOver()).toBe(false);
	await vi.advanceTimersByTimeAsync(200);
	expect(await isOver()).toBe(true);
	values.close();
});
