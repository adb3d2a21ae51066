import {homedir} from 'node:os';
import path from 'node:path';
import {UserError} from '../../domain/user-error.ts';
import {readTextFileSync} from '../../files/regular-file.ts';
import {emptyConfig, parseConfigFile, type ConfigFile} from './config-file.ts';
import type {CommandLine, Environment} from './read-flag.ts';

/** No person writes as much. */
const maxBytes = 1_048_576;

/** Where the file lies unless the person names another. Source: XDG Base Directory Specification 0.8. */
export function defaultConfigPath(environment: Environment): string {
	const base = environment.XDG_CONFIG_HOME;
	// A relative path there is to be ignored.
	return path.join(base !== undefined && path.isAbsolute(base) ? base : path.join(environment.HOME ?? homedir(), '.config'), 'yolotop', 'config.yaml');
}

/**
The configuration file that `--config` or YOLOTOP_CONFIG names, else the one at its usual place, which need not be there.

@throws UserError `file-unreadable` for a named file that is not there, and those of parseConfigFile.
*/
export function loadConfig({flags}: CommandLine, environment: Environment): ConfigFile {
	const given: unknown = Array.isArray(flags.config) ? flags.config.at(-1) : flags.config;
	const named = [given, environment.YOLOTOP_CONFIG].find(value => typeof value === 'string' && value !== '');
	const file = path.resolve(typeof named === 'string' ? named : defaultConfigPath(environment));
	let text: string;
	try {
		text = readTextFileSync(file, maxBytes);
	} catch (error) {
		const isMissing = ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
		if (named === undefined && isMissing) {
			return emptyConfig;
		}

		throw error instanceof UserError ? error : new UserError('file-unreadable', {path: file, reason: (error as NodeJS.ErrnoException).code ?? String(error)}, {cause: error});
	}

	return parseConfigFile(text, file);
}
