import {stat} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type {Options} from '../options/options.ts';
import {createContainerRuns} from '../../discover/container-runs.ts';
import {createHostRuns, maxDirectories} from '../../discover/host-runs.ts';
import {findTrainings} from '../../training/find-trainings.ts';
import {labelOfHost, rowHostOf} from '../../domain/host.ts';
import type {RunList} from '../../domain/run-list.ts';
import type {RunSummary, TrainingContainerSummary} from '../../domain/run-summary.ts';
import {UserError} from '../../domain/user-error.ts';
import {groupedLines} from '../../plain/list-groups.ts';
import {jobTable, jobToListJson} from '../../plain/job-table.ts';
import {runToListJson, trainingToListJson} from '../../plain/list-json.ts';
import {runsTable, trainingTable} from '../../plain/list-text.ts';
import {distinctRuns} from '../../run/distinct-runs.ts';
import {groupValue, groupingsOf} from '../../run/run-groups.ts';
import {
	jobRow,
	runRow,
	trainingRows,
	type RunListRow,
} from '../../run/run-list.ts';
import {isMatch, sortRuns} from '../../run/run-query.ts';
import {createGrace} from '../grace.ts';
import type {Io} from '../io.ts';
import {withNearNames} from '../near-names.ts';
import {openEngine} from '../open-engine.ts';
import {readQuery} from '../query.ts';
import {keepHeapSmall} from '../small-heap.ts';
import {surveyClusters} from '../survey-clusters.ts';
import {surveyEngines, type HostFailure} from '../survey-engines.ts';
import {listActive, watchLines, watchToJson} from '../watch/list-watches.ts';
import {warnOfOddFiles} from '../warn-of-odd-files.ts';
import {labelled} from '../../words/punctuation.ts';
import {wordsIn} from '../../words/words.ts';

/** Recent runs below the trainings; all of them with --runs. */
const mostRecent = 15;

const maxOthers = 8;

const schema = 1;

/** The runs below a directory of this machine, or in a container. */
async function listPlace(place: string, options: Options, io: Io): Promise<{readonly runs: readonly RunSummary[]; readonly base?: string}> {
	const facts = await stat(place).catch(() => undefined);
	if (facts?.isDirectory()) {
		let isCut = false;
		const runs = await createHostRuns().list(place, {
			now: io.now(), signal: io.signal, onCut() {
				isCut = true;
			},
		});
		if (isCut) {
			io.stderr.write(`${wordsIn(options.language).list.tooManyDirectories(String(maxDirectories))}\n`);
		}

		await warnOfOddFiles(runs.map(({directory}) => directory), options, io);
		return {runs, base: path.resolve(place)};
	}

	const engine = await openEngine(options, io);
	try {
		const details = await engine.inspectContainer(place, {signal: io.signal}).catch(async (error: unknown) => {
			throw await withNearNames(error, options, io);
		});
		const trainings = details.state.status === 'running' ? await findTrainings(engine, details.id, {signal: io.signal}).catch(() => []) : [];
		return {
			runs: await createContainerRuns(engine).list(details, {
				running: trainings.flatMap(({runDirectory}) => runDirectory ?? []),
				bases: trainings.flatMap(({directory}) => directory ?? []),
				isAskedFor: true,
				now: io.now(),
				signal: io.signal,
			}),
		};
	} finally {
		engine.close();
	}
}

/** What the list is grouped by, checked: a setting that no run has would be one group of all. */
function groupingOf(group: string | undefined, rows: readonly RunListRow[]): string | undefined {
	const known = groupingsOf(rows);
	if (group === undefined || known.includes(group) || rows.some(row => groupValue(row, group) !== undefined)) {
		return group;
	}

	throw new UserError('group-unknown', {word: group, fields: known.join(', ')});
}

/**
Entries for a program, each with its group where there are groups.

@yields one entry after the other.
*/
function * toEntries<T>(list: readonly T[], toJson: (one: T) => Readonly<Record<string, unknown>>, toRow: (one: T) => RunListRow, group: string | undefined): Generator<Readonly<Record<string, unknown>>> {
	for (const one of list) {
		const entry = toJson(one);
		const value = group === undefined ? undefined : groupValue(toRow(one), group);
		yield group === undefined ? entry : {...entry, group: value === undefined || value === '' ? null : value};
	}
}

/** The hosts that did not answer, as parts of a list. */
function toParts(failures: readonly HostFailure[], {hosts}: Options): RunList['parts'] {
	return Object.fromEntries(failures.map(({host, message, hint}) => {
		const listed = hosts.find(one => labelOfHost(one) === host);
		return [host, {
			training: [], runs: [], host: listed && rowHostOf(listed), failure: {message, hint},
		}];
	}));
}

const trainingRow = (entry: TrainingContainerSummary): RunListRow => trainingRows([entry])[0]!;

