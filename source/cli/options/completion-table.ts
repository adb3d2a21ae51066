
import {type Language, wordsIn} from '../../words/words.ts';
import {
	flagDefinitions,
	flagLabel,
	verbs,
	type FlagDefinition,
	type Verb,
} from './flags.ts';

/** An option as a shell completes it. */
export type CompletionOption = {
	/** Without dashes: `no-color`. */
	readonly name: string;
	readonly short?: string;
	/** The words that may follow; empty for a value that nobody can guess; undefined when no value follows. */
	readonly values?: readonly string[];
	/** The commands that know it; undefined for all. */
	readonly verbs?: readonly Verb[];
	readonly text: string;
};

export type CompletionTable = {
	readonly verbs: ReadonlyArray<{readonly name: Verb; readonly text: string}>;
	readonly options: readonly CompletionOption[];
};

/** The shells that a script can be had for. */
export const completionShells = ['bash', 'zsh', 'fish'] as const;

export type CompletionShell = typeof completionShells[number];

/** What can be completed, from the tables of commands, flags and words. `monitor` is what runs without a command: it has no word. */
export function completionTable(language: Language): CompletionTable {
	const texts = wordsIn(language).help;
	return {
		verbs: verbs.filter(verb => verb !== 'monitor').map(name => ({name, text: texts.commands[name].text})),
		options: flagDefinitions.flatMap(definition => 'isHidden' in definition ? [] : [toOption(definition, texts.flags[definition.name])]),
	};
}

function toOption(definition: FlagDefinition & {readonly name: Parameters<typeof flagLabel>[0]}, text: string): CompletionOption {
	const {kind, short, choices, verbs: ofVerbs} = definition;
	return {
		name: flagLabel(definition.name).slice(2),
		...(short !== undefined && {short}),
		...(kind !== 'switch' && {values: choices ?? []}),
		...(ofVerbs !== undefined && {verbs: ofVerbs}),
		text,
	};
}

/** The options that mean something to a command, or without one. */
export function optionsOf({options}: CompletionTable, verb: Verb | undefined): readonly CompletionOption[] {
	return options.filter(option => option.verbs === undefined || option.verbs.includes(verb ?? 'monitor'));
}
