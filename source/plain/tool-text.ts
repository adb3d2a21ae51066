import {shownBoxMetrics} from '../domain/metric.ts';
import type {ValidationRow} from '../domain/validation.ts';
import type {ToolRun, ToolSpeed} from '../domain/tool-run.ts';
import {displayWidth, padEnd, wrap} from '../format/display-width.ts';
import {count, metric, unknownSign} from '../format/number.ts';
import {compareTool} from '../run/compare-tool.ts';
import {isOfFrames} from '../run/reduce-tool.ts';
import {detectionPlace, toolResultText} from '../words/tool.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {classTable, metricsLine} from './class-lines.ts';
import {textTable} from './text-table.ts';

const gap = '  ';

/** `12 Vest  3 helmet`, most first. */
export function objectsText(objects: ToolRun['objects'], language: Language): string {
	return objects.length === 0
		? wordsIn(language).tool.noObjects
		: objects.toSorted((a, b) => b.count - a.count).map(({name, count: found}) => `${count(found)} ${name}`).join(gap);
}

function speedText(run: ToolRun, {preprocessMs, inferenceMs, postprocessMs}: ToolSpeed, language: Language): string {
	const text = (value: number | undefined) => value === undefined ? unknownSign : value.toFixed(1);
	return wordsIn(language).tool.speed(text(preprocessMs), text(inferenceMs), text(postprocessMs), isOfFrames(run));
}

/** What a val or detect program has given so far; `previous` is the table of the training, to stand beside that of val. */
export function toolToText(run: ToolRun, previous: readonly ValidationRow[], language: Language, maxColumns: number): string[] {
	const texts = wordsIn(language).tool;
	const isDetect = run.tool === 'detect';
	const saved = [run.savedTo, run.labels && texts.labelsSaved(count(run.labels.count), run.labels.path)].filter(part => part !== undefined);
	const rows: ReadonlyArray<readonly [string, string | undefined]> = [
		[texts.tools[run.tool], toolResultText(run, language, count, ({metrics}) => metricsLine(metrics))],
		[texts.labels.models, run.exports === undefined ? undefined : run.exports.map(({path, format, reason = ''}) => path ?? texts.exportFailed(format, reason)).join(' · ')],
		[texts.labels.at, run.isFinished ? undefined : run.latest && [detectionPlace(run.latest, language, count), run.latest.path].filter(part => part !== '').join(' · ')],
		[texts.labels.objects, isDetect && run.images > 0 ? objectsText(run.objects, language) : undefined],
		[texts.labels.speed, run.speed && speedText(run, run.speed, language)],
		[texts.labels.saved, saved.length === 0 ? undefined : saved.join(' · ')],
	];
	const known = rows.filter((row): row is readonly [string, string] => row[1] !== undefined && row[1] !== '');
	const width = Math.max(0, ...known.map(([label]) => displayWidth(label)));
	const lines = known.flatMap(([label, text]) => wrap(text, maxColumns - width - gap.length, 6)
		.map((part, index) => padEnd(index === 0 ? label : '', width) + gap + part));
	const table = comparedTable(run, previous, language, maxColumns);
	return table.length === 0 ? lines : [...lines, '', ...table];
}

/** The table of val, with mAP50-95 of the training's last table and the change beside it where that is known. */
function comparedTable({validation, classes}: Pick<ToolRun, 'validation' | 'classes'>, previous: readonly ValidationRow[], language: Language, maxColumns: number): string[] {
	const rows = compareTool({validation, classes}, previous);
	if (rows.every(({before}) => before === undefined)) {
		return classTable(validation, classes, wordsIn(language).plain, maxColumns);
	}

	const texts = wordsIn(language).plain;
	const {change} = wordsIn(language).tool;
	const metrics = shownBoxMetrics(rows.map(({row}) => row.metrics));
	return textTable([
		[texts.columns.class, texts.columns.images, texts.columns.instances, ...metrics.map(({label}) => label), change],
		...rows.map(({row, change: difference}) => {
			const figures = metrics.map(({name}) => metric(row.metrics[name]));
			return [row.name, count(row.images), count(row.instances), ...figures, difference === undefined ? unknownSign : `${difference < 0 ? '' : '+'}${metric(difference)}`];
		}),
	], maxColumns);
}
