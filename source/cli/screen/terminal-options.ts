import process from 'node:process';
import type {LookOptions} from '../../screen/theme/looks.ts';
import type {TerminalOptions} from '../../screen/screen-options.ts';
import {detectTerminal} from '../../screen/terminal/terminal-kind.ts';
import {canAskTerminal, detectBackground, hasTrueColor} from '../../screen/theme/detect.ts';
import type {Io} from '../io.ts';
import type {Options} from '../options/options.ts';
import {askTmux, type TmuxAnswer} from './ask-tmux.ts';

/** 24 bits, as a colour has; even, and another one for every process: in the panes of tmux one terminal shows the pictures of several. */
const firstPictureId = (pid: number): number => 0x80_00_00 + ((pid * 2) % 0x80_00_00);

/** What the terminal shows and can be asked, by its environment and what the person chose. `tmux` is what it has said of the terminal behind it; undefined outside of it. */
export async function terminalOptions({isAscii, isSlowLink, hasColor, hasMouse, charts, pictures}: Options, {environment}: Io, tmux: Promise<TmuxAnswer> | undefined): Promise<{readonly terminal: Omit<TerminalOptions, 'keys'>; readonly look: LookOptions}> {
	// Options have read NO_COLOR, and a flag may have overruled it.
	const kind = detectTerminal(Object.fromEntries(Object.entries(environment).filter(([name]) => name !== 'NO_COLOR')));
	const tmuxAnswer = await tmux;
	return {
		terminal: {
			kind,
			hasMouse,
			isSlowLink,
			background: detectBackground(environment),
			canAskBackground: hasColor && canAskTerminal(environment),
			pictures,
			canAskGraphics: pictures !== 'off' && pictures !== 'blocks' && canAskTerminal(environment),
			...(tmux !== undefined && {
				firstPictureId: firstPictureId(process.pid),
				async askTmux() {
					const {graphics} = await askTmux();
					return graphics;
				},
			}),
			canAskWidth: kind.hasUnicode && !isAscii && canAskTerminal(environment),
		},
		look: {
			colorDepth: hasColor ? kind.colorDepth : 'none',
			isTrueColor: hasTrueColor(environment) && (kind.multiplexer === undefined || tmuxAnswer?.isTrueColor === true),
			isAscii: isAscii || !kind.hasUnicode,
			chartStyle: charts ?? (kind.hasBraille ? 'braille' : 'lines'),
		},
	};
}
