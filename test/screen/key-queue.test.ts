import {setImmediate as turn} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {createKeyQueue, type KeyQueue} from '../../source/screen/key-queue.ts';

/** An action that asks something, and is only over some promises after the answer. */
function createAction() {
	let isBusy = false;
	const answered = Promise.withResolvers<void>();

	async function ask(): Promise<void> {
		isBusy = true;
		try {
			await (async () => answered.promise)();
		} finally {
			isBusy = false;
		}
	}

	void ask();
	return {
		isBusy: () => isBusy,
		answer() {
			answered.resolve();
		},
	};
}

const press = (queue: KeyQueue, keys: string) => {
	for (const key of keys) {
		queue.push({kind: 'key', key});
	}
};

test('keys that were typed ahead of an answer find its action over, in their order, pastes among them', async () => {
	const action = createAction();
	const seen: string[] = [];
	const queue = createKeyQueue(typed => {
		seen.push(`${typed.kind === 'key' ? typed.key : typed.text} ${action.isBusy() ? 'busy' : 'free'}`);
		if (typed.kind === 'key' && typed.key === 'n') {
			action.answer();
			return true;
		}

		return false;
	});
	press(queue, 'jnab');
	queue.push({kind: 'paste', text: 'text'});
	press(queue, 'c');
	expect(seen).toEqual(['j busy', 'n busy']);
	await turn();
	expect(seen).toEqual(['j busy', 'n busy', 'a free', 'b free', 'text free', 'c free']);
	press(queue, 'd');
	expect(seen.at(-1)).toBe('d free');
});

test('what comes while another program has the terminal waits until who lent it has gone on', async () => {
	let isOver = false;
	const work = Promise.withResolvers<void>();
	const seen: boolean[] = [];
	const queue = createKeyQueue(() => {
		seen.push(isOver);
		return false;
	});
	const lent = (async () => {
		await queue.during(async () => work.promise);
		isOver = true;
	})();
	press(queue, 'a');
	work.resolve();
	// As the terminal does when it is read again: before any promise goes on.
	press(queue, 'b');
	expect(seen).toEqual([]);
	await lent;
	await turn();
	expect(seen).toEqual([true, true]);
});

test('nothing is handed on after the screen is left', async () => {
	const seen: string[] = [];
	const queue = createKeyQueue(typed => {
		seen.push(typed.kind);
		return true;
	});
	press(queue, 'ab');
	queue.close();
	await turn();
	press(queue, 'c');
	expect(seen).toEqual(['key']);
});
