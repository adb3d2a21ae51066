import {isComplete} from '../../../domain/run-status.ts';
import {displayWidth, padEnd} from '../../../format/display-width.ts';
import {lossInColumn} from '../../../format/number.ts';
import {
	selectLossNames,
	selectLossSeries,
	selectTrend,
	selectTrendShare,
	trendEpochs,
	selectValidationLossSeries,
	type Trend,
} from '../../../run/select-series.ts';
import type {RunState} from '../../../domain/run.ts';
import {selectStatus} from '../../../run/select-status.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawChart} from '../../draw/chart/draw-chart.ts';
import {
	drawEnds,
	drawLine,
	fitGroups,
	type Segment,
} from '../../draw/line.ts';
import {lossToken} from '../../theme/subjects.ts';
import type {Token} from '../../theme/token.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {percent, withPercent} from '../../../words/percent.ts';

type Group = readonly Segment[];

// A falling loss is what one wants; a rising one is worth a look.
const trendTokens: Readonly<Record<Trend, Token>> = {rising: 'warning', falling: 'good', flat: 'dim'};

/** With so many rows each a curve has room below its figures; with fewer it stands beside them. */
const rowsBelow = 3;
/** Beside the words of the change there is room for the number of epochs. */
const roomyColumns = 46;

/** Each loss with its value, that of the validation, its change and its own curve in its own range: small multiples. */
export function drawLosses(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {state, look, words} = model;
	const names = selectLossNames(state);
	if (names.length === 0) {
		return [drawLine([['dim', words.waiting.losses]], columns, look)];
	}

	if (rows < names.length) {
		return [drawLossLine(model, columns)];
	}

	const isBelow = rows >= rowsBelow * names.length;
	let room = rows;
	return names.flatMap((name, index) => {
		// What does not divide evenly goes to the first ones.
		const own = Math.ceil(room / (names.length - index));
		room -= own;
		return isBelow ? drawBelow(model, name, columns, own) : drawBeside(model, name, columns, own);
	});
}

/** One row of values, and the curve below it. */
function drawBelow(model: ScreenModel, name: string, columns: number, rows: number): readonly string[] {
	const {state, look} = model;
	const validation = selectValidationLossSeries(state, name).at(-1);
	const nameWidth = nameColumns(state);
	const left: Group = [
		[lossToken(name), padEnd(name, nameWidth)],
		['strong', lossInColumn(currentLoss(state, name))],
		...(validation === undefined ? [] : [['dim', `  ${model.words.validationLoss} `], ['text', lossInColumn(validation.value)]] as const),
	];
	return [
		drawEnds(left, changeSegments(model, name, columns >= roomyColumns), columns, look),
		...(rows < 2 ? [] : drawLossArea(model, name, {columns, rows: rows - 1})),
	];
}

/** Values and curve beside each other, the value of the validation below that of the training. */
function drawBeside(model: ScreenModel, name: string, columns: number, rows: number): readonly string[] {
	const {state, look, words} = model;
	const validation = selectValidationLossSeries(state, name).at(-1);
	const nameWidth = Math.max(nameColumns(state), displayWidth(words.validationLoss) + 1);
	const trend = trendOf(state, name);
	const leads: readonly Group[] = [
		[[lossToken(name), padEnd(name, nameWidth)], ['strong', lossInColumn(currentLoss(state, name))], ['text', ' '], trend === undefined ? ['text', ' '] : [trendTokens[trend], signOf(model, trend)]],
		...(validation === undefined ? [] : [[['dim', padEnd(words.validationLoss, nameWidth)], ['text', lossInColumn(validation.value)]] satisfies Group]),
	];
	const leadWidth = nameWidth + 9;
	const curve = drawLossArea(model, name, {columns: Math.max(0, columns - leadWidth - 1), rows});
	return Array.from({length: rows}, (_, row) => `${drawLine(leads[row] ?? [], leadWidth + 1, look)}${curve[row] ?? ''}`);
}

