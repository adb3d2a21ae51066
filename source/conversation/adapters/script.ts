import {UserError} from '../../domain/user-error.ts';
import type {Conversation} from '../conversation.ts';
import type {ActionFormat} from '../../words/actions.ts';
import {joinSentences} from '../../words/punctuation.ts';
import type {Language} from '../../words/words.ts';

export type ScriptParts = {
	readonly language: Language;
	readonly format: ActionFormat;
	/** Whether everything was agreed to beforehand, by `--yes`. */
	readonly isAgreed: boolean;
	/** Where messages go, each with the end of its line. */
	write(text: string): unknown;
};

/** The messages of a conversation that has no screen: each is a line, said once. */
export function plainMessages(write: (text: string) => unknown): Pick<Conversation, 'tell' | 'setActivity' | 'show' | 'setLink'> {
	let last: string | undefined;
	const writeLines = (lines: readonly string[]) => {
		write(lines.map(line => `${line}\n`).join(''));
	};

	return {
		tell(sentences) {
			writeLines(typeof sentences === 'string' ? [sentences] : sentences);
		},
		setActivity(text, isQuestionComing = false) {
			if (text !== undefined && text !== last && !isQuestionComing) {
				writeLines([text]);
			}

			last = text;
		},
		show(title, paragraphs) {
			writeLines([title, ...paragraphs]);
		},
		// It was reported, and stays to be read.
		setLink: () => undefined,
	};
}

/**
A conversation with nobody: a script, or a person who has agreed to everything. A question gives the answer that was agreed to. Its `ask`
throws the UserError `confirmation-missing` where that answer loses something and nobody has agreed.
*/
export function scriptConversation({language, format, isAgreed, write}: ScriptParts): Conversation {
	return {
		language,
		format,
		consent: isAgreed ? 'given' : 'missing',
		hints: 'commands',
		...plainMessages(write),
		async ask(question, live) {
			await (isAgreed ? undefined : live?.known);
			if (live?.signal.aborted) {
				return undefined;
			}

			const {paragraphs, choices, agreed} = live?.read() ?? question;
			if (!isAgreed && choices.some(({id, loss}) => id === agreed && loss !== undefined)) {
				throw new UserError('confirmation-missing', {what: joinSentences(paragraphs, language)});
			}

			return agreed;
		},
		fill: async () => undefined,
		prompt: async (_, initial) => initial,
	};
}
