import {posix} from 'node:path';
import type {RunState} from '../../domain/run.ts';
import type {RunWriter} from '../../domain/run-writer.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {CallOptions, Engine} from '../../engine/engine.ts';
import {selectSecondsPerEpoch} from '../../run/select-seconds-per-epoch.ts';
import type {DirectoryId} from '../../domain/directory-id.ts';
import type {ContainerView} from '../../training/container-view.ts';
import {intendedDirectory} from '../../training/intended-directory.ts';
import {runFileNames} from '../../training/run-file-names.ts';
import {
	findHostWriter,
	findWriters,
	identifyDirectory,
	identifyHostDirectory,
	type WriterQuestion,
} from '../../training/find-writer.ts';
import type {FindJobWriter, JobQuestion, JobWriter} from '../../cluster/job-writers.ts';
import {placeTraining, type FoundTraining} from './find-training.ts';
import {localPlace} from './place.ts';
import type {ResumePlan} from './plan.ts';

/** Two epochs of a training that nobody sees may be so far apart before its files say that it is gone, within these bounds. */
const epochsOfSilence = 3;
const minSilenceMs = 30_000;
const maxSilenceMs = 30 * 60_000;
const usualSilenceMs = 45_000;

/** A container ends a moment after its last file, and files have whole seconds. */
const slackMs = 2000;

/** Who is asked what writes a directory. Whatever starts a training asks all of them. */
export type Witnesses = {
	/** Its containers and the processes of its machine; undefined where no engine of this machine answers. */
	readonly engine: Engine | undefined;
	/** Jobs of schedulers. */
	readonly findJob: FindJobWriter;
};

export type RefuseOptions = CallOptions & Pick<JobQuestion, 'except'>;

/** What is known of a run that is to go on. */
export type WrittenQuestion = {
	/** What its feed reports of it; undefined right before the start, when only a known writer counts. */
	readonly run?: RunState;
	/** When any of its files was written last, in milliseconds since 1970; undefined when there are none. */
	readonly changedAt?: number | undefined;
	/** When its own training is known to have been over, in milliseconds since 1970; undefined when that is not known. */
	readonly endedAt?: number | undefined;
	/** Machines on which its training may still run, and that nobody can see. */
	readonly unseen?: readonly string[];
	/** In milliseconds since 1970. */
	readonly now: number;
};

function refuseJob(path: string, {name, isWaiting}: JobWriter): never {
	throw new UserError(isWaiting ? 'run-awaited-by-job' : 'run-written-by-job', {path, name});
}

function refuseWriter(path: string, writer: RunWriter): never {
	if (writer.kind === 'job') {
		refuseJob(path, {...writer, isWaiting: false});
	}

	throw writer.kind === 'process'
		? new UserError('run-still-written', {path, pid: String(writer.pid)})
		: new UserError('run-written-by-container', {path, name: writer.name, process: writer.pid === undefined ? '—' : String(writer.pid)});
}

/** So long the files of a run that may have a writer have to stand still; where everything that trains can be seen, not long. */
export function silenceMs(run: RunState | undefined, isAllSeen: boolean): number {
	const seconds = isAllSeen ? undefined : run && selectSecondsPerEpoch(run);
	return seconds === undefined ? usualSilenceMs : Math.min(maxSilenceMs, Math.max(minSilenceMs, seconds * epochsOfSilence * 1000));
}

function refuseUnknown(path: string, question: WrittenQuestion, who: readonly string[]): void {
	if (question.run !== undefined) {
		refuseChanged(path, question, who);
	}
}

/** Refuses a run whose files have not stood still for long enough. */
function refuseChanged(path: string, {run, changedAt, now}: WrittenQuestion, who: readonly string[]): void {
	const until = (changedAt ?? -Infinity) + silenceMs(run, who.length === 0);
	if (changedAt === undefined || now >= until) {
		return;
	}

	const seconds = String(Math.max(0, Math.round((now - changedAt) / 1000)));
	const time = new Date(until).toTimeString().slice(0, 8);
	throw who.length === 0
		? new UserError('run-changed-by-unknown', {path, seconds, until: time})
		: new UserError('run-changed-recently', {
			path, seconds, who: who.join(', '), until: time,
		});
}

