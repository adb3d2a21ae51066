import type {Question} from '../../conversation/question.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import {labelled} from '../../words/punctuation.ts';
import {type Language, wordsIn} from '../../words/words.ts';

/** Dialogs that say of everything they ask and tell that it is only simulated. */
export function simulatedDialogs(dialogs: Dialogs, language: Language): Dialogs {
	const mark = (text: string) => labelled(wordsIn(language).screen.simulated, text, language);
	const question = (asked: Question): Question => ({...asked, title: mark(asked.title)});
	return {
		...dialogs,
		ask: async (asked, live) => dialogs.ask(question(asked), live && {...live, read: () => question(live.read())}),
		fill: async form => dialogs.fill({...form, title: mark(form.title)}),
		prompt: async (label, initial) => dialogs.prompt(mark(label), initial),
		tell(text, tone, forMs) {
			dialogs.tell(mark(text), tone, forMs);
		},
		setActivity(text, isQuestionComing) {
			dialogs.setActivity(text === undefined ? undefined : mark(text), isQuestionComing);
		},
		show(title, paragraphs) {
			dialogs.show(mark(title), paragraphs);
		},
	};
}
