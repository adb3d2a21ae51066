import {expect, test} from 'vitest';
import {
	canAskTerminal,
	detectBackground,
	detectColorDepth,
} from '../../../source/screen/theme/detect.ts';

test.each([
	['0;15', 'light'],
	['15;0', 'dark'],
	['0;default;7', 'light'],
	['15;default', undefined],
	['', undefined],
	[undefined, undefined],
])('COLORFGBG %s is %s', (value, expected) => {
	expect(detectBackground({COLORFGBG: value})).toBe(expected);
});

test.each([
	[{TERM: 'xterm-256color'}, '256'],
	[{TERM: 'xterm', COLORTERM: 'truecolor'}, '256'],
	[{TERM: 'linux'}, '16'],
	[{TERM: 'xterm-256color', NO_COLOR: '1'}, 'none'],
	[{TERM: 'dumb'}, 'none'],
])('%j shows %s colours', (environment, expected) => {
	expect(detectColorDepth(environment)).toBe(expected);
});

test('the console of Linux is not asked for its background', () => {
	expect(canAskTerminal({TERM: 'linux'})).toBe(false);
	expect(canAskTerminal({})).toBe(false);
	expect(canAskTerminal({TERM: 'screen-256color'})).toBe(true);
});
