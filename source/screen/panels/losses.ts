import type {RunState} from '../../domain/run.ts';
import {displayWidth, padEnd} from '../../format/display-width.ts';
import {loss} from '../../format/number.ts';
import {
	selectLossNames,
	selectLossSeries,
	selectTrend,
	selectValidationLossSeries,
	type Trend,
} from '../../run/select-series.ts';
import {
	drawLine,
	fitGroups,
	segmentsWidth,
	type Segment,
} from '../draw/line.ts';
import {sparkline} from '../draw/sparkline.ts';
import {lossToken} from '../theme/subjects.ts';
import type {Token} from '../theme/token.ts';
import type {ScreenModel, Size} from './model.ts';

// A falling loss is what one wants; a rising one is worth a look.
const trendTokens: Readonly<Record<Trend, Token>> = {rising: 'warning', falling: 'good', flat: 'dim'};

/** Each loss with its value, where it is going and its curve: one row each, or all in one row without room. */
export function drawLosses(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {state, look, words} = model;
	const names = selectLossNames(state);
	if (names.length === 0) {
		return [drawLine([['dim', words.waiting.losses]], columns, look)];
	}

	if (rows < Math.min(names.length, 2)) {
		const gap: Segment = ['text', '  '];
		const plain = names.map((name): readonly Segment[] => [[lossToken(name), name], ['text', ' '], ['strong', loss(presentLoss(state, name))]]);
		const full = plain.map((group, index): readonly Segment[] => [...group, ...drawTrend(model, names[index]!, false)]);
		const isRoomy = full.reduce((sum, group) => sum + segmentsWidth(group) + gap[1].length, -gap[1].length) <= columns;
		return [drawLine(fitGroups(isRoomy ? full : plain, columns, isRoomy ? gap : ['text', ' ']), columns, look)];
	}

	const nameWidth = Math.max(...names.map(name => displayWidth(name))) + 2;
	return names.slice(0, rows).map(name => drawLoss(model, {name, nameWidth, columns}));
}

function drawLoss(model: ScreenModel, {name, nameWidth, columns}: {readonly name: string; readonly nameWidth: number; readonly columns: number}): string {
	const {state, look, words} = model;
	const lead: Segment[] = [[lossToken(name), padEnd(name, nameWidth)], ['strong', loss(presentLoss(state, name)).padStart(9)]];
	const isWide = columns >= 60;
	const trendWidth = isWide ? 3 + Math.max(...Object.values(words.trend).map(word => displayWidth(word))) : 2;
	const trend = drawTrend(model, name, isWide);
	const validation = columns >= 100 ? selectValidationLossSeries(state, name).at(-1) : undefined;
	const trail: Segment[] = validation === undefined ? [] : [['label', `  ${words.validationLoss} `], ['text', loss(validation.value).padStart(9)]];
	const trailWidth = validation === undefined ? 0 : displayWidth(words.validationLoss) + 12;
	const room = columns - nameWidth - 9 - trendWidth - 2 - trailWidth;
	const curve = drawCurve(model, name, room);
	const trendText = trend.reduce((width, [, text]) => width + displayWidth(text), 0);
	return drawLine([...lead, ...trend, ['text', ' '.repeat(Math.max(0, trendWidth - trendText) + 2)], [lossToken(name), padEnd(curve, Math.max(0, room))], ...trail], columns, look);
}

/** The curve over the width that its share of the whole run has, so that the free room is what is still to come. */
function drawCurve({state, look}: ScreenModel, name: string, room: number): string {
	const values = selectLossSeries(state, name).map(({value}) => value);
	const width = Math.round(room * Math.min(1, values.length / Math.max(state.epochs ?? 0, 1)));
	return sparkline(values.length >= width ? values : Array.from({length: width}, (_, column) => values[Math.floor((column * values.length) / width)]), Math.max(width, Math.min(values.length, room)), look.glyphs);
}

/** The running mean of the epoch in progress, else the value of the last epoch. */
function presentLoss({progress, history}: RunState, name: string): number | undefined {
	return progress?.losses[name] ?? history.at(-1)?.losses[name];
}

function drawTrend({state, look, words}: ScreenModel, name: string, isWide: boolean): readonly Segment[] {
	const value = presentLoss(state, name);
	if (value !== undefined && !Number.isFinite(value)) {
		return [['bad', ' !']];
	}

	const trend = selectTrend(selectLossSeries(state, name));
	if (trend === undefined) {
		return [];
	}

	const {up, down, flat} = look.glyphs;
	const sign = {rising: up, falling: down, flat}[trend];
	return [[trendTokens[trend], ` ${sign}${isWide ? ` ${words.trend[trend]}` : ''}`]];
}
