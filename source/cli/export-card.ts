import type {RunState} from '../domain/run.ts';
import {UserError} from '../domain/user-error.ts';
import {
	cardSize,
	chatCardText,
	drawChatCard,
	plainLook,
	type CardModel,
} from '../screen/card/chat-card.ts';
import {
	darkPicture,
	drawPicture,
	lightPicture,
	paintedToRuns,
} from '../screen/picture/svg-picture.ts';
import {createLook} from '../screen/theme/look.ts';
import {chooseTheme} from '../screen/theme/theme.ts';
import {createUiState} from '../screen/ui-state.ts';
import {wordsIn} from '../words/words.ts';
import {loadTheme} from './load-theme.ts';
import type {Options} from './options/options.ts';

/** What a card can be written as: plain text, text with the colours of a terminal, a picture. */
const cardFormats = ['text', 'ansi', 'svg'] as const;

type CardFormat = typeof cardFormats[number];

/**
The format that was asked for; else what the name of the file says; plain text by default.

@throws UserError `option-invalid`.
*/
function formatOf({format, output}: Pick<Options, 'format' | 'output'>): CardFormat {
	const asked = format ?? (/\.svg$/i.test(output ?? '') ? 'svg' : 'text');
	const found = cardFormats.find(name => name === asked);
	if (found === undefined) {
		throw new UserError('option-invalid', {option: '--format', value: asked, allowed: cardFormats.join(', ')});
	}

	return found;
}

/** A card in the format that the options ask for; ends with a line feed. `isPainted` where it holds the colours of a terminal. */
export function exportCard(state: RunState, options: Options, now: number): {readonly text: string; readonly isPainted: boolean} {
	const {language, isAscii, charts} = options;
	const format = formatOf(options);
	const {theme, ownTheme} = loadTheme(options.theme);
	const chartStyle = isAscii ? 'ascii' : charts ?? 'braille';
	const look = format === 'text'
		? plainLook({chartStyle})
		: createLook({
			theme, ownTheme, depth: '256', isAscii, chartStyle,
		});
	const model: CardModel = {
		state, now, look, words: wordsIn(language).screen, ui: createUiState(language, theme), isSimulated: state.target?.kind === 'demo',
	};
	switch (format) {
		case 'text': {
			return {text: `${chatCardText(model)}\n`, isPainted: false};
		}

		case 'ansi': {
			return {text: `${drawChatCard(model).join('\n')}\n`, isPainted: true};
		}

		case 'svg': {
			const colors = chooseTheme(theme, 'dark', '256', ownTheme).background === 'light' ? lightPicture : darkPicture;
			return {text: drawPicture(drawChatCard(model).map(line => paintedToRuns(line, colors)), cardSize.columns, colors), isPainted: false};
		}
	}
}
