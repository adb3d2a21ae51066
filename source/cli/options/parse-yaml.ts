import {parseDocument} from 'yaml';
import {UserError} from '../../domain/user-error.ts';

/**
What is in a YAML file that a person has written.

@param text the file's content.
@param file for messages.
@throws UserError `config-invalid` with the line, for what is no YAML.
*/
export function parseYaml(text: string, file: string): unknown {
	const document = parseDocument(text, {prettyErrors: true, logLevel: 'error'});
	const [error] = document.errors;
	if (error !== undefined) {
		const line = error.linePos?.[0].line;
		throw new UserError('config-invalid', {path: line === undefined ? file : `${file}:${line}`, reason: error.code});
	}

	try {
		return document.toJS();
	} catch (error_) {
		// An alias without its anchor, or one that grows without end.
		throw new UserError('config-invalid', {path: file, reason: error_ instanceof Error ? error_.message : String(error_)}, {cause: error_});
	}
}
