import {nearestWord} from '../../domain/nearest-word.ts';
import {UserError} from '../../domain/user-error.ts';
import {type Language, resolveLanguage} from '../../text/language.ts';
import {emptyConfig, type ConfigFile} from './config-file.ts';
import {
	flagDefinitions,
	flagLabel,
	verbs,
	type ChartStyleChoice,
	type EndSignal,
	type FlagName,
	type NotifyChoice,
	type ResumeWayChoice,
	type ThemeChoice,
	type ListOrder,
	type Verb,
} from './flags.ts';
import type {Profile} from './profile.ts';
import {readFlag, type CommandLine, type Environment} from './read-flag.ts';

/** Everything that a person chose, checked. */
export type Options = {
	readonly verb: Verb;
	/** As typed; undefined when none was given. */
	readonly target?: string;
	/** All that were typed, for the commands that take several. */
	readonly targets: readonly string[];
	/** Whether run directories are listed instead of containers. */
	readonly isRuns: boolean;
	/** A query of `ls`, as typed. */
	readonly filter?: string;
	readonly order: ListOrder;
	readonly isJson: boolean;
	readonly isCsv: boolean;
	readonly isMarkdown: boolean;
	/** File of `--output`; undefined and `-` for standard output. */
	readonly output?: string;
	/** The template of `--format`. */
	readonly format?: string;
	readonly language: Language;
	readonly theme: ThemeChoice;
	/** How curves are drawn; undefined leaves it to what the terminal can. */
	readonly charts?: ChartStyleChoice;
	readonly isAscii: boolean;
	/** The terminal is far away: the screen moves seldom and takes few bytes. */
	readonly isSlowLink: boolean;
	readonly hasColor: boolean;
	readonly isPlain: boolean;
	/** One line instead of the screen. */
	readonly isLine: boolean;
	readonly hasMouse: boolean;
	/** How the end of the run is told. */
	readonly notify: NotifyChoice;
	/** The person's own program for that, from the configuration file. */
	readonly notifyCommand?: readonly string[];
	readonly isDebug: boolean;
	/** Engine address from `--host`; DOCKER_HOST is read where the engine is connected. */
	readonly host?: string;
	/** Of every `--host`, for the commands that look at several engines at once; empty when none was given. */
	readonly hosts: readonly string[];
	readonly context?: string;
	/** The words that are not yolotop's own: flags, IMAGE and command of `run`, the training's command of `resume`. */
	readonly words: readonly string[];
	/** Named launches of the configuration file. */
	readonly profiles: Readonly<Record<string, Profile>>;
	/** Shows what would be done and does nothing. */
	readonly isDryRun: boolean;
	/** Every question is answered with yes. */
	readonly isYes: boolean;
	/** A plain process, no container. */
	readonly isLocal: boolean;
	/** What `resume` changes, and how. */
	readonly resume: ResumeOptions;
	readonly tool: ToolOptions;
	/** TensorBoard for what `run` starts, and the wanted port. */
	readonly tensorboard?: {readonly port?: number};
	/** Of `tensorboard`: the wanted port of this machine. */
	readonly port?: number;
	/** TensorBoard goes on when yolotop leaves. */
	readonly isKept: boolean;
	/** How `stop` ends the training; undefined when the person is to be asked. */
	readonly stop?: 'after-epoch' | 'now' | EndSignal;
	/** Nothing is changed: no container, no process, no file of a run. */
	readonly isReadOnly: boolean;
	/** Where `cp` copies to, as typed. */
	readonly destination?: string;
	/** Epochs of the demo. */
	readonly epochs: number;
	/** How much faster than by default the demo goes. */
	readonly speed: number;
	readonly isHelp: boolean;
	readonly isVersion: boolean;
	/** Without a training container the demo is shown: what `npm start` asks for. */
	readonly isOrDemo: boolean;
};

/** As typed; undefined for what stays as it is. */
export type ResumeOptions = {
	readonly checkpoint?: string;
	readonly way?: ResumeWayChoice;
	readonly batchSize?: number;
	readonly workers?: number;
	readonly epochs?: number;
	readonly imageSize?: number;
	readonly patience?: number;
	readonly device?: string;
	/** As docker writes sizes, for example `16g`. */
	readonly shmSize?: string;
	/** The same. */
	readonly memory?: string;
};

