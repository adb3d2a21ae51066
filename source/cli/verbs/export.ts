import type {Options} from '../options/options.ts';
import {containerToPlan} from '../../plan/clone-plan.ts';
import {planToDockerText} from '../../plan/docker-command.ts';
import {maskCommand} from '../../domain/mask-command.ts';
import {maskSettings} from '../../domain/secrets.ts';
import {quoteCommand} from '../../domain/shell-quote.ts';
import type {Diagnosis} from '../../checks/diagnosis.ts';
import type {RunState} from '../../domain/run.ts';
import {toJsonText, toPrintableLines} from '../../domain/printable.ts';
import {UserError} from '../../domain/user-error.ts';
import {historyToCsv} from '../../plain/history-csv.ts';
import {runCardToMarkdown} from '../../plain/run-card.ts';
import {runToStatusJson} from '../../plain/status-json.ts';
import {selectProbedHistory} from '../../run/select-probe.ts';
import {findCurrentWriter} from '../current-writer.ts';
import {createDiagnosing} from '../diagnosing.ts';
import {exportCard} from '../export-card.ts';
import {stopExitCode, type Io} from '../io.ts';
import {readJournal} from '../read-journal.ts';
import {readMachineOnce} from '../read-machine-once.ts';
import {readRun} from '../read-run.ts';
import {resolveTarget, type ResolvedTarget} from '../resolve-target.ts';
import {writeWholeFile} from '../write-file.ts';
import {commandNotes} from '../../words/command-notes.ts';
import {type Language, wordsIn} from '../../words/words.ts';

type Kind = 'csv' | 'json' | 'markdown' | 'card';

const extensions: Readonly<Record<string, Kind>> = {
	csv: 'csv', json: 'json', md: 'markdown', markdown: 'markdown', svg: 'card',
};

/** The one that was asked for; else the one that the name of the file says. */
function kindOf({isCsv, isJson, isMarkdown, isCard, format, output}: Options): Kind {
	const asked = (['csv', 'json', 'markdown', 'card'] as const).filter((_, index) => [isCsv, isJson, isMarkdown, isCard][index]);
	const named = extensions[output?.split('.').at(-1)?.toLowerCase() ?? ''];
	const kind = asked[0] ?? named;
	const suggestion = 'yolotop export yolo --csv | --json | --markdown | --card';
	if (asked.length > 1) {
		throw new UserError('usage-contradictory', {what: asked.map(name => `--${name}`).join(', '), suggestion});
	}

	if (kind === undefined) {
		throw new UserError('usage-incomplete', {what: 'export', suggestion});
	}

	if (format !== undefined && kind !== 'card') {
		throw new UserError('usage-incomplete', {what: 'export --format', suggestion: 'yolotop export yolo --card --format svg'});
	}

	return kind;
}

/** The commands that make the same run again; undefined for what is no container. Never with values of the environment. */
async function reproduceCommands({container}: ResolvedTarget, language: Language, {signal}: Io): Promise<readonly string[] | undefined> {
	if (container === undefined) {
		return undefined;
	}

	const {engine, details} = container;
	const settings = await engine.readContainerSettings(details.id, {signal}).catch(() => undefined);
	const text = settings === undefined ? quoteCommand(maskCommand(details.command)) : planToDockerText(containerToPlan(settings));
	return [...commandNotes([text], language).map(note => `# ${note}`), text];
}

/** `yolotop export`: a run as a table, as data, as a page or as a card. */
export async function exportRun(options: Options, io: Io): Promise<number> {
	const kind = kindOf(options);
	const target = await resolveTarget(options, io);
	try {
		const state = await readRun(target.feed, io, {isFollowing: false});
		const stopped = stopExitCode(io);
		if (stopped !== undefined) {
			return stopped;
		}

		const isToFile = options.output !== undefined && options.output !== '-';
		if (kind === 'json' && !isToFile) {
			io.stdout.writeJson(await describeAsJson(state, target, options, io), 2);
			return 0;
		}

		const parts = {
			state, target, options, io,
		};
		const {text, isPainted} = kind === 'card' ? exportCard(state, options, io.now()) : {text: await textOf(kind, parts), isPainted: false};
		if (isToFile) {
			await writeWholeFile(options.output, text);
			io.stderr.write(wordsIn(options.language).exportTexts.written(options.output));
		} else if (isPainted) {
			io.stdout.writePainted(text);
		} else {
			io.stdout.write(text);
		}

		return 0;
	} finally {
		target.close();
	}
}

/** A file is shown sooner or later, too: it holds nothing that a terminal would obey. */
async function textOf(kind: Exclude<Kind, 'card'>, {state, target, options, io}: {readonly state: RunState; readonly target: ResolvedTarget; readonly options: Options; readonly io: Io}): Promise<string> {
	switch (kind) {
		case 'json': {
			return `${toJsonText(await describeAsJson(state, target, options, io), 2)}\n`;
		}

		case 'csv': {
			return toPrintableLines(historyToCsv(selectProbedHistory(state)));
		}

		case 'markdown': {
			return toPrintableLines(await describe(state, target, options.language, io));
		}
	}
}

/** What is told of a run beside its state. Always without secrets. */
async function gather(state: RunState, target: ResolvedTarget, language: Options['language'], io: Io) {
	const machine = await readMachineOnce(target, io, state.locatedRunDirectory);
	const diagnoses: readonly Diagnosis[] = createDiagnosing({language, ...machine}).diagnose(state, io.now());
	const journal = readJournal(target.container?.details.name ?? target.feed.target.name, io);
	return {
		diagnoses, journal, settings: maskSettings(state.settings), reproduce: await reproduceCommands(target, language, io),
	};
}

async function describeAsJson(state: RunState, target: ResolvedTarget, options: Options, io: Io): Promise<Readonly<Record<string, unknown>>> {
	const {diagnoses, journal, settings, reproduce} = await gather(state, target, 'en', io);
	const writer = await findCurrentWriter(target, state, options, io);
	return {
		...runToStatusJson(state, io.now(), {diagnoses, ...(writer !== undefined && {writer})}), settings, actions: journal, reproduce: reproduce ?? null,
	};
}

async function describe(state: RunState, target: ResolvedTarget, language: Options['language'], io: Io): Promise<string> {
	const {reproduce, ...facts} = await gather(state, target, language, io);
	const clock = {now: io.now(), utcOffsetMinutes: -new Date(io.now()).getTimezoneOffset()};
	return runCardToMarkdown({state, ...facts, ...(reproduce && {reproduce})}, language, clock);
}
