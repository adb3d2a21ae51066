import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {readBootId, takeLock} from '../../watch/lock.ts';
import {planUntil, type UntilPlan} from '../../watch/until.ts';
import {hasNext, type SeenEnd, type Watch} from '../../watch/watch.ts';
import type {Io} from '../io.ts';
import {keepHeapSmall} from '../small-heap.ts';
import {awaitEndOf, beginSubject} from './await-subject.ts';
import {load, save, type Keeping} from './keeping.ts';
import {retryCode, wakeSignal} from './keeper-protocol.ts';
import {keeperWords, ownWords} from './start-keeper.ts';
import {lockFile, watchDirectory} from './watch-directory.ts';

/** Before a step is tried again that the engine did not answer. */
const retryMs = 15_000;

/** Between two looks at a training, whatever they say. */
const settleMs = 500;

/** Does a step in a program of its own: what that takes is given back when it ends. Not cut off when the keeper is to end. */
async function runStep(watch: Watch, step: 'look' | 'go-on' | 'next', {environment}: Pick<Io, 'environment'>): Promise<number> {
	const [program = '', ...words] = await ownWords();
	const child = spawn(program, [...words, ...keeperWords(watch, step)], {stdio: 'ignore', detached: true, env: {...environment}});
	const [code] = await once(child, 'exit') as [number | undefined];
	return code ?? 1;
}

/** A timer of Node takes no more. */
const maxDelayMs = (2 ** 31) - 1;

/** Waits, but no longer than until the file of the watch was changed. */
async function delayOrWake(ms: number, signal: AbortSignal): Promise<void> {
	const woken = new AbortController();
	const wake = () => {
		woken.abort();
	};

	process.on(wakeSignal, wake);
	try {
		await delay(ms, undefined, {signal: AbortSignal.any([signal, woken.signal])});
	} catch {
		signal.throwIfAborted();
	} finally {
		process.off(wakeSignal, wake);
	}
}

/** A job that waits has no time limit yet; one that runs is looked at for it soon. */
const limitLookMs = 30_000;

/** What comes next before the time at which a training has to end; undefined where it has none. */
function planLook({until, isBeforeLimit = false, pace}: Watch, now: number): UntilPlan | undefined {
	if (until === undefined) {
		return isBeforeLimit ? {kind: 'wait', lookAt: now + limitLookMs} : undefined;
	}

	return planUntil(until, pace, now);
}

/** Looks at the training when the time comes at which it has to end; at first at once. Never settles by itself. */
async function watchTime(keeping: Keeping, signal: AbortSignal): Promise<never> {
	const {io} = keeping;
	let isFirst = true;
	while (true) {
		const watch = await load(keeping);
		const plan = watch === undefined || watch.isUntilAsked === true ? undefined : planLook(watch, io.now());
		const lookAt = plan === undefined ? Infinity : (!isFirst && 'lookAt' in plan ? plan.lookAt : 0);
		await delayOrWake(Math.min(maxDelayMs, Math.max(settleMs, lookAt - io.now())), signal);
		// A timer may be a millisecond early.
		if (plan === undefined || !(lookAt - io.now() < settleMs)) {
			continue;
		}

		isFirst = false;
		await runStep(watch!, 'look', io);
	}
}

async function awaitEnd(keeping: Keeping, watch: Watch): Promise<SeenEnd> {
	const {io} = keeping;
	const over = new AbortController();
	const signal = AbortSignal.any([io.signal, over.signal]);
	try {
		const begun = await beginSubject(keeping, watch);
		const time = watchTime(keeping, signal);
		time.catch(() => undefined);
		return await awaitEndOf(keeping, watch, begun, signal);
	} finally {
		over.abort();
	}
}

/** Keeps one training until nothing is left to be done for it. Gives the watch of the training that was started after it, if any. */
async function keepOne(keeping: Keeping): Promise<string | undefined> {
	const {io} = keeping;
	while (true) {
		let watch = await load(keeping);
		if (watch === undefined || (watch.outcome !== undefined && !hasNext(watch))) {
			return watch?.nextId;
		}

		if (watch.outcome === undefined && watch.end === undefined) {
			let end: SeenEnd;
			try {
				end = await awaitEnd(keeping, watch);
			} catch (error) {
				io.signal.throwIfAborted();
				await save(keeping, watch, {
					outcome: {
						kind: 'give-up', at: io.now(), reason: 'error', error: toKept(error),
					},
				});
				continue;
			}

			const current = await load(keeping);
			if (current === undefined) {
				return undefined;
			}

			const bootId = readBootId();
			const pid = current.subject.kind === 'process' ? current.subject.pid : undefined;
			const lastExit = pid === undefined ? undefined : {pid, ...(end.exitCode !== undefined && {exitCode: end.exitCode})};
			watch = await save(keeping, current, {end, ...(lastExit !== undefined && {lastExit}), ...(bootId !== undefined && {bootId})});
		}

		const step = watch.outcome === undefined ? 'go-on' : 'next';
		const code = await runStep(watch, step, io);
		io.signal.throwIfAborted();
		if (code === retryCode) {
			await delay(retryMs, undefined, {signal: io.signal});
			continue;
		}

		const after = await load(keeping);
		if (after?.changedAt === watch.changedAt) {
			// A step that leaves no word has failed in a way that would repeat itself.
			const outcome = {
				kind: 'give-up', at: io.now(), reason: 'error', error: {code: 'internal', values: {reason: `step ${step}: ${code}`}},
			} as const;
			await save(keeping, after, watch.outcome === undefined ? {outcome} : {queue: []});
		}

		if (step === 'next' && after?.nextId === undefined) {
			return undefined;
		}
	}
}

function toKept(error: unknown): NonNullable<NonNullable<Watch['outcome']>['error']> {
	const {code, values} = error as {readonly code?: unknown; readonly values?: Readonly<Record<string, string>>};
	return typeof code === 'string' && values !== undefined ? {code, values} : {code: 'internal', values: {reason: error instanceof Error ? error.message : String(error)}};
}

/** The process behind a watch: waits for the end of the training, lets it go on, starts what waits for it, and ends when nothing is left. */
export async function keep(id: string, io: Io): Promise<number> {
	keepHeapSmall();
	// Without a listener it would end the process.
	process.on(wakeSignal, () => undefined);
	const directory = watchDirectory(io.environment);
	for (let next: string | undefined = id; next !== undefined;) {
		const release = await takeLock(lockFile(directory, next));
		if (release === undefined) {
			return 0;
		}

		try {
			next = await keepOne({directory, id: next, io});
		} finally {
			await release();
		}
	}

	return 0;
}
