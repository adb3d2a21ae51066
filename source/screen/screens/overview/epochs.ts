import {leadingMetric, metricDefinitions, type MetricName} from '../../../domain/metric.ts';
import type {EpochRecord, RunState} from '../../../domain/run.ts';
import {bytesToFrameworkText} from '../../../format/bytes.ts';
import {fineDurationToText} from '../../../format/duration.ts';
import {displayWidth} from '../../../format/display-width.ts';
import {lossInColumn, metric, signedMetric} from '../../../format/number.ts';
import type {MoveCommand} from '../../../keys/keymap.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import {isGoing} from '../../../domain/run-status.ts';
import {isCompletedHere} from '../../../run/program.ts';
import {selectBestEpoch} from '../../../run/select-best-epoch.ts';
import {selectLossNames} from '../../../run/select-series.ts';
import {selectSecondsPerEpoch} from '../../../run/select-seconds-per-epoch.ts';
import {selectStatus} from '../../../run/select-status.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawLine, type Segment} from '../../draw/line.ts';
import {drawTable, type TableColumn} from '../../draw/table.ts';
import type {Token} from '../../theme/token.ts';
import {timeSpan, type ScreenModel, type Size} from '../../panels/model.ts';
import {scrolledTop, type ScrollRange} from '../../ui-state.ts';
import type {OverviewUi} from './overview-ui.ts';

/** A row of the table: an epoch that is complete, or the one in progress, of which the result is still to come. */
type Row = EpochRecord & {readonly isLive: boolean; readonly before?: EpochRecord | undefined; readonly note: readonly [token: Token, text: string]};

/** An epoch that took this much longer than usual is worth a word. */
const slowShare = 1.25;
const slowSeconds = 2;
const learningRateDecimals = 2;
/** A warning of more columns is counted instead. */
const shortWarning = 32;

/** How many rows can be scrolled through. */
export function epochRows(model: ScreenModel): number {
	return model.state.history.length + (liveRow(model) === undefined ? 0 : 1);
}

/** The epochs as a table, the newest first: losses, metrics, change, time, and what happened. */
export function drawEpochs(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {state, look, ui} = model;
	const live = liveRow(model);
	const all = epochRows(model);
	if (all === 0) {
		return [drawLine([['dim', wordsIn(ui.language).overview.noEpochs]], columns, look)];
	}

	const top = Math.max(0, Math.min(ui.overview.epochsTop, all - Math.max(1, rows - 1)));
	const bestEpoch = selectBestEpoch(state)?.epoch;
	const usualSeconds = selectSecondsPerEpoch(state);
	const shown = Array.from({length: Math.max(1, rows - 1)}, (_, index) => {
		const place = top + index - (live === undefined ? 0 : 1);
		if (place === -1) {
			return live;
		}

		const record = state.history.at(-1 - place);
		const before = place + 1 < state.history.length ? state.history.at(-2 - place) : undefined;
		return record === undefined || place >= state.history.length
			? undefined
			: {
				...record, isLive: false, before, note: noteOf(record, {model, bestEpoch, usualSeconds}),
			};
	}).filter(row => row !== undefined);
	const fresh = freshBest(model);
	const chosen = ui.overview.focus === 'epochs' ? chosenEpoch(model) : undefined;
	const isFresh = (row: Row | undefined) => !row?.isLive && row?.epoch !== undefined && row.epoch === fresh;
	return drawTable(shown, columnsOf(model, bestEpoch, shown), {
		width: columns, look, header: text => ['dim', text], isChosen: ({epoch}) => epoch === chosen,
		cell: (text, column, row) => [isFresh(row) ? 'tab' : column.token?.(row) ?? 'text', text], skeleton: (text, row) => [isFresh(row) ? 'tab' : 'text', text],
	}).slice(0, rows);
}

/** The epochs of all rows, the newest first. */
function epochsInRows(model: ScreenModel): readonly number[] {
	const live = liveRow(model);
	return [...(live === undefined ? [] : [live.epoch]), ...model.state.history.map(({epoch}) => epoch).toReversed()];
}

/** The epoch in a row that is shown, the first being 0; undefined below the last one. */
export function epochInRow(model: ScreenModel, row: number): number | undefined {
	return epochsInRows(model)[model.ui.overview.epochsTop + row];
}

/** The epoch whose row is chosen; undefined without any row. */
export function chosenEpoch(model: ScreenModel): number | undefined {
	const {epoch, epochsTop} = model.ui.overview;
	const epochs = epochsInRows(model);
	return epoch !== undefined && epochs.includes(epoch) ? epoch : epochs[Math.min(epochsTop, epochs.length - 1)];
}

