/** How the value of a flag is read. An optional number is only ever given with an equals sign. */
export type FlagKind = 'switch' | 'optional-number' | 'text' | 'choice' | 'positive-integer' | 'count' | 'positive-number';

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
	/** Whether the configuration file may hold it, under the same name. */
	readonly isInFile?: boolean;
	/** Not part of the help. */
	readonly isHidden?: boolean;
};

/** The commands of this version. `monitor` is what runs without a verb. */
export type Verb = 'monitor' | 'run' | 'resume' | 'stop' | 'pause' | 'unpause' | 'restart' | 'rm' | 'shell' | 'cp' | 'ls' | 'compare' | 'status' | 'events' | 'export' | 'val' | 'detect' | 'tensorboard' | 'doctor' | 'advise' | 'demo' | 'completion';

export const verbs: readonly Verb[] = ['monitor', 'run', 'resume', 'stop', 'pause', 'unpause', 'restart', 'rm', 'shell', 'cp', 'ls', 'compare', 'status', 'events', 'export', 'val', 'detect', 'tensorboard', 'doctor', 'advise', 'demo', 'completion'];

/** The commands that change something, which `--read-only` refuses. Copying out only reads from the container. */
export const changingVerbs: ReadonlySet<Verb> = new Set<Verb>(['run', 'resume', 'stop', 'pause', 'unpause', 'restart', 'rm', 'shell', 'val', 'detect', 'tensorboard']);

export const themes = ['auto', 'dark', 'light', 'high-contrast', 'colorblind', 'sixteen'] as const;

export type ThemeChoice = typeof themes[number];

export const chartStyles = ['braille', 'lines', 'ascii'] as const;

export type ChartStyleChoice = typeof chartStyles[number];

/** How a run goes on: by itself, with edited settings, or as a new run from its weights. */
export const resumeWays = ['resume', 'edit', 'new-run', 'restart'] as const;

export type ResumeWayChoice = typeof resumeWays[number];

/** What ends a training that does not listen to the interrupt, and only when it is asked for. */
export const endSignals = ['term', 'kill'] as const;

export type EndSignal = typeof endSignals[number];

/** What the list of runs is sorted by: the time of the last change, mAP50-95, completed epochs, name, state. */
export const listOrders = ['age', 'map', 'epoch', 'name', 'state'] as const;

export type ListOrder = typeof listOrders[number];

export const notifyChoices = ['bell', 'desktop', 'off'] as const;

export type NotifyChoice = typeof notifyChoices[number];

/** Flags that are on, so that a person only ever types their opposite. */
const onByDefault: ReadonlySet<string> = new Set(['color', 'mouse']);

/** THE flag table: the command line, the environment, the help and the checks of values come from it. */
export const flagDefinitions = [
	{name: 'json', kind: 'switch', verbs: ['status', 'ls', 'compare', 'export', 'run', 'resume', 'doctor', 'advise']},
	{name: 'csv', kind: 'switch', verbs: ['export']},
	{name: 'markdown', kind: 'switch', verbs: ['export']},
	{
		name: 'output', short: 'o', kind: 'text', verbs: ['export'],
	},
	{name: 'runs', kind: 'switch', verbs: ['ls']},
	{name: 'filter', kind: 'text', verbs: ['ls']},
	{
		name: 'sort', kind: 'choice', choices: listOrders, verbs: ['ls'],
	},
	{name: 'format', kind: 'text', verbs: ['status']},
	{name: 'dryRun', kind: 'switch', verbs: ['run', 'resume', 'val', 'detect']},
	{name: 'afterEpoch', kind: 'switch', verbs: ['stop']},
	{name: 'now', kind: 'switch', verbs: ['stop']},
	{
		name: 'signal', kind: 'choice', choices: endSignals, verbs: ['stop'],
	},
	{
		name: 'readOnly', kind: 'switch', environment: 'YOLOTOP_READ_ONLY', isInFile: true,
	},
	{
		name: 'yes', short: 'y', kind: 'switch', verbs: ['run', 'resume', 'stop', 'restart', 'rm'],
	},
	{name: 'local', kind: 'switch', verbs: ['run']},
	{name: 'checkpoint', kind: 'text', verbs: ['resume', 'val', 'detect']},
	{name: 'source', kind: 'text', verbs: ['detect']},
	{name: 'saveTxt', kind: 'switch', verbs: ['detect', 'val']},
	{name: 'saveConf', kind: 'switch', verbs: ['detect', 'val']},
	{name: 'saveCrop', kind: 'switch', verbs: ['detect']},
	{name: 'vidStride', kind: 'positive-integer', verbs: ['detect']},
	{name: 'conf', kind: 'positive-number', verbs: ['detect', 'val']},
	{name: 'copyTo', kind: 'text', verbs: ['detect', 'val']},
	{
		name: 'tensorboard', kind: 'optional-number', verbs: ['run'],
	},
	{name: 'port', kind: 'positive-integer', verbs: ['tensorboard']},
	{name: 'keep', kind: 'switch', verbs: ['tensorboard', 'run']},
	{
		name: 'way', kind: 'choice', choices: resumeWays, verbs: ['resume'],
	},
	{name: 'batchSize', kind: 'positive-integer', verbs: ['resume', 'val']},
	{name: 'workers', kind: 'count', verbs: ['resume']},
	{name: 'imageSize', kind: 'positive-integer', verbs: ['resume', 'val', 'detect']},
	{name: 'patience', kind: 'count', verbs: ['resume']},
	{name: 'device', kind: 'text', verbs: ['resume', 'val', 'detect']},
	{name: 'shmSize', kind: 'text', verbs: ['resume']},
	{name: 'memory', kind: 'text', verbs: ['resume']},
	{name: 'config', kind: 'text', environment: 'YOLOTOP_CONFIG'},
	{
		name: 'host', short: 'H', kind: 'text', isInFile: true,
	},
	{
		name: 'context', short: 'c', kind: 'text', isInFile: true,
	},
	{
		name: 'lang', kind: 'choice', choices: ['en', 'zh'], environment: 'YOLOTOP_LANG', isInFile: true,
	},
	{
		name: 'theme', kind: 'choice', choices: themes, environment: 'YOLOTOP_THEME', isInFile: true,
	},
	{
		name: 'charts', kind: 'choice', choices: chartStyles, environment: 'YOLOTOP_CHARTS', isInFile: true,
	},
	{
		name: 'slowLink', kind: 'switch', environment: 'YOLOTOP_SLOW_LINK', isInFile: true,
	},
	{
		name: 'ascii', kind: 'switch', environment: 'YOLOTOP_ASCII', isInFile: true,
	},
	{name: 'color', kind: 'switch', isInFile: true},
	{
		name: 'plain', kind: 'switch', environment: 'YOLOTOP_PLAIN', isInFile: true,
	},
	{
		name: 'screenReader', kind: 'switch', environment: 'INK_SCREEN_READER', isInFile: true,
	},
	{name: 'line', kind: 'switch'},
	{
		name: 'mouse', kind: 'switch', environment: 'YOLOTOP_MOUSE', isInFile: true,
	},
	{
		name: 'notify', kind: 'choice', choices: notifyChoices, environment: 'YOLOTOP_NOTIFY', isInFile: true,
	},
	{name: 'epochs', kind: 'positive-integer', verbs: ['demo', 'resume']},
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
	return onByDefault.has(name) ? `--no-${name}` : `--${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}
