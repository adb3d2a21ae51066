import {metricDefinitions} from '../domain/metric.ts';
import type {EpochRecord} from '../domain/run.ts';
import {metric, unknownSign} from '../format/number.ts';
import {shortenPath} from '../format/short-path.ts';
import type {RunComparison} from '../run/compare-runs.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {metricsToJson, numberToJson} from './value-json.ts';
import {textTable} from './text-table.ts';

/** Two or more runs beside each other: settings that differ, best and last epochs, classes. */
export function comparisonToText(comparison: RunComparison, language: Language, columns: number): readonly string[] {
	const {compare: texts} = wordsIn(language).list;
	const {names, settings, epochs, best, last, metrics, classes} = comparison;
	const epochOf = (record: EpochRecord | undefined) => String(record?.epoch ?? unknownSign);
	const rowsOf = (records: ReadonlyArray<EpochRecord | undefined>, title: (label: string) => string) => metrics.map(name => {
		const {label} = (metricDefinitions.find(definition => definition.name === name)!);
		return [title(label), ...records.map(record => metric(record?.metrics?.[name]))];
	});
	const rows = [
		['', ...names],
		[texts.epochs, ...epochs.map(String)],
		[texts.best, ...best.map(record => epochOf(record))],
		...rowsOf(best, texts.atBest),
		[texts.last, ...last.map(record => epochOf(record))],
		...rowsOf(last, texts.atLast),
	];
	return [
		...textTable(rows, columns),
		'',
		...(settings.length === 0 ? [texts.noDifference] : textTable([[texts.setting, ...names], ...settingRows(settings, columns)], columns)),
		...(classes.length === 0 ? [] : ['', ...textTable([[texts.classes, ...names], ...classes.map(({name, map50To95}) => [name, ...map50To95.map(value => metric(value))])], columns)]),
	];
}

/** Room that the name of a setting and the gaps keep. */
const nameColumns = 24;
/** A value in fewer columns says nothing. */
const shortestValue = 16;

/** Without long paths taking the room of the names: what differs of them is mostly their end. */
function settingRows(settings: RunComparison['settings'], columns: number): string[][] {
	return settings.map(({name, values}) => {
		const room = Math.max(shortestValue, Math.floor((columns - nameColumns) / values.length));
		return [name, ...values.map(value => value === undefined ? unknownSign : shortenPath(value, room))];
	});
}

export function comparisonToJson({names, settings, epochs, best, last, classes}: RunComparison): Readonly<Record<string, unknown>> {
	const record = (epoch: EpochRecord | undefined) => epoch === undefined ? null : {epoch: epoch.epoch, ...metricsToJson(epoch.metrics)};
	return {
		schema: 1,
		runs: names.map((name, index) => ({
			name, epochs: epochs[index], best: record(best[index]), last: record(last[index]),
		})),
		settings: Object.fromEntries(settings.map(({name, values}) => [name, values.map(value => value ?? null)])),
		classes: classes.map(({name, map50To95}) => ({name, map50To95: map50To95.map(value => numberToJson(value))})),
	};
}
