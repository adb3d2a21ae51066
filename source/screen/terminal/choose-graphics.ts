import type {PictureProtocol, PixelSize} from '../../domain/picture.ts';
import {cellOf, type GraphicsAnswers} from './graphics-query.ts';
import type {TerminalKind} from './terminal-kind.ts';

/** What a person may choose: a protocol whatever the terminal answers, blocks of colour, or no pictures. */
export type PictureChoice = 'auto' | 'kitty' | 'iterm' | 'sixel' | 'blocks' | 'off';

/** Cells are about twice as high as wide. Where sixels are drawn without knowing it, smaller cells than any are taken, so that none is covered. */
const usualCell: PixelSize = {width: 10, height: 20};
const smallCell: PixelSize = {width: 6, height: 12};

/** Terminals that draw iTerm2's pictures, by the name that they answer. Source: their documentation. */
const itermNames = /^(?:iTerm2|WezTerm|mintty|Rio)\b/;

/** Those that draw a picture in the place of kitty's placeholders, by the same. Source: their documentation. */
const placeholderNames = /^(?:kitty|ghostty)\b/i;

export type GraphicsFacts = {
	readonly answers: GraphicsAnswers;
	readonly choice: PictureChoice;
	readonly multiplexer: TerminalKind['multiplexer'];
	/** Whether colours and characters beyond ASCII are wanted. */
	readonly isPlain: boolean;
	/** Cells of the terminal. */
	readonly size: {readonly columns: number; readonly rows: number};
};

/** How pictures are given to the terminal: by what it has answered, and only then; a person's choice comes first. */
export function chooseGraphics(facts: GraphicsFacts): {readonly protocol: PictureProtocol; readonly cell: PixelSize} {
	const protocol = protocolOf(facts);
	return {protocol, cell: cellOf(facts.answers, facts.size) ?? (protocol === 'sixel' ? smallCell : usualCell)};
}

function protocolOf({answers: {isKitty = false, isSixel = false, isPassedOn = false, name = ''}, choice, multiplexer, isPlain}: GraphicsFacts): PictureProtocol {
	const answered: Readonly<Record<Exclude<PictureProtocol, 'cells'>, boolean>> = {
		kitty: isKitty, placeholders: placeholderNames.test(name), iterm: itermNames.test(name), sixel: isSixel,
	};
	return possibleIn(multiplexer, isPassedOn).find(protocol => choice === (protocol === 'placeholders' ? 'kitty' : protocol) || (choice === 'auto' && !isPlain && answered[protocol])) ?? 'cells';
}

/**
What tmux draws itself, sixels, it keeps in its place, and so it does with the text of kitty's placeholders. The terminal behind it does not know where
a pane is: other pictures would be drawn over other panes, and blanked out without our knowing.
*/
function possibleIn(multiplexer: GraphicsFacts['multiplexer'], isPassedOn: boolean): ReadonlyArray<Exclude<PictureProtocol, 'cells'>> {
	switch (multiplexer) {
		case 'screen': {
			return [];
		}

		case 'tmux': {
			return isPassedOn ? ['placeholders', 'sixel'] : ['sixel'];
		}

		case undefined: {
			return ['kitty', 'iterm', 'sixel'];
		}
	}
}
