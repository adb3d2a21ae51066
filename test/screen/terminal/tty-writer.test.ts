import {Buffer} from 'node:buffer';
import {expect, test, vi} from 'vitest';
import {createTtyWriter} from '../../../source/screen/terminal/tty-writer.ts';

/** A terminal that takes so many bytes and then none until it is given room. */
function openWriter(room: number) {
	const state = {
		room, text: '', drains: 0, gone: undefined as Error | undefined, failure: undefined as string | undefined,
	};
	const writer = createTtyWriter({
		onDrain() {
			state.drains++;
		},
		onGone(error) {
			state.gone = error;
		},
		openFile: () => ({fd: -1, isOwn: false}),
		writeFile(_fd, bytes) {
			if (state.failure !== undefined || state.room === 0) {
				throw Object.assign(new Error('no'), {code: state.failure ?? 'EAGAIN'});
			}

			const taken = Buffer.from(bytes).subarray(0, state.room);
			state.room -= taken.length;
			state.text += taken.toString();
			return taken.length;
		},
	});
	return {state, writer};
}

test('a terminal that takes everything leaves the writer idle', () => {
	const {state, writer} = openWriter(100);
	writer.write('hello');
	expect(state.text).toBe('hello');
	expect(writer.isIdle()).toBe(true);
});

test('what a stopped terminal does not take is sent later, in order and once', async () => {
	const {state, writer} = openWriter(3);
	writer.write('hello');
	expect(state.text).toBe('hel');
	expect(writer.isIdle()).toBe(false);
	writer.write('lost, because the caller did not wait');
	state.room = 100;
	await vi.waitFor(() => {
		expect(state.drains).toBe(1);
	});
	expect(state.text).toBe('hello');
	expect(writer.isIdle()).toBe(true);
});

test('the way out goes ahead of a held-up frame and gives up after its deadline', () => {
	const {state, writer} = openWriter(3);
	writer.write('hello');
	const start = performance.now();
	writer.writeNow('bye', 40);
	expect(performance.now() - start).toBeLessThan(1000);
	expect(state.text).toBe('hel');
	state.room = 100;
	writer.writeNow('bye', 40);
	expect(state.text).toBe('helbye');
	writer.close();
});

test('a terminal that is gone is told once, and nothing is written any more', () => {
	const {state, writer} = openWriter(100);
	state.failure = 'EIO';
	writer.write('hello');
	expect(state.gone).toBeInstanceOf(Error);
	state.failure = undefined;
	writer.write('again');
	writer.writeNow('bye', 10);
	expect(state.text).toBe('');
	expect(writer.isIdle()).toBe(false);
});
