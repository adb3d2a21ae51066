import type {ActionJournal} from '../actions/action-journal.ts';
import {reportAction, type Report} from '../actions/report-action.ts';
import type {Conversation} from '../conversation/conversation.ts';
import type {ActionResult} from '../domain/action.ts';
import {wordsIn} from '../words/words.ts';
import {converse} from './converse.ts';
import {stopExitCode, type Io} from './io.ts';
import {openJournal} from './open-journal.ts';
import type {Options} from './options/options.ts';

/** What a command needs to act on a run, whatever the run is in. */
export type Acting = {
	readonly journal: ActionJournal;
	readonly scene: {readonly conversation: Conversation; readonly report: Report; readonly signal: AbortSignal};
	/** The exit code for what came of an action; says so when nothing was done, which is told by undefined. */
	end(result: ActionResult | undefined): number;
	close(): void;
};

/** A training that turns out to have failed by itself is not well, though nothing is left to be done. */
function exitCodeOf(result: ActionResult | undefined, io: Io): number {
	if (result === undefined) {
		return 0;
	}

	if (result.kind === 'cancelled' || result.kind === 'ending') {
		return stopExitCode(io) ?? 1;
	}

	return result.kind === 'ended' && result.status === 'failed' ? 3 : 0;
}

/** Opens the journal and the conversation of a command. */
export function openActing(options: Options, io: Io, trigger: string): Acting {
	const {journal, close} = openJournal(io);
	const conversation = converse(options, io);
	const {signal} = io;
	return {
		journal,
		scene: {
			conversation,
			signal,
			report: async work => reportAction({
				conversation, trigger, signal, now: io.now,
			}, work),
		},
		end(result) {
			if (result === undefined) {
				conversation.tell(wordsIn(options.language).command.notDone);
			}

			return exitCodeOf(result, io);
		},
		close,
	};
}
