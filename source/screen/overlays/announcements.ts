import type {Dialogue} from '../../conversation/conversation.ts';
import type {UiHolder} from '../ui-state.ts';

/** What the screen says without a question: messages that go away, what is being done, and an address to open. */
export type Announcements = Pick<Dialogue, 'tell' | 'setActivity' | 'setLink'> & {
	/** Nothing is said any more. */
	close(): void;
};

/** How long a message stays. */
const messageMs = 6000;

/** `now` gives milliseconds since 1970. */
export function createAnnouncements(ui: UiHolder, now: () => number): Announcements {
	let forget: NodeJS.Timeout | undefined;
	let isClosed = false;
	return {
		tell(text, tone = 'text', forMs = messageMs) {
			if (isClosed) {
				return;
			}

			clearTimeout(forget);
			ui.set({...ui.get(), toast: {text, tone, until: now() + forMs}});
			forget = setTimeout(() => {
				const {toast: _, ...rest} = ui.get();
				ui.set(rest);
			}, forMs);
		},
		setActivity(text, isQuestionComing = false) {
			const {activity, isQuestionComing: wasComing = false, ...rest} = ui.get();
			if (!isClosed && (activity !== text || wasComing !== isQuestionComing)) {
				ui.set(text === undefined ? rest : {...rest, activity: text, ...(isQuestionComing && {isQuestionComing})});
			}
		},
		setLink(address) {
			const {link, ...rest} = ui.get();
			if (!isClosed && link !== address) {
				ui.set(address === undefined ? rest : {...rest, link: address});
			}
		},
		close() {
			isClosed = true;
			clearTimeout(forget);
		},
	};
}
