import {homedir} from 'node:os';
import process from 'node:process';
import type {FlagContext} from '../plan/flag-context.ts';
import {emptyPlan, type LaunchPlan} from '../plan/launch-plan.ts';
import {parseRunFlags} from '../plan/parse-run-flags.ts';
import {withProfile} from '../plan/profile-label.ts';
import {splitShellCommands} from '../training/shell-words.ts';
import {UserError} from '../domain/user-error.ts';
import {readTextFileSync} from '../files/regular-file.ts';
import type {Profile} from './options/profile.ts';
import type {Options} from './options/options.ts';
import type {Io} from './io.ts';

/** Of a file of environment variables or labels. */
const maxListBytes = 1_048_576;

/** What `yolotop run` is to start, and the profile that it comes from. */
export type WantedLaunch = {readonly plan: LaunchPlan; readonly profile?: Profile};

/** The command of a profile as words; a line that needs a shell is refused. */
export function profileCommand({name, command, directory}: Profile): readonly string[] {
	if (typeof command !== 'string') {
		return command ?? [];
	}

	const commands = splitShellCommands(command);
	if (commands?.length !== 1 || commands[0]!.separator !== '') {
		throw new UserError('config-value-invalid', {
			path: directory, key: `profiles.${name}.command`, value: command, allowed: '[bash, -c, "…"]',
		});
	}

	return commands[0]!.words;
}

/** The plan of a profile; an error of a value names its place in the file. */
function profilePlan(profile: Profile, context: FlagContext): LaunchPlan {
	let plan = emptyPlan(profile.image);
	for (const {key, words, shown} of profile.settings) {
		try {
			plan = parseRunFlags([...words, profile.image], {...context, directory: profile.directory}, plan);
		} catch (error) {
			if (!(error instanceof UserError) || error.code === 'file-unreadable') {
				throw error;
			}

			throw new UserError('config-value-invalid', {
				path: profile.directory, key, value: shown ?? '***', allowed: error.values.example ?? error.values.suggestion ?? words[0]!,
			}, {cause: error});
		}
	}

	return {...plan, command: profileCommand(profile)};
}

/**
Reads the words of `yolotop run`. An image name that is a profile's stands for the profile; flags of the command line come on
top of it, and a command replaces its own.

@throws UserError for a flag or value that is not valid.
*/
export function readLaunch({words, profiles}: Pick<Options, 'words' | 'profiles'>, {environment}: Pick<Io, 'environment'>): WantedLaunch {
	const context: FlagContext = {
		directory: process.cwd(),
		home: environment.HOME ?? homedir(),
		environment,
		readTextFile: path => readTextFileSync(path, maxListBytes),
	};
	const typed = parseRunFlags(words, context);
	const profile = Object.hasOwn(profiles, typed.image) ? profiles[typed.image] : undefined;
	if (profile === undefined) {
		return {plan: typed};
	}

	const base = profilePlan(profile, context);
	const plan = parseRunFlags(words, context, base);
	return {
		profile,
		plan: {
			...plan, image: profile.image, labels: withProfile(plan.labels, profile.name), command: typed.command.length > 0 ? typed.command : base.command,
		},
	};
}
