import {setImmediate as nextTurn} from 'node:timers/promises';
import {expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import {createCurrentLine} from '../../source/feed/current-line.ts';
import {createSignal} from '../../source/feed/waiting.ts';

const bar: RunEvent = {
	type: 'epoch-progressed', progress: {
		epoch: 1, epochs: 3, epochLabel: '0/2', batchIndex: 1, batchesPerEpoch: 8, losses: {},
	},
};

/** A wait for the current line; `arrive` brings what the line says. */
function open(isTraining: boolean) {
	const changed = createSignal();
	let note: ((event: RunEvent) => void) | undefined;
	let coming: RunEvent | undefined;
	let isOver = false;
	const line = createCurrentLine({
		live: {changed},
		output: {
			signs: {isTraining: () => isTraining, isAny: () => isTraining},
			listen(listener) {
				note = listener;
			},
			pipeline: {
				flush() {
					if (coming !== undefined) {
						note!(coming);
					}
				},
			} as never,
		},
	});
	void line.wait(new AbortController().signal).then(() => {
		isOver = true;
	});
	return {
		arrive(event?: RunEvent) {
			coming = event;
			changed.raise();
		},
		async isOver() {
			await nextTurn();
			await nextTurn();
			return isOver;
		},
	};
}

test('a bar is waited for until it comes, and no longer', async () => {
	const line = open(true);
	expect(await line.isOver()).toBe(false);
	line.arrive(bar);
	expect(await line.isOver()).toBe(true);
});

test('what is no bar may be a part of what is printed', async () => {
	const line = open(true);
	line.arrive();
	expect(await line.isOver()).toBe(false);
});