/** The runs of one place, for a person or a program. */
async function listRuns(options: Options, io: Io, choose: (runs: readonly RunSummary[]) => readonly RunSummary[]): Promise<number> {
	const {language, isJson, target} = options;
	const now = io.now();
	const {runs, base} = await listPlace(target ?? '.', options, io);
	const chosen = choose(runs);
	const rows = chosen.map(run => runRow(run));
	const group = groupingOf(options.group, rows);
	const table = {now, columns: Math.max(60, io.stdout.columns ?? 140), ...(base !== undefined && {base})};
	if (isJson) {
		io.stdout.writeJsonLists({schema, runs: toEntries(chosen, run => runToListJson(run, now), runRow, group)}, ['runs']);
	} else if (chosen.length > 0) {
		io.stdout.write(`${(group === undefined ? runsTable(chosen, language, table) : groupedLines(rows, group, language, {...table, maxRuns: Infinity})).join('\n')}\n`);
	} else {
		const texts = wordsIn(language).list;
		io.stderr.write(`${runs.length === 0 ? texts.noRuns : texts.noneFit}\n`);
	}

	return 0;
}

/** What every host has said, and the directory of the person. */
async function listAll(options: Options, io: Io, choose: (runs: readonly RunSummary[]) => readonly RunSummary[]) {
	const grace = createGrace(io.signal);
	const [{survey, failures: engineFailures, ...engines}, {jobs, failures: clusterFailures}] = await Promise.all([surveyEngines(options, io, grace), surveyClusters(options, io, grace)]);
	const here = await createHostRuns().list('.', {live: survey.live, now: io.now(), signal: io.signal});
	return {
		...engines,
		survey,
		jobs,
		runs: choose(distinctRuns([...survey.runs, ...here], [...survey.training, ...jobs].flatMap(({run}) => run ?? []))),
		watches: await listActive(io),
		// Who works on a cluster needs no engine of this machine.
		failures: [...engineFailures.filter(({host}) => host !== '' || engines.isAnswered || jobs.length === 0), ...clusterFailures],
	};
}

/** `yolotop ls`: what trains and recent runs; with a place or `--runs` the runs there. */
export async function ls(options: Options, io: Io): Promise<number> {
	const {language, isJson, isRuns, target, order} = options;
	const texts = wordsIn(language).list;
	const query = readQuery(options.filter);
	const now = io.now();
	const table = {now, columns: Math.max(60, io.stdout.columns ?? 140)};
	const choose = (runs: readonly RunSummary[]) => sortRuns(runs.filter(run => isMatch(run, query, now)), order);
	if (isRuns || target !== undefined) {
		return listRuns(options, io, choose);
	}

	// Ten thousand jobs are 130 MB otherwise.
	keepHeapSmall();
	const {survey, jobs, runs, watches, failures, isAnswered, isTrainingKnown, mayHaveGpu} = await listAll(options, io, choose);
	const rows = options.group === undefined ? [] : [...trainingRows(survey.training), ...jobs.map(job => jobRow(job)), ...runs.map(run => runRow(run))];
	const group = groupingOf(options.group, rows);
	if (isJson) {
		io.stdout.writeJsonLists({
			schema,
			containers: toEntries(survey.training, entry => trainingToListJson(entry, now), trainingRow, group),
			jobs: toEntries(jobs, job => jobToListJson(job, now), jobRow, group),
			watches: watches.map(listed => watchToJson(listed)),
			runs: toEntries(runs, run => runToListJson(run, now), runRow, group),
			failures: failures.map(({message}) => message),
			hosts: options.hosts.filter(({name}) => name !== undefined).map(host => ({name: host.name, failure: failures.find(failure => failure.host === labelOfHost(host))?.message ?? null})),
		}, ['containers', 'jobs', 'runs']);
		return 0;
	}

	const hasHeads = group === 'host';
	for (const {message, hint, host} of hasHeads ? [] : failures) {
		io.stderr.write(texts.engineAway(options.hosts.some(({name}) => name === host) ? labelled(host, message, language) : message));
		io.stderr.write(`${hint}\n`);
	}

	const others = survey.others.map(({name}) => name);
	const names = `${others.slice(0, maxOthers).join(', ')}${others.length > maxOthers ? ', …' : ''}`;
	const unasked = survey.unasked.map(({name}) => name).join(', ');
	const none = unasked === '' ? (isTrainingKnown ? texts.noneTraining : texts.noneSure) : texts.noneKnown(unasked);
	const lists = group === undefined
		? [
			...(jobs.length === 0 ? [] : [wordsIn(language).jobs.list, ...jobTable(jobs, language, table), '']),
			...(survey.training.length === 0 ? [isAnswered ? none : texts.noneAnswered] : [texts.training, ...trainingTable(survey.training, language, table)]),
			...(watches.length === 0 ? [] : ['', ...watchLines(watches, language, now)]),
			...(runs.length === 0 ? [] : ['', texts.recent, ...runsTable(runs.slice(0, mostRecent), language, {...table, base: process.cwd()})]),
			...(runs.length > mostRecent ? [texts.more(String(runs.length - mostRecent))] : []),
		]
		: [
			...groupedLines(rows, group, language, {
				...table, base: process.cwd(), maxRuns: mostRecent, failed: toParts(failures, options),
			}),
			...(watches.length === 0 ? [] : ['', ...watchLines(watches, language, now)]),
		];
	io.stdout.write(`${[
		...lists,
		...(survey.training.length > 0 ? [] : ['', ...(others.length === 0 ? [] : [texts.others(names)]), texts.howToStart(mayHaveGpu ? '--gpus all ' : '')]),
	].join('\n')}\n`);
	return 0;
}
