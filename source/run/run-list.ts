import type {
	ComparedRun,
	RunDetails,
	RunList,
	RunListPart,
} from '../domain/run-list.ts';
import type {JobSummary, RunSummary, TrainingContainerSummary} from '../domain/run-summary.ts';
import {distinctRuns} from './distinct-runs.ts';

export type RunListEvent =
	| {readonly type: 'part-surveyed'; readonly host: string; readonly part: RunListPart}
	| {readonly type: 'part-failed'; readonly host: string; readonly failure: string}
	| {readonly type: 'search-ended'}
	| {readonly type: 'run-read'; readonly key: string; readonly details: RunDetails};

/** A person marks at most eight; each holds a whole history. */
const detailsCapacity = 16;

/** The list after an event. */
export function reduceRunList(list: RunList, event: RunListEvent): RunList {
	switch (event.type) {
		case 'part-surveyed': {
			return {...list, parts: {...list.parts, [event.host]: event.part}};
		}

		case 'part-failed': {
			const {training = [], runs = [], jobs}: Partial<RunListPart> = list.parts[event.host] ?? {};
			return {
				...list, parts: {
					...list.parts, [event.host]: {
						training, runs, ...(jobs !== undefined && {jobs}), failure: event.failure,
					},
				},
			};
		}

		case 'search-ended': {
			return {...list, isKnown: true};
		}

		case 'run-read': {
			const {[event.key]: _, ...others} = list.details;
			const kept = Object.entries(others).slice(1 - detailsCapacity);
			return {...list, details: Object.fromEntries([...kept, [event.key, event.details]])};
		}
	}
}

/** The runs under these keys, read whole, in this order; undefined while one of them is not read or cannot be. */
export function selectCompared({details}: RunList, keys: readonly string[]): readonly ComparedRun[] | undefined {
	const runs = keys.flatMap(key => {
		const known = details[key];
		return known === undefined || 'failure' in known ? [] : [known.run];
	});
	return runs.length === keys.length ? runs : undefined;
}

/** One line of the list: a training that goes on, or a run. */
export type RunListRow = {
	/** What opens it, as a target on the command line. */
	readonly key: string;
	/** For a training. */
	readonly entry?: TrainingContainerSummary;
	/** For a job of a scheduler. */
	readonly job?: JobSummary;
	/** Undefined for a training that has not made its run directory. */
	readonly run?: RunSummary;
};

/** Trainings first, then all other runs in their order. */
export function selectRows({parts}: RunList, choose: (runs: readonly RunSummary[]) => readonly RunSummary[]): readonly RunListRow[] {
	const all = Object.values(parts);
	const training = all.flatMap(part => part.training);
	const jobs = all.flatMap(part => part.jobs ?? []);
	const others = choose(distinctRuns(all.flatMap(({runs}) => runs), [...training, ...jobs].flatMap(({run}) => run ?? [])));
	const isFitting = (entry: Pick<TrainingContainerSummary, 'run'>) => entry.run === undefined || choose([entry.run]).length > 0;
	return [
		...training.filter(entry => isFitting(entry)).map((entry): RunListRow => {
			const isAlone = training.filter(({id}) => id === entry.id).length === 1;
			return {key: isAlone || entry.run === undefined ? entry.name : entry.run.key, entry, ...(entry.run !== undefined && {run: entry.run})};
		}),
		...jobs.filter(job => isFitting(job)).map((job): RunListRow => ({key: job.name, job, ...(job.run !== undefined && {run: job.run})})),
		...others.map((run): RunListRow => ({key: run.key, run})),
	];
}
