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
} from '../../training/find-writer.ts';
import type {FoundTraining} from './find-training.ts';

/** Two epochs of a training that nobody sees may be so far apart before its files say that it is gone, within these bounds. */
const epochsOfSilence = 3;
const minSilenceMs = 30_000;
const maxSilenceMs = 30 * 60_000;
const usualSilenceMs = 45_000;

/** A container ends a moment after its last file, and files have whole seconds. */
const slackMs = 2000;

/** What is known of a run that is to go on. */
export type WrittenQuestion = {
	/** What its feed reports of it; undefined right before the start, when only a known writer counts. */
	readonly run?: RunState;
	/** When any of its files was written last, in milliseconds since 1970; undefined when there are none. */
	readonly changedAt?: number | undefined;
	/** When its own training is known to have been over, in milliseconds since 1970; undefined when that is not known. */
	readonly endedAt?: number | undefined;
	/** In milliseconds since 1970. */
	readonly now: number;
};

function refuseWriter(path: string, writer: RunWriter): never {
	if (writer.kind === 'job') {
		throw new UserError('run-written-by-job', {path, name: writer.name});
	}

	throw writer.kind === 'process'
		? new UserError('run-still-written', {path, pid: String(writer.pid)})
		: new UserError('run-written-by-container', {path, name: writer.name, process: writer.pid === undefined ? '—' : String(writer.pid)});
}

/** So long the files of a run that may have a writer have to stand still; where everything that trains can be seen, not long. */
function silenceMs(run: RunState | undefined, isAllSeen: boolean): number {
	const seconds = isAllSeen ? undefined : run && selectSecondsPerEpoch(run);
	return seconds === undefined ? usualSilenceMs : Math.min(maxSilenceMs, Math.max(minSilenceMs, seconds * epochsOfSilence * 1000));
}

function refuseUnknown(path: string, {run, changedAt, now}: WrittenQuestion, who: readonly string[]): void {
	const until = (changedAt ?? -Infinity) + silenceMs(run, who.length === 0);
	if (run === undefined || changedAt === undefined || now >= until) {
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
Refuses to let a second training write a run directory of a container. A known writer is final; of a directory that has changed just now
and may be written by something that nobody can see, it is said until when to wait.

@throws UserError `run-still-written`, `run-written-by-container`, `run-changed-recently`.
*/
export async function refuseWrittenInContainer(engine: Engine, details: ContainerDetails, directory: string, question: WrittenQuestion, options: CallOptions = {}): Promise<void> {
	const id = await identifyDirectory(details, directory, engine);
	const {status, finishedAt} = details.state;
	await refuse(engine, id, directory, {question, isExplained: isExplained(question, status === 'running' ? undefined : finishedAt)}, options);
}

/** The same for a directory of this machine; without an engine only its own processes are known. */
export async function refuseWrittenHere(engine: Engine | undefined, directory: string, question: WrittenQuestion): Promise<void> {
	if (engine === undefined) {
		const writer = await findHostWriter(directory);
		if (writer !== undefined) {
			refuseWriter(directory, writer);
		}

		return;
	}

	await refuse(engine, await identifyHostDirectory(directory), directory, {question, isExplained: isExplained(question)});
}

/**
Refuses a directory of this machine that a training is known to write, here or in a container. What only changed just now is no reason: who
asks has watched the run end.

@throws UserError `run-still-written`, `run-written-by-container`.
*/
export async function refuseKnownWriter(engine: Engine, directory: string, options: CallOptions = {}): Promise<void> {
	const {writers} = await findWriters(engine, await identifyHostDirectory(directory), options);
	if (writers[0] !== undefined) {
		refuseWriter(directory, writers[0]);
	}
}

async function refuse(engine: Engine, id: DirectoryId, path: string, {question, isExplained: isKnownEnd}: {readonly question: WrittenQuestion; readonly isExplained: boolean}, options: CallOptions = {}): Promise<void> {
	const {writers, unknown, isHostSeen} = await findWriters(engine, id, options);
	if (writers[0] !== undefined) {
		refuseWriter(path, writers[0]);
	}

	// The layer of a container has no other writer.
	const isShared = id.place.startsWith('host:');
	const isHostHidden = !isHostSeen && isShared;
	if (!isKnownEnd && (isShared || unknown.length > 0)) {
		refuseUnknown(path, question, [...unknown, ...(isHostHidden ? [engine.endpoint] : [])]);
	}
}

/** When a run was written last, by the files that a training writes each epoch; undefined when there are none. */
export async function lastChange(find: (path: string) => Promise<{readonly modifiedAt: number} | undefined>, directory: string): Promise<number | undefined> {
	const found = await Promise.all(runFileNames.map(async name => find(posix.join(directory, name))));
	const times = found.flatMap(file => file?.modifiedAt ?? []);
	return times.length === 0 ? undefined : Math.max(...times);
}

/**
Refuses to begin a training that is going to write where another one writes. `view` is what its container will see; undefined for a
process of this machine.

@throws UserError `run-still-written`, `run-written-by-container`.
*/
export async function refuseIntended(engine: Engine | undefined, facts: FoundTraining, view: ContainerView | undefined, options: CallOptions = {}): Promise<void> {
	const intended = intendedDirectory(facts);
	if (intended === undefined) {
		return;
	}

	const {kind, directory} = intended;
	const isBelowToo = kind === 'newest-below';
	if (engine === undefined) {
		const writer = await findHostWriter(directory, {isBelowToo});
		if (writer !== undefined) {
			refuseWriter(directory, writer);
		}

		return;
	}

	const id = view === undefined ? await identifyHostDirectory(directory) : await identifyDirectory(view, directory, engine);
	const {writers} = await findWriters(engine, id, {...options, isBelowToo});
	if (writers[0] !== undefined) {
		refuseWriter(directory, writers[0]);
	}
}
