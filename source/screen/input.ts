import {segmenter} from '../format/display-width.ts';

/** The part of Ink's key description that is used here. */
export type InkKey = Readonly<Partial<Record<'upArrow' | 'downArrow' | 'leftArrow' | 'rightArrow' | 'pageUp' | 'pageDown' | 'home' | 'end' | 'return' | 'escape' | 'tab' | 'backspace' | 'delete' | 'ctrl' | 'shift' | 'meta', boolean>>>;

const special: ReadonlyArray<readonly [keyof InkKey, string]> = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'escape'],
	['backspace', 'backspace'],
	['delete', 'backspace'],
];

// A reply of the terminal that lost its ESC, such as `[I`, `[<0;1;1M` or `[200~`: never what a person typed.
const leakedSequence = /^\[[<=>?]?[\d;]*[a-z~]/i;
/**
The keys of one input event by name, in order: one chunk may hold many (`jjj` is three), because a terminal sends what
was typed in the meantime at once. What is no key gives none.
*/
export function inputToKeys(input: string, key: InkKey): readonly string[] {
	if (key.tab) {
		return [key.shift ? 'shift+tab' : 'tab'];
	}

	const name = special.find(([flag]) => key[flag])?.[1];
	if (name !== undefined) {
		return [name];
	}

	if (input === '' || key.meta === true || (input.length > 1 && leakedSequence.test(input))) {
		return [];
	}

	return key.ctrl ? [`ctrl+${input.toLowerCase()}`] : Array.from(segmenter.segment(input), ({segment}) => nameOfCharacter(segment)).filter(character => character !== undefined);
}

/** Control characters inside a longer chunk arrive raw. */
function nameOfCharacter(character: string): string | undefined {
	switch (character) {
		case ' ': {
			return 'space';
		}

		case '\t': {
			return 'tab';
		}

		case '\r':
		case '\n':
		case '\r\n': {
			return 'enter';
		}

		case '\u{7F}':
		case '\b': {
			return 'backspace';
		}

		default: {
			const code = character.codePointAt(0)!;
			if (code >= 1 && code <= 26) {
				return `ctrl+${String.fromCodePoint(code + 96)}`;
			}

			return code < 32 ? undefined : character;
		}
	}
}
