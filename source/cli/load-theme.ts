import path from 'node:path';
import {UserError} from '../domain/user-error.ts';
import {readTextFileSync} from '../files/regular-file.ts';
import {readTheme} from '../screen/theme/read-theme.ts';
import {themes, type Theme, type ThemeName} from '../screen/theme/theme.ts';
import {parseYaml} from './options/parse-yaml.ts';
import type {Options} from './options/options.ts';

/** No theme is as long. */
const maxBytes = 65_536;

/**
The theme that a person has chosen: a name, or the path of a file that is read here.

@throws UserError `file-unreadable`, `config-invalid` and those of readTheme.
*/
export function loadTheme(chosen: Options['theme']): {readonly theme: ThemeName; readonly ownTheme?: Theme} {
	if (!isFile(chosen)) {
		return {theme: chosen};
	}

	const file = path.resolve(chosen);
	let text: string;
	try {
		text = readTextFileSync(file, maxBytes);
	} catch (error) {
		throw error instanceof UserError ? error : new UserError('file-unreadable', {path: file, reason: (error as NodeJS.ErrnoException).code ?? String(error)}, {cause: error});
	}

	return {theme: 'own', ownTheme: readTheme(parseYaml(text, file), file, themes)};
}

function isFile(chosen: Options['theme']): chosen is `${string}.yaml` {
	return chosen.endsWith('.yaml');
}
