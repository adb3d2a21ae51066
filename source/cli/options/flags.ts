import {demoSceneNames} from '../../demo/scenes.ts';
import {languages} from '../../words/words.ts';
/** How the value of a flag is read. An optional number or count is only ever given with an equals sign. */
export type FlagKind = 'switch' | 'optional-number' | 'optional-count' | 'text' | 'choice' | 'positive-integer' | 'count' | 'positive-number' | 'duration';

export type FlagDefinition = {
	/** Long name without dashes, camelCase as the parser gives it. */
	readonly name: string;
	readonly short?: string;
	readonly kind: FlagKind;
	readonly choices?: readonly string[];
	/** Beside the choices the path of a file with this ending is allowed. */
	readonly fileEnding?: string;
	/** The name of the value among the options; that of the flag where it says enough. */
	readonly field?: string;
	/** The value where nothing gives one; a switch is off by default, anything else undefined. */
	readonly default?: string | number;
	/** The value of an optional count that is given without one. */
	readonly bare?: number;
	/** A switch that is on, so that a person only ever types its opposite. */
	readonly isOn?: boolean;
	/** The environment variable that gives the value where the flag is absent. */
	readonly environment?: string;
	/** The environment variable that turns a switch off by any value that is not empty, where nothing else gives one. */
	readonly offEnvironment?: string;
	/** Where the flag means something; undefined for every command. */
	readonly verbs?: readonly Verb[];
	/** The part of the help, for a flag of every command; `general` by default. */
	readonly group?: 'engine' | 'screen';
	/** Whether the configuration file may hold it, under the same name. */
	readonly isInFile?: boolean;
	/** Not part of the help. */
	readonly isHidden?: boolean;
};

/** The commands of this version. `monitor` is what runs without a verb. */
export type Verb = 'monitor' | 'run' | 'resume' | 'stop' | 'pause' | 'unpause' | 'restart' | 'rm' | 'shell' | 'cp' | 'queue' | 'ls' | 'compare' | 'status' | 'events' | 'export' | 'val' | 'detect' | 'tensorboard' | 'stacks' | 'doctor' | 'advise' | 'demo' | 'config' | 'completion';

export const verbs: readonly Verb[] = ['monitor', 'run', 'resume', 'stop', 'pause', 'unpause', 'restart', 'rm', 'shell', 'cp', 'queue', 'ls', 'compare', 'status', 'events', 'export', 'val', 'detect', 'tensorboard', 'stacks', 'doctor', 'advise', 'demo', 'config', 'completion'];

/** The commands that change something, which `--read-only` refuses. Copying out only reads from the container. */
export const changingVerbs: ReadonlySet<Verb> = new Set<Verb>(['run', 'resume', 'stop', 'pause', 'unpause', 'restart', 'rm', 'shell', 'val', 'detect', 'tensorboard']);