/** Another row is chosen, and is in sight. */
export function chooseEpoch(own: OverviewUi, command: MoveCommand, {model, range}: {readonly model: ScreenModel; readonly range: ScrollRange}): OverviewUi {
	const epochs = epochsInRows(model);
	const place = Math.max(0, epochs.indexOf(chosenEpoch(model) ?? NaN));
	const next = scrolledTop(command, {top: place, last: Math.max(0, epochs.length - 1), page: range.page});
	const epoch = epochs[next];
	return epoch === undefined ? own : {...own, epoch, epochsTop: Math.max(next - range.page + 1, Math.min(next, range.top))};
}

/** How long the row of a new best epoch stands out. */
const freshMs = 1000;

/** The best epoch where it has just been completed: the next drawing after a second shows it like the others. */
export function freshBest({state, now}: ScreenModel): number | undefined {
	const {epoch, completedAt} = selectBestEpoch(state) ?? {};
	return completedAt === undefined || state.connection.kind !== 'open' || epoch !== state.history.at(-1)?.epoch || now - completedAt >= freshMs ? undefined : epoch;
}

/** The epoch in progress; undefined after it, and where the run does not go on. */
function liveRow({state, now, ui, look}: ScreenModel): Row | undefined {
	const {progress, validationProgress, phase} = state;
	if (progress === undefined || isCompletedHere(state, progress.epoch) || !isGoing(selectStatus(state, now).status)) {
		return undefined;
	}

	const words = wordsIn(ui.language).overview;
	const bar = phase.kind === 'validating' ? validationProgress : progress;
	const place = bar?.batchIndex === undefined || bar.batchesPerEpoch === undefined ? look.glyphs.ellipsis : `${bar.batchIndex}/${bar.batchesPerEpoch}`;
	return {
		epoch: progress.epoch,
		losses: progress.losses,
		...(progress.reservedGpuMemoryBytes !== undefined && {reservedGpuMemoryBytes: progress.reservedGpuMemoryBytes}),
		...(progress.elapsedMs !== undefined && {seconds: progress.elapsedMs / 1000}),
		isLive: true,
		note: ['run1', phase.kind === 'validating' ? words.validating(place) : words.batchOf(place)],
	};
}

function noteOf(record: EpochRecord, {model, bestEpoch, usualSeconds}: {readonly model: ScreenModel; readonly bestEpoch: number | undefined; readonly usualSeconds: number | undefined}): Row['note'] {
	const {state, look, ui} = model;
	if (Object.values(record.losses).some(value => !Number.isFinite(value))) {
		return ['bad', `${look.glyphs.marks.bad} nan`];
	}

	const words = wordsIn(ui.language).overview;
	const warned = warningIn(record.epoch, model);
	if (warned !== undefined) {
		return ['warning', `! ${warned}`];
	}

	if (record.epoch === bestEpoch) {
		return ['good', isGoing(selectStatus(state, model.now).status) ? words.bestSoFar : words.bestOfAll];
	}

	if (state.resumedAt.includes(record.epoch)) {
		return ['dim', `${look.glyphs.events.resume} ${words.resumed}`];
	}

	const slower = usualSeconds === undefined || record.seconds === undefined ? 0 : record.seconds - usualSeconds;
	return slower > slowSeconds && record.seconds! > slowShare * usualSeconds! ? ['warning', `! ${words.slower(timeSpan(model, slower * 1000))}`] : ['text', ''];
}

/** A short warning of the framework as it is, else how many came in that epoch; undefined without any. */
function warningIn(epoch: number, {state, ui}: ScreenModel): string | undefined {
	const all = state.notices.filter(({epochs}) => epochs?.includes(epoch));
	const [first] = all;
	return first === undefined || (all.length === 1 && displayWidth(first.text) <= shortWarning) ? first?.text : wordsIn(ui.language).overview.warnedIn(String(all.length), keyNameOf('show-logs'));
}

