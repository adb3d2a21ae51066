import {execFile} from 'node:child_process';
import type {LookOptions} from '../../screen/theme/looks.ts';
import type {TerminalOptions} from '../../screen/screen-options.ts';
import {detectTerminal} from '../../screen/terminal/terminal-kind.ts';
import {canAskTerminal, detectBackground, hasTrueColor} from '../../screen/theme/detect.ts';
import type {Io} from '../io.ts';
import type {Options} from '../options/options.ts';

/** What the terminal shows and can be asked, by its environment and what the person chose. `tmuxColors`: whether tmux shows 24-bit colours. */
export async function terminalOptions({isAscii, isSlowLink, hasColor, hasMouse, charts, pictures}: Options, {environment}: Io, tmuxColors: Promise<boolean>): Promise<{readonly terminal: Omit<TerminalOptions, 'keys'>; readonly look: LookOptions}> {
	// Options have read NO_COLOR, and a flag may have overruled it.
	const kind = detectTerminal(Object.fromEntries(Object.entries(environment).filter(([name]) => name !== 'NO_COLOR')));
	return {
		terminal: {
			kind,
			hasMouse,
			isSlowLink,
			background: detectBackground(environment),
			canAskBackground: hasColor && canAskTerminal(environment),
			pictures,
			canAskGraphics: pictures !== 'off' && pictures !== 'blocks' && canAskTerminal(environment),
			canAskWidth: kind.hasUnicode && !isAscii && canAskTerminal(environment),
		},
		look: {
			colorDepth: hasColor ? kind.colorDepth : 'none',
			isTrueColor: hasTrueColor(environment) && (kind.multiplexer === undefined || await tmuxColors),
			isAscii: isAscii || !kind.hasUnicode,
			chartStyle: charts ?? (kind.hasBraille ? 'braille' : 'lines'),
		},
	};
}

/** The start does not wait longer; then the palette of 256 is shown. */
const waitMs = 250;

/**
Whether the terminal behind tmux shows 24-bit colours, which tmux replaces by others where it does not. False where that cannot be known.

Source: tmux(1), `client_termfeatures` and `terminal-features`.
*/
export async function hasTmuxTrueColor(): Promise<boolean> {
	return new Promise(resolve => {
		execFile('tmux', ['display', '-p', '#{client_termfeatures}'], {timeout: waitMs}, (error, stdout) => {
			resolve(error === null && stdout.split(/[\s,]+/).includes('RGB'));
		});
	});
}
