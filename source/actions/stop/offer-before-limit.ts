import type {Conversation} from '../../conversation/conversation.ts';
import type {RunState} from '../../domain/run.ts';
import {selectLimit} from '../../run/select-limit.ts';
import {wordsIn} from '../../words/words.ts';

/** What a person wants of a job whose time limit comes too early; `otherwise` is one of the usual ways to stop. */
export type LimitAnswer = 'follow-up' | 'only-stop' | 'otherwise';

/** Offers to end a job before its time limit where that comes before its last epoch; undefined when the person wants nothing done. */
export async function offerBeforeLimit(conversation: Conversation, state: RunState, {name, now}: {readonly name: string; readonly now: number}): Promise<LimitAnswer | undefined> {
	const limit = selectLimit(state, now);
	if (limit?.isEnough !== false || limit.lastEpoch === undefined) {
		return 'otherwise';
	}

	const words = wordsIn(conversation.language).jobs;
	const answer = await conversation.ask({
		title: words.limitTitle(name),
		paragraphs: [words.limitNote(String(limit.lastEpoch), String(state.epochs ?? '?')), words.limitHow],
		choices: [
			{id: 'follow-up', label: words.limitFollowUp, key: 'f'},
			{id: 'only-stop', label: words.limitOnlyStop, key: 'b'},
			{id: 'otherwise', label: words.limitOtherwise, key: 's'},
			{id: 'leave', label: wordsIn(conversation.language).screenAction.leaveIt, key: 'l'},
		],
	});
	return answer === undefined || answer === 'leave' ? undefined : answer as LimitAnswer;
}