function columnsOf(model: ScreenModel, bestEpoch: number | undefined, rows: readonly Row[]): ReadonlyArray<TableColumn<Row>> {
	const {state, look: {glyphs}, words, ui} = model;
	const {columns: heads} = wordsIn(ui.language).overview;
	const units = wordsIn(ui.language).durationUnits;
	const lead = leadingMetric(state.lastValidation?.metrics ?? state.history.at(-1)?.metrics).name;
	const live = glyphs.dot;
	const figure = (key: string, header: string, priority: number | undefined, text: (row: Row) => string, token: (row: Row) => Token = () => 'text'): TableColumn<Row> => ({
		key, header, text, token, align: 'right', ...(priority !== undefined && {priority}),
	});
	const losses = selectLossNames(state);
	const hasValidation = rows.some(({validationLosses}) => validationLosses !== undefined);
	const metrics = shownMetrics(state, lead);
	const isNew = rows.some(({seconds}) => seconds !== undefined);
	return [
		{
			key: 'mark', header: ' ', text: ({isLive, epoch}) => isLive ? glyphs.live : (epoch === bestEpoch ? glyphs.best : ' '), token: ({isLive}) => isLive ? 'run1' : 'best',
		},
		figure('epoch', heads.epoch, undefined, ({epoch}) => String(epoch), ({isLive}) => isLive ? 'run1' : 'text'),
		...losses.map((name, index) => figure(name, name, index === 0 ? undefined : 20 - index, row => lossInColumn(row.losses[name]))),
		...(hasValidation ? losses.map((name, index) => figure(`validation ${name}`, `${words.validationLoss.slice(0, 1)}.${name}`, 1 - (index / 10), row => row.isLive ? live : lossInColumn(row.validationLosses?.[name]), ({isLive}) => isLive ? 'dim' : 'text')) : []),
		...metrics.map(({name, label}) => figure(name, label, name === lead ? undefined : (name === 'map50' || name === 'top5' ? 9 : 8), row => row.isLive ? live : metric(row.metrics?.[name]), row => row.isLive ? 'dim' : (name === lead ? 'strong' : 'text'))),
		figure('change', glyphs.change, 21, row => row.isLive ? live : changeText(row, lead), row => changeToken(row, lead)),
		...(rows.some(({isLive, reservedGpuMemoryBytes: bytes}) => !isLive && bytes !== undefined && bytes > 0) ? [figure('gpu', heads.gpu, 5, row => bytesToFrameworkText(row.reservedGpuMemoryBytes), () => 'dim')] : []),
		...(rows.some(({learningRates}) => learningRates !== undefined) ? [figure('rate', 'lr', 0, ({learningRates}) => learningRates?.[0]?.toExponential(learningRateDecimals) ?? live, () => 'dim')] : []),
		...(isNew ? [figure('time', heads.time, 10, ({seconds}) => fineDurationToText(seconds === undefined ? undefined : seconds * 1000, units), () => 'dim')] : []),
		...(rows.some(({note}) => note[1] !== '')
			? [{
				key: 'note', header: heads.note, text: ({note}: Row) => note[1], minimum: Math.max(...rows.map(({note}) => displayWidth(note[1]))), priority: 4, token: ({note}: Row) => note[0],
			}]
			: []),
	];
}

/** Those that an epoch has, in the order of the frameworks. */
function shownMetrics(state: RunState, lead: MetricName): typeof metricDefinitions {
	const known = metricDefinitions.filter(({name}) => state.history.some(({metrics}) => metrics?.[name] !== undefined));
	return known.length === 0 ? metricDefinitions.filter(({name}) => name === lead) : known;
}

function changeOf(row: Row, lead: MetricName): number | undefined {
	const [current, before] = [row.metrics?.[lead], row.before?.metrics?.[lead]];
	return current === undefined || before === undefined ? undefined : current - before;
}

function changeText(row: Row, lead: MetricName): string {
	return signedMetric(changeOf(row, lead));
}

function changeToken(row: Row, lead: MetricName): Token {
	const change = changeOf(row, lead);
	return change === undefined || row.isLive || Math.abs(change) < 0.0005 ? 'dim' : (change > 0 ? 'good' : 'bad');
}

/** In the title: how long nothing came, how many warnings there were, and where the whole output is. */
export function epochsDetail(model: ScreenModel): readonly Segment[] {
	const {state, ui, look} = model;
	const words = wordsIn(ui.language).overview;
	const silence = silenceText(model);
	const warnings = state.notices.reduce((sum, {count}) => sum + count, 0);
	const dot: Segment = ['faint', ` ${look.glyphs.dot} `];
	return [
		...(silence === undefined ? [] : [['warning', silence], dot] as const),
		...(warnings === 0 ? [] : [['dim', words.warnings(String(warnings))], dot] as const),
		['dim', `${words.wholeOutput} `],
		['accent', keyNameOf('show-logs')],
	];
}

/** Says when a run that goes on has printed nothing for long, from one minute on. */
export function silenceText(model: ScreenModel): string | undefined {
	const {state, now, words} = model;
	const {status, isSilent = false} = selectStatus(state, now);
	const isOver = isSilent || !isGoing(status);
	const silentMs = isOver || state.lastEventAt === undefined || state.observation !== undefined ? 0 : now - state.lastEventAt;
	return silentMs >= 60_000 ? words.waiting.logSilent(timeSpan(model, silentMs)) : undefined;
}
