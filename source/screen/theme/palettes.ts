import type {Token} from './token.ts';

/** The parameters of one SGR sequence for each meaning; an empty string leaves the terminal's own colour. */
export type Palette = Readonly<Record<Token, string>>;

/*
The 256-colour cube rather than 24-bit colour: tmux without RGB overrides turns 24-bit colours into wrong ones. The test of
the palettes holds each colour of a text to the contrast of WCAG against the backgrounds that it is made for.
*/
export const dark: Palette = {
	text: '', strong: '1', dim: '38;5;246', label: '38;5;250', title: '1;38;5;117', border: '38;5;240', focus: '38;5;117',
	accent: '1;38;5;117', good: '38;5;114', warning: '38;5;221', bad: '1;38;5;210', info: '38;5;117',
	bar: '38;5;75', barRest: '38;5;239', series1: '38;5;114', series2: '38;5;75', series3: '38;5;221', series4: '38;5;176', series5: '38;5;215', series6: '38;5;80',
	key: '1;38;5;221', badge: '1;38;5;16;48;5;221', tab: '1;38;5;16;48;5;117', chosen: '1;38;5;16;48;5;117',
};

export const light: Palette = {
	text: '', strong: '1', dim: '38;5;241', label: '38;5;239', title: '1;38;5;25', border: '38;5;249', focus: '38;5;25',
	accent: '1;38;5;25', good: '38;5;22', warning: '38;5;94', bad: '1;38;5;124', info: '38;5;25',
	bar: '38;5;32', barRest: '38;5;252', series1: '38;5;22', series2: '38;5;26', series3: '38;5;94', series4: '38;5;90', series5: '38;5;124', series6: '38;5;23',
	key: '1;38;5;94', badge: '1;38;5;231;48;5;94', tab: '1;38;5;231;48;5;25', chosen: '1;38;5;231;48;5;25',
};

export const highContrastDark: Palette = {
	...dark, dim: '38;5;252', label: '38;5;255', title: '1;38;5;159', border: '38;5;250', focus: '1;38;5;226',
	accent: '1;38;5;159', good: '38;5;120', warning: '38;5;227', bad: '1;38;5;217', info: '38;5;159',
	bar: '38;5;159', barRest: '38;5;246', series1: '38;5;120', series2: '38;5;159', series3: '38;5;227', series4: '38;5;219', series5: '38;5;223', series6: '38;5;255',
	key: '1;38;5;227', badge: '1;38;5;16;48;5;227', tab: '1;38;5;16;48;5;159', chosen: '1;38;5;16;48;5;159',
};

export const highContrastLight: Palette = {
	...light, dim: '38;5;237', label: '38;5;234', title: '1;38;5;18', border: '38;5;240', focus: '1;38;5;18',
	accent: '1;38;5;18', good: '38;5;22', warning: '38;5;54', bad: '1;38;5;88', info: '38;5;18',
	bar: '38;5;18', barRest: '38;5;247', series1: '38;5;22', series2: '38;5;18', series3: '38;5;88', series4: '38;5;54', series5: '38;5;52', series6: '38;5;234',
	key: '1;38;5;18', badge: '1;38;5;231;48;5;54', tab: '1;38;5;231;48;5;18', chosen: '1;38;5;231;48;5;18',
};

/** Source: M. Okabe and K. Ito, Color Universal Design (2008); the nearest colours of the cube with enough contrast. */
export const colorblindDark: Palette = {
	...dark, title: '1;38;5;117', focus: '38;5;117', accent: '1;38;5;117', good: '38;5;74', warning: '38;5;227', bad: '1;38;5;208', info: '38;5;117',
	bar: '38;5;74', series1: '38;5;74', series2: '38;5;214', series3: '38;5;36', series4: '38;5;175', series5: '38;5;227', series6: '38;5;255',
	key: '1;38;5;227', badge: '1;38;5;16;48;5;227',
};

export const colorblindLight: Palette = {
	...light, good: '38;5;25', warning: '38;5;94', bad: '1;38;5;124', info: '38;5;25',
	bar: '38;5;25', series1: '38;5;25', series2: '38;5;94', series3: '38;5;23', series4: '38;5;90', series5: '38;5;52', series6: '38;5;235',
	key: '1;38;5;94', badge: '1;38;5;231;48;5;25',
};

// Plain blue and red are too dark on black in most terminals, and bright black is the background itself in some schemes.
export const sixteenDark: Palette = {
	text: '', strong: '1', dim: '37', label: '', title: '1;36', border: '90', focus: '96',
	accent: '1;36', good: '32', warning: '93', bad: '1;91', info: '36',
	bar: '36', barRest: '90', series1: '32', series2: '36', series3: '93', series4: '95', series5: '91', series6: '97',
	key: '1;93', badge: '30;103', tab: '30;46', chosen: '30;46',
};

// Yellow, green and cyan are hard to read on white, and so is every bright colour.
export const sixteenLight: Palette = {
	...sixteenDark, dim: '', border: '', title: '1;34', focus: '34', accent: '1;34', good: '34', warning: '35', bad: '1;31', info: '34',
	bar: '34', barRest: '', series1: '34', series2: '31', series3: '35', series4: '30', series5: '34', series6: '31', key: '1;35', badge: '97;45', tab: '97;44', chosen: '97;44',
};

// Bold and reverse are no colours: NO_COLOR leaves them, and they carry no meaning that the words do not carry too.
export const colorless: Palette = {
	text: '', strong: '1', dim: '', label: '', title: '1', border: '', focus: '1',
	accent: '1', good: '', warning: '1', bad: '1', info: '',
	bar: '', barRest: '', series1: '', series2: '', series3: '', series4: '', series5: '', series6: '',
	key: '1', badge: '7', tab: '7', chosen: '7',
};
