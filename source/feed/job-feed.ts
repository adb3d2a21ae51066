import {setTimeout as delay} from 'node:timers/promises';
import {findScriptTraining, startDirectories} from '../cluster/job-script.ts';
import type {Scheduler} from '../cluster/scheduler.ts';
import {
	isJobActive,
	isJobOver,
	type FollowedJob,
	type Job,
} from '../domain/job.ts';
import type {Feed, FeedBatch} from '../domain/feed.ts';
import type {Target} from '../domain/target.ts';
import {UserError} from '../domain/user-error.ts';
import {followFile, type FilePiece} from './follow-file.ts';
import {withJobRunFiles} from './job-run-files.ts';
import {countBefore, watchJob} from './job-watch.ts';
import {deliverPieces, streamPieces} from './text-pieces.ts';

export type JobFeedOptions = {
	readonly scheduler: Scheduler;
	readonly id: string;
	readonly target: Target & {readonly kind: 'job'};
	/** Time between two looks at the job. */
	readonly pollMs?: number;
	/** The sentence for a scheduler that does not answer. */
	describe(error: UserError): string;
};

/** An output file is made a moment after its job has begun. */
const fileMs = 300;

/** Of a long output of another machine its end tells where the run is; its files tell the rest. */
const maxRemoteBytes = 8 * 1024 * 1024;

/** So much longer the last bytes of a job may take to come through a network file system. */
const lastWordsMs = 700;

/**
A job of a scheduler: how it is by the scheduler, its output from the file that the scheduler writes, and the files of its run directory. A job that waits is followed
to its beginning, one that is started again through that, one that the scheduler forgets to the end of its output.

@throws UserError `job-not-found`, and those of the scheduler where it does not answer at first.
*/
export function createJobFeed({scheduler, id, target, pollMs, describe}: JobFeedOptions): Feed {
	return {
		target,
		async run(listener, {signal, isFollowing}) {
			const first = await readFirst(scheduler, id, signal);
			const stop = new AbortController();
			const over = new AbortController();
			let job = first;
			const take = (next: FollowedJob): void => {
				job = next;
				listener({events: [{type: 'job-changed', job}], lines: []});
				if (isJobOver(job) || job.isForgotten === true) {
					over.abort();
				}
			};

			take(first);
			const watching = isFollowing
				? watchJob(first, {
					scheduler, id, pollMs, onJob: take,
					onFailure(error) {
						listener({events: [{type: 'connection-changed', connection: error === undefined ? {kind: 'open'} : {kind: 'reconnecting', reason: describe(error), attempt: 1}}], lines: []});
					},
				}, AbortSignal.any([signal, stop.signal]))
				: undefined;
			try {
				await withJobRunFiles(listener, {
					files: scheduler.files, signal, isFollowing, bases: createBases(scheduler, () => job, signal),
				}, async next => deliverPieces(piecesOf({
					scheduler, getJob: () => job, take, over: over.signal,
					onConnection(failure) {
						listener({events: [{type: 'connection-changed', connection: failure === undefined ? {kind: 'open'} : {kind: 'reconnecting', ...failure}}], lines: []});
					},
				}, {signal, isFollowing}), withoutQuiet(next), {
					target, name: target.name, signal, canBeEmpty: true, hasPast: isFollowing && isJobActive(first), openingEvents: [{type: 'job-changed', job: first}],
				}));
				await watching;
				listener({events: [{type: 'connection-changed', connection: {kind: isJobOver(job) || job.isForgotten === true ? 'ended' : 'open'}}], lines: []});
			} finally {
				stop.abort();
				await watching;
			}
		},
	};
}

/** The job as it is now; one that the scheduler has forgotten may be in the past of the cluster. */
async function readFirst(scheduler: Scheduler, id: string, signal: AbortSignal): Promise<FollowedJob> {
	const job = await scheduler.read(id, {signal});
	if (job === undefined) {
		throw new UserError('job-not-found', {id});
	}

	const before = await countBefore(scheduler, job, signal);
	return {...job, ...(before !== undefined && {before})};
}

/** Whether a job goes on is known from the scheduler, not from the silence of its output. */
function withoutQuiet(listener: (batch: FeedBatch) => void): (batch: FeedBatch) => void {
	return batch => {
		const events = batch.events.filter(event => event.type !== 'connection-changed' || event.connection.kind !== 'ended');
		if (events.length > 0 || batch.lines.length > 0) {
			listener({...batch, events});
		}
	};
}

/** From where a path in the output counts; the script is read once, and only for a run that is not found without it. */
function createBases(scheduler: Scheduler, getJob: () => Job, signal: AbortSignal): () => Promise<readonly string[]> {
	let looks = 0;
	let found: Promise<readonly string[]> | undefined;
	return async () => {
		looks++;
		if (looks === 1) {
			return startDirectories(getJob().workDirectory);
		}

		found ??= (async () => {
			const script = await scheduler.readScript(getJob(), {signal}).catch(() => undefined);
			return startDirectories(getJob().workDirectory, script === undefined ? [] : findScriptTraining(script)?.directories);
		})();
		return found;
	};
}

type PieceSource = {
	readonly scheduler: Scheduler;
	readonly getJob: () => FollowedJob;
	take(job: FollowedJob): void;
	/** The connection to the file is away, or there again. */
	onConnection(failure: {readonly reason: string; readonly attempt: number} | undefined): void;
	readonly over: AbortSignal;
};

/**
The output of a job, from when its file is there until the job is over.

@yields the pieces, in order.
*/
async function * piecesOf({scheduler, getJob, take, over, onConnection}: PieceSource, {signal, isFollowing}: {readonly signal: AbortSignal; readonly isFollowing: boolean}): AsyncGenerator<FilePiece> {
	const {files} = scheduler;
	const until = AbortSignal.any([signal, over]);
	for (;;) {
		const {outputPath, phase} = getJob();
		const isThere = outputPath !== undefined && phase !== 'waiting' && await files.stat(outputPath, {signal}) !== undefined;
		if (isThere) {
			break;
		}

		if (isJobActive(getJob()) && getJob().isOutputUnseen !== true) {
			take({...getJob(), isOutputUnseen: true});
		}

		if (!isFollowing || until.aborted) {
			return;
		}

		await delay(fileMs, undefined, {signal: until}).catch(() => undefined);
	}

	const path = getJob().outputPath!;
	const {isOutputUnseen, ...seen} = getJob();
	if (isOutputUnseen === true) {
		take(seen);
	}

	if (files.isLocal) {
		yield * followFile(path, {signal, isFollowing, endSignal: late(over)});
	} else if (isFollowing) {
		yield * streamPieces(files.follow(path, {signal: AbortSignal.any([signal, late(over)]), onConnection}));
	} else {
		const bytes = await files.readEnd(path, maxRemoteBytes, {signal});
		yield * bytes === undefined ? [] : [{kind: 'bytes' as const, bytes}];
	}
}

/** A signal that aborts a moment after another one. */
function late(signal: AbortSignal): AbortSignal {
	const controller = new AbortController();
	const begin = () => {
		setTimeout(() => {
			controller.abort();
		}, lastWordsMs);
	};

	if (signal.aborted) {
		begin();
	} else {
		signal.addEventListener('abort', begin, {once: true});
	}

	return controller.signal;
}
