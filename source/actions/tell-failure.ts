import type {Conversation} from '../conversation/conversation.ts';
import {UserError} from '../domain/user-error.ts';
import {toBrokenConnection} from '../engine/engine-error.ts';
import {describeError} from '../words/errors.ts';
import {wordsIn} from '../words/words.ts';

/** Tells what went wrong and what to do; over a screen to be read and closed. */
export async function tellFailure(error: unknown, conversation: Conversation): Promise<void> {
	const known = error instanceof UserError ? error : toBrokenConnection(error) ?? new UserError('internal', {reason: error instanceof Error ? error.message : String(error)});
	const {message, hint} = describeError(known, conversation.language);
	if (conversation.hints === 'commands') {
		conversation.tell([message, hint], 'bad');
		return;
	}

	const words = wordsIn(conversation.language).screenAction;
	await conversation.ask({title: words.failedTitle, paragraphs: [message, hint], choices: [{id: 'close', label: words.understood, key: 'q'}]});
}
