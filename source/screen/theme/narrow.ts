import {displayWidth} from '../../format/display-width.ts';
import {asciiGlyphs, unicodeGlyphs, type Glyphs} from './glyphs.ts';

/*
Many terminals with Chinese settings draw the characters whose width Unicode leaves open in two columns: frames, arrows, dots, quotation
marks. There each of them becomes one that is narrow everywhere. Source: Unicode Standard Annex 11, East Asian Width: A.
*/
const replacements: Readonly<Record<string, string>> = {
	'…': '~', '·': '.', '–': '-', '—': '-', '“': '"', '”': '"', '‘': '\'', '’': '\'', '×': 'x', '±': '~', '°': ' ', '→': '>', '←': '<', '↑': '^', '↓': 'v', '●': 'o', '▲': '^', '▼': 'v',
};

const onlyAscii = /^[\u{20}-\u{7E}]*$/u;

function isOpen(text: string): boolean {
	return displayWidth(text, {ambiguousIsNarrow: false}) > displayWidth(text);
}

/** The text with a narrow character for each whose width is open, as wide as before. */
export function narrowText(text: string): string {
	return onlyAscii.test(text) || !isOpen(text) ? text : Array.from(text, character => isOpen(character) ? replacements[character] ?? '?' : character).join('');
}

type Pieces = Readonly<Record<string, string | readonly string[]>>;

/** The narrow ones of these pieces, and the ASCII ones in place of the others; of a scale all or none. */
function narrowPieces<Kind extends Pieces>(pieces: Kind, ascii: Kind): Kind {
	return Object.fromEntries(Object.entries(pieces).map(([name, piece]) => [name, isOpen(typeof piece === 'string' ? piece : piece.join('')) ? ascii[name] : piece])) as Kind;
}

const alike = ['horizontal', 'vertical', 'topLeft', 'topRight', 'bottomLeft', 'bottomRight', 'teeLeft', 'teeRight', 'barFull', 'barRest', 'barParts', 'axisTick', 'axisCursor'] as const satisfies ReadonlyArray<keyof Glyphs>;

/** The characters to draw with where those of open width take two columns. */
export function narrowGlyphs(): Glyphs {
	const {marks, chart, events, ...rest} = unicodeGlyphs;
	return {
		...narrowPieces(rest, asciiGlyphs as unknown as typeof rest),
		// Of a frame, a bar or an axis all pieces or none.
		...Object.fromEntries(alike.map(name => [name, asciiGlyphs[name]])),
		marks: narrowPieces(marks, asciiGlyphs.marks),
		chart: asciiGlyphs.chart,
		events: narrowPieces(events, asciiGlyphs.events),
	};
}
