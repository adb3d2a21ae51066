import {setTimeout as delay} from 'node:timers/promises';
import {UserError} from '../domain/user-error.ts';
import {createLogFollower} from '../engine/log-follower.ts';
import type {FeedInput} from './container-machine.ts';
import type {ContainerReading} from './container-reading.ts';
import type {HiddenSearch} from './hidden-search.ts';
import type {PastOutput} from './past-output.ts';
import {repeatEvery, waitAtMost} from './waiting.ts';

/** The record of a container's output. */
export type LogSource = {
	/** Says that the output itself tells of the run, and looks at what it does not tell: files, and what trains beside it. */
	open(onFound: (input: FeedInput) => void, signal: AbortSignal): ReadonlyArray<Promise<void>>;
	/** Reads until the container has stopped. */
	follow(signal: AbortSignal): Promise<FeedInput>;
	/** Reads what is there; the current line comes on its own stream meanwhile. */
	readOnce(signal: AbortSignal): Promise<FeedInput>;
};

const filesEveryMs = 3000;

/** Without following: so long the current line is waited for, which the record of a running container does not hold yet. */
const maxLiveMs = 1200;

/** The same where nothing trains: a dataset that is fetched or scanned has a bar, a shell has none. */
const maxIdleMs = 300;

/** What was printed together comes together. */
const livePauseMs = 50;

/** Waits for the line that has not ended, from its own stream. */
async function waitForLine({live, output: {signs}}: ContainerReading, signal: AbortSignal): Promise<void> {
	await waitAtMost(signs.isTraining() ? maxLiveMs : maxIdleMs, live.changed, signal);
	if (!live.changed.isRaised()) {
		return;
	}

	live.changed.clear();
	await delay(livePauseMs, undefined, {signal});
}

export function createLogSource(reading: ContainerReading, hidden: HiddenSearch, past: PastOutput): LogSource {
	const {engine, details, output: {pipeline, emit, soon}, connection, watch, runFiles, live} = reading;
	const follower = createLogFollower({engine, container: details.id, hasTerminal: details.hasTerminal}, {
		onMessages(messages) {
			for (const {channel, timestamp, body} of messages) {
				pipeline.output(channel, body, timestamp?.at);
			}

			past.note(messages);
			soon();
		},
		onConnection: connection.report,
	});

	async function read(isFollowing: boolean, signal: AbortSignal): Promise<FeedInput> {
		try {
			return {type: 'log-ended', isRemoved: await follower.read({signal, isFollowing}) === 'removed'};
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof UserError && error.code === 'logs-unreadable') {
				return {type: 'log-unreadable', source: {kind: 'files', unreadable: {kind: 'log-driver', driver: details.logDriver ?? ''}}};
			}

			throw error;
		}
	}

	const startLive = () => {
		if (watch.isUp()) {
			live.start();
		}
	};

	return {
		open(onFound, signal) {
			emit({type: 'training-observed'});
			return [
				past.begin(signal),
				repeatEvery(filesEveryMs, signal, async () => runFiles.look(signal)),
				(async () => {
					try {
						onFound({type: 'hidden-found', source: await hidden.run(signal)});
					} catch {
						// It was called off.
					}
				})(),
			];
		},
		async follow(signal) {
			startLive();
			watch.started.clear();
			return read(true, signal);
		},
		async readOnce(signal) {
			startLive();
			const end = await read(false, signal);
			if (end.type !== 'log-ended') {
				return end;
			}

			// Only what is delivered tells where the files lie.
			pipeline.flush();
			await Promise.all([runFiles.look(signal), watch.isUp() ? waitForLine(reading, signal) : undefined]);
			if (watch.isUp()) {
				// While the current line is still that of the attach stream.
				pipeline.flush();
			}

			return end;
		},
	};
}
