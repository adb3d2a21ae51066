import {setTimeout as delay} from 'node:timers/promises';
import {UserError} from '../domain/user-error.ts';
import {createLogFollower} from '../engine/log-follower.ts';
import type {FeedInput} from './container-machine.ts';
import type {ContainerReading} from './container-reading.ts';
import type {FeedSource} from './container-runner.ts';
import type {HiddenSearch} from './hidden-search.ts';
import type {PastOutput} from './past-output.ts';
import {repeatEvery, waitAtMost} from './waiting.ts';

const filesEveryMs = 3000;

/** Without following: max wait for the current line, which the record of a running container does not hold yet. */
const maxLiveMs = 1200;

/** The same where nothing trains: a dataset that is fetched or scanned has a bar, a shell has none. */
const maxIdleMs = 300;

/** What is printed together arrives within this time. */
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

/** The record of a container's output. Beside it the files of the run and hidden trainings are looked at. */
export function createLogSource(reading: ContainerReading, hidden: HiddenSearch, past: PastOutput): FeedSource {
	const {engine, details, isFollowing, output: {pipeline, emit, soon, report}, watch, runFiles, live} = reading;
	const follower = createLogFollower({engine, container: details.id, hasTerminal: details.hasTerminal}, {
		onMessages(messages) {
			for (const {channel, timestamp, body} of messages) {
				pipeline.output(channel, body, timestamp?.at);
			}

			past.note(messages);
			soon();
		},
		onConnection: report,
	});

	async function read(signal: AbortSignal): Promise<FeedInput> {
		const wasUp = watch.isUp();
		if (wasUp) {
			live.start('line');
		}

		watch.started.clear();
		const end = await follower.read({signal, isFollowing});
		if (isFollowing) {
			live.stop();
			await watch.refresh(signal);
		}

		// The run directory is known only from what was delivered.
		pipeline.flush();
		await Promise.all([runFiles.look(signal), !isFollowing && wasUp ? waitForLine(reading, signal) : undefined]);
		// While the current line is still that of the attach stream.
		pipeline.flush();
		return {
			type: 'log-ended', wasUp, isUp: watch.isUp(), isRemoved: end === 'removed' || watch.isRemoved(),
		};
	}

	return {
		open(_, begin) {
			if (!isFollowing) {
				return;
			}

			emit({type: 'training-observed'});
			begin(past.begin);
			begin(async signal => repeatEvery(filesEveryMs, signal, async () => runFiles.look(signal)));
			begin(async signal => ({type: 'found', source: await hidden.run(signal)}));
		},
		async read(signal) {
			try {
				return await read(signal);
			} catch (error) {
				if (error instanceof UserError && error.code === 'logs-unreadable') {
					return {type: 'found', source: {kind: 'files', unreadable: {kind: 'log-driver', driver: details.logDriver ?? ''}}};
				}

				throw error;
			}
		},
	};
}
