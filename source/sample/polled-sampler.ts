import {setTimeout as delay} from 'node:timers/promises';
import type {ResourceEvent, Sample, SamplerName} from '../domain/sample.ts';
import {SamplerError, toSamplerFailure} from './sampler-error.ts';

/** A source that is asked again and again. */
export type PolledSampler = {
	readonly name: SamplerName;
	/** Pause between the end of a reading and the next one: a slow source is asked more rarely by itself. */
	readonly intervalMs: number;
	readonly timeLimitMs: number;
	/**
	One reading. The signal tells it to let go.

	@throws SamplerError or what the engine throws.
	*/
	read(signal: AbortSignal): Promise<Sample>;
};

/** Where samplers report to and what ends them. */
export type Sampling = {
	readonly emit: (event: ResourceEvent) => void;
	readonly signal: AbortSignal;
	/** Milliseconds since 1970. */
	readonly now: () => number;
};

/** A source that goes on failing is asked once in this time. */
const maxPauseMs = 300_000;

/**
Reads until the signal aborts. Readings never overlap, not even when one does not keep its time limit: the next one waits
until it has settled. A failure is an event, and each one in a row doubles the pause. Never rejects.
*/
export async function runPolledSampler(sampler: PolledSampler, {emit, signal, now}: Sampling): Promise<void> {
	let failures = 0;
	while (!signal.aborted) {
		const controller = new AbortController();
		const reading = sampler.read(AbortSignal.any([signal, controller.signal]));
		try {
			const sample = await withinLimit(reading, sampler.timeLimitMs, signal);
			failures = 0;
			emit({type: 'sampled', sample, at: now()});
		} catch (error) {
			if (signal.aborted) {
				return;
			}

			failures++;
			emit({
				type: 'sampler-failed', sampler: sampler.name, failure: toSamplerFailure(error), at: now(),
			});
			controller.abort();
			await settled(reading, signal);
		}

		await pause(pauseAfter(sampler.intervalMs, failures), signal);
	}
}

/** The pause after so many failures in a row: twice as long each time, up to five minutes. */
export function pauseAfter(intervalMs: number, failures: number): number {
	return Math.max(intervalMs, Math.min(intervalMs * (2 ** failures), maxPauseMs));
}

/** Waits, but not beyond the abort. Never rejects. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	try {
		await delay(ms, undefined, {signal});
	} catch {}
}

async function withinLimit<T>(reading: Promise<T>, limitMs: number, signal: AbortSignal): Promise<T> {
	const timer = new AbortController();
	const limit = async (): Promise<never> => {
		await delay(limitMs, undefined, {signal: AbortSignal.any([signal, timer.signal])});
		throw new SamplerError({code: 'no-answer'});
	};

	try {
		return await Promise.race([reading, limit()]);
	} finally {
		timer.abort();
	}
}

/** Until the reading has ended in some way, or the abort. */
async function settled(reading: Promise<unknown>, signal: AbortSignal): Promise<void> {
	if (signal.aborted) {
		return;
	}

	await new Promise<void>(resolve => {
		const leave = () => {
			// A source that fails for hours must not leave a listener each time.
			signal.removeEventListener('abort', leave);
			resolve();
		};

		signal.addEventListener('abort', leave);
		void reading.catch(() => undefined).finally(leave);
	});
}
