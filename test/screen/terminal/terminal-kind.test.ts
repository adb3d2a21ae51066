import {describe, expect, test} from 'vitest';
import {detectTerminal, type TerminalKind} from '../../../source/screen/terminal/terminal-kind.ts';

const cases: ReadonlyArray<readonly [name: string, environment: string, expected: Partial<TerminalKind>]> = [
	['xterm', 'TERM=xterm-256color', {
		colorDepth: '256', hasUnicode: true, hasBraille: true, hasMouse: true, hasTitle: true, hasClipboard: true, notification: undefined, multiplexer: undefined,
	}],
	['the Linux console', 'TERM=linux LANG=en_US.UTF-8', {
		colorDepth: '16', hasUnicode: false, hasBraille: false, hasMouse: false, hasTitle: false, hasClipboard: false,
	}],
	['a dumb terminal', 'TERM=dumb', {colorDepth: 'none', hasUnicode: false, hasTitle: false}],
	['PuTTY', 'TERM=putty-256color', {
		colorDepth: '256', hasUnicode: true, hasBraille: false, hasMouse: true,
	}],
	['Windows Terminal', 'TERM=xterm-256color WT_SESSION=id', {
		hasBraille: true, hasClipboard: true, notification: undefined,
	}],
	['VS Code', 'TERM=xterm-256color TERM_PROGRAM=vscode', {hasClipboard: true}],
	['kitty', 'TERM=xterm-kitty', {colorDepth: '256', notification: 'osc9'}],
	['WezTerm', 'TERM=xterm-256color TERM_PROGRAM=WezTerm', {notification: 'osc777'}],
	['GNOME Terminal', 'TERM=xterm-256color VTE_VERSION=7402', {notification: 'osc777', hasClipboard: false}],
	['tmux', 'TERM=tmux-256color TMUX=/tmp/tmux,1,0', {multiplexer: 'tmux', colorDepth: '256'}],
	['tmux with the name of screen', 'TERM=screen-256color TMUX=/tmp/tmux,1,0', {multiplexer: 'tmux'}],
	['screen', 'TERM=screen.xterm-256color STY=1.pts', {multiplexer: 'screen'}],
	['NO_COLOR', 'TERM=xterm-kitty NO_COLOR=1', {colorDepth: 'none', hasBraille: true}],
	['a Chinese locale without Unicode', 'TERM=xterm LANG=zh_CN.GBK', {hasUnicode: false, hasBraille: false}],
	['a Unicode locale', 'TERM=xterm LC_ALL=zh_CN.utf8 LANG=zh_CN.GBK', {hasUnicode: true}],
	['no locale at all', 'TERM=xterm', {hasUnicode: true, colorDepth: '16'}],
	['nothing', '', {hasMouse: true, colorDepth: '16'}],
];

describe('what a terminal can do', () => {
	test.each(cases)('%s', (_name, settings, expected) => {
		const environment = Object.fromEntries(settings.split(' ').map(setting => setting.split('=', 2) as [string, string]));
		expect({notification: undefined, multiplexer: undefined, ...detectTerminal(environment)}).toMatchObject(expected);
	});
});
