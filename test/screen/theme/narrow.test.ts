import {expect, test} from 'vitest';
import {displayWidth} from '../../../source/format/display-width.ts';
import {narrowGlyphs, narrowText} from '../../../source/screen/theme/narrow.ts';
import {drawSampleScreen} from '../fixtures/sample-screen.ts';
import {plain} from '../sizes.ts';

/** Columns in a terminal that draws characters of open width in two. */
const wideWidth = (text: string) => displayWidth(text, {ambiguousIsNarrow: false});

test.each([
	['plain', 'plain'],
	['“a” – b…', '"a" - b~'],
	['68 °C · 22 W', '68  C . 22 W'],
	['训练 → 验证', '训练 > 验证'],
	['Δ', '?'],
	['✓', '✓'],
])('%s becomes %s', (text, expected) => {
	expect(narrowText(text)).toBe(expected);
	expect(displayWidth(expected)).toBe(displayWidth(text));
});

test('every glyph is narrow everywhere', () => {
	const leaves = (value: unknown): readonly string[] => typeof value === 'string' ? [value] : Object.values(value as Record<string, unknown>).flatMap(piece => leaves(piece));
	for (const glyph of leaves(narrowGlyphs())) {
		expect([glyph, wideWidth(glyph)]).toEqual([glyph, 1]);
	}
});

test.each([
	['overview', 'en', 120, 36],
	['overview', 'zh', 120, 36],
	['charts', 'zh', 120, 36],
	['logs', 'en', 80, 24],
	['resources', 'zh', 80, 24],
	['runs', 'zh', 120, 36],
	['overview', 'zh', 40, 10],
] as const)('the screen %s in %s at %dx%d is exactly as wide as such a terminal', (screen, language, columns, rows) => {
	for (const state of ['training', 'failed'] as const) {
		for (const line of drawSampleScreen({
			state, columns, rows, language, isWide: true, ui: {screen},
		})) {
			expect(wideWidth(plain(line)), line).toBe(columns);
		}
	}
});
