import type {UiHolder} from '../ui-state.ts';
import type {Answer, Overlay} from './overlay.ts';
import {openOverlay} from './overlay-stack.ts';

/** What was asked and is not answered yet. Each question has a number, by which its answer finds who waits for it. */
export type Tickets = {
	/** Opens the overlay of the next ticket. `answered` resolves with undefined when it is closed without an answer, or when nobody can answer any more. */
	open(overlay: (ticket: number) => Overlay): {readonly ticket: number; readonly answered: Promise<Answer['value']>};
	/** Hands an answer to who waits for it. */
	settle(answer: Answer): void;
	/** Ends all waiting without an answer. */
	close(): void;
};

export function createTickets(ui: UiHolder): Tickets {
	const waiting = new Map<number, (value: Answer['value']) => void>();
	let last = 0;
	let isClosed = false;
	return {
		open(overlay) {
			if (isClosed) {
				return {ticket: last, answered: Promise.resolve(undefined)};
			}

			last++;
			const ticket = last;
			const answered = new Promise<Answer['value']>(resolve => {
				waiting.set(ticket, resolve);
			});
			ui.set(openOverlay(ui.get(), overlay(ticket)));
			return {ticket, answered};
		},
		settle({ticket, value}) {
			waiting.get(ticket)?.(value);
			waiting.delete(ticket);
		},
		close() {
			isClosed = true;
			for (const resolve of waiting.values()) {
				resolve(undefined);
			}

			waiting.clear();
		},
	};
}
