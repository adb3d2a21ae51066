import process from 'node:process';
import {createHostRuns} from '../discover/host-runs.ts';
import {UserError} from '../domain/user-error.ts';
import {truncate} from '../format/display-width.ts';
import {othersTable, runsTable} from '../plain/list-text.ts';
import {distinctRuns} from '../run/distinct-runs.ts';
import {describeError} from '../text/errors.ts';
import {listTexts} from '../text/list.ts';
import type {Options} from './options/options.ts';
import {readLine} from './ask.ts';
import type {Io} from './io.ts';
import {resolveTarget, type ResolvedTarget, type ResolveOptions} from './resolve-target.ts';
import {startCommands} from './start-commands.ts';
import {surveyEngines} from './survey-engines.ts';

/** Lines of the screen beside the two lists: title, headers, gaps, commands, the question. */
const otherLines = 13;

const mostRuns = 10;

const mostContainers = 6;

const numberColumns = 6;

/** How much of the two lists a terminal shows; never nothing. */
export function roomFor(rows: number, runs: number, others: number): {readonly runs: number; readonly others: number} {
	const room = Math.max(4, rows - otherLines);
	const forOthers = Math.min(others, mostContainers, Math.max(2, room - runs));
	return {runs: Math.min(runs, mostRuns, Math.max(2, room - forOthers)), others: forOthers};
}

/**
For `yolotop` without a name while nothing trains: what trained lately, the other containers and how to start; the person opens one
of them by number or name.

@returns undefined when the person leaves.
*/
export async function offerRuns(options: Options, io: Io, resolve: ResolveOptions): Promise<ResolvedTarget | undefined> {
	const {language} = options;
	const texts = listTexts(language);
	const now = io.now();
	const {survey, failures, hosts, mayHaveGpu} = await surveyEngines(options, io);
	const here = await createHostRuns().list(process.cwd(), {live: survey.live, now, signal: io.signal});
	const {columns = 80, rows = 24} = io.stdout;
	const allRuns = distinctRuns([...survey.runs, ...here]).toSorted((one, other) => other.modifiedAt - one.modifiedAt);
	const room = roomFor(rows, allRuns.length, survey.others.length);
	const runs = allRuns.slice(0, room.runs);
	const others = survey.others.slice(0, room.others);
	const keys = [...runs.map(({key}) => key), ...others.map(({name}) => name)];

	const table = {now, columns: columns - numberColumns, base: process.cwd()};
	const numbered = ([header = '', ...lines]: readonly string[], first: number) => [
		`${' '.repeat(numberColumns)}${header}`,
		...lines.map((line, index) => `${String(first + index).padStart(numberColumns - 2)}  ${line}`),
	];
	const {message: what} = describeError(new UserError('no-training-container'), language);
	io.stderr.write([
		what,
		...failures.map(({message}) => truncate(message, columns)),
		...(runs.length === 0 ? [] : ['', texts.recent, ...numbered(runsTable(runs, language, table), 1)]),
		...(others.length === 0 ? [] : ['', texts.otherContainers, ...numbered(othersTable(others, language, table), runs.length + 1)]),
		'',
		texts.startTitle,
		...startCommands({
			runs: allRuns, others: survey.others, imageName: texts.imageName, mayHaveGpu,
		}).map(command => `  ${command}`),
		'',
		'',
	].join('\n'));

	for (;;) {
		io.stderr.write(texts.openQuestion(keys.length));
		const answer = await readLine(io);
		const wanted = answer?.trim() ?? '';
		if (wanted === '' || wanted === 'q') {
			return undefined;
		}

		const key = keys[Number(wanted) - 1] ?? wanted;
		try {
			const host = hosts.get(key);
			return await resolveTarget({...options, target: key, ...(host !== undefined && {host})}, io, resolve);
		} catch (error) {
			io.signal.throwIfAborted();
			if (!(error instanceof UserError)) {
				throw error;
			}

			const told = describeError(error, language);
			const isNumber = key === wanted && /^\d+$/.test(wanted);
			io.stderr.write(isNumber ? texts.notThere(wanted) : `${told.message}\n${told.hint}\n`);
		}
	}
}
