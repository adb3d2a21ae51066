import {once} from 'node:events';
import {setTimeout as delay} from 'node:timers/promises';
import {UserError} from '../../domain/user-error.ts';
import {connectEngine} from '../../engine/connect.ts';
import type {Engine} from '../../engine/engine.ts';
import {beginChild} from '../../feed/begin-child.ts';
import {awaitContainer} from '../../watch/await-container.ts';
import {isAlive, readBootId, readStartTicks} from '../../watch/lock.ts';
import {
	goneOn,
	type ContainerSubject,
	type JobSubject,
	type ProcessSubject,
	type SeenEnd,
	type Watch,
	type WatchedProgram,
} from '../../watch/watch.ts';
import {writeWatch} from '../../watch/watch-file.ts';
import type {Io} from '../io.ts';
import {load, save, type Keeping} from './keeping.ts';

/** A process that is no child of the keeper is looked for so often; that costs a microsecond. */
const lookMs = 2000;

/** What is to be started is started at once, or not any more. */
const maxStartMs = 60_000;

/** Keeps since when nobody answers. */
function noting(keeping: Keeping): {readonly onAway: () => Promise<void>; readonly onBack: () => Promise<void>} {
	const note = async (change: Partial<Watch>) => {
		const current = await load(keeping);
		await (current && save(keeping, current, change));
	};

	return {
		onAway: async () => note({awaySince: keeping.io.now()}),
		onBack: async () => note({}),
	};
}

/** A container that ends while its program is waited for is told by its events a moment later. */
const settleMs = 4000;

/** Waits for the end of a program in a container; never settles where the container or the engine goes first. */
async function awaitEndOfProgram(open: () => Promise<Engine>, containerId: string, program: WatchedProgram, options: {readonly signal: AbortSignal; now(): number}): Promise<SeenEnd> {
	const {awaitProgram} = await import('./watched-program.ts');
	const {signal} = options;
	while (true) {
		let engine: Engine | undefined;
		try {
			engine = await open();
			const end = await awaitProgram(engine, containerId, program, options);
			await delay(settleMs, undefined, {signal});
			return end;
		} catch {
			await delay(lookMs, undefined, {signal});
		} finally {
			engine?.close();
		}
	}
}

async function awaitEndOfContainer(keeping: Keeping, watch: Watch, {containerId, host, context, program}: ContainerSubject, signal: AbortSignal): Promise<SeenEnd> {
	const {io} = keeping;
	const begunAt = io.now();
	const bootId = readBootId();
	const wasRestarted = watch.bootId !== bootId;
	const open = async () => connectEngine({host, ...(host === undefined && {context}), signal});
	const ofContainer = awaitContainer({
		open,
		containerId,
		since: watch.changedAt,
		...noting(keeping),
		signal,
		now: io.now,
	});
	const end = await (program === undefined ? ofContainer : Promise.race([ofContainer, awaitEndOfProgram(open, containerId, program, {signal, now: io.now})]));
	// It cannot have outlived its machine.
	return wasRestarted && !end.isByHand && end.at <= begunAt ? {...end, lost: 'machine'} : end;
}

async function awaitEndOfJob(keeping: Keeping, subject: JobSubject, signal: AbortSignal): Promise<SeenEnd> {
	const {io} = keeping;
	const {awaitJob} = await import('./await-job.ts');
	return awaitJob({
		subject,
		...noting(keeping),
		async onRestart(restarts) {
			const current = await load(keeping);
			if (current?.subject.kind !== 'job') {
				return;
			}

			const {name} = current;
			await writeWatch(keeping.directory, goneOn(current, {name, subject: {...current.subject, restarts}}, {at: io.now(), cause: 'node-lost', change: {}}));
		},
	}, {io, signal});
}

/** How a process ends that the keeper has started; undefined where nobody knows. */
export type Begun = {readonly exitCode: Promise<number | undefined>};

/** Starts the process of a watch as a child of its keeper, which alone can tell how it ends. */
async function startProcess(keeping: Keeping, watch: Watch, subject: ProcessSubject): Promise<Begun> {
	// Much may have happened since it was asked for.
	if (keeping.io.now() - watch.changedAt > maxStartMs) {
		throw new UserError('watch-not-started', {name: watch.name, reason: '—'});
	}

	const {command = [], directory, logPath, variables} = subject;
	const {pid, exitCode} = await beginChild({
		command, logPath, workingDirectory: directory, environment: {PYTHONUNBUFFERED: '1', ...keeping.io.environment, ...variables}, // eslint-disable-line @typescript-eslint/naming-convention -- Python's name
	});
	const startTicks = pid === undefined ? undefined : readStartTicks(pid);
	await save(keeping, watch, {subject: {...subject, ...(pid !== undefined && {pid}), ...(startTicks !== undefined && {startTicks})}});
	return {exitCode};
}

/** Starts what is to be started first; undefined for all that runs already. */
export const beginSubject = async (keeping: Keeping, watch: Watch): Promise<Begun | undefined> => watch.subject.kind === 'process' && watch.subject.pid === undefined ? startProcess(keeping, watch, watch.subject) : undefined;

async function awaitEndOfProcess(watch: Watch, {pid, startTicks}: ProcessSubject, begun: Begun | undefined, {io, signal}: {readonly io: Io; readonly signal: AbortSignal}): Promise<SeenEnd> {
	if (begun !== undefined) {
		const aborted = once(signal, 'abort');
		const code = await Promise.race([begun.exitCode, aborted]);
		signal.throwIfAborted();
		return {at: io.now(), isByHand: false, ...(typeof code === 'number' && {exitCode: code})};
	}

	const bootId = readBootId();
	if (watch.bootId !== bootId) {
		return {at: io.now(), isByHand: false, lost: 'machine'};
	}

	const isLiving = () => pid !== undefined && isAlive({pid, ...(startTicks !== undefined && {startTicks})});
	while (isLiving()) {
		await delay(lookMs, undefined, {signal});
	}

	return {at: io.now(), isByHand: false};
}

/** Waits for the end of what is watched. */
export async function awaitEndOf(keeping: Keeping, watch: Watch, begun: Begun | undefined, signal: AbortSignal): Promise<SeenEnd> {
	const {subject} = watch;
	switch (subject.kind) {
		case 'container': {
			return awaitEndOfContainer(keeping, watch, subject, signal);
		}

		case 'job': {
			return awaitEndOfJob(keeping, subject, signal);
		}

		case 'process': {
			return awaitEndOfProcess(watch, subject, begun, {io: keeping.io, signal});
		}
	}
}
