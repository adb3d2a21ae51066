import {shownBoxMetrics} from '../../domain/metric.ts';
import {displayWidth} from '../../format/display-width.ts';
import {count, metric} from '../../format/number.ts';
import {compareTool, selectTrainingTable, type ComparedRow} from '../../run/compare-tool.ts';
import {isOfFrames} from '../../run/reduce-tool.ts';
import {drawDocument, type Block} from '../draw/document.ts';
import {drawTable, type TableColumn} from '../draw/table.ts';
import type {PaneDefinition} from '../overlays/pane.ts';
import type {ScreenModel} from '../panels/model.ts';
import {changeText, changeToken} from '../screens/classes/draw-classes.ts';
import {wordsIn} from '../../words/words.ts';
import {
	exportsText,
	foundText,
	resultText,
	toolPlace,
	toolStanding,
} from './tool-words.ts';

/** All that the last val or detect program has said, live. */
export const toolPane: PaneDefinition = {
	title: ({state: {toolRun}, ui}) => wordsIn(ui.language).tool.tools[toolRun?.tool ?? 'val'],
	draw(model, columns) {
		const {state: {toolRun}, look} = model;
		return toolRun === undefined ? [] : [...drawDocument(facts(model), columns, look), ...drawRows(model, columns)];
	},
};

function facts({state, ui, look}: ScreenModel): readonly Block[] {
	const toolRun = state.toolRun!;
	const texts = wordsIn(ui.language).tool;
	const words = wordsIn(ui.language).toolScreen;
	const {labels, speed, savedTo, end, latest} = toolRun;
	const isDetect = toolRun.tool === 'detect';
	const {token, text: standing} = toolStanding(toolRun, ui.language);
	const decimal = (value: number | undefined) => value === undefined ? '-' : value.toFixed(1);
	const place = toolRun.isFinished ? '' : toolPlace(toolRun, ui.language);
	const rows: ReadonlyArray<readonly [string, string]> = [
		[texts.tools[toolRun.tool], resultText(toolRun, ui.language)],
		[texts.labels.models, exportsText(toolRun, ui.language)],
		[texts.labels.at, place === '' ? '' : `${place}${latest === undefined || latest.path === '' ? '' : ` ${look.glyphs.dot} ${latest.path}`}`],
		[texts.labels.objects, isDetect && toolRun.images > 0 ? foundText(toolRun.objects, ui.language) : ''],
		[texts.labels.speed, speed === undefined ? '' : texts.speed(decimal(speed.preprocessMs), decimal(speed.inferenceMs), decimal(speed.postprocessMs), isOfFrames(toolRun))],
		[texts.labels.saved, end?.savedAt ?? savedTo ?? ''],
		['', end?.savedHere === undefined ? '' : texts.here(end.savedHere)],
		['', labels === undefined ? '' : texts.labelsSaved(count(labels.count), labels.path)],
	];
	const known = rows.filter(([, text]) => text !== '');
	const labelWidth = Math.max(0, ...known.map(([label]) => displayWidth(label))) + 2;
	const isFailed = end !== undefined && end.exitCode !== 0 && end.isCalledOff !== true;
	return [
		...(standing === '' ? [] : [{kind: 'title', text: standing, token} satisfies Block]),
		...known.map(([label, text]): Block => ({
			kind: 'field', label, text, labelWidth,
		})),
		...(isFailed ? (end.lastLines ?? []).map((text): Block => ({kind: 'text', text, token: 'bad'})) : []),
		...(selectTrainingTable(state).length > 0 && toolRun.validation !== undefined ? [{kind: 'gap'} as const, {kind: 'text', text: words.compared, token: 'dim'} satisfies Block] : []),
		{kind: 'gap'},
	];
}

/** The table of val beside that of the training. */
function drawRows(model: ScreenModel, width: number): readonly string[] {
	const {state, ui, look} = model;
	const rows = compareTool(state.toolRun!, selectTrainingTable(state));
	if (rows.length === 0) {
		return [];
	}

	const {columns: headers} = wordsIn(ui.language).plain;
	const words = wordsIn(ui.language).toolScreen;
	const figure = (key: string, header: string, priority: number | undefined, value: (row: ComparedRow) => string): TableColumn<ComparedRow> => ({
		key, header, text: value, align: 'right', ...(priority !== undefined && {priority}),
	});
	const isCompared = rows.some(({before}) => before !== undefined);
	const columns: ReadonlyArray<TableColumn<ComparedRow>> = [
		{
			key: 'name', header: headers.class, text: ({row}) => row.name, minimum: 8,
		},
		figure('images', headers.images, 1, ({row}) => count(row.images)),
		figure('instances', headers.instances, 2, ({row}) => count(row.instances)),
		...shownBoxMetrics(rows.map(({row}) => row.metrics)).map(({name, label, priority}) => figure(name, label, priority === undefined ? undefined : priority + 2, ({row}) => metric(row.metrics[name]))),
		...(isCompared
			? [
				figure('before', words.previous, 4.5, ({before}) => metric(before)),
				{...figure('change', words.change, undefined, ({change}) => changeText(change, model)), token: ({change}: ComparedRow) => changeToken(change)},
			]
			: []),
	];
	return drawTable(rows, columns, {width, look});
}
