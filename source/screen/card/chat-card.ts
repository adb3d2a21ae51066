import {leadingMetric, metricDefinitions} from '../../domain/metric.ts';
import {isComplete} from '../../domain/run-status.ts';
import {wrap} from '../../format/display-width.ts';
import {lossInColumn, metric} from '../../format/number.ts';
import {selectBestEpoch} from '../../run/select-best-epoch.ts';
import {selectColumns} from '../../run/select-columns.ts';
import {selectEta} from '../../run/select-eta.ts';
import {selectEpoch} from '../../run/select-progress.ts';
import {selectLastValidation, selectLosses} from '../../run/select-quality.ts';
import {selectStatus} from '../../run/select-status.ts';
import {wordsIn} from '../../words/words.ts';
import {drawChart} from '../draw/chart/draw-chart.ts';
import {qualityScale} from '../draw/chart/scale.ts';
import type {ChartSeries} from '../draw/chart/series.ts';
import {
	drawEnds,
	drawLine,
	fitGroups,
	toDrawable,
	type Segment,
} from '../draw/line.ts';
import {contentSize, drawPanel} from '../draw/panel.ts';
import {drawState} from '../panels/header.ts';
import {timeSpan, type ScreenModel} from '../panels/model.ts';
import {originWords} from '../panels/origin-words.ts';
import {describeOutcome} from '../panels/outcome.ts';
import {baseName, deviceText, modelText} from '../panels/run-identity.ts';
import {targetName} from '../panels/target-name.ts';
import {runMs} from '../screens/overview/ending.ts';
import {createLook, type Look} from '../theme/look.ts';
import {lossToken, metricToken} from '../theme/subjects.ts';

type Group = readonly Segment[];

/** What a card is drawn from. */
export type CardModel = Pick<ScreenModel, 'state' | 'now' | 'look' | 'words' | 'ui' | 'isSimulated' | 'isReplay'>;

/** A message of a chat shows so much without wrapping or folding it. */
export const cardSize = {columns: 60, rows: 12};

const leastChartRows = 3;
/** Beside a curve the cause of a failure has the room of a headline. */
const fewOutcomeRows = 2;
const mostOutcomeRows = 5;

/**
A run as a picture of text, to be shown to others: how it is, its curve, its quality and where it ran. Twelve lines of 60 columns, painted
by the look; fewer lines where nothing was measured yet.
*/
export function drawChatCard(model: CardModel): readonly string[] {
	const {state, look} = model;
	const origin = originWords(model);
	const frame = {width: cardSize.columns, height: cardSize.rows, frame: 'box'} as const;
	const {columns, rows} = contentSize(frame);
	const dot: Segment = ['faint', ` ${look.glyphs.dot} `];
	const fit = (groups: readonly Group[]) => {
		const line = fitGroups(groups, columns, dot);
		return line.length === 0 ? [] : [drawLine(line, columns, look)];
	};

	const above = [drawHead(model, columns), ...outcomeLines(model, columns), ...fit(identityGroups(model))];
	const below = [...fit(qualityGroups(model)), ...fit(lossGroups(model)), ...fit(machineGroups(model))];
	const chart = drawCurve(model, columns, Math.max(leastChartRows, rows - above.length - below.length));
	const content = [...above, ...chart, ...below].slice(0, rows);
	return drawPanel(content, {
		...frame,
		height: content.length + 2,
		title: cardName(state, look.glyphs.ellipsis),
		detail: [...(origin === undefined ? [] : [['tab', ` ${origin.name} `], ['text', ' ']] as const), ['accent', 'yolotop']],
		look,
	});
}

/** The look of a card without colours: curves are lines, and characters are those of the terminal's style. */
export function plainLook({chartStyle}: Pick<Look, 'chartStyle'>): Look {
	return createLook({
		theme: 'auto', depth: 'none', isAscii: chartStyle === 'ascii', chartStyle,
	});
}

