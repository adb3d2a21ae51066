import {aimAt, listedHosts, type Host} from '../../domain/host.ts';
import {nearestWord} from '../../domain/nearest-word.ts';
import {UserError} from '../../domain/user-error.ts';
import {isLanguage, languages, type Language} from '../../words/words.ts';
import {emptyConfig, type ConfigFile} from './config-file.ts';
import {verbs, type FlagValues, type Verb} from './flags.ts';
import type {Profile} from './profile.ts';
import {
	checkFlagsOf,
	checkKnownFlags,
	readFlags,
	type CommandLine,
	type Environment,
} from './read-flag.ts';

/** What the words of the command line say that are no flags. */
type Words = {
	readonly verb: Verb;
	/** As typed; undefined when none was given. */
	readonly target?: string | undefined;
	/** All that were typed, for the commands that take several. */
	readonly targets: readonly string[];
	/** Where `cp` copies to, as typed. */
	readonly destination?: string;
};

/** Everything that a person chose, checked. */
export type Options = Omit<FlagValues, keyof Where> & Where & Words & {
	readonly language: Language;
	/** The person's own program that is told of a notable change, from the configuration file. */
	readonly notifyCommand?: readonly string[];
	/** What the lists show, for the commands that look at several engines and clusters at once. */
	readonly hosts: readonly Host[];
	/** The host that the target has named, as in `lab/yolo`. */
	readonly hostName?: string | undefined;
	/** The hosts that a target may name. */
	readonly knownHosts: readonly Host[];
	/** The words that are not yolotop's own: flags, IMAGE and command of `run`, the training's command of `resume`. */
	readonly words: readonly string[];
	/** Named launches of the configuration file. */
	readonly profiles: Readonly<Record<string, Profile>>;
	/** How `stop` ends the training; undefined when the person is to be asked. */
	readonly stop?: 'after-epoch' | 'now' | NonNullable<FlagValues['signal']>;
};

function isVerbWord(word: string | undefined): word is Verb {
	const words: ReadonlyArray<string | undefined> = verbs;
	return words.includes(word);
}

function resolveVerb(input: readonly string[]): Words {
	const [first, second, ...rest] = input;
	if (first === 'compare' || first === 'queue') {
		return {verb: first, targets: input.slice(1)};
	}

	const verb = isVerbWord(first) ? first : 'monitor';
	const isVerb = verb === first;
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

/**
The language of the person: `--lang` first, then LC_ALL, LC_MESSAGES and LANG in the order of POSIX; English otherwise.

@param requested the value of `--lang`, already validated.
*/
function resolveLanguage(requested: Language | undefined, environment: Readonly<Record<string, string | undefined>>): Language {
	if (requested !== undefined) {
		return requested;
	}

	const locale = [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find(value => value !== undefined && value !== '');
	return languages.find(language => locale?.toLowerCase().startsWith(language)) ?? 'en';
}

/** The language for messages about a command line that may itself be wrong. */
export function guessLanguage({flags}: CommandLine, environment: Environment, {general}: ConfigFile = emptyConfig): Language {
	const given: unknown = Array.isArray(flags.lang) ? flags.lang.at(-1) : flags.lang;
	const requested = [given, environment.YOLOTOP_LANG, general.lang].find(value => isLanguage(value));
	return resolveLanguage(requested, environment);
}

/** How `stop` shall go, of ways of which only one can be meant. */
function resolveStop({afterEpoch, now, signal}: FlagValues): Options['stop'] {
	if (afterEpoch && (now || signal !== undefined)) {
		throw new UserError('usage-contradictory', {what: `--after-epoch, ${now ? '--now' : '--signal'}`, suggestion: 'yolotop stop --after-epoch'});
	}

	return afterEpoch ? 'after-epoch' : signal ?? (now ? 'now' : undefined);
}

/** Which engine and which cluster are meant. */
type Where = {readonly host?: string | undefined; readonly context?: string | undefined; readonly cluster?: string | undefined};

/** Which hosts are listed and which a target may name; a host of the configuration may also be given by its name to `--host` and `--cluster`. */
function resolveHosts({host, context, cluster}: FlagValues, {flags}: CommandLine, {DOCKER_HOST: surrounding}: Environment, {hosts: configured}: ConfigFile): Pick<Options, 'hosts' | 'knownHosts'> & {readonly where: Where} {
	const engine = configured.find(one => one.kind === 'engine' && one.name === host);
	const scheduler = configured.find(one => one.kind === 'scheduler' && one.name === cluster);
	const where: Where = {
		...(engine?.kind === 'engine' && {host: engine.host, context: engine.context}),
		...(scheduler !== undefined && {cluster: scheduler.host}),
	};
	const addresses = [flags.host ?? []].flat().filter((one): one is string => typeof one === 'string');
	const hosts = listedHosts({
		host, context, cluster, ...where, surrounding, addresses, configured, isNamed: [flags.host ?? [], flags.context ?? [], flags.cluster ?? []].flat().length > 0,
	});
	return {where, hosts, knownHosts: [...hosts, ...configured].filter(({name}) => name !== undefined)};
}

/**
Checks the command line and completes it: a flag first, then its YOLOTOP_ variable, then the configuration file, then the
default.

@throws UserError `usage-invalid`, `usage-contradictory`, `flag-of-another-command` or `option-invalid`.
*/
export function resolveOptions(commandLine: CommandLine, environment: Environment, config: ConfigFile = emptyConfig): Options {
	checkKnownFlags(commandLine.flags);
	const {values, given} = readFlags(commandLine, environment, config.general);
	const words = resolveVerb(commandLine.input);
	checkFlagsOf(words.verb, given);
	const stop = resolveStop(values);
	const {where, ...hosts} = resolveHosts(values, commandLine, environment, config);
	const options = {
		...values,
		...where,
		...words,
		isPlain: values.isPlain || values.isScreenReader,
		language: guessLanguage(commandLine, environment, config),
		...(config.notifyCommand !== undefined && {notifyCommand: config.notifyCommand}),
		...hosts,
		words: commandLine.rest ?? [],
		profiles: config.profiles,
		...(stop !== undefined && {stop}),
	};
	return words.target === undefined ? options : aimAt(options, words.target);
}
