
import {heading, labelled} from '../../words/punctuation.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import {
	fileFlags,
	flagDefinitions,
	flagLabel,
	verbs,
	type FlagDefinition,
	type FlagName,
	type Verb,
} from './flags.ts';
import {
	flagGroups,
	groupOfFlag,
	groupOfVerb,
	screenVerbs,
	verbGroups,
} from './help-groups.ts';
import {helpTable, wrapWords, type HelpRow} from './help-layout.ts';

/** What is under a heading. */
type Section = {readonly title: string; readonly rows: readonly HelpRow[]};

type Flag = FlagDefinition & {readonly name: Exclude<FlagName, 'orDemo' | 'keeper' | 'keeperStep'>};

const flags: readonly Flag[] = flagDefinitions.flatMap(definition => 'isHidden' in definition ? [] : [definition]);

/** What a person types after `yolotop`, in the order in which the words are met on the way. */
const examples = [
	['yolotop', 'monitor'],
	['yolotop runs/train/exp', 'logFile'],
	['yolotop run --gpus all --shm-size 8g -v "$PWD:/w" -w /w IMAGE -- python train.py', 'run'],
	['yolotop stop yolo --after-epoch', 'stop'],
	['yolotop resume yolo --batch-size 8', 'resume'],
	['yolotop status yolo --json', 'statusJson'],
	['yolotop compare yolo:exp yolo:exp2', 'compare'],
	['yolotop --host ssh://me@gpu-box', 'remote'],
] as const;

/** One option: its call, and what it does; in the whole help after the commands that know it. `verb` is the command whose help it is. */
function flagRow(flag: Flag, language: Language, verb?: Verb): HelpRow {
	const {values, flags: words, flagsOf, choices, list} = wordsIn(language).help;
	const ofVerb: Readonly<Partial<Record<Verb, Readonly<Partial<Record<Flag['name'], string>>>>>> = flagsOf;
	const value = {
		switch: '', 'optional-number': `[=${values.number}]`, 'optional-count': `[=${values.number}]`, text: ` ${values.text}`, choice: ` ${values.choice}`, 'positive-integer': ` ${values.number}`, count: ` ${values.number}`, 'positive-number': ` ${values.number}`, duration: ` ${values.duration}`,
	}[flag.kind];
	const short = flag.short === undefined ? ' '.repeat(4) : `-${flag.short}, `;
	return [
		`${short}${flagLabel(flag.name)}${value}`,
		`${verb !== undefined || flag.verbs === undefined || flag.verbs.includes('monitor') ? '' : list(flag.verbs)}${(verb === undefined ? undefined : ofVerb[verb]?.[flag.name]) ?? words[flag.name]}${flag.choices === undefined ? '' : choices(flag.choices)}`,
	];
}

function render(sections: readonly Section[], language: Language): readonly string[] {
	return sections.filter(({rows}) => rows.length > 0).flatMap(({title, rows}) => [heading(title, language), ...helpTable(rows), '']);
}

/** The whole help, from the tables of flags and words, in lines of at most 100 columns. Ends with a line feed. */
export function helpText(language: Language): string {
	const texts = wordsIn(language).help;
	return [
		texts.purpose,
		'',
		...render(verbGroups.map(group => ({
			title: texts.verbGroups[group],
			rows: verbs.filter(verb => groupOfVerb[verb] === group).map(verb => [texts.commands[verb].call, texts.commands[verb].text]),
		})), language),
		...wrapWords(texts.target),
		'',
		...render(flagGroups.map(group => ({
			title: `${texts.options} · ${texts.flagGroups[group]}`,
			rows: flags.filter(flag => groupOfFlag(flag) === group).map(flag => flagRow(flag, language)),
		})), language),
		heading(texts.examples, language),
		...examples.flatMap(([call, key]) => [`  # ${texts.example[key]}`, `  ${call.replace('IMAGE', () => texts.values.image)}`]),
		'',
		...wrapWords(texts.configFile(fileFlags)),
		'',
		...wrapWords(texts.moreHelp),
		...wrapWords(texts.exitCodes),
		'',
	].join('\n');
}

/**
The help of one command: its own options first, then those that it shares. `dockerFlags` are the flags of docker run that `run`
understands, as they are typed; none for other commands.
*/
export function verbHelpText(verb: Verb, language: Language, dockerFlags: readonly string[] = []): string {
	const texts = wordsIn(language).help;
	const {call, text} = texts.commands[verb];
	const rowsOf = (isWanted: (flag: Flag) => boolean) => flags.filter(flag => isWanted(flag)).map(flag => flagRow(flag, language, verb));
	return [
		...wrapWords(labelled(call, text, language)),
		'',
		...render([
			{title: texts.options, rows: rowsOf(flag => flag.verbs?.includes(verb) ?? false)},
			...flagGroups.filter(group => group !== 'screen' || screenVerbs.has(verb)).map(group => ({
				title: `${texts.options} · ${texts.flagGroups[group]}`,
				rows: rowsOf(flag => flag.verbs === undefined && groupOfFlag(flag) === group),
			})),
		], language),
		...(dockerFlags.length === 0 ? [] : [heading(texts.dockerFlags, language), ...wrapWords(dockerFlags.join(' '), 2), '']),
		texts.allHelp,
		'',
	].join('\n');
}