/** All losses in one row: name, value, direction. */
export function drawLossLine(model: ScreenModel, columns: number): string {
	const {state, look} = model;
	const make = (hasValidation: boolean, isShort: boolean): readonly Group[] => selectLossNames(state).map((name): Group => {
		const trend = trendOf(state, name);
		const validation = hasValidation ? selectValidationLossSeries(state, name).at(-1) : undefined;
		const show = (value: number | undefined) => isShort ? lossInColumn(value).replace(/^0(?=\.)/, '') : lossInColumn(value);
		return [
			[lossToken(name), `${name} `],
			['strong', show(currentLoss(state, name))],
			...(trend === undefined ? [] : [[trendTokens[trend], signOf(model, trend)]] as const),
			...(validation === undefined ? [] : [['dim', ` ${model.words.validationLoss} `], ['text', show(validation.value)]] as const),
		];
	});
	const gap: Segment = ['text', '  '];
	const width = (groups: readonly Group[]) => groups.reduce((sum, group) => sum + group.reduce((own, [, text]) => own + displayWidth(text), 2), -2);
	const groups = [make(true, false), make(false, false)].find(candidate => width(candidate) <= columns) ?? make(false, true);
	return drawLine(fitGroups(groups, columns, gap), columns, look);
}

/** In the title: where their sum goes, which is what is trained; each row says the same of its own. */
export function lossesTrend(model: ScreenModel): Group {
	if (isComplete(selectStatus(model.state, model.now).status)) {
		return [];
	}

	const sums = model.state.history.map(({epoch, losses}) => ({epoch, value: Object.values(losses).reduce((sum: number | undefined, loss) => (sum ?? 0) + loss, undefined) ?? NaN}));
	const trend = selectTrend(sums.filter(({value}) => Number.isFinite(value)));
	return trend === undefined ? [] : [[trendTokens[trend], `${signOf(model, trend)} ${model.words.trend[trend]}`]];
}

function signOf({look: {glyphs}}: ScreenModel, trend: Trend): string {
	return {rising: glyphs.up, falling: glyphs.down, flat: glyphs.flat}[trend];
}

function trendOf(state: RunState, name: string): Trend | undefined {
	return selectTrend(selectLossSeries(state, name));
}

/** How much it has changed in the last epochs, as a part of what it was; `!` where it is no number. */
function changeSegments(model: ScreenModel, name: string, isRoomy: boolean): Group {
	const {state, ui} = model;
	const value = currentLoss(state, name);
	if (value !== undefined && !Number.isFinite(value)) {
		return [['bad', '!']];
	}

	const trend = trendOf(state, name);
	if (trend === undefined) {
		return [];
	}

	const series = selectLossSeries(state, name);
	const share = Math.abs(selectTrendShare(series) ?? 0);
	const text = trend === 'flat' ? model.words.trend.flat : (share < 0.0995 ? withPercent((share * 100).toFixed(1), model.ui.language) : percent(share, model.ui.language));
	return [[trendTokens[trend], `${signOf(model, trend)} ${text}`], ['dim', isRoomy && trend !== 'flat' ? ` ${wordsIn(ui.language).overview.perTen(String(Math.min(trendEpochs, series.length)))}` : '']];
}

function nameColumns(state: RunState): number {
	return Math.max(3, ...selectLossNames(state).map(name => displayWidth(name))) + 1;
}

/** Its own curve in its own range, over the epochs that are done. */
function drawLossArea({state, look}: ScreenModel, name: string, {columns, rows}: Size): readonly string[] {
	const series = selectLossSeries(state, name);
	return drawChart([{token: lossToken(name), xs: series.map(({epoch}) => epoch), ys: series.map(({value}) => value)}], {
		width: columns, height: rows, look, isBare: true, isPadded: true, xAxis: {kind: 'epoch'},
	});
}

/** The running mean of the epoch in progress, else the value of the last epoch. */
function currentLoss({progress, history}: RunState, name: string): number | undefined {
	return progress?.losses[name] ?? history.at(-1)?.losses[name];
}
