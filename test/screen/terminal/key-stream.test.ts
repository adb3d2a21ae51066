import {Buffer} from 'node:buffer';
import {PassThrough} from 'node:stream';
import type tty from 'node:tty';
import {expect, test} from 'vitest';
import {createKeyStream} from '../../../source/screen/terminal/key-stream.ts';

function openKeys() {
	const terminal = new PassThrough();
	const mouse: unknown[] = [];
	const keys = createKeyStream(terminal as unknown as tty.ReadStream, {
		onMouse(event) {
			mouse.push(event);
		},
	});
	return {terminal, mouse, keys};
}

test('a character whose bytes come in two chunks is one character, and a report of the mouse is no key', () => {
	const {terminal, mouse, keys} = openKeys();
	const bytes = Buffer.from('a字\u{1B}[<0;3;4Mb');
	terminal.write(bytes.subarray(0, 2));
	terminal.write(bytes.subarray(2));
	expect(keys.input.read()).toBe('a字b');
	expect(mouse).toEqual([{kind: 'press', column: 2, row: 3}]);
	keys.close();
});

test('text that is decoded already is not encoded and decoded again', () => {
	const {terminal, keys} = openKeys();
	// Half a pair: only bytes cannot hold it.
	terminal.emit('data', '\u{D83D}');
	expect(keys.input.read()).toBe('\u{D83D}');
	keys.close();
});
