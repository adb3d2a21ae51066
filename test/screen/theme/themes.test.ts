import {describe, expect, test} from 'vitest';
import {createLook, inChosenRow} from '../../../source/screen/theme/look.ts';
import {
	chooseTheme,
	nextTheme,
	themeNames,
	themes,
	type Background,
	type ThemeName,
} from '../../../source/screen/theme/theme.ts';
import {graphicTokens, tokens, type Token} from '../../../source/screen/theme/token.ts';

/** Red, green and blue, 0 to 255 each. */
type Rgb = readonly [number, number, number];

const cubeSteps = [0, 95, 135, 175, 215, 255];

/** Source: xterm's default palette from 16 on. */
function cubeColor(index: number): Rgb {
	if (index >= 232) {
		const grey = 8 + ((index - 232) * 10);
		return [grey, grey, grey];
	}

	const place = index - 16;
	return [cubeSteps[Math.floor(place / 36)]!, cubeSteps[Math.floor(place / 6) % 6]!, cubeSteps[place % 6]!];
}

/** The sixteen colours of two very different terminals. Source: XTerm-col.ad of xterm; the VGA text mode palette. */
const sixteen: Readonly<Record<string, readonly string[]>> = {
	xterm: ['000000', 'cd0000', '00cd00', 'cdcd00', '0000ee', 'cd00cd', '00cdcd', 'e5e5e5', '7f7f7f', 'ff0000', '00ff00', 'ffff00', '5c5cff', 'ff00ff', '00ffff', 'ffffff'],
	vga: ['000000', 'aa0000', '00aa00', 'aa5500', '0000aa', 'aa00aa', '00aaaa', 'aaaaaa', '555555', 'ff5555', '55ff55', 'ffff55', '5555ff', 'ff55ff', '55ffff', 'ffffff'],
};

function hexColor(hex: string): Rgb {
	return [0, 2, 4].map(start => Number.parseInt(hex.slice(start, start + 2), 16)) as unknown as Rgb;
}

/** Source: WCAG 2.2, relative luminance and contrast ratio. */
function luminance(color: Rgb): number {
	const [red, green, blue] = color.map(part => part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4) as [number, number, number];
	return (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);
}

function contrast(one: Rgb, other: Rgb): number {
	const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

/** A colour of the palette, where the first sixteen are those of a terminal. */
function colorOf(index: number, named: readonly string[]): Rgb {
	return index < 16 ? hexColor(named[index]!) : cubeColor(index);
}

/** Backgrounds that people have: black and the usual dark greys, white and the usual light ones. */
const backgrounds: Readonly<Record<Background, readonly string[]>> = {
	dark: ['000000', '16181d', '1e1e1e', '282c34'],
	light: ['ffffff', 'fafafa', 'f6f8fa'],
};

/** Normal text needs 4.5, enhanced contrast 7. Source: WCAG 2.2, success criteria 1.4.3 and 1.4.6. */
const leastContrast = (name: string): number => name.startsWith('high-contrast') ? 7 : 4.5;

const textTokens = tokens.filter(token => !graphicTokens.has(token));

describe.each(Object.entries(themes))('the theme %s', (name, theme) => {
	const behinds = backgrounds[theme.background];

	test('has enough contrast for every text, on the background and in a chosen row', () => {
		// The sixteen colours are held to plain black and white: the others are the terminal's own choice too.
		const held = name.startsWith('sixteen') ? behinds.slice(0, 1) : behinds;
		const {behind: chosen, color: ofChosen} = theme.roles.chosen;
		for (const named of Object.values(sixteen)) {
			for (const token of textTokens) {
				const {color, behind} = theme.roles[token];
				for (const screen of color === undefined ? [] : held) {
					expect(contrast(colorOf(color!, named), behind === undefined ? hexColor(screen) : colorOf(behind, named)), `${token} ${color} on ${screen}`).toBeGreaterThanOrEqual(leastContrast(name));
				}

				const {color: inRow} = theme.roles[inChosenRow(token)];
				if (inRow !== undefined && behind === undefined && chosen !== undefined && ofChosen === undefined) {
					expect(contrast(colorOf(inRow, named), colorOf(chosen, named)), `${token} ${inRow} in a chosen row`).toBeGreaterThanOrEqual(4.5);
				}
			}
		}
	});

	test('shows what is drawn and not read, and the line of a curve above its area', () => {
		for (const token of name.startsWith('sixteen') ? [] : ['previous', 'run2'] as const) {
			const {color} = theme.roles[token];
			for (const screen of color === undefined ? [] : [theme.background === 'light' ? 'ffffff' : '16181d']) {
				// Source: WCAG 2.2, success criterion 1.4.11.
				expect(contrast(colorOf(color!, sixteen.xterm!), hexColor(screen)), `${token} ${color}`).toBeGreaterThanOrEqual(name === 'night-shift' ? 2.5 : 3);
			}
		}

		for (const [token, ramp] of Object.entries(theme.ramps) as ReadonlyArray<[Token, readonly number[]]>) {
			for (const shade of ramp) {
				expect(contrast(colorOf(theme.roles[token].color!, sixteen.xterm!), cubeColor(shade)), `${token} on ${shade}`).toBeGreaterThanOrEqual(1.4);
			}
		}
	});

	test('tells good, warning and bad apart, and a verdict from a subject', () => {
		const {good, warning, bad, quality1, loss1, machine1, run1} = theme.roles;
		if (name === 'colorless') {
			return;
		}

		expect(new Set([good.color, warning.color, bad.color]).size).toBe(3);
		const subjects = [quality1, loss1, machine1, run1].map(({color}) => color);
		expect(new Set(subjects).size).toBeGreaterThanOrEqual(name === 'sixteen-light' ? 3 : 4);
		if (name === 'dark' || name === 'light') {
			expect(subjects.filter(color => [good.color, warning.color, bad.color].includes(color))).toEqual([]);
		}
	});
});

/** How a colour looks without cones for red or for green. Source: Viénot, Brettel and Mollon, 1999, in linear light. */
function dichromat(color: Rgb, kind: 'protan' | 'deutan'): Rgb {
	const [red, green, blue] = color.map(part => part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4) as [number, number, number];
	const matrix = kind === 'protan' ? [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]] : [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]];
	return matrix.map(([r, g, b]) => 255 * Math.max(0, (r! * red) + (g! * green) + (b! * blue)) ** (1 / 2.2)) as unknown as Rgb;
}

