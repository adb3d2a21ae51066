import {setTimeout as delay} from 'node:timers/promises';
import {findJobRun} from '../../cluster/job-run.ts';
import {
	findScriptTraining,
	insertBeforeCommands,
	replaceTraining,
	scriptOf,
	startDirectories,
	type ScriptTraining,
} from '../../cluster/job-script.ts';
import type {FindJobWriter} from '../../cluster/job-writers.ts';
import type {Scheduler, Submission} from '../../cluster/scheduler.ts';
import {isJobOver, type Job} from '../../domain/job.ts';
import type {RunState} from '../../domain/run.ts';
import {quoteCommand, quoteForExecution} from '../../domain/shell-quote.ts';
import {UserError} from '../../domain/user-error.ts';
import {maskCommand} from '../../domain/mask-command.ts';
import {prepareLocalResume, type LocalRun} from './local.ts';
import type {ResumePlan} from './plan.ts';
import type {ResumeRequest} from './request.ts';
import {isSameRun} from './beginning.ts';
import {localPlace} from './place.ts';
import {
	lastChange,
	refuseJobWriter,
	silenceMs,
	type WrittenQuestion,
} from './refuse-written.ts';

/** So long a checkpoint is waited for. */
const maxTries = 20;
const againMs = 500;

export type JobResume = {
	readonly scheduler: Scheduler;
	readonly id: string;
	/** As a target: `slurm:12`. */
	readonly name: string;
	/** What its feed reports of it. */
	readonly run: RunState;
	/** Further flags of the scheduler's command, which come last and so count. */
	readonly flags?: readonly string[];
	readonly signal: AbortSignal;
	/** Finds a job that writes a directory, or will. */
	readonly findJob: FindJobWriter;
	/** Whether a watch lets its job go on by itself, and the scheduler may where it can. */
	readonly isKept: boolean;
	/** Refuses a run directory that something else writes, as far as that is known. */
	refuseWriter(directory: string, question: WrittenQuestion): Promise<void>;
};

/** What goes on with the run of a job: another job. */
export type PlannedJob = {readonly plan: ResumePlan; readonly submission: Submission; /** The job for whose end it waits. */ readonly after?: string};

/** A job that goes on with a run that is finished by then has nothing to do. YOLOv5's and Ultralytics' tables have a row for each epoch. */
function unlessComplete(script: string, runDirectory: string, epochs: number | undefined): string {
	return epochs === undefined ? script : insertBeforeCommands(script, `if [ "$(tail -n +2 ${quoteForExecution([`${runDirectory}/results.csv`])} 2>/dev/null | wc -l)" -ge ${epochs} ]; then echo 'All ${epochs} epochs are there: nothing to go on with.'; exit 0; fi\n`);
}

/** A scheduler may begin a job again on another node while the lost one still writes: it waits until the files of the run have rested. */
function untilAtRest(script: string, runDirectory: string, {variable, run}: {readonly variable: string; readonly run: RunState}): string {
	const seconds = Math.ceil(silenceMs(run, false) / 1000);
	return insertBeforeCommands(script, `if [ "\${${variable}:-0}" -gt 0 ]; then while [ -n "$(find ${quoteForExecution([runDirectory])} -maxdepth 2 -newermt '-${seconds} seconds' -type f -print -quit)" ]; do echo 'Waiting until the files of the run have rested.'; sleep 10; done; fi\n`);
}

/** What is known of the end of a job: on a node that was lost its training may go on. */
async function writtenQuestion({phase, endedAt, nodes, id}: Job, run: RunState, directory: string): Promise<WrittenQuestion> {
	return {
		run, changedAt: await lastChange(localPlace.find, directory), now: Date.now(), ...(phase === 'node-lost' ? {unseen: [nodes ?? id]} : {endedAt}),
	};
}

async function findTraining({scheduler, name, signal}: JobResume, job: Job, command: readonly string[]): Promise<{readonly script: string; readonly found: ScriptTraining}> {
	const own = await scheduler.readScript(job, {signal}).catch(() => undefined);
	const script = own ?? (command.length > 0 ? scriptOf(command) : undefined);
	if (script === undefined) {
		throw new UserError('job-script-unknown', {id: job.id, target: name});
	}

	const found = findScriptTraining(script);
	if (found === undefined) {
		throw new UserError('job-training-unknown', {id: job.id, target: name});
	}

	return {script, found};
}

