import type {Unanswered} from '../domain/unanswered.ts';
import {joinList} from './punctuation.ts';
import {type Language, wordsIn} from './words.ts';

/** Containers that are named for one question. */
const maxNames = 5;

/** One sentence that names what did not answer and what is not known because of that. `nameOf` gives a container's name, as a person knows it. */
export function describeUnanswered(unanswered: readonly Unanswered[], nameOf: (container: string) => string, language: Language): string {
	const texts = wordsIn(language).unanswered;
	const operations = [...new Set(unanswered.map(({operation}) => operation))];
	const questions = operations.map(operation => {
		const names = [...new Set(unanswered.filter(one => one.operation === operation).flatMap(({container}) => container === undefined ? [] : [nameOf(container)]))];
		const shown = [...names.slice(0, maxNames), ...(names.length > maxNames ? [texts.more(String(names.length - maxNames))] : [])];
		return shown.length === 0 ? operation : `${operation} (${joinList(shown, language)})`;
	});
	const unknown = operations.map(operation => Object.hasOwn(texts.unknown, operation) ? texts.unknown[operation as keyof typeof texts.unknown] : texts.unknown.other);
	return texts.sentence(joinList(questions, language), joinList([...new Set(unknown)], language));
}
