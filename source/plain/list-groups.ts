import {leadingMetric} from '../domain/metric.ts';
import type {RunList} from '../domain/run-list.ts';
import type {RunSummary} from '../domain/run-summary.ts';
import {metric} from '../format/number.ts';
import {groupRows, type RunGroup} from '../run/run-groups.ts';
import type {RunListRow} from '../run/run-list.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {groupName} from '../words/group-name.ts';
import {joinList, labelled} from '../words/punctuation.ts';
import {jobTable} from './job-table.ts';
import {runName, runsTable, trainingTable} from './list-text.ts';

type GroupOptions = {
	readonly now: number;
	readonly columns: number;
	/** What the paths of runs of this machine are shown below. */
	readonly base?: string;
	/** Of a group; more are only counted. */
	readonly maxRuns: number;
	/** The hosts that do not answer, each a group where the list is grouped by host. */
	readonly failed?: RunList['parts'];
};

/** The line above a group: how many runs it has, and the best of them. */
function headOf(group: RunGroup, name: string, best: RunSummary | undefined, language: Language, base: string | undefined): string {
	const texts = wordsIn(language).runsScreen;
	const {rows, training, waiting, failure} = group;
	const value = best?.best?.metrics[leadingMetric(best.best.metrics).name];
	return labelled(name, joinList([
		...(failure === undefined ? [] : [`${texts.noAnswer} (${failure.message} ${failure.hint})`]),
		...(failure !== undefined && rows.length === 0 ? [] : [texts.runCount(rows.length)]),
		...(training > 0 ? [texts.trainingCount(training)] : []),
		...(waiting > 0 ? [texts.waitingCount(waiting)] : []),
		...(best === undefined ? [] : [texts.bestRun(metric(value), runName(best, base))]),
	], language), language);
}

/** A list in groups: a head for each, below it its jobs, its trainings and its runs. */
export function groupedLines(rows: readonly RunListRow[], by: string, language: Language, {maxRuns, failed = {}, base, ...table}: GroupOptions): readonly string[] {
	const {list} = wordsIn(language);
	return groupRows(rows, by, failed).flatMap((group, index) => {
		const jobs = group.rows.flatMap(({job}) => job ?? []);
		const training = group.rows.flatMap(({entry}) => entry ?? []);
		const runs = group.rows.flatMap(({entry, job, run}) => entry === undefined && job === undefined ? run ?? [] : []);
		const best = group.rows.find(({key}) => key === group.best)?.run;
		const options = {...table, best};
		return [
			...(index === 0 ? [] : ['']),
			headOf(group, groupName(group.value, by, language), best, language, base),
			...(jobs.length === 0 ? [] : jobTable(jobs, language, options)),
			...(training.length === 0 ? [] : trainingTable(training, language, options)),
			...(runs.length === 0 ? [] : runsTable(runs.slice(0, maxRuns), language, {...options, ...(base !== undefined && {base})})),
			...(runs.length > maxRuns ? [list.more(String(runs.length - maxRuns))] : []),
		];
	});
}
