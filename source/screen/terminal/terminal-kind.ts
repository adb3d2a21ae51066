import {detectColorDepth, type Environment} from '../theme/detect.ts';
import type {ColorDepth} from '../theme/theme.ts';

/** What a terminal can do, as far as its environment shows. */
export type TerminalKind = {
	readonly colorDepth: ColorDepth;
	/** Whether lines, arrows and blocks beyond ASCII are drawn. */
	readonly hasUnicode: boolean;
	/** Whether its font has braille dots, of which fine charts are made. */
	readonly hasBraille: boolean;
	readonly hasMouse: boolean;
	/** Whether a window title is set and not printed. */
	readonly hasTitle: boolean;
	/** Whether it hands text to the clipboard (OSC 52). */
	readonly hasClipboard: boolean;
	/** How it shows a notification on the desktop; undefined leaves the bell. */
	readonly notification?: 'osc9' | 'osc777' | undefined;
	/** A multiplexer between us and the terminal, which passes strange sequences on only inside an envelope of its own. */
	readonly multiplexer?: 'tmux' | 'screen' | undefined;
};

type Features = Omit<TerminalKind, 'colorDepth' | 'multiplexer'>;

type Family = {
	readonly name: string;
	readonly isMeant: (environment: Environment) => boolean;
	readonly features: Partial<Features>;
	readonly colorDepth?: ColorDepth;
};

/** What nearly every terminal window does. */
const ordinary: Features = {
	hasUnicode: true, hasBraille: true, hasMouse: true, hasTitle: true, hasClipboard: true,
};

const term = (pattern: RegExp) => ({TERM: name = ''}: Environment) => pattern.test(name);
const program = (pattern: RegExp) => ({TERM_PROGRAM: name = ''}: Environment) => pattern.test(name);

/**
THE table of terminals: the first that is meant counts, what it does not say is as in `ordinary`.

Source: the variables that the terminals set for their programs; console_codes(4) for the Linux console, which prints
or misreads OSC sequences and has 512 characters without braille; the manuals of the terminals for OSC 9, 52 and 777.
*/
const families: readonly Family[] = [
	{
		name: 'without any control', isMeant: term(/^(?:dumb|emacs|unknown)$/), features: {
			hasUnicode: false, hasBraille: false, hasMouse: false, hasTitle: false, hasClipboard: false,
		}, colorDepth: 'none',
	},
	{
		name: 'Linux console', isMeant: term(/^linux/), features: {
			hasUnicode: false, hasBraille: false, hasMouse: false, hasTitle: false, hasClipboard: false,
		}, colorDepth: '16',
	},
	{
		name: 'serial and old terminals', isMeant: term(/^(?:vt\d|ansi|cons25)/), features: {
			hasUnicode: false, hasBraille: false, hasMouse: false, hasTitle: false, hasClipboard: false,
		}, colorDepth: '16',
	},
	{
		name: 'PuTTY', isMeant: term(/^putty/), features: {hasBraille: false, hasClipboard: false}, colorDepth: '256',
	},
	{name: 'Windows Terminal', isMeant: ({WT_SESSION: session}) => session !== undefined, features: {}},
	{name: 'VS Code', isMeant: program(/^vscode$/), features: {}},
	{name: 'iTerm2', isMeant: program(/^iTerm/), features: {notification: 'osc9'}},
	{name: 'WezTerm', isMeant: program(/^WezTerm$/), features: {notification: 'osc777'}},
	{name: 'ghostty', isMeant: program(/^ghostty$/i), features: {notification: 'osc777'}},
	{name: 'kitty', isMeant: term(/kitty/), features: {notification: 'osc9'}},
	{name: 'foot, rxvt', isMeant: term(/^(?:foot|rxvt)/), features: {notification: 'osc777'}},
	{name: 'Apple Terminal', isMeant: program(/^Apple_Terminal$/), features: {hasClipboard: false}},
	{name: 'terminals of VTE, such as GNOME', isMeant: ({VTE_VERSION: version}) => version !== undefined, features: {hasClipboard: false, notification: 'osc777'}},
];

/** What the terminal can do, from the environment. Pure; nothing is asked of the terminal itself. */
export function detectTerminal(environment: Environment): TerminalKind {
	const family = families.find(({isMeant}) => isMeant(environment));
	const name = environment.TERM ?? '';
	// An empty variable is how a person hides a multiplexer from a program.
	const isSet = (variable: string | undefined) => (variable ?? '') !== '';
	const multiplexer = isSet(environment.TMUX) || name.startsWith('tmux') ? 'tmux' : (isSet(environment.STY) || name.startsWith('screen') ? 'screen' : undefined);
	const isNoColor = isSet(environment.NO_COLOR);
	const hasUnicode = (family?.features.hasUnicode ?? ordinary.hasUnicode) && isUnicodeLocale(environment);
	return {
		...ordinary,
		...family?.features,
		hasUnicode,
		hasBraille: (family?.features.hasBraille ?? ordinary.hasBraille) && hasUnicode,
		colorDepth: isNoColor ? 'none' : family?.colorDepth ?? detectColorDepth(environment),
		...(multiplexer !== undefined && {multiplexer}),
	};
}

/** False only where the locale names another character set, such as `zh_CN.GBK`. Many containers set no locale at all. */
function isUnicodeLocale({LC_ALL: all, LC_CTYPE: type, LANG: language}: Environment): boolean {
	const locale = [all, type, language].find(value => value !== undefined && value !== '') ?? '';
	const [, set] = /\.([^@]+)/.exec(locale) ?? [];
	return set === undefined || /^utf-?8$/i.test(set);
}
