import type {ActionFormat} from '../../text/actions.ts';
import type {Language} from '../../text/language.ts';
import {joinSentences} from '../../text/punctuation.ts';
import type {Conversation, Dialogue} from '../conversation.ts';

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
