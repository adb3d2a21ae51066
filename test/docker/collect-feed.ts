import type {RunEvent} from '../../source/domain/event.ts';
import type {Feed} from '../../source/domain/feed.ts';
import type {TerminalLine} from '../../source/domain/line.ts';
import {until} from './engine-fixture.ts';

/** A feed that runs beside a test. */
export type RunningFeed = {
	readonly events: RunEvent[];
	/** Ended lines, in order. */
	readonly lines: TerminalLine[];
	/** The transient lines of the last batch that had any. */
	readonly transient: () => readonly TerminalLine[];
	/** How often the transient lines changed. */
	readonly changes: () => number;
	/** The latest event of a type. */
	latest<T extends RunEvent['type']>(type: T): Extract<RunEvent, {readonly type: T}> | undefined;
	/** Resolves when the feed has ended by itself. */
	readonly ended: Promise<void>;
	/** Ends it and waits for its end. */
	stop(): Promise<void>;
};

export function runFeed(feed: Feed, isFollowing = true): RunningFeed {
	const controller = new AbortController();
	const events: RunEvent[] = [];
	const lines: TerminalLine[] = [];
	let transient: readonly TerminalLine[] = [];
	let changes = 0;
	const ended = feed.run(batch => {
		events.push(...batch.events);
		lines.push(...batch.lines.filter(({isTransient}) => !isTransient));
		const next = batch.lines.filter(({isTransient}) => isTransient);
		if (next.length === 0 || next.map(({text}) => text).join('\n') === transient.map(({text}) => text).join('\n')) {
			return;
		}

		transient = next;
		changes++;
	}, {signal: controller.signal, isFollowing});
	// A test that does not wait for the end must not leave a rejection behind.
	ended.catch(() => undefined);
	return {
		events,
		lines,
		transient: () => transient,
		changes: () => changes,
		latest: type => events.findLast((event): event is Extract<RunEvent, {readonly type: typeof type}> => event.type === type),
		ended,
		async stop() {
			controller.abort();
			await ended;
		},
	};
}

/** Waits until the feed has delivered an event of a type that fits. */
export async function untilEvent(running: RunningFeed, what: string, isMeant: (event: RunEvent) => boolean): Promise<RunEvent> {
	return until(what, () => running.events.find(event => isMeant(event)));
}
