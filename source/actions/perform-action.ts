import type {ActionName, ActionProgress, ActionResult} from '../domain/action.ts';
import {quoteCommand} from '../domain/shell-quote.ts';
import {UserError} from '../domain/user-error.ts';
import {toBrokenConnection} from '../engine/engine-error.ts';
import {maskCommand} from '../domain/mask-command.ts';
import type {ActionJournal, StoppedRun} from './action-journal.ts';

/** Who asked for an action, and how to take it back. */
export type ActionContext = {
	/** The key or command that asked for it, for example `s` or `yolotop stop`. */
	readonly trigger: string;
	/** Aborted to take an action back that still waits. */
	readonly signal: AbortSignal;
	readonly onProgress?: ((progress: ActionProgress) => void) | undefined;
};

export type ActionSurroundings = {
	readonly journal: ActionJournal;
	/** Name of the container or process. */
	readonly target: string;
	/** Milliseconds since 1970. */
	now(): number;
	/** With `--read-only` nothing is done. */
	readonly isReadOnly: boolean;
};

export type ActionTools = {
	readonly onProgress: (progress: ActionProgress) => void;
	/** The command for what is done, once it is known. */
	readonly onCommand: (command: readonly string[]) => void;
	/** A signal was sent: from then on the action cannot be taken back. */
	readonly onSent: () => void;
	readonly onTarget: (name: string) => void;
	/** For a stop: which run it ends. */
	readonly onRunFound: (stopped: StoppedRun) => void;
};

/** The outcome of an action by its result. */
const outcomes: Readonly<Partial<Record<ActionResult['kind'], 'cancelled' | 'overtaken' | 'ending'>>> = {cancelled: 'cancelled', ended: 'overtaken', ending: 'ending'};

export type ActionWork = {
	readonly action: ActionName;
	/** The command that a person would type for the same; undefined when it is only known later. */
	readonly command?: readonly string[];
	/** The same as text where it is more than one command; secrets masked already. */
	readonly shown?: string;
	run(tools: ActionTools): Promise<ActionResult>;
};

/**
Does one action and writes it into the journal: its beginning, its command without secrets, and how it ended. An action that was
taken back gives `cancelled`, or `ending` when a signal had been sent before.

@throws UserError `read-only` before anything is done, and what the action itself throws.
*/
export async function performAction({journal, target, now, isReadOnly}: ActionSurroundings, {trigger, signal, onProgress}: ActionContext, {action, command, shown, run}: ActionWork): Promise<ActionResult> {
	// Copying out only reads from the container.
	if (isReadOnly && action !== 'copy-out') {
		throw new UserError('read-only');
	}

	const toText = (words: readonly string[]) => quoteCommand(maskCommand(words));
	const id = journal.begin({
		at: now(), action, trigger, target, dockerCommand: shown ?? toText(command ?? []),
	});
	let isSent = false;
	try {
		const result = await run({
			onProgress(progress) {
				onProgress?.(progress);
			},
			onCommand(words) {
				journal.describe(id, toText(words));
			},
			onSent() {
				isSent = true;
			},
			onTarget(name) {
				journal.rename(id, name);
			},
			onRunFound(stopped) {
				journal.noteStopped(id, stopped);
			},
		});
		journal.finish(id, {kind: outcomes[result.kind] ?? 'succeeded'}, now());
		return result;
	} catch (error) {
		if (signal.aborted) {
			const kind = isSent ? 'ending' : 'cancelled';
			journal.finish(id, {kind}, now());
			return {kind};
		}

		const {code, values} = error instanceof UserError ? error : toBrokenConnection(error) ?? new UserError('internal', {reason: error instanceof Error ? error.message : String(error)});
		journal.finish(id, {kind: 'failed', code, values}, now());
		throw error;
	}
}
