import type {Dialogue} from '../../conversation/conversation.ts';
import type {LiveQuestion} from '../../conversation/question.ts';
import {createTextInput} from '../text-input.ts';
import type {UiState} from '../ui-state.ts';
import type {Answer} from './overlay.ts';
import {changeQuestion, closeTicket, openOverlay} from './overlay-stack.ts';

/** What the screen can do for an action beside speaking with the person. */
export type Dialogs = Dialogue & {
	/**
	Gives the terminal to a program until its work is over; then the screen is back.

	@throws UserError `terminal-missing`, and what the work throws.
	*/
	lendTerminal<T>(work: () => Promise<T>): Promise<T>;
	/** A text of the pane table over the screen; it is drawn again while it changes. */
	showPane(pane: string): void;
};

export type Answers = {
	readonly dialogs: Dialogs;
	/** Hands an answer to who waits for it. */
	settle(answer: Answer): void;
	/** Ends all waiting without an answer. */
	close(): void;
};

export type AnswersOptions = {
	getUi(): UiState;
	setUi(ui: UiState): void;
	/** Milliseconds since 1970. */
	now(): number;
	/** Gives the terminal to a program, see `lendTerminal`. */
	lend<T>(work: () => Promise<T>): Promise<T>;
};

/** How often a live question is read: what it says can be lost is no older. */
const liveMs = 500;

/** How long a message stays. */
const messageMs = 6000;

/** The dialogs of a screen: each question has a ticket, and the answer to it settles the promise of that ticket. */
export function createAnswers({getUi, setUi, now, lend}: AnswersOptions): Answers {
	const waiting = new Map<number, (value: Answer['value']) => void>();
	let lastTicket = 0;
	let forget: NodeJS.Timeout | undefined;
	let isClosed = false;

	async function open(overlay: (ticket: number) => UiState['overlays'][number]): Promise<Answer['value']> {
		if (isClosed) {
			return undefined;
		}

		lastTicket++;
		const ticket = lastTicket;
		const answered = new Promise<Answer['value']>(resolve => {
			waiting.set(ticket, resolve);
		});
		setUi(openOverlay(getUi(), overlay(ticket)));
		return answered;
	}

	function settle({ticket, value}: Answer): void {
		waiting.get(ticket)?.(value);
		waiting.delete(ticket);
	}

	/** Draws a question again while its words change, until the returned function is called. */
	function keepLive(ticket: number, {read, signal}: LiveQuestion): () => void {
		const timer = setInterval(() => {
			setUi(changeQuestion(getUi(), ticket, read()));
		}, liveMs);
		const close = () => {
			setUi(closeTicket(getUi(), ticket));
			settle({ticket});
		};

		signal.addEventListener('abort', close, {once: true});
		return () => {
			clearInterval(timer);
			signal.removeEventListener('abort', close);
		};
	}

	return {
		dialogs: {
			async ask(question, live) {
				const answered = open(ticket => ({
					kind: 'dialog', ticket, question, chosen: 0, ...(live !== undefined && {isLive: true}),
				}));
				const stopReading = live === undefined ? undefined : keepLive(lastTicket, live);
				const value = await answered.finally(stopReading);
				return typeof value === 'string' ? value : undefined;
			},
			async fill(form) {
				const value = await open(ticket => ({
					kind: 'form', ticket, form, inputs: form.fields.map(field => createTextInput(field.value)), field: 0,
				}));
				return typeof value === 'object' ? value : undefined;
			},
			async prompt(label, initial = '') {
				const value = await open(ticket => ({
					kind: 'prompt', purpose: 'ask', ticket, label, input: createTextInput(initial), original: initial,
				}));
				return typeof value === 'string' ? value : undefined;
			},
			tell(text, tone = 'text', forMs = messageMs) {
				if (isClosed) {
					return;
				}

				clearTimeout(forget);
				setUi({...getUi(), toast: {text, tone, until: now() + forMs}});
				forget = setTimeout(() => {
					const {toast: _, ...rest} = getUi();
					setUi(rest);
				}, forMs);
			},
			setActivity(text, isQuestionComing = false) {
				const {activity, isQuestionComing: wasComing = false, ...rest} = getUi();
				if (!isClosed && (activity !== text || wasComing !== isQuestionComing)) {
					setUi(text === undefined ? rest : {...rest, activity: text, ...(isQuestionComing && {isQuestionComing})});
				}
			},
			lendTerminal: lend,
			show(title, paragraphs) {
				setUi(openOverlay(getUi(), {
					kind: 'pane', pane: 'message', top: 0, title, paragraphs,
				}));
			},
			showPane(pane) {
				setUi(openOverlay(getUi(), {kind: 'pane', pane, top: 0}));
			},
			setLink(present) {
				const {link, ...rest} = getUi();
				if (!isClosed && link !== present) {
					setUi(present === undefined ? rest : {...rest, link: present});
				}
			},
		},
		settle,
		close() {
			isClosed = true;
			clearTimeout(forget);
			for (const resolve of waiting.values()) {
				resolve(undefined);
			}

			waiting.clear();
		},
	};
}
