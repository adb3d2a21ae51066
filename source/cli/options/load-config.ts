import {homedir} from 'node:os';
import path from 'node:path';
import {UserError} from '../../domain/user-error.ts';
import {readTextFileSync} from '../../files/regular-file.ts';
import {emptyConfig, parseConfigFile, type ConfigFile} from './config-file.ts';
import type {CommandLine, Environment} from './read-flag.ts';

/** No person writes as much. */
const maxBytes = 1_048_576;

/** Where the file is unless the person names another. Source: XDG Base Directory Specification 0.8. */
export function defaultConfigPath(environment: Environment): string {
	const base = environment.XDG_CONFIG_HOME;
	// A relative path there is to be ignored.
	return path.join(base !== undefined && path.isAbsolute(base) ? base : path.join(environment.HOME ?? homedir(), '.config'), 'yolotop', 'config.yaml');
}

function namedPath({flags}: CommandLine, environment: Environment): string | undefined {
	const given: unknown = Array.isArray(flags.config) ? flags.config.at(-1) : flags.config;
	return [given, environment.YOLOTOP_CONFIG].find((value): value is string => typeof value === 'string' && value !== '');
}

/** Absolute: the file that is named, else the one at its usual place. */
export function configPath(commandLine: CommandLine, environment: Environment): string {
	return path.resolve(namedPath(commandLine, environment) ?? defaultConfigPath(environment));
}

/**
The configuration file that `--config` or YOLOTOP_CONFIG names, else the one at its usual place, which need not be there; nor need the one that `yolotop config` is to write.

@throws UserError `file-unreadable` for a named file that is not there, and those of parseConfigFile.
*/
export function loadConfig(commandLine: CommandLine, environment: Environment): ConfigFile {
	const file = configPath(commandLine, environment);
	let text: string;
	try {
		text = readTextFileSync(file, maxBytes);
	} catch (error) {
		const isMissing = ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
		if (isMissing && (namedPath(commandLine, environment) === undefined || commandLine.input[0] === 'config')) {
			return emptyConfig;
		}

		throw error instanceof UserError ? error : new UserError('file-unreadable', {path: file, reason: (error as NodeJS.ErrnoException).code ?? String(error)}, {cause: error});
	}

	return parseConfigFile(text, file);
}
