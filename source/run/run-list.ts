import type {
	ComparedRun,
	ListedGuard,
	PartFailure,
	RunDetails,
	RunList,
	RunListPart,
} from '../domain/run-list.ts';
import {
	withHostName,
	type JobSummary,
	type RunSummary,
	type TrainingContainerSummary,
} from '../domain/run-summary.ts';
import {distinctRuns} from './distinct-runs.ts';

export type RunListEvent =
	| {readonly type: 'part-surveyed'; readonly host: string; readonly part: RunListPart}
	| {readonly type: 'part-failed'; readonly host: string; /** Of its rows. */ readonly rowHost?: string | undefined; readonly failure: PartFailure}
	| {readonly type: 'guards-read'; readonly guards: NonNullable<RunList['guards']>}
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
			const before: RunListPart = list.parts[event.host] ?? {training: [], runs: [], host: event.rowHost};
			return {...list, parts: {...list.parts, [event.host]: {...before, failure: event.failure}}};
		}

		case 'guards-read': {
			return {...list, guards: event.guards};
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
	/** Where it is, where several hosts are listed; undefined for this machine. */
	readonly host?: string | undefined;
	/** When its host said this, in milliseconds since 1970, where it does not answer any more. */
	readonly oldSince?: number | undefined;
};

/** The rows of trainings; one of several in a container is named by its run. */
export function trainingRows(training: readonly TrainingContainerSummary[]): readonly RunListRow[] {
	const counts = new Map<string, number>();
	for (const {id} of training) {
		counts.set(id, (counts.get(id) ?? 0) + 1);
	}

	return training.map(entry => ({
		key: counts.get(entry.id) === 1 || entry.run === undefined ? withHostName(entry.name, entry.host) : entry.run.key, entry, host: entry.host, ...(entry.run !== undefined && {run: entry.run}),
	}));
}

export const jobRow = (job: JobSummary): RunListRow => ({
	key: job.name, job, host: job.host, ...(job.run !== undefined && {run: job.run}),
});

export const runRow = (run: RunSummary): RunListRow => ({key: run.key, run, host: run.host});

/** How a row is kept going; undefined where it is not. */
export function guardOf({entry, run}: RunListRow, {guards}: Pick<RunList, 'guards'>): ListedGuard | undefined {
	const id = entry?.id ?? run?.writer?.id;
	return id === undefined ? undefined : guards?.[id];
}

/** Trainings first, then all other runs in their order. */
export function selectRows({parts}: RunList, choose: (runs: readonly RunSummary[]) => readonly RunSummary[]): readonly RunListRow[] {
	const all = Object.values(parts);
	const training = all.flatMap(part => part.training);
	const jobs = all.flatMap(part => part.jobs ?? []);
	const others = choose(distinctRuns(all.flatMap(({runs}) => runs), [...training, ...jobs].flatMap(({run}) => run ?? [])));
	const isFitting = ({run}: RunListRow) => run === undefined || choose([run]).length > 0;
	const rows = [...trainingRows(training).filter(row => isFitting(row)), ...jobs.map(job => jobRow(job)).filter(row => isFitting(row)), ...others.map(run => runRow(run))];
	const old = oldMembers(all);
	if (old.size === 0) {
		return rows;
	}

	return rows.map(row => {
		const since = old.get(row.entry ?? row.job ?? row.run!);
		return since === undefined ? row : {...row, oldSince: since};
	});
}

/** What was said by hosts that do not answer any more, and when. */
function oldMembers(parts: readonly RunListPart[]): ReadonlyMap<unknown, number> {
	return new Map(parts.filter(({failure}) => failure !== undefined).flatMap(({at, training, jobs = [], runs}) => at === undefined ? [] : [...training, ...jobs, ...runs].map(member => [member, at] as const)));
}