/** THE flag table: the command line, the environment, the help and the checks of values come from it. */
export const flagDefinitions = [
	{
		name: 'json', field: 'isJson', kind: 'switch', verbs: ['status', 'ls', 'compare', 'export', 'run', 'resume', 'stacks', 'doctor', 'advise', 'queue'],
	},
	{
		name: 'csv', field: 'isCsv', kind: 'switch', verbs: ['export'],
	},
	{
		name: 'markdown', field: 'isMarkdown', kind: 'switch', verbs: ['export'],
	},
	{
		name: 'card', field: 'isCard', kind: 'switch', verbs: ['export'],
	},
	// `-` for standard output.
	{
		name: 'output', short: 'o', kind: 'text', verbs: ['export'],
	},
	{
		name: 'runs', field: 'isRuns', kind: 'switch', verbs: ['ls'],
	},
	{name: 'filter', kind: 'text', verbs: ['ls']},
	// What the list of runs is sorted by: the time of the last change, mAP50-95, completed epochs, name, state.
	{
		name: 'sort', field: 'order', kind: 'choice', choices: ['age', 'map', 'epoch', 'name', 'state'], verbs: ['ls'], default: 'age',
	},
	// `host`, `data`, or a setting of the runs.
	{name: 'group', kind: 'text', verbs: ['ls']},
	// What it may be is said by the command.
	{name: 'format', kind: 'text', verbs: ['status', 'export']},
	{
		name: 'dryRun', field: 'isDryRun', kind: 'switch', verbs: ['run', 'resume', 'val', 'detect'],
	},
	{name: 'afterEpoch', kind: 'switch', verbs: ['stop']},
	{name: 'now', kind: 'switch', verbs: ['stop']},
	// Of a job, after its last whole epoch.
	{name: 'beforeLimit', kind: 'switch', verbs: ['stop']},
	// What ends a training that does not listen to the interrupt, and only when it is asked for.
	{
		name: 'signal', kind: 'choice', choices: ['term', 'kill'], verbs: ['stop'],
	},
	{
		name: 'readOnly', field: 'isReadOnly', kind: 'switch', environment: 'YOLOTOP_READ_ONLY', isInFile: true,
	},
	{
		name: 'yes', field: 'isYes', short: 'y', kind: 'switch', verbs: ['run', 'resume', 'stop', 'restart', 'rm'],
	},
	{
		name: 'local', field: 'isLocal', kind: 'switch', verbs: ['run', 'queue'],
	},
	// The words are then those of sbatch.
	{
		name: 'slurm', field: 'isSlurm', kind: 'switch', verbs: ['run'],
	},
	{
		name: 'probe', field: 'hasProbe', kind: 'switch', isInFile: true, isOn: true, verbs: ['monitor', 'run', 'resume'],
	},
	// How often a training that ends by a cause with a known cure goes on by itself.
	{
		name: 'keepGoing', kind: 'optional-count', bare: 3, verbs: ['run', 'resume', 'monitor', 'queue'],
	},
	// `07:30`, a date with a time, or how long from now: the last whole epoch before it is the last one.
	{name: 'until', kind: 'text', verbs: ['run', 'resume', 'monitor']},
	// The training that an entry of the queue waits for.
	{name: 'after', kind: 'text', verbs: ['queue']},
	{
		name: 'afterSuccess', field: 'isAfterSuccess', kind: 'switch', verbs: ['queue'],
	},
	// What the keeper of a watch is started with.
	{
		name: 'keeper', kind: 'text', verbs: ['queue'], isHidden: true,
	},
	{
		name: 'keeperStep', kind: 'choice', choices: ['look', 'go-on', 'next'], verbs: ['queue'], isHidden: true,
	},
	{name: 'checkpoint', kind: 'text', verbs: ['resume', 'val', 'detect']},
	// A path where the program runs.
	{name: 'source', kind: 'text', verbs: ['detect']},
	{
		name: 'saveTxt', field: 'savesText', kind: 'switch', verbs: ['detect', 'val'],
	},
	{
		name: 'saveConf', field: 'savesConfidence', kind: 'switch', verbs: ['detect', 'val'],
	},
	{
		name: 'saveCrop', field: 'savesCrops', kind: 'switch', verbs: ['detect'],
	},
	{name: 'vidStride', kind: 'positive-integer', verbs: ['detect']},
	// 0 to 1.
	{name: 'conf', kind: 'positive-number', verbs: ['detect', 'val']},
	// A directory of this machine for the results.
	{name: 'copyTo', kind: 'text', verbs: ['detect', 'val']},
	{name: 'tensorboard', kind: 'optional-number', verbs: ['run']},
	{name: 'port', kind: 'positive-integer', verbs: ['tensorboard']},
	// TensorBoard goes on when yolotop leaves.
	{
		name: 'keep', field: 'isKept', kind: 'switch', verbs: ['tensorboard', 'run'],
	},
	// How a run goes on: by itself, with edited settings, or as a new run from its weights.
	{
		name: 'way', kind: 'choice', choices: ['resume', 'edit', 'new-run', 'restart'], verbs: ['resume'],
	},
	{name: 'batchSize', kind: 'positive-integer', verbs: ['resume', 'val']},
	{name: 'workers', kind: 'count', verbs: ['resume']},
	{name: 'imageSize', kind: 'positive-integer', verbs: ['resume', 'val', 'detect']},
	{name: 'patience', kind: 'count', verbs: ['resume']},
	{name: 'device', kind: 'text', verbs: ['resume', 'val', 'detect']},
	// As docker writes sizes, for example `16g`.
	{name: 'shmSize', kind: 'text', verbs: ['resume']},
	{name: 'memory', kind: 'text', verbs: ['resume']},
	{name: 'config', kind: 'text', environment: 'YOLOTOP_CONFIG'},
	// DOCKER_HOST is read where the engine is connected.
	{
		name: 'host', short: 'H', kind: 'text', isInFile: true, group: 'engine',
	},
	// A host as ssh knows it, on which the commands of a scheduler are run.
	{
		name: 'cluster', kind: 'text', environment: 'YOLOTOP_CLUSTER', isInFile: true, group: 'engine',
	},
	{
		name: 'context', short: 'c', kind: 'text', isInFile: true, group: 'engine',
	},
	{
		name: 'lang', kind: 'choice', choices: languages, environment: 'YOLOTOP_LANG', isInFile: true,
	},
	{
		name: 'theme', kind: 'choice', choices: ['auto', 'dark', 'light', 'high-contrast', 'colorblind', 'sixteen', 'vest', 'night-shift', 'paper'], fileEnding: '.yaml', environment: 'YOLOTOP_THEME', isInFile: true, default: 'auto', group: 'screen',
	},
	// Undefined leaves it to what the terminal can.
	{
		name: 'charts', kind: 'choice', choices: ['braille', 'lines', 'ascii'], environment: 'YOLOTOP_CHARTS', isInFile: true, group: 'screen',
	},
	// What the terminal answers decides by default.
	{
		name: 'pictures', kind: 'choice', choices: ['auto', 'kitty', 'iterm', 'sixel', 'blocks', 'off'], environment: 'YOLOTOP_PICTURES', isInFile: true, default: 'auto', group: 'screen',
	},
	// The screen moves seldom and takes few bytes.
	{
		name: 'slowLink', field: 'isSlowLink', kind: 'switch', environment: 'YOLOTOP_SLOW_LINK', isInFile: true, group: 'screen',
	},
	{
		name: 'ascii', field: 'isAscii', kind: 'switch', environment: 'YOLOTOP_ASCII', isInFile: true,
	},
	// Any value that is not empty. Source: https://no-color.org.
	{
		name: 'color', field: 'hasColor', kind: 'switch', isInFile: true, isOn: true, offEnvironment: 'NO_COLOR',
	},
	{
		name: 'plain', field: 'isPlain', kind: 'switch', environment: 'YOLOTOP_PLAIN', isInFile: true, group: 'screen',
	},
	{
		name: 'screenReader', field: 'isScreenReader', kind: 'switch', environment: 'INK_SCREEN_READER', isInFile: true, group: 'screen',
	},
	{
		name: 'line', field: 'isLine', kind: 'switch', group: 'screen',
	},
	{
		name: 'mouse', field: 'hasMouse', kind: 'switch', environment: 'YOLOTOP_MOUSE', isInFile: true, isOn: true, group: 'screen',
	},
	{
		name: 'notify', kind: 'choice', choices: ['bell', 'desktop', 'off'], environment: 'YOLOTOP_NOTIFY', isInFile: true, default: 'desktop', group: 'screen',
	},
	{name: 'epochs', kind: 'positive-integer', verbs: ['demo', 'resume']},
	// What the demo begins at.
	{
		name: 'scene', kind: 'choice', choices: demoSceneNames, verbs: ['demo'],
	},
	{
		name: 'speed', kind: 'positive-number', verbs: ['demo'], default: 1,
	},
	{
		name: 'debug', field: 'isDebug', kind: 'switch', environment: 'YOLOTOP_DEBUG',
	},
	{
		name: 'help', field: 'isHelp', short: 'h', kind: 'switch',
	},
	{
		name: 'version', field: 'isVersion', short: 'v', kind: 'switch',
	},
	// How long a run that is over is played again.
	{
		name: 'replay', field: 'replayMs', kind: 'duration', verbs: ['monitor'],
	},
	// Without a training container the demo is shown: what `npm start` asks for.
	{
		name: 'orDemo', field: 'isOrDemo', kind: 'switch', verbs: ['monitor'], isHidden: true,
	},
] as const satisfies readonly FlagDefinition[];

