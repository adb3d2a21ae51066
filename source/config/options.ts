import {UserError} from '../domain/user-error.ts';
import {type Language, resolveLanguage} from '../text/language.ts';
import {
	flagDefinitions,
	flagLabel,
	verbs,
	type FlagDefinition,
	type FlagName,
	type ThemeChoice,
	type Verb,
} from './flags.ts';

/** The command line as the parser gives it: of a flag that was given several times the last value counts. */
export type CommandLine = {
	readonly input: readonly string[];
	readonly flags: Readonly<Record<string, unknown>>;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that a person chose, checked. */
export type Options = {
	readonly verb: Verb;
	/** As typed; undefined when none was given. */
	readonly target?: string;
	readonly isJson: boolean;
	/** The template of `--format`. */
	readonly format?: string;
	readonly language: Language;
	readonly theme: ThemeChoice;
	readonly isAscii: boolean;
	readonly hasColor: boolean;
	readonly isPlain: boolean;
	readonly isDebug: boolean;
	/** Engine address from `--host`; DOCKER_HOST is read where the engine is connected. */
	readonly host?: string;
	readonly context?: string;
	/** Epochs of the demo. */
	readonly epochs: number;
	/** How much faster than by default the demo goes. */
	readonly speed: number;
	readonly isHelp: boolean;
	readonly isVersion: boolean;
	/** Without a training container the demo is shown: what `npm start` asks for. */
	readonly isOrDemo: boolean;
};

type Values = Readonly<Partial<Record<FlagName, string | true | false>>>;

const isTrueWord = (text: string) => !['', '0', 'false', 'no', 'off'].includes(text.toLowerCase());

/** The number of edits (insert, delete, replace) between two short words. */
function editDistance(left: string, right: string): number {
	let row = Array.from({length: right.length + 1}, (_, index) => index);
	for (const [leftIndex, leftLetter] of [...left].entries()) {
		const next = [leftIndex + 1];
		for (const [index, letter] of [...right].entries()) {
			next.push(Math.min(next[index]! + 1, row[index + 1]! + 1, row[index]! + (letter === leftLetter ? 0 : 1)));
		}

		row = next;
	}

	return row.at(-1)!;
}

/** The candidate that a mistyped word most likely means; undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
	return candidates
		.map(candidate => ({candidate, distance: editDistance(word, candidate)}))
		.filter(({candidate, distance}) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
		.toSorted((a, b) => a.distance - b.distance)[0]?.candidate;
}

function readFlag(definition: FlagDefinition & {name: FlagName}, given: unknown, environment: Environment): string | boolean | undefined {
	const label = flagLabel(definition.name);
	const last: unknown = Array.isArray(given) ? given.at(-1) : given;
	const fromEnvironment = definition.environment === undefined ? undefined : environment[definition.environment];
	const isFromEnvironment = last === undefined && fromEnvironment !== undefined && fromEnvironment !== '';
	const value = isFromEnvironment ? fromEnvironment : last;
	if (value === undefined || (Array.isArray(given) && given.length === 0 && !isFromEnvironment)) {
		return undefined;
	}

	if (definition.kind === 'switch') {
		return typeof value === 'string' ? isTrueWord(value) : Boolean(value);
	}

	const option = isFromEnvironment ? definition.environment! : label;
	if (typeof value !== 'string' || value === '') {
		throw new UserError('option-invalid', {option, value: '', allowed: allowedWords(definition)});
	}

	const isWrong = (definition.kind === 'choice' && !definition.choices!.includes(value))
		|| (definition.kind === 'positive-integer' && !/^[1-9]\d{0,5}$/.test(value))
		|| (definition.kind === 'positive-number' && !(/^\d{1,6}(\.\d+)?$/.test(value) && Number(value) > 0));
	if (isWrong) {
		throw new UserError('option-invalid', {option, value, allowed: allowedWords(definition)});
	}

	return value;
}

function allowedWords({kind, choices}: FlagDefinition): string {
	return {
		switch: '', text: 'TEXT', choice: (choices ?? []).join(', '), 'positive-integer': '1 … 999999', 'positive-number': '0.01 … 999999',
	}[kind];
}

function checkKnown(flags: Readonly<Record<string, unknown>>): void {
	const known = new Set<string>(flagDefinitions.flatMap(definition => [definition.name, ...('short' in definition ? [definition.short] : [])]));
	const unknown = Object.keys(flags).find(name => !known.has(name));
	if (unknown !== undefined) {
		const typed = unknown.length === 1 ? `-${unknown}` : `--${unknown.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
		const labels = flagDefinitions.filter(definition => !('isHidden' in definition)).map(({name}) => flagLabel(name));
		throw new UserError('usage-invalid', {what: typed, suggestion: nearest(typed, labels) ?? 'yolotop --help'});
	}
}

function resolveVerb(input: readonly string[]): {verb: Verb; target?: string} {
	const [first, second, ...rest] = input;
	const isVerb = verbs.includes(first as Verb);
	const verb = isVerb ? first as Verb : 'monitor';
	const target = isVerb ? second : first;
	const extra = isVerb ? rest[0] : second;
	if (extra !== undefined) {
		// Two words of which the first is no command: a command was meant.
		throw isVerb
			? new UserError('usage-invalid', {what: extra, suggestion: `yolotop ${verb} ${target ?? ''}`.trim()})
			: new UserError('usage-invalid', {what: first!, suggestion: `yolotop ${nearest(first!, verbs) ?? '--help'}`});
	}

	if (verb === 'demo' && target !== undefined) {
		throw new UserError('usage-invalid', {what: target, suggestion: 'yolotop demo'});
	}

	return {verb, ...(target !== undefined && {target})};
}

/** The language for messages about a command line that may itself be wrong. */
export function guessLanguage({flags}: CommandLine, environment: Environment): Language {
	const given: unknown = Array.isArray(flags.lang) ? flags.lang.at(-1) : flags.lang;
	const requested = [given, environment.YOLOTOP_LANG].find(value => value === 'en' || value === 'zh');
	return resolveLanguage(requested, environment);
}

/**
Checks the command line and completes it from the environment: a flag first, then its YOLOTOP_ variable, then the default.

@throws UserError `usage-invalid` or `option-invalid`.
*/
export function resolveOptions(commandLine: CommandLine, environment: Environment): Options {
	checkKnown(commandLine.flags);
	const values: Values = Object.fromEntries(flagDefinitions.map(definition => [definition.name, readFlag(definition, commandLine.flags[definition.name], environment)]));
	const {verb, target} = resolveVerb(commandLine.input);
	for (const definition of flagDefinitions) {
		if ('verbs' in definition && values[definition.name] !== undefined && values[definition.name] !== false && !(definition.verbs as readonly Verb[]).includes(verb)) {
			throw new UserError('usage-invalid', {what: flagLabel(definition.name), suggestion: `yolotop ${definition.verbs[0]} ${flagLabel(definition.name)}`});
		}
	}

	// https://no-color.org: any value that is not empty.
	const hasColor = values.color ?? ((environment.NO_COLOR ?? '') === '');
	return {
		verb,
		...(target !== undefined && {target}),
		isJson: values.json === true,
		...(typeof values.format === 'string' && {format: values.format}),
		language: guessLanguage(commandLine, environment),
		theme: (values.theme ?? 'auto') as ThemeChoice,
		isAscii: values.ascii === true,
		hasColor: hasColor !== false,
		isPlain: values.plain === true,
		isDebug: values.debug === true,
		...(typeof values.host === 'string' && {host: values.host}),
		...(typeof values.context === 'string' && {context: values.context}),
		epochs: Number(values.epochs ?? 100),
		speed: Number(values.speed ?? 1),
		isHelp: values.help === true,
		isVersion: values.version === true,
		isOrDemo: values.orDemo === true,
	};
}
