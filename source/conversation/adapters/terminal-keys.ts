import type {Buffer} from 'node:buffer';
import type {TerminalInput} from './terminal-io.ts';

/**
The keys that a terminal names by a sequence. Source: ECMA-48 and xterm's control sequences, in both modes of the cursor keys.
*/
const sequences: Readonly<Record<string, readonly string[]>> = {
	up: ['[A', 'OA'], down: ['[B', 'OB'], home: ['[H', 'OH', '[1~', '[7~'], end: ['[F', 'OF', '[4~', '[8~'], pageup: ['[5~'], pagedown: ['[6~'], enter: ['OM'], 'shift+tab': ['[Z'],
};

const sequenceNames: ReadonlyMap<string, string> = new Map(Object.entries(sequences).flatMap(([name, sent]) => sent.map(sequence => [sequence, name] as const)));

const controls: Readonly<Record<string, string>> = {
	'\r': 'enter', '\n': 'enter', '\t': 'tab', '\u{3}': 'ctrl+c', '\u{4}': 'ctrl+d', '\u{7F}': 'backspace', '\b': 'backspace',
};

/** A sequence that has not come to its end. */
const open = /^\u{1B}(?:\[[\d;<=>?]*|O)?$/u;
const whole = /^\u{1B}(\[[\d;<=>?]*[\u{20}-\u{2F}]*[\u{40}-\u{7E}]|O[\u{20}-\u{7E}])/u;

/** A key and how many characters it takes; its name is undefined for one that has none here. */
export type TypedKey = {readonly name: string | undefined; readonly length: number};

/** The first key of what was typed; undefined where more may belong to it. With `isAll` nothing more comes. */
export function firstKey(text: string, isAll = false): TypedKey | undefined {
	if (text === '' || (!isAll && open.test(text))) {
		return undefined;
	}

	if (text.startsWith('\u{1B}')) {
		const found = whole.exec(text);
		return found === null ? {name: 'escape', length: 1} : {name: sequenceNames.get(found[1]!), length: found[0].length};
	}

	const character = String.fromCodePoint(text.codePointAt(0)!);
	const name = controls[character] ?? (character < ' ' ? undefined : character);
	return {name, length: character.length};
}

/** So long after a lone Esc nothing more of a sequence comes: a key sends all of it at once. */
const sequenceMs = 50;

/**
Reads keys one by one, without an echo, until the handler gives a value; the terminal then is as before, and what was typed after that
key stays to be read. Rejects with the reason of the signal.
*/
export async function readKeys<T>(stdin: TerminalInput, signal: AbortSignal, onKey: (key: string) => T | undefined): Promise<T> {
	signal.throwIfAborted();
	const wasRaw = stdin.isRaw === true;
	stdin.setRawMode?.(true);
	let text = '';
	let timer: NodeJS.Timeout | undefined;
	let letGo: () => void = () => undefined;
	try {
		return await new Promise<T>((resolve, reject) => {
			const handle = (isAll: boolean) => {
				for (let key = firstKey(text, isAll); key !== undefined; key = firstKey(text, isAll)) {
					text = text.slice(key.length);
					const value = key.name === undefined ? undefined : onKey(key.name);
					if (value !== undefined) {
						resolve(value);
						return;
					}
				}
			};

			const read = () => {
				clearTimeout(timer);
				for (let chunk = stdin.read() as Buffer | string | null; chunk !== null; chunk = stdin.read() as Buffer | string | null) { // eslint-disable-line @typescript-eslint/no-restricted-types -- Node gives null
					text += chunk.toString();
				}

				handle(false);
				timer = setTimeout(handle, sequenceMs, true);
			};

			const end = () => {
				handle(true);
				const closed = onKey('ctrl+d');
				if (closed !== undefined) {
					resolve(closed);
				}
			};

			const abort = () => {
				reject(signal.reason as Error);
			};

			stdin.on('readable', read);
			stdin.once('end', end);
			signal.addEventListener('abort', abort, {once: true});
			letGo = () => {
				stdin.off('readable', read);
				stdin.off('end', end);
				signal.removeEventListener('abort', abort);
			};
		});
	} finally {
		clearTimeout(timer);
		letGo();
		stdin.setRawMode?.(wasRaw);
		if (text !== '') {
			stdin.unshift(text, 'utf8');
		}
	}
}
