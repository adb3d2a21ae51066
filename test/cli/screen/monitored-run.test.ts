import {expect, test} from 'vitest';
import type {Io} from '../../../source/cli/io.ts';
import type {ResolvedTarget} from '../../../source/cli/resolve-target.ts';
import {monitorRun} from '../../../source/cli/screen/monitored-run.ts';
import {createDeferred} from '../../../source/domain/deferred.ts';
import type {FeedBatch} from '../../../source/domain/feed.ts';
import type {Connection} from '../../../source/domain/run.ts';
import type {TerminalLine} from '../../../source/domain/line.ts';

const line = {id: 1, channel: 'tty', text: 'Starting training for 30 epochs...'} as unknown as TerminalLine;

function batch(kind: Connection['kind'] | undefined, lines: readonly TerminalLine[] = []): FeedBatch {
	return {events: kind === undefined ? [] : [{type: 'connection-changed', connection: {kind} as Connection}], lines};
}

/** Whether the first output has come, after each of the batches. */
async function settledAfter(batches: readonly FeedBatch[]): Promise<readonly boolean[]> {
	const stop = new AbortController();
	const ended = createDeferred<void>();
	let deliver: ((one: FeedBatch) => void) | undefined;
	const target = {
		feed: {
			target: {kind: 'stdin', name: 'standard input'},
			async run(listener: (one: FeedBatch) => void) {
				deliver = listener;
				listener(batch(undefined));
				await ended.promise;
			},
		},
		close: () => undefined,
	} as unknown as ResolvedTarget;
	const run = monitorRun(target, {signal: stop.signal, now: () => 0} as unknown as Io, createDeferred<void>().promise);
	let isSettled = false;
	void run.firstOutput.then(() => {
		isSettled = true;
	});
	const settled: boolean[] = [];
	for (const one of batches) {
		deliver!(one);
		await Promise.resolve();
		settled.push(isSettled);
	}

	stop.abort();
	ended.resolve();
	await run.close();
	return settled;
}

test.each([
	['the past ends with lines', [batch('reading', [line]), batch('open', [line])], [false, true]],
	['the past of a log that stands still ends without a line of its own', [batch('reading', [line]), batch('ended')], [false, true]],
	['the past of a log that grows ends without a line of its own', [batch('reading', [line]), batch(undefined, [line]), batch('open')], [false, false, true]],
	['there is no past', [batch('open'), batch(undefined, [line])], [false, true]],
	['nothing was printed yet', [batch('reading'), batch('open')], [false, false]],
] as const)('the first output has come when %s', async (_, batches, settled) => {
	expect(await settledAfter(batches)).toEqual(settled);
});
