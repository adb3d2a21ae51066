import type {GraphicsAnswers} from './terminal/graphics-query.ts';
import type {TerminalOptions} from './screen-options.ts';
import type {TerminalListeners} from './terminal/session.ts';
import type {Background} from './theme/theme.ts';

/** What is known of the terminal. */
export type TerminalTraits = {
	readonly background: Background;
	/** Whether characters of open width take two columns. */
	readonly isWide: boolean;
	/** What it has answered about pictures. */
	readonly graphics: GraphicsAnswers;
};

/** What the environment says of the terminal, until the terminal itself answers; `onChange` is called when it says something else. */
export function createTerminalTraits({background = 'dark', canAskBackground, canAskWidth = false, canAskGraphics = false}: TerminalOptions, onChange: () => void): {readonly get: () => TerminalTraits; readonly listeners: Pick<TerminalListeners, 'onBackground' | 'onWidth' | 'onGraphics'>} {
	let traits: TerminalTraits = {background, isWide: false, graphics: {}};

	function learn(next: TerminalTraits): void {
		if (next.background === traits.background && next.isWide === traits.isWide && JSON.stringify(next.graphics) === JSON.stringify(traits.graphics)) {
			return;
		}

		traits = next;
		onChange();
	}

	return {
		get: () => traits,
		listeners: {
			onBackground: canAskBackground
				? answer => {
					learn({...traits, background: answer});
				}
				: undefined,
			onWidth: canAskWidth
				? isWide => {
					learn({...traits, isWide});
				}
				: undefined,
			onGraphics: canAskGraphics
				? answers => {
					learn({...traits, graphics: {...traits.graphics, ...answers}});
				}
				: undefined,
		},
	};
}
