import {toRecord} from '../../../domain/record.ts';
import {moveCommands} from '../../../keys/keymap.ts';
import {contentSize} from '../../draw/panel.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {scrolledTop} from '../../ui-state.ts';
import type {ScreenDefinition} from '../screen.ts';
import {drawResources} from './draw-resources.ts';

let memory: {readonly inputs: readonly unknown[]; readonly lines: readonly string[]} | undefined;

/** All lines, kept until something has changed: scrolling and the scroll bar ask for them too. */
function linesOf({resources: told, state, containerFacts, ui, look, now, utcOffsetMinutes}: ScreenModel, columns: number): readonly string[] {
	const inputs = [told, state.target?.kind, containerFacts, ui.language, look, utcOffsetMinutes, columns];
	if (memory?.inputs.every((input, index) => Object.is(input, inputs[index])) !== true) {
		memory = {
			inputs, lines: drawResources({
				resources: told, isContainer: containerFacts !== undefined, command: containerFacts?.command, language: ui.language, look, now, utcOffsetMinutes,
			}, columns),
		};
	}

	return memory.lines;
}

const topOf = ({ui}: ScreenModel, all: number, rows: number): number => Math.max(0, Math.min(ui.resources.top, all - rows));

/** GPU, container, shared memory and machine: what they are, what they do, and what is missing to know it. */
export const resources: ScreenDefinition = {
	id: 'resources',
	panels: {
		resources: {
			title: ({words}) => words.screens.resources,
			inputs: ({resources: told, containerFacts, ui}) => [told, containerFacts, ui.language, ui.resources.top],
			draw(model, {columns, rows}) {
				const lines = linesOf(model, columns);
				const top = topOf(model, lines.length, rows);
				return lines.slice(top, top + rows);
			},
			scroll(model, rows) {
				const all = memory?.lines.length ?? 0;
				return {first: topOf(model, all, rows), shown: rows, all};
			},
		},
	},
	plan: (_model, {y, columns, rows, frame}) => [{
		id: 'resources', x: 0, y, width: columns, height: rows, frame: frame === 'none' ? 'rule' : frame,
	}],
	scrollRange(model, placed) {
		const own = placed.find(({id}) => id === 'resources');
		const {columns, rows} = own === undefined ? {columns: 0, rows: 0} : contentSize(own);
		const all = columns === 0 ? 0 : linesOf(model, columns).length;
		return {top: topOf(model, all, rows), last: Math.max(0, all - rows), page: Math.max(1, rows)};
	},
	commands: toRecord(moveCommands, command => (ui, {range}) => {
		const top = scrolledTop(command, range);
		return top === ui.resources.top ? ui : {...ui, resources: {...ui.resources, top}};
	}),
};
