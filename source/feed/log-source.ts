import {UserError} from '../domain/user-error.ts';
import {createLogFollower} from '../engine/log-follower.ts';
import type {FeedInput} from './container-machine.ts';
import type {ContainerReading} from './container-reading.ts';
import type {FeedSource} from './container-runner.ts';
import type {HiddenSearch} from './hidden-search.ts';
import type {PastOutput} from './past-output.ts';
import {repeatEvery} from './waiting.ts';
import {createCurrentLine} from './current-line.ts';

const filesEveryMs = 3000;

/** The record of a container's output. Beside it the files of the run and hidden trainings are looked at. */
export function createLogSource(reading: ContainerReading, hidden: HiddenSearch, past: PastOutput): FeedSource {
	const {engine, details, isFollowing, output: {pipeline, emit, soon, report}, watch, runFiles, live} = reading;
	const currentLine = createCurrentLine(reading);
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
		await Promise.all([runFiles.look(signal), !isFollowing && wasUp ? currentLine.wait(signal) : undefined]);
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
			emit({type: 'run-files-looked-at'});
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
