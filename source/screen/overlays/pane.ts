import type {ScreenModel} from '../panels/model.ts';

/** A text to be read over the screen: a title and lines as wide as asked for. */
export type PaneDefinition = {
	readonly title: (model: ScreenModel) => string;
	readonly draw: (model: ScreenModel, columns: number) => readonly string[];
	/** The commands that the text proposes, a line each; empty without any. */
	readonly commands?: (model: ScreenModel) => readonly string[];
};
