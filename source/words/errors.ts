import type {UserError} from '../domain/user-error.ts';
import {fillText} from './fill-text.ts';
import {joinList, joinSentences} from './punctuation.ts';
import {type Language, wordsIn} from './words.ts';

/** Values that name several things. */
const lists: ReadonlySet<string> = new Set(['allowed', 'candidates', 'commands', 'fields', 'settings']);

/** The two lines for a person: what happened, what to do; before that what may have been meant, where the error names it as `near`. */
export function describeError({code, values}: Pick<UserError, 'code' | 'values'>, language: Language): {message: string; hint: string} {
	const {message, hint} = wordsIn(language).error[code];
	const written = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, lists.has(name) ? joinList(value.split(', '), language) : value]));
	const meant = values.near === undefined ? [] : [wordsIn(language).command.meant(values.near)];
	return {message: fillText(message, written), hint: joinSentences([...meant, fillText(hint, written)], language)};
}
