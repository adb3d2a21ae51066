import type {Dialogue} from '../../conversation/conversation.ts';
import type {LiveQuestion} from '../../conversation/question.ts';
import {createTextInput, proposeText} from '../text-input.ts';
import type {UiHolder} from '../ui-state.ts';
import type {Answer} from './overlay.ts';
import {createAnnouncements} from './announcements.ts';
import {changeQuestion, closeTicket, openOverlay} from './overlay-stack.ts';
import {createTickets, type Tickets} from './tickets.ts';

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
	readonly ui: UiHolder;
	/** Milliseconds since 1970. */
	now(): number;
	/** Gives the terminal to a program, see `lendTerminal`. */
	lend<T>(work: () => Promise<T>): Promise<T>;
};

/** How often a live question is read: what it says can be lost is no older. */
const liveMs = 500;

/** The dialogs of a screen: each question has a ticket, and the answer to it settles the promise of that ticket. */
export function createAnswers({ui, now, lend}: AnswersOptions): Answers {
	const tickets = createTickets(ui);
	const {close: closeAnnouncements, ...announcements} = createAnnouncements(ui, now);
	return {
		dialogs: {
			...announcements,
			async ask(question, live) {
				const {ticket, answered} = tickets.open(number => ({
					kind: 'dialog', ticket: number, question, chosen: 0, ...(live !== undefined && {isLive: true}),
				}));
				const stopReading = live === undefined ? undefined : keepLive(ui, tickets, ticket, live);
				const value = await answered.finally(stopReading);
				return typeof value === 'string' ? value : undefined;
			},
			async fill(form) {
				const value = await tickets.open(ticket => ({
					kind: 'form', ticket, form, inputs: form.fields.map(field => proposeText(field.value)), field: 0,
				})).answered;
				return typeof value === 'object' ? value : undefined;
			},
			async prompt(label, initial = '') {
				const value = await tickets.open(ticket => ({
					kind: 'prompt', purpose: 'ask', ticket, label, input: createTextInput(initial), original: initial,
				})).answered;
				return typeof value === 'string' ? value : undefined;
			},
			lendTerminal: lend,
			show(title, paragraphs) {
				ui.set(openOverlay(ui.get(), {
					kind: 'pane', pane: 'message', top: 0, title, paragraphs,
				}));
			},
			showPane(pane) {
				ui.set(openOverlay(ui.get(), {kind: 'pane', pane, top: 0}));
			},
		},
		settle: tickets.settle,
		close() {
			closeAnnouncements();
			tickets.close();
		},
	};
}

/** Draws a question again while its words change, until the returned function is called. */
function keepLive(ui: UiHolder, tickets: Tickets, ticket: number, {read, signal}: LiveQuestion): () => void {
	const timer = setInterval(() => {
		ui.set(changeQuestion(ui.get(), ticket, read()));
	}, liveMs);
	const close = () => {
		ui.set(closeTicket(ui.get(), ticket));
		tickets.settle({ticket});
	};

	signal.addEventListener('abort', close, {once: true});
	return () => {
		clearInterval(timer);
		signal.removeEventListener('abort', close);
	};
}
