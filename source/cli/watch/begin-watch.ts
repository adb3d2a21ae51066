import path from 'node:path';
import process from 'node:process';
import {UserError} from '../../domain/user-error.ts';
import {maskCommand} from '../../domain/mask-command.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {placeTraining} from '../../actions/resume/find-training.ts';
import {findHolder, readBootId} from '../../watch/lock.ts';
import {parseUntil} from '../../watch/until.ts';
import {
	isSameSubject,
	type ContainerSubject,
	type SubjectKey,
	type Watch,
	type WatchedProgram,
	type WatchSubject,
} from '../../watch/watch.ts';
import {
	listWatches,
	newWatchId,
	readWatch,
	removeWatch,
	writeWatch,
} from '../../watch/watch-file.ts';
import type {Io} from '../io.ts';
import type {Options} from '../options/options.ts';
import type {ResolvedTarget} from '../resolve-target.ts';
import {wordsIn} from '../../words/words.ts';
import {clockText} from '../../words/watch.ts';
import {hasKeeperEnded, startKeeper} from './start-keeper.ts';
import {lockFile, watchDirectory} from './watch-directory.ts';
import {wakeSignal} from './keeper-protocol.ts';

/** What a person wants of a watch; what is undefined stays as it is. */
export type WatchWish = {
	/** Ends after the last whole epoch before the time limit of its job. */
	readonly isBeforeLimit?: boolean | undefined;
	/** How often the training may go on by itself. */
	readonly max?: number | undefined;
	/** The last whole epoch before it is the last one, in milliseconds since 1970. */
	readonly until?: number | undefined;
};

/**
What the options ask for; undefined for nothing.

@throws UserError `option-invalid` for a time that is none.
*/
export function watchWish({keepGoing, until}: Pick<Options, 'keepGoing' | 'until'>, now: number, ofProfile?: number): WatchWish | undefined {
	const at = until === undefined ? undefined : parseUntil(until, now);
	if (until !== undefined && at === undefined) {
		throw new UserError('option-invalid', {option: '--until', value: until, allowed: '07:30, 2026-12-24T07:30, 8h, 90m'});
	}

	const max = keepGoing ?? ofProfile;
	return max === undefined && at === undefined ? undefined : {...(max !== undefined && {max}), ...(at !== undefined && {until: at})};
}

/**
What is watched of a container.

@throws UserError `watch-engine-restarts`, `watch-auto-removed`, `watch-own-training-only` where a training of it cannot go on by itself.
*/
export function containerSubject({id, name, isAutoRemoved, restartPolicy = 'no', command, workingDirectory}: ContainerDetails, isKeptGoing: boolean, {host, context}: Pick<Options, 'host' | 'context'>, {environment}: Pick<Io, 'environment'>, program?: WatchedProgram): ContainerSubject {
	if (isKeptGoing && program === undefined && restartPolicy !== 'no' && restartPolicy !== '') {
		throw new UserError('watch-engine-restarts', {name, policy: restartPolicy});
	}

	if (isKeptGoing && isAutoRemoved) {
		throw new UserError('watch-auto-removed', {name});
	}

	if (isKeptGoing && program === undefined && placeTraining(command, workingDirectory) === undefined) {
		throw new UserError('watch-own-training-only', {name});
	}

	const [ofHost, ofContext] = [host ?? environment.DOCKER_HOST ?? '', context ?? environment.DOCKER_CONTEXT ?? ''];
	return {
		kind: 'container', containerId: id, ...(ofHost !== '' && {host: ofHost}), ...(ofContext !== '' && {context: ofContext}), ...(program !== undefined && {program}),
	};
}

/** The same for a container that runs: what trains in it, by its own command or beside that. */
export async function runningSubject({engine, details}: {readonly engine: Engine; readonly details: ContainerDetails}, isKeptGoing: boolean, options: Options, io: Pick<Io, 'environment' | 'signal'>): Promise<ContainerSubject> {
	const {findProgram} = await import('./watched-program.ts');
	const program = isKeptGoing && details.state.status === 'running' ? await findProgram(engine, details, io.signal) : undefined;
	return containerSubject(details, isKeptGoing, options, io, program);
}

/** What is watched of a job. */
export const jobSubject = (name: string): WatchSubject => ({kind: 'job', name});

/**
What is watched of a target that a person names; `isKeptGoing` where it is to go on by itself.

@throws UserError as `containerSubject`, and `watch-target-unknown` for what is neither a container nor a job.
*/
export async function targetSubject({container, job, feed}: Pick<ResolvedTarget, 'container' | 'job' | 'feed'>, isKeptGoing: boolean, options: Options, io: Pick<Io, 'environment' | 'signal'>): Promise<{readonly name: string; readonly subject: WatchSubject}> {
	if (job !== undefined) {
		return {name: job.name, subject: jobSubject(job.name)};
	}

	if (container === undefined) {
		throw new UserError('watch-target-unknown', {name: feed.target.name});
	}

	return {name: container.details.name, subject: await runningSubject(container, isKeptGoing, options, io)};
}

