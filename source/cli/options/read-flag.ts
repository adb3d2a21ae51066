import {nearestWord} from '../../domain/nearest-word.ts';
import {UserError} from '../../domain/user-error.ts';
import {
	flagDefinitions,
	flagLabel,
	type FlagDefinition,
	type FlagName,
	type FlagValues,
	type Verb,
} from './flags.ts';

/** The command line as the parser gives it: of a flag that was given several times the last value counts. */
export type CommandLine = {
	readonly input: readonly string[];
	readonly flags: Readonly<Record<string, unknown>>;
	/** Every word as typed: the parser does not tell an option without its value from an absent one. */
	readonly words?: readonly string[];
	/** What is not the parser's: docker run's flags, IMAGE and command of `run`; what follows `--` of `resume`. */
	readonly rest?: readonly string[];
};

export type Environment = Readonly<Record<string, string | undefined>>;

const isTrueWord = (text: string) => !['', '0', 'false', 'no', 'off'].includes(text.toLowerCase());

const unitMs: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000};
const maxDurationMs = 24 * 3_600_000;

/** `20s`, `1.5m`, `2h` in milliseconds, a number alone in seconds; undefined for anything else. */
function durationMs(text: string): number | undefined {
	const [, number, unit = 's'] = /^(\d{1,5}(?:\.\d+)?)([hms])?$/.exec(text) ?? [];
	const ms = Math.round(Number(number) * unitMs[unit]!);
	return ms >= 1000 && ms <= maxDurationMs ? ms : undefined;
}

/** Whether the value of a flag may be left out. */
export const isOptional = (kind: FlagDefinition['kind'] | undefined): boolean => kind === 'optional-number' || kind === 'optional-count';

/** What a flag may be, for messages. */
export function allowedWords({kind, choices = [], fileEnding}: FlagDefinition): string {
	return {
		switch: '', 'optional-number': '1 … 65535', 'optional-count': '1 … 99', text: 'TEXT', choice: [...choices, ...(fileEnding === undefined ? [] : [`FILE${fileEnding}`])].join(', '), 'positive-integer': '1 … 999999', count: '0 … 999999', 'positive-number': '0.01 … 999999', duration: '1s … 24h',
	}[kind];
}

/** Whether the text is a value of the flag. */
export function isAllowed({kind, choices, fileEnding}: FlagDefinition, value: string): boolean {
	return {
		switch: true,
		'optional-number': /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 65_535,
		'optional-count': /^[1-9]\d?$/.test(value),
		text: true,
		choice: (choices?.includes(value) ?? false) || (fileEnding !== undefined && value.endsWith(fileEnding)),
		'positive-integer': /^[1-9]\d{0,5}$/.test(value),
		count: /^\d{1,6}$/.test(value),
		duration: durationMs(value) !== undefined,
		'positive-number': /^\d{1,6}(?:\.\d+)?$/.test(value) && Number(value) > 0,
	}[kind];
}

/**
The value of one flag: as given, else from its environment variable, else from the configuration file, whose values are
checked already. Undefined when none says anything.

@throws UserError `option-invalid`.
*/
export function readFlag(definition: FlagDefinition & {name: FlagName}, {flags, words = []}: CommandLine, environment: Environment, file: Readonly<Partial<Record<FlagName, string | boolean>>> = {}): string | boolean | undefined {
	const label = flagLabel(definition.name);
	const given = flags[definition.name];
	const last: unknown = Array.isArray(given) ? given.at(-1) : given;
	const fromEnvironment = definition.environment === undefined ? undefined : environment[definition.environment];
	const isFromEnvironment = last === undefined && fromEnvironment !== undefined && fromEnvironment !== '';
	const value = isFromEnvironment ? fromEnvironment : last;
	if (last === undefined && definition.kind !== 'switch' && !isOptional(definition.kind) && (words.includes(label) || words.includes(`-${definition.short}`))) {
		throw new UserError('option-invalid', {option: label, value: '', allowed: allowedWords(definition)});
	}

	// The parser takes a value that is empty for none.
	if (isOptional(definition.kind) && (value === '' || (value === undefined && words.includes(`${label}=`)))) {
		return true;
	}

	if (value === undefined) {
		return file[definition.name];
	}

	if (definition.kind === 'switch') {
		return typeof value === 'string' ? isTrueWord(value) : Boolean(value);
	}

	const option = isFromEnvironment ? definition.environment! : label;
	if (typeof value !== 'string' || value === '') {
		throw new UserError('option-invalid', {option, value: '', allowed: allowedWords(definition)});
	}

	if (!isAllowed(definition, value)) {
		const nearest = nearestWord(value, definition.choices ?? []);
		if (nearest !== undefined) {
			throw new UserError('choice-invalid', {
				option, value, nearest, allowed: allowedWords(definition),
			});
		}

		throw new UserError('option-invalid', {option, value, allowed: allowedWords(definition)});
	}

	return value;
}