/** The same without escape sequences, for where text is plain. */
export function chatCardText(model: CardModel): string {
	return drawChatCard(model).map(line => line.replaceAll(/\u{1B}\[[\d;]*m/gu, '')).join('\n');
}

/** The run directory names the run; else what is watched. */
function cardName({target, runDirectory}: CardModel['state'], ellipsis: string): string {
	const columns = cardSize.columns - 28;
	const isByRun = runDirectory !== undefined && target?.kind !== 'container';
	return targetName(isByRun ? {kind: 'directory', name: runDirectory, path: runDirectory} : target, columns, ellipsis);
}

/** How it is and how far, and how long it took or still takes. */
function drawHead(model: CardModel, columns: number): string {
	const {state, now, look, ui, words} = model;
	const epoch = selectEpoch(state);
	const trained = runMs(model);
	const eta = selectEta(state, now);
	const took = trained === undefined ? undefined : wordsIn(ui.language).overview.took(timeSpan(model, trained));
	const time = eta === undefined ? took : words.timeLeft(timeSpan(model, eta.leftMs));
	return drawEnds([
		...drawState(model),
		...(epoch === undefined ? [] : [['text', '  '], ['label', `${words.epoch} `], ['run1', `${epoch}`], ['dim', `/${state.epochs ?? '-'}`]] as const),
	], time === undefined ? [] : [['strong', time]], columns, look);
}

/** What went wrong, of a run that did not come to its end. */
function outcomeLines(model: CardModel, columns: number): readonly string[] {
	const {state, now, look} = model;
	const [first = []] = describeOutcome(model);
	const [token] = first[0] ?? ['text'];
	return isComplete(selectStatus(state, now).status) || first.length === 0
		? []
		: wrap(toDrawable(first.map(([, text]) => text).join('')), columns, state.history.length > 1 ? fewOutcomeRows : mostOutcomeRows).map(line => drawLine([[token, line]], columns, look));
}

function identityGroups({state, words, ui}: CardModel): readonly Group[] {
	const {settings, task} = state;
	const field = (label: string, value: string | undefined): Group => value === undefined || value === '' ? [] : [['label', `${label} `], ['text', value]];
	return [
		[['text', modelText(state)]],
		task === undefined ? [] : [['text', wordsIn(ui.language).task[task]]],
		[['text', baseName(settings.data) ?? '']],
		field(words.field.batch, settings.batch_size ?? settings.batch),
		field(words.field.imageSize, settings.imgsz ?? settings.img_size),
	];
}

/** The leading metric with its best, then the others. */
function qualityGroups({state, look, ui}: CardModel): readonly Group[] {
	const validation = selectLastValidation(state);
	if (validation === undefined) {
		return [];
	}

	const lead = leadingMetric(validation.metrics);
	const best = selectBestEpoch(state);
	return [
		[[metricToken(lead.name), `${lead.label} `], ['strong', metric(validation.metrics[lead.name])]],
		best === undefined ? [] : [['best', `${look.glyphs.best} `], ['text', wordsIn(ui.language).overview.best(metric(best.metrics?.[lead.name]), String(best.epoch))]],
		...metricDefinitions.filter(({name}) => name !== lead.name && validation.metrics[name] !== undefined)
			.toSorted((one, other) => (other.priority ?? 0) - (one.priority ?? 0))
			.map(({name, label}): Group => [[metricToken(name), `${label} `], ['text', metric(validation.metrics[name])]]),
	];
}

function lossGroups({state}: CardModel): readonly Group[] {
	return Object.entries(selectLosses(state)).map(([name, value]): Group => [[lossToken(name), `${name} `], ['text', lossInColumn(value)]]);
}

/** Where it trains; a run directory knows only which device was asked for. */
function machineGroups({state, words}: CardModel): readonly Group[] {
	const asked = state.settings.device;
	const device = deviceText(state);
	return [
		device !== '' || asked === undefined || asked === '' ? [['text', device]] : [['label', `${words.field.device} `], ['text', asked]],
		state.torch === undefined ? [] : [['label', `${words.field.torch} `], ['text', state.torch]],
	];
}

/** The leading metric by epoch, or the first loss where there is no metric; nothing before there are two points. */
function drawCurve({state, look}: CardModel, columns: number, rows: number): readonly string[] {
	const {epochs, metrics, losses} = selectColumns(state);
	const lead = leadingMetric(selectLastValidation(state)?.metrics);
	const [lossName] = losses.keys();
	const ofMetric: ChartSeries = {
		name: lead.label, token: metricToken(lead.name), xs: epochs, ys: metrics.get(lead.name) ?? [],
	};
	const isMeasured = ({ys}: ChartSeries) => ys.filter(value => Number.isFinite(value ?? NaN)).length > 1;
	const series = lossName === undefined || isMeasured(ofMetric)
		? ofMetric
		: {
			name: lossName, token: lossToken(lossName), xs: epochs, ys: losses.get(lossName) ?? [],
		};
	const best = series === ofMetric ? selectBestEpoch(state)?.epoch : undefined;
	return isMeasured(series)
		? drawChart([series], {
			width: columns, height: rows, look, ...(series === ofMetric && qualityScale), xAxis: {kind: 'epoch'}, marks: [...state.resumedAt.map(x => ({kind: 'resume' as const, x})), ...(best === undefined ? [] : [{kind: 'best' as const, x: best}])],
		})
		: [];
}
