import type {ActionContext} from '../../actions/perform-action.ts';
import type {ActionResult} from '../../domain/action.ts';
import {UserError} from '../../domain/user-error.ts';
import {toBrokenConnection} from '../../engine/engine-error.ts';
import {keyNameOf} from '../../keys/key-names.ts';
import type {RunCommand} from '../../keys/keymap.ts';
import {progressText, resultLines} from '../../text/actions.ts';
import {describeError} from '../../text/errors.ts';
import {joinSentences} from '../../text/punctuation.ts';
import type {Language} from '../../text/language.ts';
import {screenActionWords} from '../../text/screen-actions.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import {actionFormat} from '../open-container.ts';

/** Does one action of the screen at a time: tells its progress, its end and its failure, and can call it off. */
export type ActionRunner = {
	isBusy(): boolean;
	/** The journal has the key of the command. Settles when the action is over; never rejects. Undefined when it failed: the person has been told. */
	run(command: RunCommand, work: (context: ActionContext) => Promise<ActionResult>, language: Language, dialogs: Dialogs): Promise<ActionResult | undefined>;
	/** Takes back an action that still waits; false when there is none. */
	cancel(): boolean;
	/** Ends the waiting of everything, when yolotop leaves. */
	close(): void;
};

export function createActionRunner(): ActionRunner {
	let present: AbortController | undefined;

	return {
		isBusy: () => present !== undefined,
		async run(command, work, language, dialogs) {
			const controller = new AbortController();
			present = controller;
			try {
				const result = await work({
					trigger: keyNameOf(command),
					signal: controller.signal,
					onProgress(progress) {
						dialogs.setActivity(progressText(progress, language, actionFormat(language)));
					},
				});
				dialogs.tell(joinSentences(resultLines(result, language, actionFormat(language)), language), toneOf(result), 12_000);
				return result;
			} catch (error) {
				await tellFailure(error, language, dialogs);
				return undefined;
			} finally {
				present = undefined;
				dialogs.setActivity(undefined);
			}
		},
		cancel() {
			present?.abort();
			return present !== undefined;
		},
		close() {
			present?.abort();
		},
	};
}

function toneOf(result: ActionResult): 'text' | 'good' | 'warning' {
	if (result.kind === 'cancelled' || result.kind === 'ending') {
		return 'text';
	}

	return result.kind === 'ended' && result.status === 'failed' ? 'warning' : 'good';
}

/** What went wrong and what to do, to be read and closed. */
export async function tellFailure(error: unknown, language: Language, dialogs: Dialogs): Promise<void> {
	const words = screenActionWords(language);
	const known = error instanceof UserError ? error : toBrokenConnection(error) ?? new UserError('internal', {reason: error instanceof Error ? error.message : String(error)});
	const {message, hint} = describeError(known, language);
	await dialogs.ask({title: words.failedTitle, paragraphs: [message, hint], choices: [{id: 'close', label: words.understood, key: 'q'}]});
}