test.each(['protan', 'deutan'] as const)('the colour-blind safe curves stay apart for %s eyes', kind => {
	for (const background of ['dark', 'light'] as const) {
		const {roles} = themes[`colorblind-${background}`];
		const seen = (['quality1', 'loss1', 'machine1', 'run1'] as const).map(token => dichromat(colorOf(roles[token].color!, sixteen.xterm!), kind));
		for (const [index, one] of seen.entries()) {
			for (const other of seen.slice(index + 1)) {
				expect(Math.hypot(...one.map((part, place) => part - other[place]!)), `${String(one)} and ${String(other)} on ${background}`).toBeGreaterThan(30);
			}
		}
	}
});

test.each([false, true])('the key goes through all themes, an own one among them: %s', hasOwn => {
	let theme: ThemeName = 'auto';
	const seen: ThemeName[] = [];
	do {
		seen.push(theme);
		theme = nextTheme(theme, hasOwn);
	} while (theme !== 'auto');

	expect(seen).toEqual([...themeNames, ...hasOwn ? ['own'] : []]);
});

test.each(themeNames)('without colours nothing but bold and reverse is left of %s', theme => {
	const look = createLook({theme, depth: 'none', isAscii: false});
	for (const token of tokens) {
		expect(look.paint(token, 'x')).toMatch(/^(?:\u{1B}\[[17]m)?x/u);
		expect(look.shadeCount(token)).toBe(0);
	}
});

test.each([
	['auto', 'light', '16', 'sixteen-light'],
	['light', 'dark', '16', 'sixteen-light'],
	['dark', 'light', '16', 'sixteen-dark'],
	['sixteen', 'light', '256', 'sixteen-light'],
	['auto', 'light', '256', 'light'],
	['colorblind', 'light', '256', 'colorblind-light'],
	['paper', 'dark', '256', 'paper'],
	['paper', 'dark', '16', 'sixteen-light'],
	['vest', 'light', 'none', 'colorless'],
] as const)('%s on a %s background with %s colours is %s', (name, background, depth, expected) => {
	expect(chooseTheme(name, background, depth, undefined)).toBe(themes[expected]);
});

test('with 24-bit colours an area has eight shades between those of the palette, and nothing else changes', () => {
	const plain = createLook({theme: 'dark', depth: '256', isAscii: false});
	const fine = createLook({
		theme: 'dark', depth: '256', isAscii: false, isTrueColor: true,
	});
	expect([plain.shadeCount('quality1'), fine.shadeCount('quality1')]).toEqual([3, 8]);
	// 24 is 0, 95, 135 and 38 is 0, 175, 215.
	expect([fine.paintShade('quality1', 0, 'x'), fine.paintShade('quality1', 7, 'x')]).toEqual(['\u{1B}[38;2;0;95;135mx\u{1B}[0m', '\u{1B}[38;2;0;175;215mx\u{1B}[0m']);
	expect(fine.paint('quality1', 'x')).toBe(plain.paint('quality1', 'x'));
	expect(createLook({
		theme: 'dark', depth: '16', isAscii: false, isTrueColor: true,
	}).shadeCount('quality1')).toBe(0);
	expect(createLook({
		theme: 'high-contrast', depth: '256', isAscii: false, isTrueColor: true,
	}).shadeCount('quality1')).toBe(1);
});

test('a chosen row keeps its colours on its background, or has one colour where the theme says so', () => {
	const paints = (theme: ThemeName, depth: '256' | 'none', token: Token = 'good') => createLook({theme, depth, isAscii: false}).chosen.paint(token, 'x');
	expect(paints('dark', '256', 'tab')).toBe('\u{1B}[1;38;5;16;48;5;117mx\u{1B}[0m');
	expect(paints('dark', '256', 'dim')).toBe('\u{1B}[38;5;250;48;5;236mx\u{1B}[0m');
	expect(paints('dark', '256')).toBe('\u{1B}[38;5;114;48;5;236mx\u{1B}[0m');
	expect(paints('sixteen', '256')).toBe('\u{1B}[30;46mx\u{1B}[0m');
	expect(paints('dark', 'none')).toBe('\u{1B}[7mx\u{1B}[0m');
});
