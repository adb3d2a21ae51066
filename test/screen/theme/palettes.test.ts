import {describe, expect, test} from 'vitest';
import {
	choosePalette,
	nextTheme,
	themeNames,
	type Background,
	type ThemeName,
} from '../../../source/screen/theme/theme.ts';
import type {Token} from '../../../source/screen/theme/token.ts';

/** Red, green and blue, 0 to 255 each. */
type Rgb = readonly [number, number, number];

/** Text that must be read. The others are lines and unfilled parts of bars. */
const decoration: ReadonlySet<Token> = new Set(['border', 'barRest', 'bar']);

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

/** The colours of SGR parameters; undefined where the terminal's own colour stays. */
function colorsOf(parameters: string, named: readonly string[]): {readonly front?: Rgb; readonly back?: Rgb} {
	const front = /(?:^|;)38;5;(\d+)/.exec(parameters)?.[1];
	const back = /(?:^|;)48;5;(\d+)/.exec(parameters)?.[1];
	const plain = parameters.replaceAll(/[34]8;5;\d+/g, '').split(';').map(Number);
	const frontName = plain.find(code => (code >= 30 && code <= 37) || (code >= 90 && code <= 97));
	const backName = plain.find(code => (code >= 40 && code <= 47) || (code >= 100 && code <= 107));
	const nameToColor = (code: number) => hexColor(named[code % 10 + (code >= 90 ? 8 : 0)]!);
	const frontColor = front === undefined ? (frontName === undefined ? undefined : nameToColor(frontName)) : cubeColor(Number(front));
	const backColor = back === undefined ? (backName === undefined ? undefined : nameToColor(backName)) : cubeColor(Number(back));
	return {...(frontColor && {front: frontColor}), ...(backColor && {back: backColor})};
}

/** Backgrounds that people have: black and the usual dark greys, white and the usual light ones. */
const backgrounds: Readonly<Record<Background, readonly string[]>> = {
	dark: ['000000', '16181d', '1e1e1e', '282c34'],
	light: ['ffffff', 'fafafa', 'f6f8fa'],
};

/** Normal text needs 4.5, enhanced contrast 7. Source: WCAG 2.2, success criteria 1.4.3 and 1.4.6. */
function leastContrast(theme: ThemeName): number {
	return theme === 'high-contrast' ? 7 : 4.5;
}

const themes = themeNames.flatMap((theme): ReadonlyArray<readonly [ThemeName, Background]> => theme === 'dark' || theme === 'light' ? [[theme, theme]] : [[theme, 'dark'], [theme, 'light']]);

describe.each(themes)('the theme %s on a %s background', (theme, background) => {
	test('has enough contrast for every text', () => {
		const isNamed = theme === 'sixteen';
		const palette = choosePalette(theme, background, '256');
		// The sixteen colours are held to plain black and white: the others are the terminal's own choice too.
		const behinds = isNamed ? backgrounds[background].slice(0, 1) : backgrounds[background];
		for (const named of Object.values(sixteen)) {
			for (const [token, parameters] of Object.entries(palette) as ReadonlyArray<[Token, string]>) {
				const {front, back} = colorsOf(parameters, named);
				for (const behind of front === undefined || decoration.has(token) ? [] : behinds) {
					expect(contrast(front!, back ?? hexColor(behind)), `${token} ${parameters} on ${behind}`).toBeGreaterThanOrEqual(leastContrast(theme));
				}
			}
		}
	});

	test('tells good, warning and bad apart', () => {
		const {good, warning, bad} = choosePalette(theme, background, '256');
		expect(new Set([good, warning, bad]).size).toBe(3);
	});

	test('has six colours for curves, four of them different in any case', () => {
		const palette = choosePalette(theme, background, '256');
		const colors = (['series1', 'series2', 'series3', 'series4', 'series5', 'series6'] as const).map(token => palette[token]);
		expect(new Set(colors).size).toBeGreaterThanOrEqual(theme === 'sixteen' ? 4 : 6);
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
		const palette = choosePalette('colorblind', background, '256');
		const seen = (['series1', 'series2', 'series3', 'series4'] as const).map(token => dichromat(colorsOf(palette[token], sixteen.xterm!).front!, kind));
		for (const [index, one] of seen.entries()) {
			for (const other of seen.slice(index + 1)) {
				expect(Math.hypot(...one.map((part, place) => part - other[place]!)), `${String(one)} and ${String(other)} on ${background}`).toBeGreaterThan(30);
			}
		}
	}
});

test('the key goes through all themes', () => {
	let theme: ThemeName = 'auto';
	const seen: ThemeName[] = [];
	do {
		seen.push(theme);
		theme = nextTheme(theme);
	} while (theme !== 'auto');

	expect(seen).toEqual(themeNames);
});

test('without colours nothing but bold and reverse is left', () => {
	for (const theme of themeNames) {
		for (const parameters of Object.values(choosePalette(theme, 'dark', 'none'))) {
			expect(parameters).toMatch(/^[17]?$/);
		}
	}
});
