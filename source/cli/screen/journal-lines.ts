import type {JournalEntry} from '../../actions/action-journal.ts';
import {clockTime, type Clock} from '../../format/clock-time.ts';
import {UserError, type ErrorCode} from '../../domain/user-error.ts';
import {actionName} from '../../words/actions.ts';
import {describeError} from '../../words/errors.ts';
import {type Language, wordsIn} from '../../words/words.ts';

/** The journal as paragraphs, newest first: what, when, by which key, how it ended, and the docker command for the same. */
export function journalLines(entries: readonly JournalEntry[], language: Language, clock: Clock): readonly string[] {
	const words = wordsIn(language).screenAction;
	if (entries.length === 0) {
		return [words.journalEmpty];
	}

	return entries.toReversed().flatMap(({at, trigger, action, target, outcome, dockerCommand}) => [
		words.journalEntry(clockTime(at, clock), trigger, actionName(action, language), target, words.outcome[outcome.kind]),
		...(outcome.kind === 'failed' ? [`    ${describeError(new UserError(outcome.code as ErrorCode, outcome.values), language).message}`] : []),
		...(dockerCommand === '' ? [] : [`    ${dockerCommand}`]),
	]);
}
