import {setTimeout as delay} from 'node:timers/promises';
import {isUp} from '../domain/container-state.ts';
import {UserError} from '../domain/user-error.ts';
import {createBackoff} from '../engine/backoff.ts';
import type {ContainerEvent} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {isTrueAt} from '../engine/json-value.ts';
import type {SeenEnd} from './watch.ts';

export type AwaitContainer = {
	/** Connects the engine; rejects while it does not answer. */
	readonly open: () => Promise<Engine>;
	readonly containerId: string;
	/** From when on events count, in milliseconds since 1970: what happened while nobody watched is asked for. */
	readonly since: number;
	/** Called when the engine does not answer any more, and when it does again. */
	readonly onAway: () => Promise<void>;
	readonly onBack: () => Promise<void>;
	readonly signal: AbortSignal;
	/** Milliseconds since 1970. */
	now(): number;
	/** A container that the engine or a person starts again within this time has not ended; a second and a half by default. */
	readonly restartMs?: number;
};

/** Signals that a person sends by the engine are told by it; that of a resize or a stop of output is no end. */
const endingSignals: ReadonlySet<string> = new Set(['1', '2', '3', '9', '15', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGKILL', 'SIGTERM']);

/** An engine that was gone is asked again after so long at most, see `createBackoff`. */
const firstWaitMs = 500;

const usualRestartMs = 1500;

/** Before an engine was lost it may have told something that did not arrive. */
const overlapSeconds = 5;

/** What the events say: whether a person ended it. */
function createReading(containerId: string, onAsked: () => void) {
	let isByHand = false;
	return {
		/** Whether the container may have ended by it. */
		take({action, containerId: id, attributes}: ContainerEvent): boolean {
			if (id !== containerId) {
				return false;
			}

			if (action === 'start') {
				isByHand = false;
			}

			if (action === 'kill' && endingSignals.has(attributes.signal ?? '')) {
				isByHand = true;
				onAsked();
			}

			return ['die', 'destroy', 'oom'].includes(action);
		},
		isByHand: () => isByHand,
	};
}

/** How a container ended; undefined while it is up. */
async function readEnd(engine: Engine, containerId: string, signal: AbortSignal): Promise<{readonly at?: number; readonly exitCode?: number} | undefined> {
	try {
		const {state} = await engine.inspectContainer(containerId, {signal});
		return isUp(state.status) || state.status === 'created'
			? undefined
			: {...(state.finishedAt !== undefined && {at: state.finishedAt}), ...(state.exitCode !== undefined && {exitCode: state.exitCode})};
	} catch (error) {
		if (error instanceof UserError && error.code === 'container-not-found') {
			return {};
		}

		throw error;
	}
}

/** What an engine tells of containers that it ends. */
const endingActions: ReadonlySet<string> = new Set(['kill', 'die', 'stop', 'oom', 'exec_die']);

/**
Who saw a container end. An engine forgets all events when it ends, and one that was killed and keeps nothing alive ends at its next start, before it
answers, what still runs: then the first things that it knows are ends of containers. Seen on Docker 20.10.

`same`: the engine ran before, so it knows who asked for the end. `new`: it has ended the container at its own start. Undefined where it knows nothing of that time.
*/
async function findWitness(engine: Engine, endedAt: number | undefined, signal: AbortSignal): Promise<'same' | 'new' | undefined> {
	if (endedAt === undefined) {
		return undefined;
	}

	const actions: string[] = [];
	for await (const {action} of await engine.openEvents({sinceSeconds: 1, untilSeconds: endedAt / 1000, signal})) {
		actions.push(action);
	}

	if (actions.length === 0) {
		return undefined;
	}

	return actions.every(action => endingActions.has(action)) && !isTrueAt(await engine.readInfo({signal}), 'LiveRestoreEnabled') ? 'new' : 'same';
}

/**
Waits for the end of a container by the events of its engine alone: nothing is asked while it runs. An engine that is gone is waited for. Of
one that is back and knows of no request to end the container, which is not there any more, the end came with the engine.
*/
export async function awaitContainer({open, containerId, since, onAway, onBack, signal, now, restartMs = usualRestartMs}: AwaitContainer): Promise<SeenEnd> {
	const backoff = createBackoff(signal, firstWaitMs);
	let sinceSeconds = Math.floor(since / 1000);
	let isAway = false;
	/** When it was asked to end, whoever did that. */
	let askedAt: number | undefined;
	const onAsked = () => {
		askedAt ??= now();
	};

	while (true) {
		signal.throwIfAborted();
		let engine: Engine | undefined;
		try {
			engine = await open();
			const events = await engine.openEvents({container: containerId, sinceSeconds, signal});
			const hasBeenAway = isAway;
			if (isAway) {
				isAway = false;
				await onBack();
			}

			const listened = await listen(engine, events, {
				containerId, restartMs, signal, onAsked,
			});
			if (listened !== undefined) {
				const {end, isOfBefore} = listened;
				const witness = isOfBefore ? await findWitness(engine, end.at, signal) : 'same';
				const isByHand = listened.isByHand && witness !== 'new';
				const isLost = witness === 'new' || (witness === undefined && hasBeenAway && !isByHand);
				return {
					at: end.at ?? now(), isByHand, ...(end.exitCode !== undefined && {exitCode: end.exitCode}), ...(isLost && {lost: 'engine'}),
				};
			}

			backoff.reset();
		} catch {
			signal.throwIfAborted();
		} finally {
			engine?.close();
		}

		if (!isAway) {
			// An engine that only could not be reached still knows of the request; one that ended its containers with itself has forgotten it.
			sinceSeconds = Math.floor((askedAt ?? now()) / 1000) - overlapSeconds;
			askedAt = undefined;
			isAway = true;
			await onAway();
		}

		await backoff.wait();
	}
}

type Listened = {readonly end: NonNullable<Awaited<ReturnType<typeof readEnd>>>; readonly isByHand: boolean; /** It had ended before anybody listened. */ readonly isOfBefore: boolean};

/** Follows the events of an engine until the container has ended; undefined when they broke off. */
async function listen(engine: Engine, events: AsyncIterable<ContainerEvent>, {containerId, restartMs, signal, onAsked}: {readonly containerId: string; readonly restartMs: number; readonly signal: AbortSignal; readonly onAsked: () => void}): Promise<Listened | undefined> {
	const reading = createReading(containerId, onAsked);
	const iterator = events[Symbol.asyncIterator]();
	const ask = async () => {
		const next = iterator.next();
		// Read later, or never.
		next.catch(() => undefined);
		return next;
	};

	let next = ask();
	/** Reads the events until something is over; false when they broke off before. */
	const wasHeardUntil = async (over: Promise<unknown>): Promise<boolean> => {
		const rest = over.then(() => undefined);
		for (let told = await Promise.race([next, rest]); told !== undefined; told = await Promise.race([next, rest])) {
			if (told.done === true) {
				return false;
			}

			reading.take(told.value);
			next = ask();
		}

		return true;
	};

	let isOfBefore = true;
	let canHaveEnded = await readEnd(engine, containerId, signal) !== undefined;
	while (true) {
		if (canHaveEnded) {
			// The request to end it was told before its end; what starts it again comes right after.
			if (!await wasHeardUntil(delay(restartMs, undefined, {signal}))) {
				return undefined;
			}

			// An engine that goes down takes no connection from before it ends its containers: then this fails, or the next engine answers after the events broke off.
			const end = await readEnd(engine, containerId, signal);
			if (!await wasHeardUntil(Promise.resolve())) {
				return undefined;
			}

			if (end !== undefined) {
				return {end, isByHand: reading.isByHand(), isOfBefore};
			}
		}

		isOfBefore = false;
		const told = await next;
		if (told.done === true) {
			return undefined;
		}

		next = ask();
		canHaveEnded = reading.take(told.value);
	}
}
