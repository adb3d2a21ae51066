import {toolPane} from '../tool/tool-pane.ts';
import {machinePanes} from './machine-panes.ts';
import type {PaneDefinition} from './pane.ts';

/** THE pane table. A pane that is not in it carries its own title and paragraphs. */
export const panes: Readonly<Partial<Record<string, PaneDefinition>>> = {...machinePanes, tool: toolPane};
