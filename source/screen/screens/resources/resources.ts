import {toRecord} from '../../../domain/record.ts';
import {moveCommands} from '../../../keys/keymap.ts';
import {contentSize} from '../../draw/panel.ts';
import {drawEnds, drawLine} from '../../draw/line.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {signsOf} from '../../panels/signs-of.ts';
import {scrolledTop} from '../../ui-state.ts';
import type {PanelDefinition, ScreenDefinition} from '../screen.ts';
import {planResources} from './plan-resources.ts';
import type {Section} from './section.ts';
import {sectionsOf} from './sections.ts';

function inputsOf(model: ScreenModel): readonly unknown[] {
	const {resources, containerFacts, state, ui, now} = model;
	return [resources, containerFacts, state.target, state.container, state.model, state.settings, state.framework, state.devices, signsOf(model), ui.language, ui.resources.top, Math.floor(now / 10_000)];
}

let memory: {readonly inputs: readonly unknown[]; readonly lines: readonly string[]} | undefined;

/** All lines below each other, kept until something has changed: scrolling and the scroll bar ask for them too. */
function linesOf(model: ScreenModel, columns: number): readonly string[] {
	const inputs = [...inputsOf(model), model.look, columns];
	if (memory?.inputs.every((input, index) => Object.is(input, inputs[index])) !== true) {
		const blank = drawLine([], columns, model.look);
		memory = {inputs, lines: sectionsOf(model, columns).flatMap((section, index) => [...(index === 0 ? [] : [blank]), titleLine(section, columns, model), ...section.draw(columns, section.natural(columns))])};
	}

	return memory.lines;
}

function titleLine({title, subtitle, detail}: Section, columns: number, {look}: ScreenModel): string {
	const start = [['title', title], ['dim', subtitle === '' ? '' : `  ${subtitle}`]] as const;
	return drawEnds(start, detail, columns, look);
}

const topOf = ({ui}: ScreenModel, all: number, rows: number): number => Math.max(0, Math.min(ui.resources.top, all - rows));

function sectionPanel(id: Section['id']): PanelDefinition {
	const own = (model: ScreenModel) => sectionsOf(model).find(section => section.id === id);
	return {
		title: model => own(model)?.title ?? '',
		subtitle: model => own(model)?.subtitle ?? '',
		inputs: inputsOf,
		draw: (model, {columns, rows}) => own(model)?.draw(columns, rows) ?? [],
		detail: model => own(model)?.detail ?? [],
	};
}

/** GPU, container and machine: what they are, what they do, and what is missing to know it. */
export const resources: ScreenDefinition = {
	id: 'resources',
	panels: {
		gpu: sectionPanel('gpu'),
		container: sectionPanel('container'),
		host: sectionPanel('host'),
		started: sectionPanel('started'),
		nothing: sectionPanel('nothing'),
		resources: {
			title: ({words}) => words.screens.resources,
			inputs: inputsOf,
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
	plan: (model, room) => planResources(sectionsOf(model, room.columns - (room.frame === 'box' ? 4 : 0)), room),
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
