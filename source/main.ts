import {stopExitCode, withOneObject, type Io} from './cli/io.ts';
import {emptyConfig} from './cli/options/config-file.ts';
import {changingVerbs, type Verb} from './cli/options/flags.ts';
import {loadConfig} from './cli/options/load-config.ts';
import {guessLanguage, resolveOptions, type Options} from './cli/options/options.ts';
import type {CommandLine} from './cli/options/read-flag.ts';
import {UserError, type ErrorCode} from './domain/user-error.ts';
import {changeKeys} from './keys/change-keys.ts';
import {useKeymap} from './keys/keymap.ts';
import {loadWords} from './words/words.ts';

/** A command: does its work and gives the exit code. */
export type Command = (options: Options, io: Io) => Promise<number>;

/** Each command is a part of the program that is loaded only when it is used. */
const loaders: Readonly<Record<Verb, () => Promise<Command>>> = {
	async monitor() {
		const {monitor} = await import('./cli/verbs/monitor.ts');
		return monitor;
	},
	async run() {
		const {run} = await import('./cli/verbs/run.ts');
		return run;
	},
	async resume() {
		const {resume} = await import('./cli/verbs/resume.ts');
		return resume;
	},
	async stop() {
		const {stop} = await import('./cli/verbs/stop.ts');
		return stop;
	},
	async pause() {
		const {pause} = await import('./cli/verbs/pause.ts');
		return pause;
	},
	async unpause() {
		const {pause} = await import('./cli/verbs/pause.ts');
		return pause;
	},
	async restart() {
		const {restart} = await import('./cli/verbs/restart.ts');
		return restart;
	},
	async rm() {
		const {remove} = await import('./cli/verbs/remove.ts');
		return remove;
	},
	async shell() {
		const {shell} = await import('./cli/verbs/shell.ts');
		return shell;
	},
	async cp() {
		const {copy} = await import('./cli/verbs/copy.ts');
		return copy;
	},
	async queue() {
		const {queue} = await import('./cli/verbs/queue.ts');
		return queue;
	},
	async ls() {
		const {ls} = await import('./cli/verbs/ls.ts');
		return ls;
	},
	async compare() {
		const {compare} = await import('./cli/verbs/compare.ts');
		return compare;
	},
	async status() {
		const {status} = await import('./cli/verbs/status.ts');
		return status;
	},
	async events() {
		const {events} = await import('./cli/verbs/events.ts');
		return events;
	},
	async stacks() {
		const {stacks} = await import('./cli/verbs/stacks.ts');
		return stacks;
	},
	async doctor() {
		const {doctor} = await import('./cli/verbs/doctor.ts');
		return doctor;
	},
	async advise() {
		const {advise} = await import('./cli/verbs/advise.ts');
		return advise;
	},
	async val() {
		const {tool} = await import('./cli/verbs/tool.ts');
		return tool;
	},
	async detect() {
		const {tool} = await import('./cli/verbs/tool.ts');
		return tool;
	},
	async tensorboard() {
		const {tensorboard} = await import('./cli/verbs/tensorboard.ts');
		return tensorboard;
	},
	async export() {
		const {exportRun} = await import('./cli/verbs/export.ts');
		return exportRun;
	},
	async demo() {
		const {demo} = await import('./cli/verbs/demo.ts');
		return demo;
	},
	async config() {
		const {config} = await import('./cli/verbs/config.ts');
		return config;
	},
	async completion() {
		const {completion} = await import('./cli/verbs/completion.ts');
		return completion;
	},
};

/** What a person typed wrong, as against what went wrong. */
const usageErrors: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['usage-invalid', 'usage-incomplete', 'usage-contradictory', 'flag-of-another-command', 'option-invalid', 'choice-invalid', 'config-invalid', 'config-key-unknown', 'config-value-invalid', 'config-keys-clash', 'flag-unknown', 'flag-not-supported', 'flag-value-missing', 'flag-value-invalid', 'image-missing', 'engine-host-invalid', 'container-name-invalid', 'stop-how-unknown', 'confirmation-missing', 'target-not-a-container']);

/** Also for a command line that is wrong elsewhere. */
function isDebug({flags}: CommandLine): boolean {
	return flags.debug === true || (Array.isArray(flags.debug) && flags.debug.at(-1) === true);
}

async function help({verb, language}: Options): Promise<string> {
	const {helpText, verbHelpText} = await import('./cli/options/help.ts');
	if (verb !== 'run') {
		return verb === 'monitor' ? helpText(language) : verbHelpText(verb, language);
	}

	const {runFlags} = await import('./plan/run-flags.ts');
	return verbHelpText(verb, language, runFlags.map(({name, short}) => short === undefined ? `--${name}` : `-${short}|--${name}`));
}

/**
Runs yolotop with a parsed command line and gives the exit code. Errors become two lines on standard error: what
happened, and what to do.
*/
export async function main(commandLine: CommandLine, io: Io): Promise<number> {
	let config = emptyConfig;
	try {
		// The help has to come with a broken file, too.
		const isAboutItself = [commandLine.flags.help, commandLine.flags.version].flat().includes(true);
		config = isAboutItself ? emptyConfig : loadConfig(commandLine, io.environment);
		// Before the words, which name keys.
		useKeymap(changeKeys(config.keys));
		const options = resolveOptions(commandLine, io.environment, config);
		await loadWords(options.language);
		if (options.isJson) {
			// Programs read it in English, whatever the person speaks.
			await loadWords('en');
		}

		if (options.isHelp) {
			io.stdout.write(await help(options));
			return 0;
		}

		if (options.isVersion) {
			const {versionText} = await import('./cli/verbs/version.ts');
			io.stdout.write(versionText(io.environment));
			return 0;
		}

		if (options.isReadOnly && changingVerbs.has(options.verb) && !options.isDryRun) {
			throw new UserError('read-only');
		}

		const command = await loaders[options.verb]();
		return await command(options, options.isJson ? withOneObject(io) : io);
	} catch (error) {
		const stopped = stopExitCode(io);
		if (stopped !== undefined) {
			return stopped;
		}

		const [{describeError}, {labelled}, {toBrokenConnection}] = await Promise.all([import('./words/errors.ts'), import('./words/punctuation.ts'), import('./engine/engine-error.ts')]);
		const known = error instanceof UserError ? error : toBrokenConnection(error) ?? new UserError('internal', {reason: error instanceof Error ? error.message : String(error)}, {cause: error});
		const language = guessLanguage(commandLine, io.environment, config);
		await loadWords(language);
		const {message, hint} = describeError(known, language);
		io.stderr.write(`${labelled('yolotop', message, language)}\n${hint}\n`);
		if (isDebug(commandLine) && error instanceof Error) {
			io.stderr.write(`${error.stack ?? error.message}\n${error.cause instanceof Error ? `cause: ${error.cause.stack}\n` : ''}`);
		}

		return usageErrors.has(known.code) ? 2 : 1;
	}
}
