import {UserError} from '../domain/user-error.ts';
import {parseRunQuery, type QueryError, type RunQuery} from '../run/run-query.ts';

function toUserError(error: QueryError): UserError {
	switch (error.code) {
		case 'unknown-field': {
			return new UserError('query-field-unknown', {word: error.word, fields: error.fields.join(', ')});
		}

		case 'not-a-number': {
			return new UserError('query-number-invalid', {word: error.word, field: error.field});
		}

		case 'text-compared': {
			return new UserError('query-text-compared', {word: error.word, field: error.field});
		}

		case 'value-missing': {
			return new UserError('query-value-missing', {word: error.word});
		}

		case 'quote-open': {
			return new UserError('query-quote-open', {word: error.word});
		}
	}
}

/**
The query of a command line; without one every run fits.

@throws UserError `query-…`.
*/
export function readQuery(text: string | undefined): RunQuery {
	const parsed = parseRunQuery(text ?? '');
	if ('error' in parsed) {
		throw toUserError(parsed.error);
	}

	return parsed.query;
}
