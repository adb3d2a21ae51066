import {setTimeout as delay} from 'node:timers/promises';
import type {LogMessage} from '../stream/log-message.ts';
import {createLogMessages} from '../stream/log-messages.ts';
import type {ContainerReading} from './container-reading.ts';
import type {Signal} from './waiting.ts';

export type PastOutput = {
	/** Asks for the newest message that is there now. Never rejects. */
	begin(signal: AbortSignal): Promise<void>;
	/** Messages of the record, as they come. */
	note(messages: readonly LogMessage[]): void;
	/** Nothing more of the past will come or has to be found out of it. */
	finish(): void;
	isOver(): boolean;
};

/** An engine answers this question from the end of its file; what takes longer is waited for no more. */
const maxQuestionMs = 10_000;

/**
Finds the moment at which everything was read that a container had printed before: until then what was read tells of the past. The
engine sends no mark there, so the newest message is asked for beside the record. Then `settle` finds out what only files tell of the past, and
`onOver` is called once.
*/
export function createPastOutput({engine, details: {id, hasTerminal}}: ContainerReading, {settle, onOver}: {readonly settle: () => Promise<void>; readonly onOver: () => void}): PastOutput {
	let isRead = false;
	let isOver = false;
	/** Undefined until it is known. */
	let newestAt: number | undefined;
	let readAt = -Infinity;

	function finish(): void {
		if (isOver) {
			return;
		}

		isOver = true;
		onOver();
	}

	async function look(): Promise<void> {
		if (isRead || newestAt === undefined || readAt < newestAt) {
			return;
		}

		isRead = true;
		// What files tell late they tell all the same.
		await settle().catch(() => undefined);
		finish();
	}

	async function askNewest(signal: AbortSignal): Promise<number> {
		const splitter = createLogMessages({hasTerminal});
		let newest = -Infinity;
		for await (const chunk of await engine.openLogs(id, {isFollowing: false, tail: 1, signal})) {
			newest = splitter.push(chunk as Uint8Array).at(-1)?.timestamp?.at ?? newest;
		}

		return splitter.end().at(-1)?.timestamp?.at ?? newest;
	}

	return {
		async begin(signal) {
			const over = new AbortController();
			try {
				const stop = AbortSignal.any([signal, over.signal]);
				newestAt = await Promise.race([askNewest(stop), delay(maxQuestionMs, -Infinity, {signal: stop})]);
			} catch {
				// A record that cannot be read has no past.
				newestAt = -Infinity;
			} finally {
				over.abort();
			}

			if (!signal.aborted) {
				void look();
			}
		},
		note(messages) {
			readAt = messages.at(-1)?.timestamp?.at ?? readAt;
			void look();
		},
		finish,
		isOver: () => isOver,
	};
}

/** A run that has ended may have gone on without its output: a look at its files takes a fraction of this, except on a slow engine. */
const maxSettleMs = 8000;

/** Finds out what the output does not tell of the past: whether a run went on without it, or there is a run of which it tells nothing. */
export async function settlePast({output: {pipeline, signs}, runFiles}: Pick<ContainerReading, 'output' | 'runFiles'>, searched: Signal, signal: AbortSignal): Promise<void> {
	// Only what is delivered tells where the files are.
	pipeline.flush();
	if (signs.isTraining()) {
		// What goes on tells itself; its files are looked at beside it, so that what only they tell is soon there.
		void runFiles.look(signal);
		return;
	}

	await Promise.race([Promise.all([runFiles.look(signal), signs.isAny() ? undefined : searched.wait()]), delay(maxSettleMs, undefined, {signal})]);
}
