import type {Options} from '../options/options.ts';
import {UserError, type ErrorCode} from '../../domain/user-error.ts';
import {canAsk} from '../converse.ts';
import {watchWish} from '../watch/begin-watch.ts';
import {watchContainer} from '../watch/watch-shown.ts';
import type {Io} from '../io.ts';
import {offerRuns} from '../offer-runs.ts';
import {createPick} from '../pick-container.ts';
import {resolveTarget, type ResolvedTarget, type ResolveOptions} from '../resolve-target.ts';
import {isScreenWanted, showRun} from '../show-run.ts';
import {describeError} from '../../words/errors.ts';
import {wordsIn} from '../../words/words.ts';

/** Reasons to show the demo to somebody who only wants to see something. */
const demoReasons: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['no-training-container', 'engine-unreachable', 'engine-permission-denied', 'engine-not-docker', 'engine-timeout']);

/** The training container that runs, else the demo; says which. */
async function trainingOrDemo(options: Options, io: Io, resolve: ResolveOptions): Promise<ResolvedTarget> {
	const texts = wordsIn(options.language).command;
	try {
		const target = await resolveTarget(options, io, resolve);
		io.stderr.write(texts.attached(target.feed.target.name));
		return target;
	} catch (error) {
		if (!(error instanceof UserError) || !demoReasons.has(error.code)) {
			throw error;
		}

		io.stderr.write(texts.demoInstead(describeError(error, options.language).message));
		const {createDemo} = await import('../demo-target.ts');
		return createDemo(options, resolve.isOnScreen === true);
	}
}

/** What the person chooses where nothing trains; undefined when none of it. */
async function trainingOrChoice(options: Options, io: Io, resolve: ResolveOptions): Promise<ResolvedTarget | undefined> {
	try {
		return await resolveTarget(options, io, resolve);
	} catch (error) {
		const isOffered = error instanceof UserError && error.code === 'no-training-container' && options.target === undefined && canAsk(io);
		if (!isOffered) {
			throw error;
		}

		return offerRuns(options, io, resolve);
	}
}

/** `yolotop [TARGET]`: shows a run until the person leaves. */
export async function monitor(options: Options, io: Io): Promise<number> {
	const wish = watchWish(options, io.now());
	const isDemoEnough = options.isOrDemo && options.target === undefined;
	const resolve = {pick: createPick(options, io), isOnScreen: isScreenWanted(options, io)};
	if (options.replayMs !== undefined && options.target === undefined) {
		throw new UserError('usage-incomplete', {what: '--replay', suggestion: 'yolotop runs/train/exp --replay 20s'});
	}

	const target = isDemoEnough ? await trainingOrDemo(options, io, resolve) : await trainingOrChoice(options, io, resolve);
	if (target?.container !== undefined && target.asSimulated === undefined) {
		await watchContainer(target.container.details, wish, options, io);
	} else if (target !== undefined && wish !== undefined) {
		throw new UserError('watch-target-unknown', {name: target.feed.target.name});
	}

	if (target === undefined || options.replayMs === undefined) {
		return target === undefined ? 0 : showRun(target, options, io);
	}

	const {toReplay} = await import('../replay-target.ts');
	return showRun(await toReplay(target, options.replayMs, io), options, io);
}
