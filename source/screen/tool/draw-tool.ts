import {displayWidth} from '../../format/display-width.ts';
import {isOtherTool} from '../../run/program.ts';
import {isOfFrames, isSilent} from '../../run/reduce-tool.ts';
import {drawBar} from '../draw/bar.ts';
import {
	drawLine,
	fitGroups,
	segmentsWidth,
	type Segment,
} from '../draw/line.ts';
import type {ScreenModel, Size} from '../panels/model.ts';
import {wordsIn} from '../../words/words.ts';
import {percent} from '../../words/percent.ts';
import {
	exportsText,
	foundText,
	resultText,
	toolFraction,
	toolPlace,
	toolStanding,
} from './tool-words.ts';

const barColumns = 30;

/** The val or detect program in a panel: how far it is, what it has found, and where its results are; most important line first. */
export function drawTool(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look} = model;
	const lines = [drawCourse(model, columns), drawFound(model, columns), drawSaved(model, columns), drawSpeed(model, columns)].filter(line => line.length > 0);
	return [...lines, ...Array.from({length: rows}, (): readonly Segment[] => [])].slice(0, rows).map(line => drawLine(line, columns, look));
}

/** Whether there is one to be shown on the overview: one that the output holds alone, or that was started beside the training. */
export function toolOnOverview({state}: Pick<ScreenModel, 'state'>): 'alone' | 'beside' | undefined {
	if (state.toolRun === undefined) {
		return undefined;
	}

	return isOtherTool(state) && state.history.length === 0 && state.progress === undefined ? 'alone' : 'beside';
}

/** What stands beside the state of the run while the program runs: `validates 3/12`. */
export function toolBadge({state: {toolRun}, ui}: Pick<ScreenModel, 'state' | 'ui'>): string | undefined {
	if (toolRun === undefined || toolRun.isFinished) {
		return undefined;
	}

	const fraction = toolFraction(toolRun);
	const words = wordsIn(ui.language).toolScreen;
	return isSilent(toolRun) ? words.badgeStarting[toolRun.tool] : words.badge[toolRun.tool](fraction === undefined ? '' : ` ${percent(fraction, ui.language)}`);
}

function drawCourse({state, ui, look}: ScreenModel, columns: number): readonly Segment[] {
	const toolRun = state.toolRun!;
	const name = wordsIn(ui.language).tool.tools[toolRun.tool];
	const {token, text} = toolStanding(toolRun, ui.language);
	const fraction = toolRun.isFinished ? undefined : toolFraction(toolRun);
	const place = toolRun.isFinished ? '' : toolPlace(toolRun, ui.language);
	const bar = fraction === undefined ? [] : [...drawBar(fraction, Math.min(barColumns, Math.max(0, columns - displayWidth(name) - displayWidth(place) - 4)), look.glyphs), ['text', '  '] satisfies Segment];
	const path = toolRun.isFinished || toolRun.latest === undefined ? '' : toolRun.latest.path.split('/').at(-1) ?? '';
	return [['strong', `${name}  `], ...bar, ['text', place === '' ? '' : `${place}  `], ['dim', path], [token, text]];
}

function drawFound({state, ui, look}: ScreenModel, columns: number): readonly Segment[] {
	const toolRun = state.toolRun!;
	const result = resultText(toolRun, ui.language);
	if (toolRun.tool === 'export' || toolRun.tool === 'benchmark') {
		return result === '' ? failureOf(state) : fitGroups([[['text', result]], [['dim', exportsText(toolRun, ui.language)]]], columns, ['dim', ` ${look.glyphs.dot} `]);
	}

	if (toolRun.tool === 'val') {
		return result === '' ? failureOf(state) : [['text', result]];
	}

	return toolRun.images === 0
		? failureOf(state)
		: fitGroups([
			[['good', foundText(toolRun.objects, ui.language)]],
			[['dim', result]],
		], columns, ['dim', ` ${look.glyphs.dot} `]);
}

/** Its last line says best why it failed. */
function failureOf({toolRun}: ScreenModel['state']): readonly Segment[] {
	const {exitCode, lastLines, isCalledOff} = toolRun?.end ?? {};
	return lastLines === undefined || exitCode === 0 || isCalledOff === true ? [] : [['bad', lastLines.at(-1)?.trim() ?? '']];
}

function drawSpeed({state: {toolRun}, ui}: ScreenModel, columns: number): readonly Segment[] {
	const {preprocessMs, inferenceMs, postprocessMs} = toolRun?.speed ?? {};
	if (inferenceMs === undefined) {
		return [];
	}

	const text = (value: number | undefined) => value === undefined ? '-' : value.toFixed(1);
	const line: readonly Segment[] = [['dim', wordsIn(ui.language).tool.speed(text(preprocessMs), text(inferenceMs), text(postprocessMs), toolRun !== undefined && isOfFrames(toolRun))]];
	return segmentsWidth(line) <= columns ? line : [];
}

function drawSaved({state: {toolRun}, ui, look}: ScreenModel, columns: number): readonly Segment[] {
	const {savedTo, labels, end} = toolRun!;
	const words = wordsIn(ui.language).toolScreen;
	const texts = wordsIn(ui.language).tool;
	return savedTo === undefined
		? []
		: fitGroups([
			[['label', words.savedIn(end?.savedAt ?? savedTo)]],
			end?.savedHere === undefined ? [] : [['good', texts.here(end.savedHere)]],
			labels === undefined ? [] : [['dim', texts.labelsSaved(String(labels.count), labels.path)]],
		], columns, ['dim', ` ${look.glyphs.dot} `]);
}
