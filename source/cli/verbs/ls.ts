import {stat} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type {Options} from '../options/options.ts';
import {createContainerRuns} from '../../discover/container-runs.ts';
import {createHostRuns, maxDirectories} from '../../discover/host-runs.ts';
import {findTrainings} from '../../training/find-trainings.ts';
import type {RunSummary} from '../../domain/run-summary.ts';
import {jobTable, jobToListJson} from '../../plain/job-table.ts';
import {runToListJson, trainingToListJson} from '../../plain/list-json.ts';
import {runsTable, trainingTable} from '../../plain/list-text.ts';
import {distinctRuns} from '../../run/distinct-runs.ts';
import {isMatch, sortRuns} from '../../run/run-query.ts';
import type {Io} from '../io.ts';
import {withNearNames} from '../near-names.ts';
import {openEngine} from '../open-engine.ts';
import {readQuery} from '../query.ts';
import {surveyClusters} from '../survey-clusters.ts';
import {surveyEngines} from '../survey-engines.ts';
import {listActive, watchLines, watchToJson} from '../watch/list-watches.ts';
import {warnOfOddFiles} from '../warn-of-odd-files.ts';
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

/** `yolotop ls`: what trains and recent runs; with a place or `--runs` the runs there. */
export async function ls(options: Options, io: Io): Promise<number> {
	const {language, isJson, isRuns, target, order} = options;
	const texts = wordsIn(language).list;
	const query = readQuery(options.filter);
	const now = io.now();
	const table = {now, columns: Math.max(60, io.stdout.columns ?? 140)};
	const choose = (runs: readonly RunSummary[]) => sortRuns(runs.filter(run => isMatch(run, query, now)), order);
	const print = (lines: readonly string[]) => {
		io.stdout.write(`${lines.join('\n')}\n`);
	};

	if (isRuns || target !== undefined) {
		const {runs, base} = await listPlace(target ?? '.', options, io);
		const chosen = choose(runs);
		if (isJson) {
			io.stdout.writeJson({schema, runs: chosen.map(run => runToListJson(run, now))}, 2);
		} else if (chosen.length > 0) {
			print(runsTable(chosen, language, {...table, ...(base !== undefined && {base})}));
		} else {
			io.stderr.write(`${runs.length === 0 ? texts.noRuns : texts.noneFit}\n`);
		}

		return 0;
	}

	const [{survey, failures: engineFailures, isAnswered, isTrainingKnown, mayHaveGpu}, {jobs, failures: clusterFailures}] = await Promise.all([surveyEngines(options, io), surveyClusters(options, io)]);
	// Who works on a cluster needs no engine.
	const failures = [...(!isAnswered && jobs.length > 0 ? [] : engineFailures), ...clusterFailures];
	const here = await createHostRuns().list('.', {live: survey.live, now, signal: io.signal});
	const runs = choose(distinctRuns([...survey.runs, ...here], [...survey.training, ...jobs].flatMap(({run}) => run ?? [])));
	const watches = await listActive(io);
	if (isJson) {
		io.stdout.writeJson({
			schema, containers: survey.training.map(entry => trainingToListJson(entry, now)), jobs: jobs.map(job => jobToListJson(job, now)), watches: watches.map(listed => watchToJson(listed)), runs: runs.map(run => runToListJson(run, now)), failures: failures.map(({message}) => message),
		}, 2);
		return 0;
	}

	for (const {message, hint} of failures) {
		io.stderr.write(texts.engineAway(message));
		io.stderr.write(`${hint}\n`);
	}

	const others = survey.others.map(({name}) => name);
	const names = `${others.slice(0, maxOthers).join(', ')}${others.length > maxOthers ? ', …' : ''}`;
	const unasked = survey.unasked.map(({name}) => name).join(', ');
	const none = unasked === '' ? (isTrainingKnown ? texts.noneTraining : texts.noneSure) : texts.noneKnown(unasked);
	print([
		...(jobs.length === 0 ? [] : [wordsIn(language).jobs.list, ...jobTable(jobs, language, table), '']),
		...(survey.training.length === 0 ? [isAnswered ? none : texts.noneAnswered] : [texts.training, ...trainingTable(survey.training, language, table)]),
		...(watches.length === 0 ? [] : ['', ...watchLines(watches, language, now)]),
		...(runs.length === 0 ? [] : ['', texts.recent, ...runsTable(runs.slice(0, mostRecent), language, {...table, base: process.cwd()})]),
		...(runs.length > mostRecent ? [texts.more(String(runs.length - mostRecent))] : []),
		...(survey.training.length > 0 ? [] : ['', ...(others.length === 0 ? [] : [texts.others(names)]), texts.howToStart(mayHaveGpu ? '--gpus all ' : '')]),
	]);
	return 0;
}
