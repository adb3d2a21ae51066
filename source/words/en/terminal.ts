import {keyNameOf} from '../../keys/key-names.ts';
import {counted} from '../counted.ts';

/** Messages about the terminal: its clipboard, its mouse, its notifications. */
export const terminal = {
	nothingToCopy: 'There is nothing to copy here.',
	copied: (lines: string) => `${counted(lines, 'line')} sent to the terminal's clipboard`,
	copiedCut: 'Only the first 75 kB were copied: the terminal accepts no more.',
	copyImpossible: `This terminal does not accept text for its clipboard. ${keyNameOf('switch-mouse')} returns the mouse to the terminal to select text.`,
	mouseOn: 'The mouse now works in yolotop.',
	mouseOff: 'The mouse now selects text in the terminal.',
	theme: {
		auto: 'Theme: by the background of the terminal', dark: 'Theme: for a dark background', light: 'Theme: for a light background', 'high-contrast': 'Theme: high contrast', colorblind: 'Theme: safe for colour blindness', sixteen: 'Theme: the sixteen colours of the terminal', vest: 'Theme: safety vest', 'night-shift': 'Theme: red and amber, for dark rooms', paper: 'Colours: ink on paper', own: 'Colours: from your own file',
	},
	notable: {
		finished: 'the training has finished',
		failed: 'the training has failed',
		stopped: 'the training has stopped',
		stalled: 'the training is stalled: no new output for a long time',
		lost: 'contact with the training was lost',
	},
};
