import xterm from '@xterm/headless';
import {expect, test} from 'vitest';
import {createFrameSink} from '../../../source/screen/terminal/frame-sink.ts';

/** A terminal that can be held up, and the sink that writes to it. */
function openSink(columns = 12, rows = 3) {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const writes: string[] = [];
	let isIdle = true;
	const sink = createFrameSink({
		isIdle: () => isIdle,
		write(text) {
			writes.push(text);
		},
	}, {columns, rows});
	return {
		sink,
		writes,
		hold(isHeld: boolean) {
			isIdle = !isHeld;
		},
		async screen() {
			const text = writes.join('');
			await new Promise<void>(resolve => {
				terminal.reset();
				terminal.write(text, resolve);
			});
			return Array.from({length: rows}, (_, row) => terminal.buffer.active.getLine(row)!.translateToString(true));
		},
	};
}

test('sends only lines that changed', async () => {
	const {sink, writes, screen} = openSink();
	sink.frame(['one', 'two', 'three']);
	sink.frame(['one', '2', 'three']);
	expect(writes).toHaveLength(2);
	expect(writes[1]).toContain('2');
	expect(writes[1]).not.toContain('one');
	expect(await screen()).toEqual(['one', '2', 'three']);
});

test('sends nothing for the same frame', () => {
	const {sink, writes} = openSink();
	sink.frame(['one']);
	sink.frame(['one']);
	expect(writes).toHaveLength(1);
});

test('a line of full width keeps its last character, a shorter one clears the rest', async () => {
	const {sink, screen} = openSink(8, 2);
	sink.frame(['12345678', '没有反光']);
	expect(await screen()).toEqual(['12345678', '没有反光']);
	sink.frame(['1', '\u{1B}[31m没\u{1B}[0m']);
	expect(await screen()).toEqual(['1', '没']);
});

test('while the terminal holds up a frame, only the newest of the later ones is sent', async () => {
	const {sink, writes, hold, screen} = openSink();
	sink.frame(['first']);
	hold(true);
	for (let index = 0; index < 1000; index++) {
		sink.frame([`frame ${index}`]);
	}

	expect(writes).toHaveLength(1);
	hold(false);
	sink.flush();
	expect(writes).toHaveLength(2);
	expect(await screen()).toEqual(['frame 999', '', '']);
});

test('after a new size or an invalidation everything is sent again', () => {
	const {sink, writes} = openSink();
	sink.frame(['one', 'two', 'three']);
	sink.invalidate();
	sink.flush();
	expect(writes[1]).toContain('one');
	sink.resize(12, 2);
	sink.frame(['one', 'two', 'three']);
	expect(writes[2]).toContain('two');
	expect(writes[2]).not.toContain('three');
});

test('paused, it sends nothing, and afterwards what is wanted by then', () => {
	const {sink, writes} = openSink();
	sink.setPaused(true);
	sink.frame(['one']);
	expect(writes).toEqual([]);
	sink.setPaused(false);
	sink.flush();
	expect(writes).toHaveLength(1);
	expect(writes[0]).toContain('one');
});
