import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fuzzyMatch} from '../../../source/screen/palette/fuzzy-match.ts';

/** The texts that fit, best first. */
function rank(query: string, texts: readonly string[]): readonly string[] {
	return texts
		.map(text => ({text, match: fuzzyMatch(query, text)}))
		.filter(({match}) => match !== undefined)
		.toSorted((one, other) => other.match!.score - one.match!.score)
		.map(({text}) => text);
}

test.each([
	['the', ['switch theme', 'follow the log', 'theme', 'help'], ['theme', 'switch theme', 'follow the log']],
	['sl', ['show logs', 'scroll', 'save log', 'legend'], ['save log', 'show logs', 'scroll']],
	['日志', ['保存日志', '日志'], ['日志', '保存日志']],
] as const)('%s', (query, texts, ranked) => {
	expect(rank(query, texts)).toEqual(ranked);
});

test('finds letters in their order only, case and blanks aside', () => {
	expect(fuzzyMatch('SC', 'stop container')?.places).toEqual([0, 5]);
	expect(fuzzyMatch('st op', 'stop')?.places).toEqual([0, 1, 2, 3]);
	expect(fuzzyMatch('cs', 'stop container')).toBeUndefined();
	expect(fuzzyMatch('', 'x')).toEqual({score: 0, places: []});
});

test('every matched place holds the letter', () => {
	fc.assert(fc.property(fc.string({maxLength: 6}), fc.string({maxLength: 30}), (query, text) => {
		const match = fuzzyMatch(query, text);
		const wanted = query.toLowerCase().replaceAll(/\s/g, '');
		if (match !== undefined) {
			expect(match.places.map(place => text.toLowerCase()[place]).join('')).toBe([...wanted].map(letter => letter[0]).join(''));
		}
	}));
});
