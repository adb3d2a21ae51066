import {hiddenCharacter} from '../domain/printable.ts';
import {expandTabs, replayEdits} from './line-edits.ts';

/*
Everything that a terminal would obey instead of show. Source: ECMA-48 (C0, C1, CSI, OSC, DCS, SOS, PM, APC).
Every alternative is linear: nothing after a repetition can match what the repetition matches.
*/
const alternatives = [
	String.raw`\u{1B}\][^\u{7}\u{1B}\u{9C}]*(?:\u{7}|\u{1B}\\|\u{9C})?`,
	String.raw`\u{1B}[PX^_][^\u{1B}\u{9C}]*(?:\u{1B}\\|\u{9C})?`,
	String.raw`\u{1B}\[[\u{30}-\u{3F}]*[\u{20}-\u{2F}]*[\u{40}-\u{7E}]?`,
	String.raw`\u{1B}[\u{20}-\u{2F}]*[\u{30}-\u{7E}]?`,
	String.raw`\u{9D}[^\u{7}\u{1B}\u{9C}]*(?:\u{7}|\u{1B}\\|\u{9C})?`,
	String.raw`[\u{90}\u{98}\u{9E}\u{9F}][^\u{1B}\u{9C}]*(?:\u{1B}\\|\u{9C})?`,
	String.raw`\u{9B}[\u{30}-\u{3F}]*[\u{20}-\u{2F}]*[\u{40}-\u{7E}]?`,
	// Single characters, and the line feed; a tab becomes blanks.
	String.raw`\n|${hiddenCharacter}`,
];

/** One thing that is not printed. A tab is not one: it becomes blanks. */
export const controlSequence = new RegExp(alternatives.join('|'), 'gu');

const anyControl = new RegExp(String.raw`[\t\n]|${hiddenCharacter}`, 'u');

/** Select Graphic Rendition: colour and weight, the only sequences that a styled line may keep. */
const graphicRendition = /^\u{1B}\[[\d:;]*m$/u;
const graphicRenditions = /\u{1B}\[[\d:;]*m/gu;

/** A line without anything but printable text, and the same with its colours where it has some. */
export type CleanText = {readonly text: string; readonly styledText?: string};

/**
Takes every control character and sequence out of an assembled line; tabs become blanks, and what a shell's line editor
corrected with backspaces is shown corrected. Never throws; time is linear in the length.
*/
export function cleanText(raw: string): CleanText {
	if (!anyControl.test(raw)) {
		return {text: raw};
	}

	// Nearly every line that is not plain has colours and nothing else.
	const uncoloured = raw.replaceAll(graphicRenditions, '');
	if (!anyControl.test(uncoloured)) {
		return {text: uncoloured, styledText: raw};
	}

	if (raw.includes('\b')) {
		return {text: expandTabs(replayEdits(raw, controlSequence))};
	}

	const text = expandTabs(raw.replace(controlSequence, ''));
	if (!raw.includes('\u{1B}[')) {
		return {text};
	}

	let hasColour = false;
	const styled = raw.replace(controlSequence, sequence => {
		if (!graphicRendition.test(sequence)) {
			return '';
		}

		hasColour = true;
		return sequence;
	});
	return hasColour ? {text, styledText: expandTabs(styled)} : {text};
}
