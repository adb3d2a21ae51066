import {metricDefinitions} from '../domain/metric.ts';
import type {EpochProgress, EpochRecord} from '../domain/run.ts';
import {displayWidth, padEnd, padStart} from '../format/display-width.ts';
import {durationToText} from '../format/duration.ts';
import {loss, metric, unknownSign} from '../format/number.ts';
import {type Language, type Words, wordsIn} from '../words/words.ts';
import {percent} from '../words/percent.ts';

const cellWidth = 9;
/** As wide as lengths of time get in the person's language: `23 h 59 m`. */
const maxMs = ((24 * 60) - 1) * 60_000;

/** A completed epoch as a row, and the header that belongs to its columns. */
export function epochLine(record: EpochRecord, epochs: number | undefined, leftMs: number | undefined, texts: Words['plain']): {readonly header: string; readonly line: string} {
	const losses = Object.entries(record.losses);
	const metrics = metricDefinitions.filter(({name}) => record.metrics?.[name] !== undefined);
	const titles = [...losses.map(([name]) => name), ...metrics.map(({label}) => label), texts.columns.secondsPerEpoch];
	const cells = [
		...losses.map(([, value]) => loss(value)),
		...metrics.map(({name}) => metric(record.metrics?.[name])),
		record.seconds === undefined ? unknownSign : record.seconds.toFixed(1),
	];
	const leftWidth = Math.max(cellWidth, displayWidth(durationToText(maxMs, texts.units)));
	return {
		header: `${toRow(texts.columns.epoch, titles)} ${padStart(texts.columns.timeLeft, leftWidth)}`,
		line: `${toRow(ofTotal(record.epoch, epochs), cells)} ${padStart(durationToText(leftMs, texts.units), leftWidth)}`,
	};
}

/** An epoch in progress: `epoch 44/100: 30 %  box 0.04366  obj 0.02842`. */
export function progressLine(progress: EpochProgress, epochs: number | undefined, fraction: number, language: Language): string {
	return [
		wordsIn(language).plain.progress(ofTotal(progress.epoch, epochs), percent(fraction, language)),
		...Object.entries(progress.losses).map(([name, value]) => `${name} ${loss(value)}`),
	].join('  ');
}

function ofTotal(epoch: number, epochs: number | undefined): string {
	return epochs === undefined ? String(epoch) : `${epoch}/${epochs}`;
}

function toRow(first: string, others: readonly string[]): string {
	return [padEnd(first, cellWidth), ...others.map(cell => padStart(cell, cellWidth))].join(' ');
}