/** A checkpoint that a running training is writing looks cut off for a moment. */
async function prepareAtRest(local: LocalRun, request: ResumeRequest, signal: AbortSignal): Promise<ResumePlan> {
	for (let tries = local.isWriterAwaited === true ? maxTries : 1; ; tries--) {
		try {
			return await prepareLocalResume(local, request);
		} catch (error) {
			if (tries <= 1 || !(error instanceof UserError) || error.code !== 'checkpoint-truncated') {
				throw error;
			}
		}

		await delay(againMs, undefined, {signal});
	}
}

/**
Finds out how the run of a job goes on, and changes nothing: a new job of the same script whose training command resumes. Of a job that still runs it waits for the end, so
that the run directory never has two writers.

@throws UserError `job-not-found`, `job-waits`, `job-script-unknown`, `job-training-unknown`, and those of `prepareLocalResume`.
*/
export async function prepareJobResume(resume: JobResume, request: ResumeRequest): Promise<PlannedJob> {
	const {scheduler, id, name, run, signal} = resume;
	const job = await scheduler.read(id, {signal}) ?? run.job;
	if (job === undefined) {
		throw new UserError('job-not-found', {id});
	}

	if (job.phase === 'waiting') {
		throw new UserError('job-waits', {id, target: name});
	}

	if (!scheduler.files.isLocal) {
		throw new UserError('job-elsewhere', {id, host: scheduler.host ?? ''});
	}

	const isRunning = !isJobOver(job) && job.phase !== 'unknown';
	const {script, found} = await findTraining(resume, job, request.command ?? []);
	const directory = run.locatedRunDirectory ?? await findJobRun(scheduler, job, {signal});
	if (directory !== undefined) {
		// The job itself writes it until it ends; another one that waits for that end would write it at the same time as this one.
		await (isRunning ? refuseJobWriter(resume.findJob, directory, directory, {signal, except: name}) : resume.refuseWriter(directory, await writtenQuestion(job, run, directory)));
	}

	const {memoryBytes, shmSizeBytes, ...change} = request.change;
	if (shmSizeBytes !== undefined) {
		// That of a node is none of a job's.
		throw new UserError('usage-invalid', {what: '--shm-size', suggestion: `yolotop resume ${name} --workers 2`});
	}

	const base = startDirectories(job.workDirectory, found.directories)[0]!;
	const prepared = await prepareAtRest({
		name, directory, workingDirectory: base, command: found.words, run, isWriterAwaited: isRunning, findJob: resume.findJob,
	}, {...request, change, command: []}, signal);
	const own = [...scheduler.flagsOf(job), ...(memoryBytes === undefined ? [] : scheduler.memoryFlags(memoryBytes)), ...(isRunning ? scheduler.flagsAfter(id) : []), ...(resume.flags ?? [])];
	const replaced = replaceTraining(script, found, prepared.command);
	const epochs = isRunning && isSameRun(prepared) && prepared.runDirectory !== undefined ? run.epochs : undefined;
	const {restartVariable: variable} = scheduler;
	const canRestart = isSameRun(prepared) && prepared.runDirectory !== undefined && variable !== undefined;
	const flags = [...own, ...(resume.isKept ? scheduler.restartFlags(canRestart, own, script) : [])];
	const whole = epochs === undefined ? replaced : unlessComplete(replaced, prepared.runDirectory!, epochs);
	return {
		plan: {
			...prepared,
			shown: [quoteCommand(scheduler.commands.submit([...flags, job.script?.split('/').at(-1) ?? 'SCRIPT'])), `# ${quoteCommand(maskCommand(prepared.command))}`],
			notes: [...prepared.notes, {code: isRunning ? 'job-after' : 'new-job', values: {name}}],
		},
		submission: {flags, script: canRestart && resume.isKept ? untilAtRest(whole, prepared.runDirectory, {variable, run}) : whole, directory: job.workDirectory},
		...(isRunning && {after: id}),
	};
}
