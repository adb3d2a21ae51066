import {expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import {createStore} from '../../source/run/store.ts';

const epochs: readonly RunEvent[] = [1, 2, 3].map(epoch => ({type: 'epoch-completed', record: {epoch, losses: {box: 0.1 / epoch}}, epochs: 3}));

test('notifies once for many events', () => {
	const store = createStore();
	let calls = 0;
	store.subscribe(() => {
		calls++;
	});
	store.dispatch(epochs);
	expect(calls).toBe(1);
	expect(store.getState().history.map(({epoch}) => epoch)).toEqual([1, 2, 3]);
});

test('is silent when nothing changed and after unsubscribing', () => {
	const store = createStore();
	let calls = 0;
	const unsubscribe = store.subscribe(() => {
		calls++;
	});
	store.dispatch(epochs);
	const state = store.getState();
	store.dispatch(epochs.slice(2));
	store.dispatch([]);
	expect(calls).toBe(1);
	expect(store.getState()).toBe(state);
	unsubscribe();
	store.dispatch([{type: 'process-interrupted'}]);
	expect(calls).toBe(1);
});