function toValue({kind, default: initial, isOn, offEnvironment, bare}: FlagDefinition, read: string | boolean | undefined, environment: Environment): unknown {
	switch (kind) {
		case 'switch': {
			return read ?? (isOn === true && (environment[offEnvironment ?? ''] ?? '') === '');
		}

		case 'optional-number': {
			return typeof read === 'string' ? {port: Number(read)} : (read === undefined ? undefined : {});
		}

		case 'optional-count': {
			return typeof read === 'string' ? Number(read) : (read === undefined ? undefined : bare);
		}

		case 'text':
		case 'choice': {
			return read ?? initial;
		}

		case 'positive-integer':
		case 'count':
		case 'positive-number': {
			return read === undefined ? initial : Number(read);
		}

		case 'duration': {
			return typeof read === 'string' ? durationMs(read) : initial;
		}
	}
}

/**
What all flags say, and which of them were given: on the command line, in the environment or in the configuration file.

@throws UserError `option-invalid`.
*/
export function readFlags(commandLine: CommandLine, environment: Environment, file: Readonly<Partial<Record<FlagName, string | boolean>>>): {readonly values: FlagValues; readonly given: ReadonlySet<FlagName>} {
	const read = flagDefinitions.map((definition: FlagDefinition & {readonly name: FlagName}) => ({definition, value: readFlag(definition, commandLine, environment, file)}));
	const values = read.map(({definition, value}) => [definition.field ?? definition.name, toValue(definition, value, environment)] as const);
	return {
		// The type of the values and these pairs come from the same rows.
		values: Object.fromEntries(values.filter(([, value]) => value !== undefined)) as FlagValues,
		given: new Set(read.filter(({value}) => value !== undefined && value !== false).map(({definition}) => definition.name)),
	};
}

/**
Refuses what is no flag.

@throws UserError `usage-invalid` with the flag that was perhaps meant.
*/
export function checkKnownFlags(flags: Readonly<Record<string, unknown>>): void {
	const known = new Set<string>(flagDefinitions.flatMap(definition => [definition.name, ...('short' in definition ? [definition.short] : [])]));
	const unknown = Object.keys(flags).find(name => !known.has(name));
	if (unknown === undefined) {
		return;
	}

	const typed = unknown.length === 1 ? `-${unknown}` : `--${unknown.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
	const labels = flagDefinitions.filter(definition => !('isHidden' in definition)).map(({name}) => flagLabel(name));
	throw new UserError('usage-invalid', {what: typed, suggestion: nearestWord(typed, labels) ?? 'yolotop --help'});
}

/**
Refuses flags that mean nothing to a command.

@throws UserError `flag-of-another-command` with the command that the flag belongs to.
*/
export function checkFlagsOf(verb: Verb, given: ReadonlySet<FlagName>): void {
	for (const definition of flagDefinitions) {
		if ('verbs' in definition && given.has(definition.name) && definition.verbs.every(known => known !== verb)) {
			throw new UserError('flag-of-another-command', {what: flagLabel(definition.name), suggestion: `yolotop ${[definition.verbs[0]].includes('monitor') ? 'TARGET' : definition.verbs[0]} ${flagLabel(definition.name)}`});
		}
	}
}
