import type {ActionProgress, ActionResult} from '../domain/action.ts';
import type {Conversation, Tone} from '../conversation/conversation.ts';
import {progressText, resultLines} from '../words/actions.ts';
import type {ActionContext} from './perform-action.ts';

/** Does a work, shows its progress and reports its end. Rejects as the work does. */
export type Report = (work: (context: ActionContext) => Promise<ActionResult>) => Promise<ActionResult>;

export type ReportParts = Pick<ActionContext, 'trigger' | 'signal'> & {
	readonly conversation: Conversation;
	/** Milliseconds since 1970. */
	now(): number;
};

/** A copy reports its progress that often. */
const copyingMs = 500;

/** How long the end of an action is to be read. */
export const resultMs = 12_000;

function toneOf(result: ActionResult): Tone {
	if (result.kind === 'cancelled' || result.kind === 'ending') {
		return 'text';
	}

	return result.kind === 'ended' && result.status === 'failed' ? 'warning' : 'good';
}

/** Does one action in front of the person: see `Report`. */
export async function reportAction({conversation, trigger, signal, now}: ReportParts, work: Parameters<Report>[0]): Promise<ActionResult> {
	const {language, format} = conversation;
	let lastAt = -Infinity;
	const onProgress = (progress: ActionProgress) => {
		if (progress.kind === 'copying' && !(now() - lastAt >= copyingMs)) {
			return;
		}

		lastAt = now();
		conversation.setActivity(progressText(progress, language, format));
	};

	try {
		const result = await work({trigger, signal, onProgress});
		conversation.tell(resultLines(result, language, format), toneOf(result), resultMs);
		return result;
	} finally {
		conversation.setActivity(undefined);
	}
}

/** Whether a stop has ended what it was asked to end. */
export function hasEnded(result: ActionResult | undefined): boolean {
	return result !== undefined && result.kind !== 'cancelled' && result.kind !== 'ending';
}
