import {limitEndsAt} from '../domain/job.ts';
import type {JobSummary} from '../domain/run-summary.ts';
import {toPrintable} from '../domain/printable.ts';
import {displayWidth, padEnd, wrap} from '../format/display-width.ts';
import {durationToText} from '../format/duration.ts';
import {unknownSign} from '../format/number.ts';
import {statusOfJob} from '../run/job-status.ts';
import {runLeftMs} from '../run/run-eta.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {jobToJson} from './job-json.ts';
import {runToListJson} from './list-json.ts';
import {bestMark, type TableOptions} from './list-text.ts';
import {reasonToText} from './reason-text.ts';
import {textTable} from './text-table.ts';

/** More that wait are only counted. */
const maxWaiting = 20;

function aboutJob(summary: JobSummary, language: Language): string {
	const {jobs} = wordsIn(language);
	const {reason} = statusOfJob(summary);
	return [...(reason === undefined ? [] : [reasonToText(reason, language)]), ...(summary.canGoOn === true ? [`${jobs.canGoOn} ${summary.name}`] : [])].join('; ');
}

/** What is said of a job stands behind its row, or below it where there is no room. */
function withAbout(line: string, about: string, {width, columns}: {readonly width: number; readonly columns: number}): readonly string[] {
	const text = toPrintable(about);
	if (text === '') {
		return [line];
	}

	return width + 2 + displayWidth(text) <= columns ? [`${padEnd(line, width)}  ${text}`] : [line, ...wrap(text, Math.max(20, columns - 2), 3).map(part => `  ${part}`)];
}

/** One line for each job, below a header; of many that wait the first ones. */
export function jobTable(all: readonly JobSummary[], language: Language, {now, columns, best}: TableOptions): readonly string[] {
	const {jobs, status, list: {units}} = wordsIn(language);
	const {columns: titles} = jobs;
	const waiting = all.filter(({job}) => job.phase === 'waiting');
	const hidden = new Set(waiting.slice(maxWaiting));
	const shown = all.filter(summary => !hidden.has(summary));
	const rows = shown.map(summary => {
		const {name, job, run} = summary;
		const left = run && runLeftMs(run, now);
		const limit = limitEndsAt(job);
		return [
			`${name}${bestMark(run, best)}`,
			job.name,
			status[statusOfJob(summary).status],
			run === undefined ? unknownSign : `${run.completedEpochs}/${run.epochs ?? unknownSign}`,
			left === undefined ? unknownSign : durationToText(left, units),
			limit === undefined ? unknownSign : durationToText(Math.max(0, limit - now), units),
		];
	});
	const lines = textTable([[titles.job, titles.name, titles.state, titles.epochsDone, titles.left, titles.limit], ...rows], columns, [5, 4, 1], [1, 2]);
	const width = Math.max(...lines.map(line => displayWidth(line)));
	const about = ['', ...shown.map(summary => aboutJob(summary, language))];
	return [
		...lines.flatMap((line, index) => withAbout(line, about[index]!, {width, columns})),
		...(hidden.size === 0 ? [] : [jobs.more(String(hidden.size))]),
	];
}

/** One job of `ls --json`. */
export function jobToListJson(summary: JobSummary, now: number): Readonly<Record<string, unknown>> {
	const {status, reason} = statusOfJob(summary);
	return {
		target: summary.name,
		host: summary.host ?? null,
		status,
		statusReason: reason === undefined ? null : reasonToText(reason, 'en'),
		...jobToJson(summary.job),
		canGoOn: summary.canGoOn ?? false,
		run: summary.run === undefined ? null : runToListJson(summary.run, now),
	};
}
