import {actionFormat} from '../../source/cli/converse.ts';
import {screenConversation} from '../../source/conversation/adapters/screen.ts';
import {scriptConversation} from '../../source/conversation/adapters/script.ts';
import {terminalConversation} from '../../source/conversation/adapters/terminal.ts';
import type {Conversation} from '../../source/conversation/conversation.ts';
import {createAnswers} from '../../source/screen/overlays/dialogs.ts';
import {typeKey} from '../../source/screen/type-key.ts';
import {createUiState, topOverlay, type UiState} from '../../source/screen/ui-state.ts';
import {choiceText} from '../../source/words/choice.ts';
import type {Language} from '../../source/words/words.ts';
import {openFakeTerminal} from './fake-terminal.ts';

/** Every way in which an action speaks with a person; `nobody` is a script without `--yes`. */
export type Adapter = 'screen' | 'terminal' | 'lines' | 'agreed' | 'nobody';

/** Those at which a person answers. */
export const askingAdapters = ['screen', 'terminal', 'lines'] as const satisfies readonly Adapter[];

export type Person = {
	readonly conversation: Conversation;
	/** What the person was asked, by title. */
	readonly asked: readonly string[];
	/** Everything that the person has read. */
	said(): string;
};

function openScreen(language: Language, nextAnswer: () => string) {
	let ui: UiState = createUiState(language, 'dark');
	let said = '';
	const answers = createAnswers({
		ui: {
			get: () => ui,
			set(next) {
				ui = next;
				const overlay = topOverlay(ui);
				said += `${ui.toast?.text ?? ''}\n${ui.activity ?? ''}\n${overlay?.kind === 'dialog' ? [overlay.question.title, ...overlay.question.paragraphs, overlay.question.command ?? '', ...overlay.question.choices.map(choice => choiceText(choice, language))].join('\n') : ''}\n${overlay?.kind === 'form' ? overlay.form.fields.map(({label}) => label).join('\n') : ''}\n`;
			},
		},
		now: () => 0,
		lend: async work => work(),
	});
	const conversation = screenConversation(answers.dialogs, language, actionFormat(language));
	/** Answers what was just opened, as a key does; a form and a line are taken as they are. */
	const answer = () => {
		const overlay = topOverlay(ui);
		if (overlay?.kind === 'form') {
			answers.settle({ticket: overlay.ticket, value: Object.fromEntries(overlay.form.fields.map(({id, value}) => [id, value]))});
		} else if (overlay?.kind === 'prompt') {
			answers.settle({ticket: overlay.ticket!, value: nextAnswer()});
		} else {
			const reduced = typeKey(ui, nextAnswer());
			({ui} = reduced);
			if (reduced.answer !== undefined) {
				answers.settle(reduced.answer);
			}
		}
	};

	return {conversation, said: () => said, answer};
}

/** A person who gives these answers, by letter, one after the other. A form is left as it is. */
export function openPerson(adapter: Adapter, letters: readonly string[], language: Language = 'en'): Person {
	const asked: string[] = [];
	const left = [...letters];
	const nextAnswer = () => left.shift() ?? '';
	/** The same conversation, whose every question is answered as soon as it is there. */
	const answered = (conversation: Conversation, {before = () => undefined, after = () => undefined}: {before?(kind: 'ask' | 'fill' | 'prompt', fields?: number): void; after?(): void}): Conversation => {
		const wait = async <T>(given: Promise<T>) => {
			after();
			return given;
		};

		return {
			...conversation,
			async ask(question, live) {
				asked.push(question.title);
				before('ask');
				return wait(conversation.ask(question, live));
			},
			async fill(form) {
				asked.push(form.title);
				before('fill', form.fields.length);
				return wait(conversation.fill(form));
			},
			async prompt(label, initial) {
				asked.push(label);
				before('prompt');
				return wait(conversation.prompt(label, initial));
			},
		};
	};

	switch (adapter) {
		case 'screen': {
			const {conversation, said, answer} = openScreen(language, nextAnswer);
			return {conversation: answered(conversation, {after: answer}), asked, said};
		}

		case 'terminal':
		case 'lines': {
			const terminal = openFakeTerminal({columns: 100, hasKeys: adapter === 'terminal'});
			const end = adapter === 'terminal' ? '\r' : '\n';
			return {
				conversation: answered(terminalConversation(terminal.io, language, actionFormat(language)), {
					before(kind, fields = 0) {
						terminal.type(kind === 'fill' ? '\n'.repeat(fields) : (kind === 'ask' ? `${nextAnswer()}${end}` : `${nextAnswer()}\n`));
					},
				}),
				asked,
				said: terminal.written,
			};
		}

		case 'agreed':
		case 'nobody': {
			let said = '';
			const conversation = scriptConversation({
				language,
				format: actionFormat(language),
				isAgreed: adapter === 'agreed',
				write(text) {
					said += text;
				},
			});
			return {conversation: answered(conversation, {}), asked, said: () => said};
		}
	}
}