/** Whether the last change of a run is known to be that of its own training, which is over. */
function isExplained({run, changedAt = 0, endedAt}: WrittenQuestion, containerEndedAt?: number): boolean {
	const hasToldEnd = run !== undefined && ['interrupted', 'failed', 'finished'].includes(run.phase.kind);
	const ends = [endedAt, containerEndedAt, hasToldEnd ? run.spokenAt ?? run.lastEventAt : undefined];
	return ends.some(end => end !== undefined && changedAt <= end + slackMs);
}

/**
Refuses a directory of this machine that a job writes, or will. Gives the schedulers that could not be asked.

@throws UserError `run-written-by-job`, `run-awaited-by-job`.
*/
export async function refuseJobWriter(findJob: FindJobWriter, directory: string, path: string, question: JobQuestion): Promise<readonly string[]> {
	const {writer, unknown} = await findJob(directory, question);
	if (writer !== undefined) {
		refuseJob(path, writer);
	}

	return unknown;
}

/** The path on the machine of the engine; undefined for what only a container has. */
const hostPath = ({place}: DirectoryId): string | undefined => place.startsWith('host:') ? place.slice('host:'.length) : undefined;

/**
Refuses to let a second training write a run directory of a container. A known writer is final; of a directory that has changed just now
and may be written by something that nobody can see, it is said until when to wait.

@throws UserError `run-still-written`, `run-written-by-container`, `run-written-by-job`, `run-awaited-by-job`, `run-changed-recently`.
*/
export async function refuseWrittenInContainer({engine, findJob}: Witnesses & {readonly engine: Engine}, details: ContainerDetails, directory: string, question: WrittenQuestion, options: RefuseOptions = {}): Promise<void> {
	const id = await identifyDirectory(details, directory, engine);
	const {status, finishedAt} = details.state;
	await refuse({engine, findJob}, id, directory, {question, isExplained: isExplained(question, status === 'running' ? undefined : finishedAt)}, options);
}

/** The same for a directory of this machine; without an engine only its own processes and jobs are known. */
export async function refuseWrittenHere(witnesses: Witnesses, directory: string, question: WrittenQuestion, options: RefuseOptions = {}): Promise<void> {
	const {engine} = witnesses;
	if (engine !== undefined) {
		await refuse({...witnesses, engine}, await identifyHostDirectory(directory), directory, {question, isExplained: isExplained(question)}, options);
		return;
	}

	await refuseKnownWriter(witnesses, directory, options);
	if (question.unseen !== undefined && !isExplained(question)) {
		refuseUnknown(directory, question, question.unseen);
	}
}

/** What is known to write a directory; without an engine only processes of this machine are. */
async function writersOf(engine: Engine | undefined, id: DirectoryId, directory: string, {isBelowToo = false, ...options}: WriterQuestion): Promise<readonly RunWriter[]> {
	if (engine === undefined) {
		const writer = await findHostWriter(directory, {isBelowToo});
		return writer === undefined ? [] : [writer];
	}

	const {writers} = await findWriters(engine, id, {...options, isBelowToo});
	return writers;
}

/**
Refuses a directory of this machine that a training is known to write, here, in a container or in a job. What only changed just now is no reason: who
asks has watched the run end.

@throws UserError `run-still-written`, `run-written-by-container`, `run-written-by-job`, `run-awaited-by-job`.
*/
export async function refuseKnownWriter({engine, findJob}: Witnesses, directory: string, {except, ...options}: RefuseOptions = {}): Promise<void> {
	await refuseJobWriter(findJob, directory, directory, {...options, except});
	const [writer] = await writersOf(engine, await identifyHostDirectory(directory), directory, options);
	if (writer !== undefined) {
		refuseWriter(directory, writer);
	}
}

