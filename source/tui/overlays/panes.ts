import type {ScreenModel} from '../panels/model.ts';
import {machinePanes} from './machine-panes.ts';

/** A text to be read over the screen: a title and lines as wide as asked for. */
export type PaneDefinition = {
	readonly title: (model: ScreenModel) => string;
	readonly draw: (model: ScreenModel, columns: number) => readonly string[];
};

/** THE pane table. A pane that is not in it carries its own title and paragraphs. */
export const panes: Readonly<Partial<Record<string, PaneDefinition>>> = {...machinePanes};
