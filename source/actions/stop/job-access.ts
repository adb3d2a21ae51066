import {posix} from 'node:path';
import {findJobRun, clusterRunFiles} from '../../cluster/job-run.ts';
import {findScriptTraining} from '../../cluster/job-script.ts';
import type {ClusterFiles, Scheduler} from '../../cluster/scheduler.ts';
import {isJobOver, type Job} from '../../domain/job.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {CheckpointInspection} from '../../training/checkpoint/checkpoint-inspection.ts';
import {inspectPieces} from '../../training/checkpoint/inspect-pieces.ts';
import {bestCheckpoint, lastCheckpoint} from '../../training/run-file-names.ts';
import {hostRunFiles} from '../../training/run-file-sources.ts';
import {isResumable} from '../resume/resume-command.ts';
import {isUnchanged} from './checkpoint-guard.ts';
import {writeHostRequest} from './process-access.ts';
import {
	firstTable,
	resultsFiles,
	type CheckpointMarks,
	type FoundTraining,
	type TrainingAccess,
} from './training-access.ts';

export type JobAccessOptions = {
	readonly scheduler: Scheduler;
	readonly id: string;
	/** As a target: `slurm:12`. */
	readonly name: string;
	getState(): RunState;
};

/** The structure of a checkpoint is at its beginning. */
const headBytes = 8 * 1024 * 1024;

/**
A training in a job of a scheduler: its files are read where the cluster keeps them, and its signals go through the scheduler. Nothing is run on its node, so the moment for a
signal is judged by size and time of its files.
*/
export function createJobAccess({scheduler, id, name, getState}: JobAccessOptions): TrainingAccess {
	const {files} = scheduler;
	/** What was sent last. */
	let sent: readonly string[] = [];
	/** Whether srun has started the training: then its steps end before the job does. */
	let hasSteps = false;

	async function readRunning(signal: AbortSignal): Promise<Job> {
		const job = await scheduler.read(id, {signal});
		if (job === undefined || isJobOver(job)) {
			throw new UserError('job-is-over', {id, target: name});
		}

		if (job.phase === 'waiting') {
			throw new UserError('job-waits', {id, target: name});
		}

		return job;
	}

	async function isStepRunning(signal: AbortSignal): Promise<boolean> {
		const command = await scheduler.signalCommand(id, 'SIGINT', {signal});
		return !command.includes('--full');
	}

	const lookAtCheckpoints = async (training: FoundTraining, signal: AbortSignal) => readMarks(files, training, signal);

	return {
		name,
		lookAtCheckpoints,

		async find(signal) {
			const job = await readRunning(signal);
			hasSteps = await isStepRunning(signal);
			const script = await scheduler.readScript(job, {signal}).catch(() => undefined);
			const found = script === undefined ? undefined : findScriptTraining(script);
			return {
				isInterruptIgnored: false,
				runDirectory: getState().locatedRunDirectory ?? await findJobRun(scheduler, job, {signal}),
				...(found !== undefined && {isResumable: isResumable(found.training)}),
			};
		},

		async send(training, trainingSignal, {signal, seen}) {
			sent = await scheduler.signalCommand(id, trainingSignal, {signal});
			// Without a pause between the look and the signal.
			if (seen !== undefined && !isUnchanged(seen, await lookAtCheckpoints(training, signal))) {
				return 'writing';
			}

			await scheduler.send(sent, {signal});
			return 'sent';
		},

		async sendAtRest() {
			return {end: 'impossible'};
		},

		async look() {
			return undefined;
		},

		async isGone(_, signal) {
			const job = await scheduler.read(id, {signal});
			return job === undefined || isJobOver(job) || (hasSteps && !await isStepRunning(signal));
		},

		inspect: async (training, signal) => inspectLast(files, training, signal),

		runFiles: runDirectory => files.isLocal ? hostRunFiles(runDirectory) : clusterRunFiles(files, runDirectory),

		...(files.isLocal && {writeRequest: writeHostRequest}),

		command: () => sent,
	};
}

async function readMarks(files: ClusterFiles, {runDirectory}: FoundTraining, signal: AbortSignal): Promise<CheckpointMarks> {
	if (runDirectory === undefined) {
		return {};
	}

	const [best, last, ...tables] = await Promise.all([bestCheckpoint, lastCheckpoint, ...resultsFiles].map(async file => files.stat(posix.join(runDirectory, file), {signal})));
	return {results: firstTable(tables), last, best};
}

async function inspectLast(files: ClusterFiles, {runDirectory}: FoundTraining, signal: AbortSignal): Promise<CheckpointInspection | undefined> {
	const checkpoint = runDirectory === undefined ? undefined : posix.join(runDirectory, lastCheckpoint);
	const facts = checkpoint === undefined ? undefined : await files.stat(checkpoint, {signal});
	return facts && inspectPieces(async () => toPieces(await files.readStart(checkpoint!, headBytes, {signal})), {sizeBytes: facts.sizeBytes, readEnd: async bytes => files.readEnd(checkpoint!, bytes, {signal})});
}

async function * pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}

function toPieces(bytes: Uint8Array | undefined): AsyncIterable<Uint8Array> | undefined {
	return bytes && pieces(bytes);
}