async function refuse({engine, findJob}: Witnesses & {readonly engine: Engine}, id: DirectoryId, path: string, {question, isExplained: isKnownEnd}: {readonly question: WrittenQuestion; readonly isExplained: boolean}, {except, ...options}: RefuseOptions): Promise<void> {
	const host = hostPath(id);
	// A job has a name that a person can do something with; its process may be seen as well.
	const silent = host === undefined ? [] : await refuseJobWriter(findJob, host, path, {...options, except});
	const {writers, unknown, isHostSeen} = await findWriters(engine, id, options);
	if (writers[0] !== undefined) {
		refuseWriter(path, writers[0]);
	}

	// The layer of a container has no other writer.
	const isShared = host !== undefined;
	const isHostHidden = !isHostSeen && isShared;
	if (!isKnownEnd && (isShared || unknown.length > 0)) {
		refuseUnknown(path, question, [...unknown, ...silent, ...(question.unseen ?? []), ...(isHostHidden ? [engine.endpoint] : [])]);
	}
}

/** When a run was written last, by the files that a training writes each epoch; undefined when there are none. */
export async function lastChange(find: (path: string) => Promise<{readonly modifiedAt: number} | undefined>, directory: string): Promise<number | undefined> {
	const found = await Promise.all(runFileNames.map(async name => find(posix.join(directory, name))));
	const times = found.flatMap(file => file?.modifiedAt ?? []);
	return times.length === 0 ? undefined : Math.max(...times);
}

/** What begins in a container, beside itself. */
export type IntendedOptions = RefuseOptions & {/** A container that is started again is no second writer. */ readonly exceptContainer?: string};

/**
Refuses to begin a training that is going to write where another one writes. `view` is what its container will see; undefined for a
process of this machine and for a job.

@throws UserError `run-still-written`, `run-written-by-container`, `run-written-by-job`, `run-awaited-by-job`, and `run-changed-recently` where a
scheduler that does not answer may have the job that changed it.
*/
export async function refuseIntended({engine, findJob}: Witnesses, facts: FoundTraining, view: ContainerView | undefined, {except, exceptContainer, ...options}: IntendedOptions = {}): Promise<void> {
	const intended = intendedDirectory(facts);
	if (intended === undefined) {
		return;
	}

	const {kind, directory} = intended;
	const isBelowToo = kind === 'newest-below';
	const id = view === undefined || engine === undefined ? await identifyHostDirectory(directory) : await identifyDirectory(view, directory, engine);
	const host = hostPath(id);
	const silent = host === undefined ? [] : await refuseJobWriter(findJob, host, directory, {...options, isBelowToo, except});
	const writers = await writersOf(engine, id, directory, {...options, isBelowToo});
	const writer = writers.find(one => !(one.kind === 'container' && one.id === exceptContainer));
	if (writer !== undefined) {
		refuseWriter(directory, writer);
	}

	if (host !== undefined && silent.length > 0) {
		refuseChanged(directory, {changedAt: await lastChange(localPlace.find, host), now: Date.now()}, silent);
	}
}

/**
Refuses, right before its start, what a plan would begin: a person may have thought about the answer for minutes. `details` is the container whose files it
sees; undefined on this machine. Only a known writer counts.

@throws UserError as `refuseIntended`.
*/
export async function refusePlanned(witnesses: Witnesses, {run, command, directory}: Pick<ResumePlan, 'run' | 'command' | 'directory'>, details: ContainerDetails | undefined, options: RefuseOptions & {readonly now: number}): Promise<void> {
	const {engine, findJob} = witnesses;
	const {now, ...rest} = options;
	if (run !== undefined) {
		await (details === undefined || engine === undefined ? refuseKnownWriter(witnesses, run.runDirectory, rest) : refuseWrittenInContainer({engine, findJob}, details, run.runDirectory, {now}, rest));
		return;
	}

	const training = placeTraining(command, directory);
	await (training && refuseIntended(witnesses, training, details, rest));
}
