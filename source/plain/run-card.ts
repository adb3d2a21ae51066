import type {Diagnosis} from '../checks/diagnosis.ts';
import {metricDefinitions} from '../domain/metric.ts';
import type {ConfusionMatrix} from '../domain/probe.ts';
import type {RunState} from '../domain/run.ts';
import {count, loss, metric} from '../format/number.ts';
import {selectLossNames, selectLossSeries, selectMetricSeries} from '../run/select-series.ts';
import type {Clock} from '../format/clock-time.ts';
import {percent} from '../words/percent.ts';
import {labelled} from '../words/punctuation.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {selectConfusedPairs} from '../run/select-probe.ts';
import {selectClasses} from '../run/select-class-tables.ts';
import {classTable} from './class-lines.ts';
import {curveText} from './curve-text.ts';
import {runToStatusText} from './status-text.ts';
import {textTable} from './text-table.ts';

/** One line of what yolotop did to the run. */
export type JournalLine = {
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly action: string;
	/** The docker command that does the same; may be empty. */
	readonly command: string;
	readonly outcome: string;
};

export type RunCard = {
	readonly state: RunState;
	/** Without secrets. */
	readonly settings: Readonly<Record<string, string>>;
	readonly diagnoses: readonly Diagnosis[];
	readonly journal: readonly JournalLine[];
	/** The commands that make the same run again, without secrets; undefined when they are not known. */
	readonly reproduce?: readonly string[];
};

const curveColumns = 60;
const confusedShown = 10;

/** Names of classes are as long as a person made them: a card is no terminal, so they are not cut. */
const anyWidth = 10_000;

/** A run on one page, for a repository or a message: summary, curves, classes, diagnoses, what was done, and how to do it again. */
export function runCardToMarkdown({state, settings, diagnoses, journal, reproduce}: RunCard, language: Language, clock: Clock): string {
	const texts = wordsIn(language).exportTexts;
	const {summary, classes} = selectClasses(state);
	const name = state.runDirectory ?? state.target?.name ?? 'yolo';
	const sections: ReadonlyArray<readonly [string, readonly string[]]> = [
		[texts.summary, fenced(runToStatusText(state, language, clock, {hasClasses: false}))],
		[texts.curves, fenced(curveRows(state))],
		[texts.classes, fenced(classTable(summary, classes, wordsIn(language).plain, anyWidth))],
		[texts.confused, state.probe?.matrix === undefined ? [] : confusedItems(state.probe.matrix, language)],
		[texts.diagnoses, diagnoses.flatMap(diagnosis => diagnosisItem(diagnosis, language))],
		[texts.journal, journal.map(line => journalItem(line))],
		[texts.reproduce, fenced(reproduce ?? [], 'sh')],
		// Frameworks have some seventy: what a reader looks for comes before.
		[texts.settings, settingsTable(settings, texts.setting, texts.value)],
	];
	return [
		`# ${escaped(name)}`,
		'',
		...sections.filter(([, lines]) => lines.length > 0).flatMap(([title, lines]) => [`## ${title}`, '', ...lines, '']),
	].join('\n');
}

/** The classes that were taken for others most often. */
function confusedItems(matrix: ConfusionMatrix, language: Language): readonly string[] {
	const {takenFor} = wordsIn(language).classes;
	return selectConfusedPairs(matrix).slice(0, confusedShown).map(({actual, predicted, count: objects, share}) => `- ${escaped(takenFor(actual, predicted, count(objects), percent(share, language)))}`);
}

/** A fence that is longer than any row of backticks in the text: names and commands are other people's. */
function fenced(lines: readonly string[], kind = 'text'): readonly string[] {
	if (lines.length === 0) {
		return [];
	}

	const longest = Math.max(0, ...lines.flatMap(line => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
	const fence = '`'.repeat(Math.max(3, longest + 1));
	return [`${fence}${kind}`, ...lines, fence];
}

/** What Markdown and tables would take as marks. */
function escaped(text: string): string {
	return text.replaceAll(/[\n\r]+/g, ' ').replaceAll(/[#*<>[\\\]_`|]/g, String.raw`\$&`);
}

function settingsTable(settings: Readonly<Record<string, string>>, setting: string, value: string): readonly string[] {
	const rows = Object.entries(settings).toSorted(([a], [b]) => a < b ? -1 : 1);
	return rows.length === 0 ? [] : [`| ${setting} | ${value} |`, '| --- | --- |', ...rows.map(([name, text]) => `| ${escaped(name)} | ${escaped(text)} |`)];
}

function curveRows(state: RunState): readonly string[] {
	const losses = selectLossNames(state).map(name => ({name, points: selectLossSeries(state, name).map(({value}) => value), toText: loss}));
	const metrics = metricDefinitions.map(({name, label}) => ({name: label, points: selectMetricSeries(state, name).map(({value}) => value), toText: metric}));
	const rows = [...losses, ...metrics].filter(({points}) => points.length > 0);
	const longest = Math.max(0, ...rows.map(({points}) => Math.min(points.length, curveColumns)));
	return rows.length === 0
		? []
		: textTable(rows.map(({name, points, toText}) => [name, toText(points[0]), curveText(points, curveColumns).padEnd(longest), toText(points.at(-1))]), anyWidth);
}

function diagnosisItem({severity, what, why, action}: Diagnosis, language: Language): readonly string[] {
	const words = wordsIn(language).diagnosis;
	const details = [[words.why, why], [words.action, action.replaceAll('\n', ' ')]].filter(([, text]) => text !== '');
	return [`- ${labelled(`**${words.severities[severity]}**`, escaped(what), language)}`, ...details.map(([label, text]) => `  ${labelled(label!, escaped(text!), language)}`)];
}

function journalItem({at, action, command, outcome}: JournalLine): string {
	return `- ${new Date(at).toISOString()} ${escaped(action)}: ${escaped(outcome)}${command === '' ? '' : ` (${escaped(command)})`}`;
}
