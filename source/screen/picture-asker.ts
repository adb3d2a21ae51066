import type {PicturesSource} from './screen-options.ts';
import type {ScreenView} from './screen-view.ts';
import type {TerminalSession} from './terminal/session.ts';

/**
Has the pictures made that a screen wants, and asks the terminal what pictures it takes when the first are wanted: who never looks at any
sees no question of it. With another size of the terminal the cells may be others, too.
*/
export function createPictureAsker({source, session, canAsk}: {readonly source: PicturesSource | undefined; readonly session: Pick<TerminalSession, 'askGraphics' | 'sink'>; readonly canAsk: boolean}): (view: Pick<ScreenView, 'pictures' | 'columns' | 'rows'>) => void {
	let asked: {readonly columns: number; readonly rows: number} | undefined;
	return ({pictures, columns, rows}) => {
		source?.want(pictures?.wanted ?? []);
		if (pictures === undefined || !canAsk || (asked?.columns === columns && asked.rows === rows)) {
			return;
		}

		session.askGraphics(asked === undefined ? 'everything' : 'cells');
		asked = {columns, rows};
		// A terminal that does not know a question may have printed it.
		session.sink.invalidate();
	};
}
