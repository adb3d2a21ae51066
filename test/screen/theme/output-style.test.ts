import fc from 'fast-check';
import {expect, test} from 'vitest';
import {outputParameters, readStyledText} from '../../../source/screen/theme/output-style.ts';

test.each([
	['plain', [{text: 'plain'}]],
	['\u{1B}[34m\u{1B}[1mtrain: \u{1B}[0mepochs=3', [{text: 'train: ', style: {color: 4, isBold: true}}, {text: 'epochs=3'}]],
	['\u{1B}[91mred\u{1B}[39m not', [{text: 'red', style: {color: 9}}, {text: ' not'}]],
	['\u{1B}[38;5;208mo\u{1B}[m.', [{text: 'o', style: {color: 208}}, {text: '.'}]],
	['\u{1B}[38;2;255;0;0mr\u{1B}[0m', [{text: 'r', style: {color: 196}}]],
	['\u{1B}[48;5;208mback\u{1B}[0m', [{text: 'back'}]],
	['\u{1B}[38;2;1mbroken', [{text: 'broken', style: {isBold: true}}]],
	['\u{1B}[4;1mu\u{1B}[24;22mn', [{text: 'u', style: {isBold: true, isUnderlined: true}}, {text: 'n'}]],
])('%j', (styledText, expected) => {
	expect(readStyledText(styledText)).toEqual(expected);
});

test('the pieces together are the text without its sequences, whatever the parameters', () => {
	fc.assert(fc.property(fc.array(fc.tuple(fc.array(fc.integer({min: 0, max: 300}), {maxLength: 6}), fc.string({maxLength: 5})), {maxLength: 8}), parts => {
		const styled = parts.map(([parameters, text]) => `\u{1B}[${parameters.join(';')}m${text.replaceAll('\u{1B}', '')}`).join('');
		expect(readStyledText(styled).map(({text}) => text).join('')).toBe(parts.map(([, text]) => text.replaceAll('\u{1B}', '')).join(''));
	}));
});

test.each([
	[{color: 4}, 'dark', '256', '34'],
	[{color: 208, isBold: true}, 'dark', '256', '1;38;5;208'],
	[{color: 220}, 'dark', '16', '93'],
	[{color: 21}, 'dark', '16', '94'],
	[{color: 11}, 'light', '256', '33'],
	[{color: 15}, 'light', '256', '30'],
	[{color: 0}, 'dark', '256', '90'],
	[{color: 1, isBold: true}, 'dark', 'none', '1'],
	[{color: 1}, 'dark', 'none', ''],
] as const)('%j on %s with %s colours', (style, theme, depth, parameters) => {
	expect(outputParameters(style, theme, depth)).toBe(parameters);
});