type Flag = typeof flagDefinitions[number];

export type FlagName = Flag['name'];

type FieldOf<Row> = Row extends {readonly field: infer Field extends string} ? Field : (Row extends {readonly name: infer Name extends string} ? Name : never);

/** By the kind of the flag. */
type ValueOf<Row> = Row extends {readonly choices: ReadonlyArray<infer Choice>} ? Choice | (Row extends {readonly fileEnding: infer Ending extends string} ? `${string}${Ending}` : never) : (Row extends {readonly kind: infer Kind extends FlagKind} ? {
	readonly switch: boolean;
	readonly text: string;
	readonly choice: string;
	readonly 'optional-number': {readonly port?: number};
	readonly 'optional-count': number;
	readonly 'positive-integer': number;
	readonly count: number;
	readonly 'positive-number': number;
	/** Milliseconds. */
	readonly duration: number;
}[Kind] : never);

type CertainFlag = Extract<Flag, {readonly kind: 'switch'} | {readonly default: unknown}>;

/** What the flags say: by name of the field, undefined for what was not given and has no default. */
export type FlagValues = {
	readonly [Row in CertainFlag as FieldOf<Row>]: ValueOf<Row>;
} & {
	readonly [Row in Exclude<Flag, CertainFlag> as FieldOf<Row>]?: ValueOf<Row>;
};

/** The names of the flags that the configuration file may hold. */
export const fileFlags: readonly FlagName[] = flagDefinitions.flatMap(definition => 'isInFile' in definition ? [definition.name] : []);

const onByDefault: ReadonlySet<FlagName> = new Set(flagDefinitions.flatMap(definition => 'isOn' in definition ? [definition.name] : []));

/** The flag as a person types it: `--or-demo`, `--no-color`. */
export function flagLabel(name: FlagName): string {
	return onByDefault.has(name) ? `--no-${name}` : `--${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}
