/** How the value of a flag is read. */
export type FlagKind = 'switch' | 'text' | 'choice' | 'positive-integer' | 'positive-number';

export type FlagDefinition = {
	/** Long name without dashes, camelCase as the parser gives it. */
	readonly name: string;
	readonly short?: string;
	readonly kind: FlagKind;
	readonly choices?: readonly string[];
	/** The environment variable that gives the value where the flag is absent. */
	readonly environment?: string;
	/** Where the flag means something; undefined for every command. */
	readonly verbs?: readonly Verb[];
	/** Not part of the help. */
	readonly isHidden?: boolean;
};

/** The commands of this version. `monitor` is what runs without a verb. */
export type Verb = 'monitor' | 'status' | 'events' | 'doctor' | 'advise' | 'demo' | 'completion';

export const verbs: readonly Verb[] = ['monitor', 'status', 'events', 'doctor', 'advise', 'demo', 'completion'];

export const themes = ['auto', 'dark', 'light', 'high-contrast', 'colorblind', 'sixteen'] as const;

export type ThemeChoice = typeof themes[number];

export const chartStyles = ['braille', 'lines', 'ascii'] as const;

export type ChartStyleChoice = typeof chartStyles[number];

/** THE flag table: the command line, the environment, the help and the checks of values come from it. */
export const flagDefinitions = [
	{name: 'json', kind: 'switch', verbs: ['status', 'doctor', 'advise']},
	{name: 'format', kind: 'text', verbs: ['status']},
	{name: 'host', short: 'H', kind: 'text'},
	{name: 'context', short: 'c', kind: 'text'},
	{
		name: 'lang', kind: 'choice', choices: ['en', 'zh'], environment: 'YOLOTOP_LANG',
	},
	{
		name: 'theme', kind: 'choice', choices: themes, environment: 'YOLOTOP_THEME',
	},
	{
		name: 'charts', kind: 'choice', choices: chartStyles, environment: 'YOLOTOP_CHARTS',
	},
	{name: 'ascii', kind: 'switch', environment: 'YOLOTOP_ASCII'},
	{name: 'color', kind: 'switch'},
	{name: 'plain', kind: 'switch', environment: 'YOLOTOP_PLAIN'},
	{name: 'epochs', kind: 'positive-integer', verbs: ['demo']},
	{name: 'speed', kind: 'positive-number', verbs: ['demo']},
	{name: 'debug', kind: 'switch', environment: 'YOLOTOP_DEBUG'},
	{name: 'help', short: 'h', kind: 'switch'},
	{name: 'version', short: 'v', kind: 'switch'},
	{
		name: 'orDemo', kind: 'switch', verbs: ['monitor'], isHidden: true,
	},
] as const satisfies readonly FlagDefinition[];

export type FlagName = typeof flagDefinitions[number]['name'];

/** The flag as a person types it: `--or-demo`, `--no-color`. */
export function flagLabel(name: FlagName): string {
	return name === 'color' ? '--no-color' : `--${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}
