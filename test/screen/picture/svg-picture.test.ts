import {expect, test} from 'vitest';
import {darkPicture, drawPicture, paintedToRuns} from '../../../source/screen/picture/svg-picture.ts';

test('reads a painted line into cells with their columns, colours and weight', () => {
	expect(paintedToRuns('a \u{1B}[1;38;5;117m类b\u{1B}[0m', darkPicture)).toEqual([
		{
			text: ['a'], columns: [0], fill: darkPicture.foreground, isBold: false,
		},
		{
			text: ['类', 'b'], columns: [2, 4], fill: '#87d7ff', isBold: true,
		},
	]);
});

test('gives each character one place, whatever it is made of', () => {
	for (const {text, columns} of paintedToRuns('e\u{301}👩‍👩‍👧x', darkPicture)) {
		expect([...text.join('')]).toHaveLength(columns.length);
	}
});

test('escapes what XML would take as its own', () => {
	const svg = drawPicture([paintedToRuns('<a&b>', darkPicture)], 5, darkPicture);
	expect(svg).toContain('&lt;a&amp;b&gt;');
	expect(svg).toMatch(/^<svg [^>]*width="70" height="44"/);
	expect(svg.endsWith('</svg>\n')).toBe(true);
});
