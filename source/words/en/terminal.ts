import {keyNameOf} from '../../keys/key-names.ts';
import {counted} from '../counted.ts';

/** Messages about the terminal: its clipboard, its mouse, its notifications. */
export const terminal = {
	nothingToCopy: 'There is nothing to copy here.',
	copied: (lines: string) => `${counted(lines, 'line')} handed to the terminal for its clipboard`,
	copiedCut: 'Only the first 75 kB were handed to the terminal: more it does not take.',
	copyImpossible: `This terminal takes no text for its clipboard. ${keyNameOf('switch-mouse')} gives the mouse back to it, to select text.`,
	mouseOn: 'The mouse scrolls and chooses in yolotop.',
	mouseOff: 'The mouse is the terminal’s again: select text with it.',
	theme: {
		auto: 'Colours: by the background of the terminal', dark: 'Colours: for a dark background', light: 'Colours: for a light background', 'high-contrast': 'Colours: high contrast', colorblind: 'Colours: safe for colour blindness', sixteen: 'Colours: the sixteen of the terminal', vest: 'Colours: safety vest', 'night-shift': 'Colours: red and amber, for dark rooms', paper: 'Colours: ink on paper', own: 'Colours: from your own file',
	},
	notable: {
		finished: 'the training has finished',
		failed: 'the training has failed',
		stopped: 'the training has stopped',
		stalled: 'the training stands still: no new output for long',
		lost: 'the training is out of sight',
	},
};
