import process from 'node:process';
import {placeTraining} from '../../actions/resume/find-training.ts';
import {refuseIntended} from '../../actions/resume/refuse-written.ts';
import {UserError} from '../../domain/user-error.ts';
import {planProbe} from '../../plan/probe-environment.ts';
import {
	changed,
	hasNext,
	type QueueEntry,
	type Watch,
	type WatchSubject,
} from '../../watch/watch.ts';
import {writeWatch} from '../../watch/watch-file.ts';
import type {Io} from '../io.ts';
import type {Options} from '../options/options.ts';
import {localProbeVariables} from '../probe-files.ts';
import {startContainer} from '../verbs/run.ts';
import {withWitnesses} from '../writers.ts';
import {containerSubject, newWatch} from './begin-watch.ts';
import {notifyOfWatch} from './notify.ts';
import {processToStart} from './step.ts';
import {watchDirectory} from './watch-directory.ts';

/** What is watched of an entry once it is started, and how it is called. */
async function start({words, isLocal, directory, max}: QueueEntry, options: Options, io: Io): Promise<{readonly subject: WatchSubject; readonly name: string; readonly max: number}> {
	process.chdir(directory);
	if (!isLocal) {
		const started = await startContainer({...options, words, isYes: true}, io);
		if (started === undefined) {
			throw new UserError('internal', {reason: 'not started'});
		}

		const {details, profile} = started;
		const wanted = max === 0 ? profile?.keepGoing ?? 0 : max;
		return {subject: containerSubject(details, wanted > 0, options, io), name: details.name, max: wanted};
	}

	const command = words[0] === '--' ? words.slice(1) : words;
	const training = placeTraining(command, directory);
	if (training !== undefined) {
		await withWitnesses(options, io, async witnesses => refuseIntended(witnesses, training, undefined, {signal: io.signal}));
	}

	const probe = options.hasProbe ? planProbe({words: command}, localProbeVariables(io.environment)) : undefined;
	return {subject: await processToStart({command, directory, start: {kind: 'process', probe}}, io), name: command[0]!, max};
}

/** Starts what waits for the end of a training: its watch has the rest of the queue. What cannot be started is kept with its error. Gives the exit code of the step. */
export async function nextStep(watch: Watch, options: Options, io: Io): Promise<number> {
	const directory = watchDirectory(io.environment);
	const [entry, ...queue] = watch.queue;
	if (entry === undefined || !hasNext(watch)) {
		return 0;
	}

	let next: Watch;
	try {
		const {subject, name, max} = await start(entry, options, io);
		next = {...newWatch(subject, name, {max}, options, io.now()), queue};
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}

		// What waits behind it has its turn.
		const failed = newWatch({
			kind: 'process', directory: entry.directory, logPath: '',
		}, entry.words.join(' '), {}, options, io.now());
		next = {
			...failed, queue, outcome: {
				kind: 'give-up', at: io.now(), reason: 'error', error: {code: error.code, values: error.values},
			},
		};
	}

	await writeWatch(directory, next);
	await writeWatch(directory, changed(watch, {nextId: next.id, queue: []}, io.now()));
	await notifyOfWatch(next, next.outcome === undefined ? 'next-started' : 'given-up', options);
	return 0;
}
