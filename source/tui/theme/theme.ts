/** What a piece of text means; drawing code names meanings, never colours. */
export type Token =
	| 'text' | 'strong' | 'dim' | 'label' | 'title' | 'border' | 'focus'
	| 'accent' | 'good' | 'warning' | 'bad' | 'info'
	| 'bar' | 'barRest' | 'series1' | 'series2' | 'series3' | 'series4'
	| 'key' | 'badge';

export type ThemeName = 'dark' | 'light';

/** How many colours the terminal shows: none at all, the sixteen named ones, or the palette of 256. */
export type ColorDepth = 'none' | '16' | '256';

/** The parameters of one SGR sequence for each meaning; an empty string leaves the terminal's own colour. */
type Palette = Readonly<Record<Token, string>>;

// The 256-colour cube rather than 24-bit colour: tmux without RGB overrides turns 24-bit colours into wrong ones.
const dark: Palette = {
	text: '', strong: '1', dim: '38;5;245', label: '38;5;250', title: '1;38;5;117', border: '38;5;240', focus: '38;5;117',
	accent: '1;38;5;117', good: '38;5;114', warning: '38;5;221', bad: '1;38;5;210', info: '38;5;117',
	bar: '38;5;75', barRest: '38;5;239', series1: '38;5;114', series2: '38;5;75', series3: '38;5;221', series4: '38;5;176',
	key: '1;38;5;221', badge: '1;38;5;16;48;5;221',
};

const light: Palette = {
	text: '', strong: '1', dim: '38;5;242', label: '38;5;239', title: '1;38;5;25', border: '38;5;249', focus: '38;5;25',
	accent: '1;38;5;25', good: '38;5;28', warning: '38;5;130', bad: '1;38;5;160', info: '38;5;25',
	bar: '38;5;32', barRest: '38;5;252', series1: '38;5;28', series2: '38;5;26', series3: '38;5;130', series4: '38;5;90',
	key: '1;38;5;130', badge: '1;38;5;231;48;5;130',
};

const sixteenDark: Palette = {
	text: '', strong: '1', dim: '90', label: '', title: '1;36', border: '90', focus: '36',
	accent: '1;36', good: '32', warning: '33', bad: '1;31', info: '36',
	bar: '34', barRest: '90', series1: '32', series2: '34', series3: '33', series4: '35',
	key: '1;33', badge: '1;30;43',
};

// Yellow and bright black are hard to read on white, so the light variant keeps to the dark half of the sixteen.
const sixteenLight: Palette = {
	...sixteenDark, dim: '', border: '', title: '1;34', focus: '34', accent: '1;34', info: '34', warning: '35', barRest: '', series3: '35', key: '1;35', badge: '1;37;45',
};

// Bold and reverse are no colours: NO_COLOR leaves them, and they carry no meaning that the words do not carry too.
const colorless: Palette = {
	text: '', strong: '1', dim: '', label: '', title: '1', border: '', focus: '1',
	accent: '1', good: '', warning: '1', bad: '1', info: '',
	bar: '', barRest: '', series1: '', series2: '', series3: '', series4: '',
	key: '1', badge: '7',
};

/** The palette for a theme at a colour depth. */
export function choosePalette(theme: ThemeName, depth: ColorDepth): Palette {
	switch (depth) {
		case 'none': {
			return colorless;
		}

		case '16': {
			return theme === 'light' ? sixteenLight : sixteenDark;
		}

		case '256': {
			return theme === 'light' ? light : dark;
		}
	}
}

/**
What the terminal can show, from the environment. NO_COLOR wins over everything when it is not empty.

Source: no-color.org; the terminfo names and COLORTERM values that terminals set.
*/
export function detectColorDepth(environment: Readonly<Record<string, string | undefined>>): ColorDepth {
	const terminal = environment.TERM ?? '';
	if (terminal === 'dumb' || (environment.NO_COLOR ?? '') !== '') {
		return 'none';
	}

	return /truecolor|24bit/i.test(environment.COLORTERM ?? '') || /256|kitty|alacritty|ghostty|wezterm|foot|direct/.test(terminal) || environment.WT_SESSION !== undefined ? '256' : '16';
}

/**
The theme that fits the terminal's background, from COLORFGBG where a terminal sets it; dark otherwise.

Source: COLORFGBG of rxvt, konsole and others: `foreground;background` in the sixteen colours, 7 and 9 to 15 being light.
*/
export function detectTheme(environment: Readonly<Record<string, string | undefined>>): ThemeName {
	const background = Number(environment.COLORFGBG?.split(';').at(-1) ?? NaN);
	return background === 7 || (background >= 9 && background <= 15) ? 'light' : 'dark';
}
