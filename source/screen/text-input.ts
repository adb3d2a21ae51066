import {segmenter} from '../format/display-width.ts';

/** A line of text being typed. */
export type TextInput = {
	readonly text: string;
	/** In characters as a person counts them, 0 to their number. */
	readonly cursor: number;
	/** Whether the text is a proposal: the first character that is typed replaces it, other keys change it. */
	readonly isProposed?: boolean;
};

/** Nobody types more; a program that sends keys must not fill the memory. */
const capacity = 500;

/** The characters of a text as a person counts them. */
export function characters(text: string): readonly string[] {
	return Array.from(segmenter.segment(text), ({segment}) => segment);
}

/** An input that holds a text, the cursor at its end. */
export function createTextInput(text = ''): TextInput {
	return {text, cursor: characters(text).length};
}

/** An input that proposes a text. */
export function proposeText(text: string): TextInput {
	return {...createTextInput(text), isProposed: text !== ''};
}

/** The input after a key by name (see screen/input); the same object when the key edits nothing. Keys are those of a shell's line. */
export function editText(input: TextInput, key: string): TextInput {
	const parts = characters(input.text);
	const {cursor} = input;
	switch (key) {
		case 'left':
		case 'ctrl+b': {
			return moveTo(input, cursor - 1, parts.length);
		}

		case 'right':
		case 'ctrl+f': {
			return moveTo(input, cursor + 1, parts.length);
		}

		case 'home':
		case 'ctrl+a': {
			return moveTo(input, 0, parts.length);
		}

		case 'end':
		case 'ctrl+e': {
			return moveTo(input, parts.length, parts.length);
		}

		case 'backspace': {
			return cursor === 0 ? input : replace(parts, cursor - 1, cursor, []);
		}

		case 'ctrl+d': {
			return cursor === parts.length ? input : replace(parts, cursor, cursor + 1, []);
		}

		case 'ctrl+u': {
			return replace(parts, 0, cursor, []);
		}

		case 'ctrl+k': {
			return replace(parts, cursor, parts.length, []);
		}

		case 'ctrl+w': {
			const before = parts.slice(0, cursor);
			const word = before.findLastIndex(part => part.trim() !== '');
			return replace(parts, before.slice(0, word + 1).findLastIndex(part => part.trim() === '') + 1, cursor, []);
		}

		case 'space': {
			return insertText(input, ' ');
		}

		default: {
			return characters(key).length === 1 ? insertText(input, key) : input;
		}
	}
}

/** The input with a text put in at the cursor: typed or pasted. Control characters and line feeds become blanks. */
export function insertText(input: TextInput, text: string): TextInput {
	const parts = input.isProposed === true ? [] : characters(input.text);
	const cursor = Math.min(input.cursor, parts.length);
	const added = characters(text.replaceAll(/\p{Control}+/gu, ' ')).slice(0, Math.max(0, capacity - parts.length));
	return replace(parts, cursor, cursor, added);
}

function moveTo(input: TextInput, cursor: number, length: number): TextInput {
	const place = Math.max(0, Math.min(length, cursor));
	return place === input.cursor && input.isProposed !== true ? input : {text: input.text, cursor: place};
}

function replace(parts: readonly string[], start: number, end: number, added: readonly string[]): TextInput {
	return {text: [...parts.slice(0, start), ...added, ...parts.slice(end)].join(''), cursor: start + added.length};
}
