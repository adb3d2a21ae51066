import type {PicturesSource} from './screen-options.ts';
import type {ScreenView} from './screen-view.ts';
import type {GraphicsAnswers} from './terminal/graphics-query.ts';
import type {TerminalSession} from './terminal/session.ts';

export type PictureAskerOptions = {
	readonly source: PicturesSource | undefined;
	readonly session: Pick<TerminalSession, 'askGraphics' | 'sink'>;
	readonly canAsk: boolean;
	/** Undefined outside of tmux. */
	readonly askTmux?: (() => Promise<GraphicsAnswers>) | undefined;
	readonly onAnswer: (answers: GraphicsAnswers) => void;
};

/**
Has the pictures made that a screen wants, and asks the terminal what pictures it takes when the first are wanted: who never looks at any
sees no question of it. With another size of the terminal the cells may be others, too. What tmux does with pictures is asked each time that the screen of
them is opened: another terminal may be attached by then.
*/
export function createPictureAsker({source, session, canAsk, askTmux, onAnswer}: PictureAskerOptions): (view: Pick<ScreenView, 'pictures' | 'columns' | 'rows'>) => void {
	let asked: {readonly columns: number; readonly rows: number} | undefined;
	let isOpen = false;
	return ({pictures, columns, rows}) => {
		source?.want(pictures?.wanted ?? []);
		const isSameSize = asked?.columns === columns && asked.rows === rows;
		const wasOpen = isOpen;
		isOpen = pictures !== undefined;
		if (!isOpen || !canAsk) {
			return;
		}

		if (askTmux !== undefined && !(wasOpen && isSameSize)) {
			// Without an answer the pictures are made of characters.
			askTmux().then(onAnswer).catch(() => undefined);
		}

		if (isSameSize) {
			return;
		}

		session.askGraphics(asked === undefined ? 'everything' : 'cells');
		asked = {columns, rows};
		// A terminal that does not know a question may have printed it.
		session.sink.invalidate();
	};
}
