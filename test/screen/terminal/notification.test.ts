import {expect, test} from 'vitest';
import {notifySequence} from '../../../source/screen/terminal/notification.ts';

const told = {title: 'yolo', text: 'finished; 3 epochs'};

test.each([
	['off', {notification: 'osc9'}, ''],
	['bell', {notification: 'osc9'}, '\u{7}'],
	['desktop', {}, '\u{7}'],
	['desktop', {notification: 'osc9'}, '\u{1B}]9;yolo: finished; 3 epochs\u{7}\u{7}'],
	['desktop', {notification: 'osc777'}, '\u{1B}]777;notify;yolo;finished, 3 epochs\u{7}\u{7}'],
	['desktop', {notification: 'osc9', multiplexer: 'tmux'}, '\u{1B}Ptmux;\u{1B}\u{1B}]9;yolo: finished; 3 epochs\u{7}\u{1B}\\\u{7}'],
] as const)('%s for %j', (choice, kind, expected) => {
	expect(notifySequence(told, choice, kind)).toBe(expected);
});

test('behind a multiplexer that hides the terminal both kinds are tried', () => {
	const sequence = notifySequence(told, 'desktop', {multiplexer: 'tmux'});
	expect(sequence).toContain(']9;');
	expect(sequence).toContain(']777;');
});

test('no control character of a name gets into the sequence', () => {
	expect(notifySequence({title: 'a\u{7}\u{1B}]0;x', text: 'b\u{9C}\n'}, 'desktop', {notification: 'osc9'})).toBe('\u{1B}]9;a]0;x: b \u{7}\u{7}');
});
