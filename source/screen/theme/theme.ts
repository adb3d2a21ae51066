import {
	colorblindDark,
	colorblindLight,
	colorless,
	dark,
	highContrastDark,
	highContrastLight,
	light,
	sixteenDark,
	sixteenLight,
	type Palette,
} from './palettes.ts';

/** Every theme, in the order in which the key goes through them. `auto` follows the background of the terminal. */
export const themeNames = ['auto', 'dark', 'light', 'high-contrast', 'colorblind', 'sixteen'] as const;

export type ThemeName = typeof themeNames[number];

/** What the terminal shows behind the text. */
export type Background = 'dark' | 'light';

/** How many colours the terminal shows: none at all, the sixteen named ones, or the palette of 256. */
export type ColorDepth = 'none' | '16' | '256';

/** THE table of themes. */
const palettes: Readonly<Record<ThemeName, (background: Background) => Palette>> = {
	auto: background => background === 'light' ? light : dark,
	dark: () => dark,
	light: () => light,
	'high-contrast': background => background === 'light' ? highContrastLight : highContrastDark,
	colorblind: background => background === 'light' ? colorblindLight : colorblindDark,
	sixteen: background => background === 'light' ? sixteenLight : sixteenDark,
};

/** The palette for a theme on a background at a colour depth. */
export function choosePalette(theme: ThemeName, background: Background, depth: ColorDepth): Palette {
	switch (depth) {
		case 'none': {
			return colorless;
		}

		case '16': {
			const isLight = theme === 'light' || (theme !== 'dark' && background === 'light');
			return isLight ? sixteenLight : sixteenDark;
		}

		case '256': {
			return palettes[theme](background);
		}
	}
}

/** The theme after this one. */
export function nextTheme(theme: ThemeName): ThemeName {
	return themeNames[(themeNames.indexOf(theme) + 1) % themeNames.length]!;
}
