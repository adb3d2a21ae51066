import {setTimeout as delay} from 'node:timers/promises';
import {isUp} from '../domain/container-state.ts';
import {UserError} from '../domain/user-error.ts';
import {createBackoff} from '../engine/backoff.ts';
import type {ContainerEvent} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
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
	/** An engine that ends its containers ends itself within this time; twenty seconds by default. */
	readonly shutdownMs?: number;
};

/** Signals that a person sends by the engine are told by it; that of a resize or a stop of output is no end. */
const endingSignals: ReadonlySet<string> = new Set(['1', '2', '3', '9', '15', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGKILL', 'SIGTERM']);

/** An engine that was gone is asked again after so long at most, see `createBackoff`. */
const firstWaitMs = 500;

const usualRestartMs = 1500;

/** An engine gives all its containers 15 s to end before it ends itself. Source: dockerd, `--shutdown-timeout`. */
const usualShutdownMs = 20_000;

/** An exit code above it is that of a program which a signal ended. */
const signalCodes = 128;

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

/**
Waits for the end of a container by the events of its engine alone: nothing is asked while it runs. An engine that is gone is waited for. Of
one that is back and knows of no request to end the container, which is not there any more, the end came with the engine.
*/
export async function awaitContainer({open, containerId, since, onAway, onBack, signal, now, restartMs = usualRestartMs, shutdownMs = usualShutdownMs}: AwaitContainer): Promise<SeenEnd> {
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
				containerId, restartMs, shutdownMs, signal, onAsked,
			});
			if (listened !== undefined) {
				const {end, isByHand, isOfBefore} = listened;
				return {
					at: end.at ?? now(), isByHand, ...(end.exitCode !== undefined && {exitCode: end.exitCode}), ...(hasBeenAway && isOfBefore && !isByHand && {lost: 'engine'}),
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
async function listen(engine: Engine, events: AsyncIterable<ContainerEvent>, {containerId, restartMs, shutdownMs, signal, onAsked}: {readonly containerId: string; readonly restartMs: number; readonly shutdownMs: number; readonly signal: AbortSignal; readonly onAsked: () => void}): Promise<Listened | undefined> {
	const reading = createReading(containerId, onAsked);
	const iterator = events[Symbol.asyncIterator]();
	const ask = async () => {
		const next = iterator.next();
		// Read later, or never.
		next.catch(() => undefined);
		return next;
	};

	let next = ask();
	let isOfBefore = true;
	let canHaveEnded = await readEnd(engine, containerId, signal) !== undefined;
	while (true) {
		if (canHaveEnded) {
			// The request to end it was told before its end; what starts it again comes right after.
			const rest = delay(restartMs, undefined, {signal});
			for (let told = await Promise.race([next, rest]); told !== undefined && told.done !== true; told = await Promise.race([next, rest])) {
				reading.take(told.value);
				next = ask();
			}

			const end = await readEnd(engine, containerId, signal);
			if (end !== undefined && (reading.isByHand() || (end.exitCode ?? 0) > signalCodes)) {
				// An engine that goes down ends its containers as a person does; not every version tells of the request.
				const shutdown = delay(shutdownMs, undefined, {signal});
				for (let told = await Promise.race([next, shutdown]); told !== undefined; told = await Promise.race([next, shutdown])) {
					if (told.done === true) {
						return undefined;
					}

					next = ask();
				}
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
