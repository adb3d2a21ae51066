import type {RunEvent} from '../domain/event.ts';
import type {FeedBatch} from '../domain/feed.ts';
import type {Channel, TerminalLine} from '../domain/line.ts';
import {recogniseBar} from '../parse/bar-line.ts';
import {createParser} from '../parse/parser.ts';
import {createLiveLine, type LiveLine} from '../stream/live-line.ts';
import {createTerminalLines, type TerminalLines} from '../stream/terminal-lines.ts';

/** Bytes of output to batches of lines and events. */
export type Pipeline = {
	/** Bytes of the record: each byte of output comes here exactly once, in order. `at` is when it was printed. */
	output(channel: Channel, bytes: Uint8Array, at?: number): void;
	/**
	Bytes of a second, newer stream of the same output that may begin and break anywhere. Only its present line is used,
	instead of the record's: it gives progress and no history.
	*/
	live(channel: Channel, bytes: Uint8Array, at?: number): void;
	/** The second stream is gone: the record's present line counts again. */
	liveLost(): void;
	/** Passes an event of another origin on, in order. */
	event(event: RunEvent): void;
	/** Delivers what came since the last batch, if anything did: ended lines, events, at most one transient line a channel. */
	flush(): void;
	/** Nothing was printed for long: an unfinished last line counts as ended, unless a bar is drawn in it, which may move on. */
	settle(): void;
	/** Ends the stream: an unfinished last line counts as ended. */
	end(): void;
};

/** Ended lines and events that are held between two flushes; more are delivered at once. */
export const batchCapacity = 4096;

function streamOf<Stream>(streams: Map<Channel, Stream>, channel: Channel, create: (channel: Channel) => Stream): Stream {
	const stream = streams.get(channel) ?? create(channel);
	streams.set(channel, stream);
	return stream;
}

/**
Builds the path from bytes to listeners, each of which has a batch before the next one. Holds no timer: whoever owns the source calls `flush`, for example at the end of
each read or at most so many times a second.
*/
export function createPipeline(...listeners: ReadonlyArray<(batch: FeedBatch) => void>): Pipeline {
	const parser = createParser();
	const record = new Map<Channel, TerminalLines>();
	const live = new Map<Channel, LiveLine>();
	let lines: TerminalLine[] = [];
	let events: RunEvent[] = [];
	/** The transient lines of the last batch, to leave out what did not change. */
	let shown = '';

	const take = (ended: readonly TerminalLine[]) => {
		for (const line of ended) {
			lines.push(line);
			events.push(...parser.push(line));
			if (lines.length >= batchCapacity || events.length >= batchCapacity) {
				deliver([]);
			}
		}
	};

	const deliver = (transient: readonly TerminalLine[]) => {
		const batch = {events: [...events, ...transient.flatMap(line => parser.push(line))], lines: [...lines, ...transient]};
		lines = [];
		events = [];
		for (const listener of listeners) {
			listener(batch);
		}
	};

	const transientLines = (): TerminalLine[] => {
		const sources: Iterable<{pending(): TerminalLine | undefined}> = live.size > 0 ? live.values() : record.values();
		return [...sources].flatMap(source => source.pending() ?? []);
	};

	const flush = () => {
		const transient = transientLines();
		const now = transient.map(line => `${line.channel} ${line.styledText ?? line.text}`).join('\n');
		if (now === shown && lines.length === 0 && events.length === 0) {
			return;
		}

		shown = now;
		// Last, and again behind every batch of events: the present line is newer than what the record brings.
		deliver(transient);
	};

	return {
		output(channel, bytes, at) {
			take(streamOf(record, channel, createTerminalLines).push(bytes, at));
		},
		live(channel, bytes, at) {
			streamOf(live, channel, createLiveLine).push(bytes, at);
		},
		liveLost() {
			live.clear();
		},
		event(event) {
			events.push(event);
			if (events.length >= batchCapacity) {
				deliver([]);
			}
		},
		settle() {
			for (const stream of record.values()) {
				const open = stream.pending();
				if (open !== undefined && recogniseBar(open.text) === undefined) {
					take(stream.end());
				}
			}
		},
		flush,
		end() {
			live.clear();
			for (const stream of record.values()) {
				take(stream.end());
			}

			flush();
		},
	};
}