/** Of `val` and `detect`; undefined for what the run or the framework says. */
export type ToolOptions = Pick<ResumeOptions, 'checkpoint' | 'batchSize' | 'imageSize' | 'device'> & {
	/** What `detect` looks at: a path where the program runs. */
	readonly source?: string;
	readonly savesText: boolean;
	readonly savesConfidence: boolean;
	readonly savesCrops: boolean;
	readonly vidStride?: number;
	/** 0 to 1. */
	readonly conf?: number;
	/** A directory of this machine for the results of `val` and `detect`. */
	readonly copyTo?: string;
};

type Values = Readonly<Partial<Record<FlagName, string | true | false>>>;

function checkKnown(flags: Readonly<Record<string, unknown>>): void {
	const known = new Set<string>(flagDefinitions.flatMap(definition => [definition.name, ...('short' in definition ? [definition.short] : [])]));
	const unknown = Object.keys(flags).find(name => !known.has(name));
	if (unknown === undefined) {
		return;
	}

	const typed = unknown.length === 1 ? `-${unknown}` : `--${unknown.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
	const labels = flagDefinitions.filter(definition => !('isHidden' in definition)).map(({name}) => flagLabel(name));
	throw new UserError('usage-invalid', {what: typed, suggestion: nearestWord(typed, labels) ?? 'yolotop --help'});
}

function resolveVerb(input: readonly string[]): {verb: Verb; target?: string; destination?: string; targets: readonly string[]} {
	const [first, second, ...rest] = input;
	if (first === 'compare') {
		return {verb: 'compare', targets: input.slice(1)};
	}

	const isVerb = verbs.includes(first as Verb);
	const verb = isVerb ? first as Verb : 'monitor';
	const target = isVerb ? second : first;
	const destination = verb === 'cp' ? rest.shift() : undefined;
	const extra = isVerb ? rest[0] : second;
	if (extra !== undefined) {
		// Two words of which the first is no command: a command was meant.
		throw new UserError('usage-invalid', isVerb
			? {what: extra, suggestion: `yolotop ${verb} ${target ?? ''}`.trim()}
			: {what: first!, suggestion: `yolotop ${nearestWord(first!, verbs) ?? '--help'}`});
	}

	if (verb === 'demo' && target !== undefined) {
		throw new UserError('usage-invalid', {what: target, suggestion: 'yolotop demo'});
	}

	return {
		verb, targets: target === undefined ? [] : [target], ...(target !== undefined && {target}), ...(destination !== undefined && {destination}),
	};
}

/** The language for messages about a command line that may itself be wrong. */
export function guessLanguage({flags}: CommandLine, environment: Environment, {general}: ConfigFile = emptyConfig): Language {
	const given: unknown = Array.isArray(flags.lang) ? flags.lang.at(-1) : flags.lang;
	const requested = [given, environment.YOLOTOP_LANG, general.lang].find(value => value === 'en' || value === 'zh');
	return resolveLanguage(requested, environment);
}

/** How `stop` shall go, of ways of which only one can be meant. */
function resolveStop({afterEpoch, now, signal}: Values): Pick<Options, 'stop'> {
	if (afterEpoch === true && (now === true || signal !== undefined)) {
		throw new UserError('usage-invalid', {what: `--after-epoch ${now === true ? '--now' : '--signal'}`, suggestion: 'yolotop stop --after-epoch'});
	}

	const stop = afterEpoch === true ? 'after-epoch' : (signal as EndSignal | undefined) ?? (now === true ? 'now' : undefined);
	return stop === undefined ? {} : {stop};
}

/**
Checks the command line and completes it: a flag first, then its YOLOTOP_ variable, then the configuration file, then the
default.

@throws UserError `usage-invalid` or `option-invalid`.
*/
export function resolveOptions(commandLine: CommandLine, environment: Environment, config: ConfigFile = emptyConfig): Options {
	checkKnown(commandLine.flags);
	const values: Values = Object.fromEntries(flagDefinitions.map(definition => [definition.name, readFlag(definition, commandLine, environment, config.general)]));
	const {verb, target, targets, destination} = resolveVerb(commandLine.input);
	for (const definition of flagDefinitions) {
		if ('verbs' in definition && values[definition.name] !== undefined && values[definition.name] !== false && !(definition.verbs as readonly Verb[]).includes(verb)) {
			throw new UserError('usage-invalid', {what: flagLabel(definition.name), suggestion: `yolotop ${definition.verbs[0]} ${flagLabel(definition.name)}`});
		}
	}

	// Any value that is not empty. Source: https://no-color.org.
	const isNoColor = (environment.NO_COLOR ?? '') !== '';
	return {
		verb,
		...(target !== undefined && {target}),
		targets,
		isRuns: values.runs === true,
		...(typeof values.filter === 'string' && {filter: values.filter}),
		order: (values.sort ?? 'age') as ListOrder,
		isJson: values.json === true,
		isCsv: values.csv === true,
		isMarkdown: values.markdown === true,
		...(typeof values.output === 'string' && {output: values.output}),
		...(typeof values.format === 'string' && {format: values.format}),
		language: guessLanguage(commandLine, environment, config),
		theme: (values.theme ?? 'auto') as ThemeChoice,
		...(typeof values.charts === 'string' && {charts: values.charts as ChartStyleChoice}),
		isAscii: values.ascii === true,
		isSlowLink: values.slowLink === true,
		hasColor: values.color === undefined ? !isNoColor : values.color !== false,
		isPlain: values.plain === true || values.screenReader === true,
		isLine: values.line === true,
		hasMouse: values.mouse !== false,
		notify: (values.notify ?? 'desktop') as NotifyChoice,
		...(config.notifyCommand !== undefined && {notifyCommand: config.notifyCommand}),
		isDebug: values.debug === true,
		...(typeof values.host === 'string' && {host: values.host}),
		hosts: [commandLine.flags.host ?? []].flat().filter((host): host is string => typeof host === 'string'),
		...(typeof values.context === 'string' && {context: values.context}),
		words: commandLine.rest ?? [],
		profiles: config.profiles,
		isDryRun: values.dryRun === true,
		isYes: values.yes === true,
		isLocal: values.local === true,
		resume: resumeOptions(values),
		tool: toolOptions(values),
		...(values.tensorboard !== undefined && {tensorboard: typeof values.tensorboard === 'string' ? {port: Number(values.tensorboard)} : {}}),
		...(typeof values.port === 'string' && {port: Number(values.port)}),
		isKept: values.keep === true,
		...resolveStop(values),
		isReadOnly: values.readOnly === true,
		...(destination !== undefined && {destination}),
		epochs: Number(values.epochs ?? 100),
		speed: Number(values.speed ?? 1),
		isHelp: values.help === true,
		isVersion: values.version === true,
		isOrDemo: values.orDemo === true,
	};
}

function resumeOptions(values: Values): ResumeOptions {
	const text = (name: FlagName) => typeof values[name] === 'string' ? {[name]: values[name]} : {};
	const number = (name: FlagName) => typeof values[name] === 'string' ? {[name]: Number(values[name])} : {};
	return {
		...text('checkpoint'),
		...text('way'),
		...number('batchSize'),
		...number('workers'),
		...number('epochs'),
		...number('imageSize'),
		...number('patience'),
		...text('device'),
		...text('shmSize'),
		...text('memory'),
	};
}

function toolOptions(values: Values): ToolOptions {
	const {checkpoint, batchSize, imageSize, device} = resumeOptions(values);
	return {
		checkpoint,
		batchSize,
		imageSize,
		device,
		...(typeof values.source === 'string' && {source: values.source}),
		savesText: values.saveTxt === true,
		savesConfidence: values.saveConf === true,
		savesCrops: values.saveCrop === true,
		...(typeof values.vidStride === 'string' && {vidStride: Number(values.vidStride)}),
		...(typeof values.conf === 'string' && {conf: Number(values.conf)}),
		...(typeof values.copyTo === 'string' && {copyTo: values.copyTo}),
	};
}
