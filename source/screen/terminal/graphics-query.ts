import type {PixelSize} from '../../domain/picture.ts';
import type {TerminalKind} from './terminal-kind.ts';

/** What the terminal has answered about pictures; what is not there was not answered. */
export type GraphicsAnswers = {
	/** Whether it takes kitty's protocol. */
	readonly isKitty?: boolean;
	/** Whether it draws sixels. */
	readonly isSixel?: boolean;
	/** Its name and version, such as `iTerm2 3.5.0`. */
	readonly name?: string;
	/** Pixels of a cell. */
	readonly cell?: PixelSize;
	/** Pixels of all cells. */
	readonly area?: PixelSize;
	/** Whether the multiplexer passes on what it does not know, to one terminal alone, with colours as they are; `name` is that terminal then. */
	readonly isPassedOn?: boolean;
	/** Pixels that sixels may cover, at most all cells. */
	readonly sixelArea?: PixelSize;
};

/** The number of the picture that is asked about; an answer about another one is not ours. */
const askedId = 4242;

const askCell = '\u{1B}[16t\u{1B}[14t\u{1B}[?2;1;0S';

/**
Asks the terminal what pictures it takes and how large its cells are. The last question is one that every terminal answers. To tmux and
screen only such questions go as they know; what is kitty's question to a terminal is a title to them.

Source: kitty's graphics protocol, "Querying support"; xterm's control sequences: XTVERSION, XTWINOPS 14 and 16, XTSMGRAPHICS 2
(the area for sixels, where the size of the window is kept secret), DA1, in whose answer 4 means sixels.
*/
export function askGraphics(multiplexer: TerminalKind['multiplexer']): string {
	const kitty = `\u{1B}_Gi=${askedId},s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\`;
	return `${multiplexer === undefined ? `${kitty}\u{1B}[>0q` : ''}${askCell}\u{1B}[c`;
}

/** Asks for the size of the cells alone, which changes with the font. */
export {askCell as askCellSize};

const answer = /\u{1B}(?:_G(?<kitty>[^\u{1B}]{0,256})\u{1B}\\|P>\|(?<name>[^\u{1B}]{0,200})\u{1B}\\|\[\?(?<attributes>[\d;]{1,64})c|\[\?2;0;(?<sixels>\d{1,5};\d{1,5})S|\[(?<kind>[46]);(?<height>\d{1,5});(?<width>\d{1,5})t)/u;

/** The beginning of an answer at the end of a chunk. A lone Escape is a key. */
export const graphicsBeginning = /\u{1B}(?:_(?:G[^\u{1B}]{0,256}\u{1B}?)?|P(?:>(?:\|[^\u{1B}]{0,200}\u{1B}?)?)?|\[(?:\?[\d;]{0,64}|[46](?:;[\d;]{0,11})?)?)$/u;

/** The rest of an answer that was cut right behind its Escape. */
export const graphicsRest = /^(?:_G|P>|\[\?\d|\[[46];)/;

/** Takes the answers out of a text. */
export function takeGraphicsAnswers(text: string): {readonly rest: string; readonly answers: GraphicsAnswers | undefined} {
	let rest = text;
	let answers: GraphicsAnswers | undefined;
	for (let match = answer.exec(rest); match !== null; match = answer.exec(rest)) {
		answers = {...answers, ...toAnswers(match.groups!)};
		rest = rest.slice(0, match.index) + rest.slice(match.index + match[0].length);
	}

	return {rest, answers};
}

function toAnswers({kitty, name, attributes, sixels, kind, height, width}: Readonly<Record<string, string | undefined>>): GraphicsAnswers {
	if (kitty !== undefined) {
		return new RegExp(`(?:^|,)i=${askedId}(?:,|;)`).test(kitty) ? {isKitty: kitty.endsWith(';OK')} : {};
	}

	if (attributes !== undefined) {
		return {isSixel: attributes.split(';').slice(1).includes('4')};
	}

	if (sixels !== undefined) {
		const [across, down] = sixels.split(';').map(Number) as [number, number];
		return {sixelArea: {width: across, height: down}};
	}

	return name === undefined ? {[kind === '6' ? 'cell' : 'area']: {width: Number(width), height: Number(height)}} : {name};
}

/** Cells of any font: a size beyond is none, whatever the terminal says. */
const [minCell, maxCell] = [3, 200];

const isCell = ({width, height}: PixelSize) => width >= minCell && height >= minCell && width <= maxCell && height <= maxCell && width <= height * 1.5 && height <= width * 5;

/** Pixels of a cell by the answers of the terminal; undefined where none of them can be. */
export function cellOf({cell, area, sixelArea}: GraphicsAnswers, {columns, rows}: {readonly columns: number; readonly rows: number}): PixelSize | undefined {
	const divide = (whole: PixelSize | undefined) => whole && {width: Math.floor(whole.width / columns), height: Math.floor(whole.height / rows)};
	return [cell, divide(area), divide(sixelArea)].find(size => size !== undefined && isCell(size));
}
