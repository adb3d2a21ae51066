import {leadingMetric, shownBoxMetrics} from '../../domain/metric.ts';
import type {ToolRun} from '../../domain/tool-run.ts';
import {count, metric} from '../../format/number.ts';
import {isSilent} from '../../run/reduce-tool.ts';
import {detectionPlace, toolResultText} from '../../words/tool.ts';
import {joinList} from '../../words/punctuation.ts';
import {type Language, wordsIn} from '../../words/words.ts';

/** How far it is, 0 to 1; undefined before its first image or batch. */
export function toolFraction({tool, latest, progress}: ToolRun): number | undefined {
	if (tool === 'val') {
		const {batchIndex, batchesPerEpoch} = progress ?? {};
		return batchIndex === undefined || batchesPerEpoch === undefined || batchesPerEpoch === 0 ? undefined : batchIndex / batchesPerEpoch;
	}

	if (latest === undefined) {
		return undefined;
	}

	const {kind, index, count: all, frame, frames} = latest;
	if (kind === 'stream' || all === undefined) {
		return undefined;
	}

	const inside = frame === undefined || frames === undefined ? 1 : frame / frames;
	return (index - 1 + inside) / Math.max(1, all);
}

/** `image 3 of 47`, `video 1 of 1, frame 26 of 300`, `3/12`; empty before there is any. */
export function toolPlace({tool, latest, progress}: ToolRun, language: Language): string {
	if (tool === 'val') {
		return progress?.batchIndex === undefined ? '' : `${count(progress.batchIndex)}/${count(progress.batchesPerEpoch)}`;
	}

	return latest === undefined ? '' : detectionPlace(latest, language, count);
}

/** `12 Vest, 3 helmet`, most first. */
export function foundText(objects: ToolRun['objects'], language: Language): string {
	return objects.length === 0
		? wordsIn(language).tool.noObjects
		: joinList(objects.toSorted((a, b) => b.count - a.count).map(({name, count: found}) => `${count(found)} ${name}`), language);
}

/** How it stands or ended, in a word or two. */
export function toolStanding(toolRun: ToolRun, language: Language): {readonly token: 'good' | 'bad' | 'warning' | 'label'; readonly text: string} {
	const {isFinished, end} = toolRun;
	const words = wordsIn(language).toolScreen;
	if (end?.isCalledOff === true) {
		return {token: 'warning', text: words.calledOff};
	}

	if (end !== undefined && end.exitCode !== 0) {
		return {token: 'bad', text: words.failed(count(end.exitCode))};
	}

	return isFinished ? {token: 'good', text: words.finished} : {token: 'label', text: isSilent(toolRun) ? words.begins : ''};
}

/** What it has given so far, in one line; empty before there is any. */
export function resultText(toolRun: ToolRun, language: Language): string {
	return toolResultText(toolRun, language, count, () => figuresText(toolRun));
}

/** The files of the formats, and why one failed. */
export function exportsText({exports = []}: ToolRun, language: Language): string {
	return joinList(exports.map(({path, format, reason = ''}) => path ?? wordsIn(language).tool.exportFailed(format, reason)), language);
}

/** The figures of val for one line. */
export function figuresText({validation}: ToolRun): string {
	const lead = leadingMetric(validation?.metrics);
	return (lead.of === 'boxes' ? shownBoxMetrics([validation?.metrics]) : [lead]).map(({name, label}) => `${label} ${metric(validation?.metrics[name])}`).join('  ');
}
