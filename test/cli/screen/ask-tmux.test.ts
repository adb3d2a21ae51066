import {expect, test} from 'vitest';
import {readTmuxAnswer} from '../../../source/cli/screen/ask-tmux.ts';

test.each([
	['tmux 3.3 that passes on', 'bpaste,RGB,title\tkitty(0.32.2)\t1\t1\n', true, true],
	['tmux 3.4 that passes on what is visible', 'RGB\tkitty(0.32.2)\ton\t1\n', true, true],
	['tmux 3.4 that passes on everything', 'RGB\tkitty(0.32.2)\tall\t1\n', true, true],
	['tmux 3.3 that does not', 'RGB\tkitty(0.32.2)\t0\t1\n', true, false],
	['tmux 3.4 that does not', 'RGB\tkitty(0.32.2)\toff\t1\n', true, false],
	['an older tmux, which does not know the question', 'RGB\t\t\t1\n', true, false],
	['two terminals, of which the other one may be of another kind', 'RGB\tkitty(0.32.2)\ton\t2\n', true, false],
	['colours that do not arrive as they are', 'bpaste,256\tkitty(0.32.2)\ton\t1\n', false, false],
	['no terminal', '\t\ton\t0\n', false, false],
	['no answer', '', false, false],
])('%s', (_, text, isTrueColor, isPassedOn) => {
	expect(readTmuxAnswer(text)).toMatchObject({isTrueColor, graphics: {isPassedOn}});
});

test('the name of the terminal is what tmux has heard of it', () => {
	expect(readTmuxAnswer('RGB\tghostty 1.1.0\ton\t1\n').graphics.name).toBe('ghostty 1.1.0');
});
