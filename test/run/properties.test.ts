import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {RunState} from '../../source/domain/run.ts';
import {runToStatusJson} from '../../source/plain/status-json.ts';
import {runToStatusText} from '../../source/plain/status-text.ts';
import {createPlainLines} from '../../source/plain/plain-lines.ts';
import {displayWidth} from '../../source/format/display-width.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {isEqual} from '../../source/run/is-equal.ts';
import {reduce} from '../../source/run/reduce.ts';
import {createStore} from '../../source/run/store.ts';
import {arbitraryEvent} from './arbitrary-event.ts';
import {replay} from './events.ts';

const events = fc.array(arbitraryEvent, {maxLength: 60});

function expectWellFormed(state: RunState): void {
	const numbers = state.history.map(({epoch}) => epoch);
	expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
	expect(state.notices.length).toBeLessThanOrEqual(100);
	expect((state.earlierRuns ?? []).length).toBeLessThanOrEqual(8);
}

test('any events in any order give a well-formed state, which every view can show', () => {
	fc.assert(fc.property(events, list => {
		const state = replay(list);
		expectWellFormed(state);
		const json = runToStatusJson(state, 1000);
		// Nothing in it is lost in JSON: no undefined, no nan.
		const text = JSON.stringify(json);
		expect(JSON.parse(text)).toStrictEqual(json);
		for (const line of runToStatusText(state, 'zh', {now: 1000, utcOffsetMinutes: 480})) {
			expect(displayWidth(line)).toBeLessThanOrEqual(100);
		}
	}), {numRuns: 500});
});

test('a part of the state that an event leaves as it was stays the same object, so that nothing derived from it is derived again', () => {
	fc.assert(fc.property(events, list => {
		let state = initialRunState;
		for (const event of list) {
			const next = reduce(state, event);
			for (const key of ['phase', 'progress', 'devices', 'settings', 'scans', 'container', 'lastValidation', 'errors', 'notices'] as const) {
				expect(next[key] === state[key] || !isEqual(next[key], state[key]), `${key} after ${event.type}`).toBe(true);
			}

			state = next;
		}
	}), {numRuns: 500});
});

test('the state does not depend on how the events are split', () => {
	fc.assert(fc.property(events, fc.array(fc.nat(10)), (list, cuts) => {
		const store = createStore();
		let rest = list;
		for (const cut of [...cuts, list.length]) {
			store.dispatch(rest.slice(0, cut));
			rest = rest.slice(cut);
		}

		expect(store.getState()).toEqual(replay(list));
	}));
});

test('the state survives JSON, apart from nan and inf', () => {
	fc.assert(fc.property(events, list => {
		const state = replay(list);
		const plain = JSON.stringify(state, (_, value: unknown) => typeof value === 'number' && !Number.isFinite(value) ? {number: String(value)} : value);
		const back = JSON.parse(plain, (_, value: unknown) => typeof value === 'object' && value !== null && 'number' in value ? Number(value.number) : value) as RunState;
		expect(back).toEqual(state);
	}));
});

test('reducing never changes the state it was given', () => {
	fc.assert(fc.property(events, arbitraryEvent, (list, event) => {
		const state = replay(list);
		const copy = structuredClone(state);
		reduce(state, event);
		expect(state).toEqual(copy);
	}));
});

test('plain lines never throw, hold no line break and are silent when nothing happens', () => {
	fc.assert(fc.property(events, list => {
		const lines = createPlainLines('en');
		let state = initialRunState;
		const all: string[] = [];
		for (const event of list) {
			state = reduce(state, event);
			all.push(...lines.push([event], state, 1000));
		}

		all.push(...lines.end(state, 1000));
		expect(all.every(line => typeof line === 'string' && !line.includes('\n'))).toBe(true);
		expect(lines.push([], state, 1000)).toEqual([]);
	}));
});
