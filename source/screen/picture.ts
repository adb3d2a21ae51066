import type {KeyContext} from '../keys/resolve-key.ts';
import type {ScreenModel} from './panels/model.ts';
import {createScreenLoop, type ScreenLoop, type ScreenLoopOptions} from './screen-loop.ts';
import {createScreenDrawer, type ScreenView} from './screen-view.ts';
import type {ScreenContext} from './screens/screen.ts';
import type {TerminalSize} from './terminal/session.ts';

/** What is on the screen, and what it is drawn from. */
export type Picture = ScreenLoop & {
	/** What would be drawn now. */
	model(): ScreenModel;
	/** The same, with what keys and clicks act on: the screen as it was drawn last. */
	context(): ScreenContext;
	/** What the key table needs to know. */
	keyContext(): KeyContext;
};

export type PictureParts = Omit<ScreenLoopOptions, 'draw'> & {
	readonly model: () => ScreenModel;
	readonly size: () => TerminalSize;
	/** Called with each screen that was drawn, before it is shown. */
	readonly onDrawn: (view: ScreenView) => void;
};

export function createPicture({model, size, onDrawn, ...output}: PictureParts): Picture {
	const drawer = createScreenDrawer();
	const loop = createScreenLoop({
		...output,
		draw(options) {
			const view = drawer.draw(model(), size(), options);
			onDrawn(view);
			return view;
		},
	});
	return {
		...loop,
		model,
		context() {
			const shown = model();
			return {model: shown, range: drawer.scrollRange(shown), panels: loop.getView().panels.map(({placed}) => placed.id)};
		},
		keyContext: () => drawer.keyContext(model()),
	};
}
