/*
Text of a terminal is UTF-8, except on a Windows whose programs write the code page of its language into a file. Chinese is the one that can be told
from its bytes: two of them for each character, in ranges that UTF-8 does not allow.
*/

/** GB 18030 contains GBK, which is code page 936. */
const chinese = new TextDecoder('gb18030', {fatal: true});

/** What a training prints in that code page: Chinese characters and punctuation, full-width forms, the cells of bars and frames, signs. */
const plausible = /^[\u{0}-\u{7F}\u{A0}-\u{FF}\u{2000}-\u{206F}\u{2100}-\u{22FF}\u{2460}-\u{26FF}\u{3000}-\u{303F}\u{4E00}-\u{9FFF}\u{FF00}-\u{FFEF}]+$/u;

const replacement = '\u{FFFD}';
/** A character of UTF-8 has so many bytes behind its first at most. */
const maxFollowing = 3;

/** Decodes lines; a line is decided on by its own bytes alone, so that chunks of any size give the same text. */
export type TextDecoding = {
	/** `isOpen` for a line that may end in half a character. */
	decode(bytes: Uint8Array, isOpen: boolean): string;
};

export function createTextDecoding(): TextDecoding {
	const decoder = new TextDecoder();
	return {
		decode(bytes, isOpen) {
			// In stream mode a character that has only half arrived waits instead of becoming U+FFFD.
			const text = decoder.decode(bytes, {stream: isOpen});
			if (isOpen) {
				decoder.decode();
			}

			return text.includes(replacement) ? decodeChinese(bytes, text, isOpen) ?? text : text;
		},
	};
}

/** The text in the Chinese code page; undefined where the bytes are UTF-8 with some that are spoilt, or of another code page. */
function decodeChinese(bytes: Uint8Array, text: string, isOpen: boolean): string | undefined {
	if (isCutUtf8(text) || hasMostlyUtf8(text) || isWritten(bytes, text)) {
		return undefined;
	}

	const found = tryChinese(bytes) ?? (isOpen ? tryChinese(bytes.subarray(0, -1)) : undefined);
	return found !== undefined && plausible.test(found.replaceAll(/[\u{1}-\u{1F}]/gu, ' ')) ? found : undefined;
}

/** Whether only its ends are spoilt, where a line was cut inside a character. */
function isCutUtf8(text: string): boolean {
	const inner = text.replace(new RegExp(`^${replacement}{0,${maxFollowing}}`, 'u'), '').replace(new RegExp(`${replacement}$`, 'u'), '');
	return !inner.includes(replacement) && [...inner].some(character => character > '\u{7FF}');
}

/** Two bytes of the code page are a character of UTF-8 at times, three hardly ever. */
function hasMostlyUtf8(text: string): boolean {
	let spoilt = 0;
	let whole = 0;
	for (const character of text) {
		if (character === replacement) {
			spoilt++;
		} else if (character > '\u{7FF}') {
			whole++;
		}
	}

	return whole >= spoilt;
}

/** Whether the signs for what could not be read were written as such, by a program that has read the text before. */
function isWritten(bytes: Uint8Array, text: string): boolean {
	let written = 0;
	for (let index = bytes.indexOf(0xEF); index !== -1; index = bytes.indexOf(0xEF, index + 1)) {
		written += Number(bytes[index + 1] === 0xBF && bytes[index + 2] === 0xBD);
	}

	return written > 0 && text.split(replacement).length - 1 === written;
}

function tryChinese(bytes: Uint8Array): string | undefined {
	try {
		return chinese.decode(bytes);
	} catch {
		return undefined;
	}
}
