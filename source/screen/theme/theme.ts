import {readTheme, type Background, type Theme} from './read-theme.ts';
import colorblindDark from './themes/colorblind-dark.yaml';
import colorblindLight from './themes/colorblind-light.yaml';
import colorless from './themes/colorless.yaml';
import dark from './themes/dark.yaml';
import highContrastDark from './themes/high-contrast-dark.yaml';
import highContrastLight from './themes/high-contrast-light.yaml';
import light from './themes/light.yaml';
import nightShift from './themes/night-shift.yaml';
import paper from './themes/paper.yaml';
import sixteenDark from './themes/sixteen-dark.yaml';
import sixteenLight from './themes/sixteen-light.yaml';
import vest from './themes/vest.yaml';

export type {Background, Theme} from './read-theme.ts';

/** Every theme of the program, in the order in which the key goes through them. `auto` follows the background of the terminal. */
export const themeNames = ['auto', 'dark', 'light', 'high-contrast', 'colorblind', 'sixteen', 'vest', 'night-shift', 'paper'] as const;

/** `own` is the one that a person has written into a file. */
export type ThemeName = typeof themeNames[number] | 'own';

/** How many colours the terminal shows: none at all, the sixteen named ones, or the palette of 256. */
export type ColorDepth = 'none' | '16' | '256';

/*
The palette of 256 rather than 24-bit colour: tmux without RGB overrides turns 24-bit colours into wrong ones. The test of the
themes holds the colour of each text to the contrast of WCAG against the backgrounds that it is made for.
*/
const contents = {
	dark, light, 'high-contrast-dark': highContrastDark, 'high-contrast-light': highContrastLight, 'colorblind-dark': colorblindDark, 'colorblind-light': colorblindLight, 'sixteen-dark': sixteenDark, 'sixteen-light': sixteenLight, colorless, vest, 'night-shift': nightShift, paper,
} as const;

/** What a theme file may extend: the themes of the program under the names of their files. */
export const themes: Readonly<Record<keyof typeof contents, Theme>> = readAll();

function readAll(): Readonly<Record<keyof typeof contents, Theme>> {
	const read: Record<string, Theme> = {};
	// In their order: those that are extended come first.
	for (const [name, content] of Object.entries(contents)) {
		read[name] = readTheme(content, `${name}.yaml`, read);
	}

	return read as Record<keyof typeof contents, Theme>;
}

/** The theme to draw with on a background at a colour depth. */
export function chooseTheme(name: ThemeName, background: Background, depth: ColorDepth, own: Theme | undefined): Theme {
	if (depth === 'none') {
		return themes.colorless;
	}

	const chosen = themeOf(name, background, own);
	return depth === '16' || name === 'sixteen' ? themes[`sixteen-${chosen.background}`] : chosen;
}

function themeOf(name: ThemeName, background: Background, own: Theme | undefined): Theme {
	switch (name) {
		case 'auto':
		case 'sixteen': {
			return themes[background];
		}

		case 'own': {
			return own ?? themes[background];
		}

		case 'high-contrast':
		case 'colorblind': {
			return themes[`${name}-${background}`];
		}

		case 'dark':
		case 'light':
		case 'vest':
		case 'night-shift':
		case 'paper': {
			return themes[name];
		}
	}
}

/** The theme after this one. */
export function nextTheme(theme: ThemeName, hasOwn = false): ThemeName {
	const names: readonly ThemeName[] = hasOwn ? [...themeNames, 'own'] : themeNames;
	return names[(names.indexOf(theme) + 1) % names.length]!;
}
