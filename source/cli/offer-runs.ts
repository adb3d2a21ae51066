import process from 'node:process';
import {chooseLine} from '../conversation/adapters/choose-line.ts';
import type {MenuItem} from '../conversation/adapters/menu.ts';
import {hasKeys, readLine, type TerminalIo} from '../conversation/adapters/terminal-io.ts';
import {createHostRuns} from '../discover/host-runs.ts';
import {aimAt} from '../domain/host.ts';
import {UserError} from '../domain/user-error.ts';
import {truncate} from '../format/display-width.ts';
import {othersTable, runsTable} from '../plain/list-text.ts';
import {distinctRuns} from '../run/distinct-runs.ts';
import {describeError} from '../words/errors.ts';
import {type Language, wordsIn} from '../words/words.ts';
import type {Options} from './options/options.ts';
import {terminalOf} from './converse.ts';
import type {Io} from './io.ts';
import {resolveTarget, type ResolvedTarget, type ResolveOptions} from './resolve-target.ts';
import {startCommands} from './start-commands.ts';
import {surveyEngines} from './survey-engines.ts';

/** Lines of the screen beside the two lists: title, headers, gaps, commands, the question. */
const otherLines = 13;

const maxRuns = 10;

const maxContainers = 6;

const numberColumns = 6;

/** How much of the two lists a terminal shows; never nothing. */
export function roomFor(rows: number, runs: number, others: number): {readonly runs: number; readonly others: number} {
	const room = Math.max(4, rows - otherLines);
	const forOthers = Math.min(others, maxContainers, Math.max(2, room - runs));
	return {runs: Math.min(runs, maxRuns, Math.max(2, room - forOthers)), others: forOthers};
}

/** A list with its title: the rows are items, each with its number. */
type Part = {readonly title: string; readonly header: string; readonly rows: readonly string[]};

/** What is said and listed before a person opens something. */
type Offer = {readonly about: readonly string[]; readonly parts: readonly Part[]; readonly start: readonly string[]; readonly keys: readonly string[]};

const toPart = (title: string, [header = '', ...rows]: readonly string[]): Part => ({title, header: ' '.repeat(numberColumns) + header, rows});

const toItems = ({title, header, rows}: Part): readonly MenuItem[] => rows.map((label, index) => ({label, ...(index === 0 && {above: ['', title, header]})}));

/** The whole offer in lines, for a terminal whose keys cannot be read one by one. */
function offerLines({about, parts, start}: Offer): readonly string[] {
	let number = 0;
	const lists = parts.flatMap(({title, header, rows}) => ['', title, header, ...rows.map(row => {
		number++;
		return `${String(number).padStart(numberColumns - 2)}  ${row}`;
	})]);
	return [...about, ...lists, '', ...start, ''];
}

/** What the person wants to open; empty when nothing, `isNumber` where a number was typed that may be none. */
async function askForName(offer: Offer, language: Language, io: TerminalIo): Promise<{readonly key: string; readonly isNumber?: boolean}> {
	const {about, parts, start, keys} = offer;
	const texts = wordsIn(language).list;
	const items = parts.flatMap(part => toItems(part));
	let room = keys.length;
	if (hasKeys(io) && items.length > 0) {
		const answer = await chooseLine(io, () => ({
			text: [...about, '', ...start], items, footer: wordsIn(language).conversation.menuKeysWithName, otherKeys: ['/'],
		}));
		if (answer.kind !== 'other') {
			return {key: answer.kind === 'taken' ? keys[answer.index]! : ''};
		}

		room = 0;
	}

	io.output.write(texts.openQuestion(room));
	const line = await readLine(io);
	const wanted = line?.trim() ?? '';
	const key = keys[Number(wanted) - 1] ?? wanted;
	return {key: key === 'q' ? '' : key, isNumber: key === wanted && /^\d+$/.test(wanted)};
}

/**
For `yolotop` without a name while nothing trains: what trained lately, the other containers and how to start; the person opens one
of them by number or name.

@returns undefined when the person leaves.
*/
export async function offerRuns(options: Options, io: Io, resolve: ResolveOptions): Promise<ResolvedTarget | undefined> {
	const {language} = options;
	const texts = wordsIn(language).list;
	const now = io.now();
	const {survey, failures, mayHaveGpu} = await surveyEngines(options, io);
	const here = await createHostRuns().list(process.cwd(), {live: survey.live, now, signal: io.signal});
	const {columns = 80, rows = 24} = io.stdout;
	const allRuns = distinctRuns([...survey.runs, ...here]).toSorted((one, other) => other.modifiedAt - one.modifiedAt);
	const room = roomFor(rows, allRuns.length, survey.others.length);
	const runs = allRuns.slice(0, room.runs);
	const others = survey.others.slice(0, room.others);
	const keys = [...runs.map(({key}) => key), ...others.map(({name}) => name)];

	const table = {now, columns: columns - numberColumns - 1, base: process.cwd()};
	const {message: what} = describeError(new UserError('no-training-container'), language);
	const offer: Offer = {
		about: [what, ...failures.map(({message}) => truncate(message, columns))],
		parts: [
			...(runs.length === 0 ? [] : [toPart(texts.recent, runsTable(runs, language, table))]),
			...(others.length === 0 ? [] : [toPart(texts.otherContainers, othersTable(others, language, table))]),
		],
		start: [texts.startTitle, ...startCommands({
			runs: allRuns, others: survey.others, imageName: texts.imageName, mayHaveGpu,
		}).map(command => `  ${command}`)],
		keys,
	};
	const terminal = terminalOf(io);
	if (!hasKeys(terminal) || keys.length === 0) {
		io.stderr.write(offerLines(offer).map(line => `${line}\n`).join(''));
	}

	for (;;) {
		const {key, isNumber} = await askForName(offer, language, terminal);
		if (key === '') {
			return undefined;
		}

		try {
			return await resolveTarget(aimAt(options, key), io, resolve);
		} catch (error) {
			io.signal.throwIfAborted();
			if (!(error instanceof UserError)) {
				throw error;
			}

			const told = describeError(error, language);
			io.stderr.write(isNumber === true ? texts.notThere(key) : `${told.message}\n${told.hint}\n`);
		}
	}
}