/** The watch of a training that is not over; undefined when there is none. */
export async function findWatch(subject: SubjectKey, {environment}: Pick<Io, 'environment'>): Promise<Watch | undefined> {
	const watches = await listWatches(watchDirectory(environment));
	return watches.findLast(watch => watch.outcome === undefined && isSameSubject(watch.subject, subject));
}

/** The name of the file of a watch: of the training where that has a lasting name. */
function watchIdOf(subject: WatchSubject, now: number): string {
	switch (subject.kind) {
		case 'container': {
			return `c-${subject.containerId.slice(0, 12)}`;
		}

		case 'job': {
			return `j-${subject.name.toLowerCase().replaceAll(/[^\da-z]+/g, '-').slice(0, 60)}`;
		}

		case 'process': {
			return `p-${newWatchId(now)}`;
		}
	}
}

/** A new watch, as it begins. */
export function newWatch(subject: WatchSubject, name: string, {max = 0, until, isBeforeLimit = false}: WatchWish, {language, config}: Pick<Options, 'language' | 'config'>, now: number): Watch {
	const bootId = readBootId();
	return {
		schema: 1,
		id: watchIdOf(subject, now),
		name,
		subject,
		max,
		...(until !== undefined && {until}),
		...(isBeforeLimit && {isBeforeLimit}),
		begunAt: now,
		changedAt: now,
		steps: [],
		queue: [],
		language,
		...(config !== undefined && {configFile: path.resolve(config)}),
		...(bootId !== undefined && {bootId}),
	};
}

/** Those that are over and older than the newest ones are forgotten. */
const maxOver = 30;

async function forgetOld(directory: string): Promise<void> {
	const watches = await listWatches(directory);
	const over = watches.filter(({outcome, queue}) => outcome !== undefined && queue.length === 0);
	await Promise.all(over.slice(0, -maxOver).map(async ({id}) => removeWatch(directory, id)));
}

/**
Changes a watch. A keeper is ended first and started again, so that its file never has two writers; but one whose child the training is, which alone
hears how it ends, stays and is told: it writes nothing while it waits.

@throws UserError `watch-busy` in the middle of a step.
*/
export async function changeWatch(id: string, change: (watch: Watch | undefined) => Watch, io: Pick<Io, 'environment' | 'signal' | 'now'>): Promise<Watch> {
	const directory = watchDirectory(io.environment);
	const holder = await findHolder(lockFile(directory, id));
	const before = await readWatch(directory, id);
	const isParent = holder !== undefined && before?.subject.kind === 'process';
	if (isParent ? before.end !== undefined : !await hasKeeperEnded(id, io)) {
		throw new UserError('watch-busy', {name: before?.name ?? id});
	}

	const current = await readWatch(directory, id);
	const next = {...change(current?.outcome === undefined ? current : undefined), changedAt: io.now()};
	await writeWatch(directory, next);
	await forgetOld(directory);
	if (isParent) {
		process.kill(holder.pid, wakeSignal);
	} else if (next.outcome === undefined) {
		await startKeeper(next, io);
	}

	return next;
}

/** Watches a training from now on, or changes how it is watched. */
export async function beginWatch(subject: WatchSubject, name: string, wish: WatchWish, options: Pick<Options, 'language' | 'config'>, io: Pick<Io, 'environment' | 'signal' | 'now'>): Promise<Watch> {
	const fresh = newWatch(subject, name, wish, options, io.now());
	const known = await findWatch(subject, io);
	return changeWatch(known?.id ?? fresh.id, (watch = fresh) => {
		const {until, isUntilAsked, isBeforeLimit, pace, ...rest} = watch;
		const [max, at] = [wish.max ?? watch.max, wish.until ?? until];
		// A time that is asked for now counts instead of the limit.
		const isAtLimit = wish.isBeforeLimit ?? (wish.until === undefined && isBeforeLimit === true);
		return {
			...rest, max, ...(subject.kind === 'container' && {subject}), ...(at !== undefined && {until: at}), ...(isAtLimit && {isBeforeLimit: true}), ...(pace !== undefined && {pace}),
		};
	}, io);
}

/** Says what was begun, and how it is seen and ended. */
export function tellWatch({name, max, until, isBeforeLimit = false, subject}: Watch, {language}: Pick<Options, 'language'>, io: Pick<Io, 'stderr' | 'now'>): void {
	const words = wordsIn(language).watch;
	io.stderr.write([
		...(max === 0 ? [] : [words.keepsGoing(name, String(max))]),
		...(max > 0 && subject.kind === 'container' && subject.program !== undefined ? [subject.program.execId === undefined ? words.typedOnly : words.execOnly] : []),
		...(isBeforeLimit ? [words.endsBeforeLimit(name)] : []),
		...(until === undefined || isBeforeLimit ? [] : [words.endsBefore(name, clockText(until, io.now()))]),
		words.howToSee(name),
	].map(line => `yolotop: ${line}\n`).join(''));
}

/** What is kept of a command: nothing where a word of it may be a secret. */
export function keptCommand(command: readonly string[]): readonly string[] | undefined {
	return maskCommand(command).every((word, index) => word === command[index]) ? command : undefined;
}

