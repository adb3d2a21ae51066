
import type {Conversation, Dialogue} from '../conversation.ts';
import type {ActionFormat} from '../../words/actions.ts';
import {joinSentences} from '../../words/punctuation.ts';
import type {Language} from '../../words/words.ts';

/** A conversation over the screen, by its dialogs. */
export function screenConversation(dialogs: Dialogue, language: Language, format: ActionFormat): Conversation {
	return {
		...dialogs,
		language,
		format,
		consent: 'asked',
		hints: 'keys',
		tell(sentences, tone, forMs) {
			dialogs.tell(typeof sentences === 'string' ? sentences : joinSentences(sentences, language), tone, forMs);
		},
	};
}
