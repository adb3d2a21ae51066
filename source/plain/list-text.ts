import {leadingMetric} from '../domain/metric.ts';
import type {ContainerState} from '../domain/container-state.ts';
import {
	statusOfTraining,
	withHostName,
	type RunSummary,
	type TrainingContainerSummary,
} from '../domain/run-summary.ts';
import {bytesToText} from '../format/bytes.ts';
import {durationToText} from '../format/duration.ts';
import {metric, unknownSign} from '../format/number.ts';
import {distinctTail} from '../run/distinct-tail.ts';
import {runLeftMs} from '../run/run-eta.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {textTable} from './text-table.ts';

type NamedRun = Pick<RunSummary, 'container' | 'directory' | 'host'>;

/** A short name of a run: without what all runs of a person share, and told from those of its container in the same list. */
export function runName({container, directory, host}: NamedRun, base?: string, others: readonly NamedRun[] = []): string {
	const name = base !== undefined && host === undefined && directory.startsWith(`${base}/`)
		? directory.slice(base.length + 1)
		: distinctTail(directory, others.filter(other => other.container?.id === container?.id).map(other => other.directory), 3);
	return withHostName(container === undefined ? name : `${container.name}:${name}`, host);
}

function progressCells(run: RunSummary | undefined, now: number, language: Language): readonly string[] {
	if (run === undefined) {
		return [unknownSign, unknownSign, unknownSign];
	}

	const {units} = wordsIn(language).list;
	const left = runLeftMs(run, now);
	const {best} = run;
	const value = best?.metrics[leadingMetric(best.metrics).name];
	return [
		`${run.completedEpochs}/${run.epochs ?? unknownSign}`,
		left === undefined ? unknownSign : durationToText(left, units),
		best === undefined ? unknownSign : `${metric(value)} @${best.epoch}`,
	];
}

export type TableOptions = {
	readonly now: number;
	readonly columns: number;
	/** The run that is marked as the best. */
	readonly best?: RunSummary | undefined;
};

/** A mark behind the name of the best run. */
export const bestMark = (run: RunSummary | undefined, best: RunSummary | undefined): string => run !== undefined && run === best ? ' *' : '';

/** One line for each training, below a header. */
export function trainingTable(training: readonly TrainingContainerSummary[], language: Language, {now, columns, best}: TableOptions): readonly string[] {
	const {columns: titles, units} = wordsIn(language).list;
	const words = wordsIn(language).status;
	const nameOf = ({id, name: plain, host, runDirectory}: TrainingContainerSummary): string => {
		const name = withHostName(plain, host);
		const same = training.filter(other => other.id === id);
		return runDirectory === undefined || same.length === 1 ? name : `${name}:${distinctTail(runDirectory, same.flatMap(other => other.runDirectory ?? []), 1)}`;
	};

	return textTable([
		[titles.container, titles.state, titles.epochsDone, titles.left, titles.map, titles.device, titles.age],
		...training.map(entry => [
			`${nameOf(entry)}${bestMark(entry.run, best)}`,
			words[statusOfTraining(entry)],
			...progressCells(entry.run, now, language),
			entry.device ?? unknownSign,
			entry.startedAt === undefined ? unknownSign : durationToText(now - entry.startedAt, units),
		]),
	], columns, [5, 6, 4, 3]);
}

/** One line for each run, below a header. */
export function runsTable(runs: readonly RunSummary[], language: Language, {now, columns, base, best}: TableOptions & {readonly base?: string}): readonly string[] {
	const {columns: titles, units} = wordsIn(language).list;
	const words = wordsIn(language).status;
	return textTable([
		[titles.run, titles.state, titles.epochsDone, titles.left, titles.map, titles.batch, titles.size, titles.weights, titles.disk, titles.age],
		...runs.map(run => [
			`${runName(run, base, runs)}${bestMark(run, best)}`,
			words[run.condition],
			...progressCells(run, now, language),
			run.settings.batchSize ?? unknownSign,
			run.settings.imageSize ?? unknownSign,
			(run.settings.weights ?? unknownSign).split('/').at(-1)!,
			run.sizeBytes === undefined ? unknownSign : bytesToText(run.sizeBytes),
			durationToText(Math.max(0, now - run.modifiedAt), units),
		]),
	], columns, [8, 7, 6, 5, 3, 9, 4]);
}

/** What a list needs of a container that does not train. */
export type OtherContainer = {
	readonly name: string;
	readonly status: ContainerState['status'];
	readonly image: string;
	/** Milliseconds since 1970. */
	readonly createdAt?: number | undefined;
};

/** One line for each container that does not train, below a header. */
export function othersTable(others: readonly OtherContainer[], language: Language, {now, columns}: {readonly now: number; readonly columns: number}): readonly string[] {
	const {columns: titles, units, containerStates} = wordsIn(language).list;
	return textTable([
		[titles.container, titles.state, titles.image, titles.age],
		...others.map(({name, status, image, createdAt}) => [
			name,
			containerStates[status],
			image.split('/').at(-1)!,
			createdAt === undefined ? unknownSign : durationToText(Math.max(0, now - createdAt), units),
		]),
	], columns, [2, 3]);
}
