import {setTimeout as delay} from 'node:timers/promises';
import {isSourceEvent, type OutputEvent} from '../../domain/event.ts';
import type {ToolEnd} from '../../domain/tool-run.ts';
import {readProcessId} from './process-id.ts';
import type {StartedTool} from './start-tool.ts';

export type FollowToolOptions = {
	/** What it prints, without anything of the container it runs in. */
	readonly onOutput: (events: ReadonlyArray<OutputEvent & {readonly at?: number | undefined}>) => void;
	/** Aborted to call the program off. */
	readonly signal: AbortSignal;
	/** Aborted to stop reading and let it go on. */
	readonly leaveSignal?: AbortSignal | undefined;
};

/** Lines at its end that say why a program failed. */
const keptLines = 8;

/** A program that says its process id does so at once. */
const startMs = 2000;

/** After an interrupt a program that loads a model may still take its time. */
const interruptMs = 15_000;

/** Reads a program to its end, which it tells; interrupts it when it is cancelled. Without `savedAt` and `savedHere`. */
export async function followTool({feed, interrupt}: StartedTool, {onOutput, signal, leaveSignal}: FollowToolOptions): Promise<ToolEnd> {
	const reading = new AbortController();
	let pid: number | undefined;
	let exitCode: number | undefined;
	let lastLines: readonly string[] = [];
	let isOver = false;
	const callOff = async () => {
		// Its process id may be on its way: both change while it waits.
		// eslint-disable-next-line no-unmodified-loop-condition -- The listener below sets them.
		for (let waitedMs = 0; pid === undefined && !isOver && waitedMs < startMs; waitedMs += 50) {
			await delay(50);
		}

		await interrupt(pid).catch(() => undefined);
		await delay(interruptMs, undefined, {ref: false, signal: reading.signal}).catch(() => undefined);
		reading.abort();
	};

	const onAbort = () => {
		void callOff();
	};

	signal.addEventListener('abort', onAbort, {once: true});
	if (signal.aborted) {
		onAbort();
	}

	try {
		await feed.run(({events, lines}) => {
			for (const event of events) {
				if (event.type === 'process-exited') {
					exitCode = event.exitCode;
				} else if (event.type === 'container-changed') {
					exitCode = event.container.exitCode ?? exitCode;
				} else if (event.type === 'target-described' && event.target.kind === 'process') {
					pid = event.target.pid ?? pid;
				}
			}

			const ended = lines.filter(({isTransient}) => !isTransient);
			pid ??= ended.map(line => readProcessId(line)).find(found => found !== undefined);
			lastLines = [...lastLines, ...ended.filter(line => line.text.trim() !== '' && readProcessId(line) === undefined).map(({text}) => text)].slice(-keptLines);
			const output = events.filter(event => !isSourceEvent(event));
			if (output.length > 0) {
				onOutput(output);
			}
		}, {signal: leaveSignal === undefined ? reading.signal : AbortSignal.any([reading.signal, leaveSignal]), isFollowing: true});
	} catch (error) {
		if (!reading.signal.aborted && leaveSignal?.aborted !== true) {
			throw error;
		}
	} finally {
		isOver = true;
		reading.abort();
		signal.removeEventListener('abort', onAbort);
	}

	return {...(exitCode !== undefined && {exitCode}), ...(signal.aborted && {isCalledOff: true}), lastLines};
}
