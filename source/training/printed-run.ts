import type {Channel} from '../domain/line.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {CallOptions, Engine} from '../engine/engine.ts';
import {createParser} from '../parse/parser.ts';
import {createLogMessages} from '../stream/log-messages.ts';
import {createTerminalLines, type TerminalLines} from '../stream/terminal-lines.ts';

/** The frameworks name the directory before their first epoch; a program that loops over trainings names others later. */
const headBytes = 4 * 1024 * 1024;

/** Messages at the end of a log in which a later training of the same program is looked for. */
const tailMessages = 3000;

/** An engine reads a long log from its beginning to reach a time: what takes longer stays unknown. */
const maxMs = 3000;

export type PrintedRunQuestion = CallOptions & {
	/** Only what was printed since, in milliseconds since 1970; undefined for the whole log. */
	readonly since?: number;
	/** Whether the program may name several directories one after the other: the last one counts. */
	readonly isLoop: boolean;
	/** Called when the log could not be read, or not in time: then it may have named one after all. */
	readonly onUnread?: () => void;
};

/**
The run directory that a container's output names, as printed, so mostly relative to where the training was started: `Logging results to …`, or `save_dir` of Ultralytics' options.
Undefined when it names none, or when the log cannot be read in time.
*/
export async function readPrintedRun(engine: Engine, container: Pick<ContainerDetails, 'id' | 'hasTerminal' | 'logDriver'>, {since, isLoop, signal, onUnread}: PrintedRunQuestion): Promise<string | undefined> {
	if (container.logDriver === 'none') {
		return undefined;
	}

	const sinceSeconds = since === undefined ? undefined : Math.max(0, since / 1000);
	const read = async (options: {readonly tail?: number; readonly isLast: boolean}) => readNamed(engine, container, {
		...options, sinceSeconds, signal, onUnread,
	});
	return (isLoop ? await read({tail: tailMessages, isLast: true}) : undefined) ?? read({isLast: isLoop});
}

type NamedQuestion = {
	readonly tail?: number;
	readonly sinceSeconds: number | undefined;
	readonly isLast: boolean;
	readonly signal: AbortSignal | undefined;
	readonly onNamed?: (directory: string) => void;
	readonly onUnread: (() => void) | undefined;
};

async function readNamed(engine: Engine, {id, hasTerminal}: Pick<ContainerDetails, 'id' | 'hasTerminal'>, {tail, sinceSeconds, isLast, signal, onNamed, onUnread}: NamedQuestion): Promise<string | undefined> {
	const limit = AbortSignal.timeout(maxMs);
	const stop = signal === undefined ? limit : AbortSignal.any([signal, limit]);
	const reader = createNamedDirectory(isLast, onNamed);
	try {
		const stream = await engine.openLogs(id, {
			isFollowing: false, signal: stop, ...(tail !== undefined && {tail}), ...(sinceSeconds !== undefined && {sinceSeconds}),
		});
		const messages = createLogMessages({hasTerminal});
		let bytes = 0;
		try {
			for await (const chunk of stream as AsyncIterable<Uint8Array>) {
				for (const {channel, body} of messages.push(chunk)) {
					reader.push(channel, body);
				}

				bytes += chunk.byteLength;
				if ((!isLast && reader.directory() !== undefined) || bytes > headBytes) {
					break;
				}
			}
		} finally {
			stream.destroy();
		}
	} catch {
		signal?.throwIfAborted();
		onUnread?.();
	}

	return reader.directory();
}

/** More lives of one container are not told apart. */
const maxNamed = 50;

/** Every run directory that a container's output has named in all of its lives, as printed, oldest first. */
export async function readPrintedRuns(engine: Engine, container: Pick<ContainerDetails, 'id' | 'hasTerminal' | 'logDriver'>, {signal, onUnread}: Pick<PrintedRunQuestion, 'signal' | 'onUnread'> = {}): Promise<readonly string[]> {
	if (container.logDriver === 'none') {
		return [];
	}

	const all = new Set<string>();
	await readNamed(engine, container, {
		isLast: true, sinceSeconds: undefined, signal, onUnread, onNamed(directory) {
			if (all.size < maxNamed) {
				all.add(directory);
			}
		},
	});
	return [...all];
}

/** Reads output as everywhere, and keeps nothing but the directory that was named first or last. */
function createNamedDirectory(isLast: boolean, onNamed?: (directory: string) => void) {
	const parser = createParser();
	const channels = new Map<Channel, TerminalLines>();
	let named: string | undefined;
	return {
		push(channel: Channel, body: Uint8Array) {
			let lines = channels.get(channel);
			if (lines === undefined) {
				lines = createTerminalLines(channel);
				channels.set(channel, lines);
			}

			for (const event of lines.push(body).flatMap(line => parser.push(line))) {
				const directory = event.type === 'run-directory-announced' ? event.path : (event.type === 'process-started' && event.tool === 'train' ? event.settings.save_dir : undefined);
				named = isLast ? directory ?? named : named ?? directory;
				if (directory !== undefined) {
					onNamed?.(directory);
				}
			}
		},
		directory: () => named,
	};
}
