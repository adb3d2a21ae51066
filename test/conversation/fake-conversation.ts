import {actionFormat} from '../../source/cli/converse.ts';
import type {Conversation} from '../../source/conversation/conversation.ts';
import type {LiveQuestion, Question} from '../../source/conversation/question.ts';

/** A conversation with a person who gives these answers, and what they were asked and told. */
export function fakeConversation(answer: (question: Question, live?: LiveQuestion) => string | undefined | Promise<string | undefined> = () => undefined, more: Partial<Conversation> = {}) {
	const asked: Question[] = [];
	const told: string[] = [];
	const language = more.language ?? 'en';
	const conversation: Conversation = {
		language,
		format: actionFormat(language),
		consent: 'asked',
		hints: 'keys',
		async ask(question, live) {
			asked.push(question);
			return answer(question, live);
		},
		fill: async () => undefined,
		prompt: async () => undefined,
		tell(sentences) {
			told.push(...[sentences].flat());
		},
		setActivity: () => undefined,
		show: () => undefined,
		setLink: () => undefined,
		...more,
	};
	return {conversation, asked, told};
}
