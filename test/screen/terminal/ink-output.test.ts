import {expect, test} from 'vitest';
import {createInkOutput} from '../../../source/screen/terminal/ink-output.ts';

test('hands on frames, and takes a mode that Ink switches for none', () => {
	const frames: string[] = [];
	const output = createInkOutput(text => {
		frames.push(text);
	}, () => ({columns: 60, rows: 4}));
	output.write('\u{1B}[?2004h');
	output.write('');
	output.write('one\ntwo');
	expect(frames).toEqual(['one\ntwo']);
	expect([output.isTTY, output.columns, output.rows]).toEqual([true, 60, 4]);
});
