import {reportAction, type Report} from '../../actions/report-action.ts';
import type {Conversation} from '../../conversation/conversation.ts';
import {keyNameOf} from '../../keys/key-names.ts';
import type {RunCommand} from '../../keys/keymap.ts';

/** Does one action of the screen at a time, and can call it off. */
export type ActionRunner = {
	isBusy(): boolean;
	/** Does works for a command, one after the other. The journal has its key. */
	report(command: RunCommand, conversation: Conversation): Report;
	/** Takes back an action that still waits; false when there is none. */
	cancel(): boolean;
	/** Ends the waiting of everything, when yolotop leaves. */
	close(): void;
};

export function createActionRunner(now: () => number): ActionRunner {
	let current: AbortController | undefined;

	return {
		isBusy: () => current !== undefined,
		report: (command, conversation) => async work => {
			const controller = new AbortController();
			current = controller;
			try {
				return await reportAction({
					conversation, trigger: keyNameOf(command), signal: controller.signal, now,
				}, work);
			} finally {
				current = undefined;
			}
		},
		cancel() {
			current?.abort();
			return current !== undefined;
		},
		close() {
			current?.abort();
		},
	};
}
