import type {Background, ColorDepth} from './theme.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
What the terminal can show, from the environment. NO_COLOR wins over everything when it is not empty.

Source: no-color.org; the terminfo names and COLORTERM values that terminals set.
*/
export function detectColorDepth(environment: Environment): ColorDepth {
	const terminal = environment.TERM ?? '';
	if (terminal === 'dumb' || (environment.NO_COLOR ?? '') !== '') {
		return 'none';
	}

	return hasTrueColor(environment) || /256|kitty|alacritty|ghostty|wezterm|foot|direct/.test(terminal) || environment.WT_SESSION !== undefined ? '256' : '16';
}

/** Whether the terminal says that it shows 24-bit colours. A multiplexer between may not: see terminal-options of source/cli. Source: COLORTERM as terminals set it. */
export function hasTrueColor({COLORTERM: colors = ''}: Environment): boolean {
	return /truecolor|24bit/i.test(colors);
}

/**
The background from COLORFGBG where a terminal sets it; undefined otherwise.

Source: COLORFGBG of rxvt, konsole and others: `foreground;background` in the sixteen colours, 7 and 9 to 15 being light.
*/
export function detectBackground(environment: Environment): Background | undefined {
	const text = environment.COLORFGBG?.split(';').at(-1) ?? '';
	if (!/^\d+$/.test(text)) {
		return undefined;
	}

	const background = Number(text);
	return background === 7 || (background >= 9 && background <= 15) ? 'light' : 'dark';
}

/** Whether it is safe to ask the terminal what it is like: the Linux console and dumb terminals would show the question. */
export function canAskTerminal({TERM: terminal = ''}: Environment): boolean {
	return !['', 'dumb', 'linux', 'vt100', 'vt220', 'emacs'].includes(terminal);
}
