import type {WatchPace} from './watch.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const units: Readonly<Record<string, number>> = {m: minuteMs, h: hourMs};

/** Nobody plans a training further ahead. */
const maxAheadMs = 366 * 24 * hourMs;

/**
A time as a person types it: `07:30` (the next one), `2026-12-24T07:30`, or how long from now (`90m`, `8h`), in the time zone of this machine.
In milliseconds since 1970; undefined for anything else, and for a time that is over.
*/
export function parseUntil(text: string, now: number): number | undefined {
	const [, amount, unit] = /^(\d{1,4}(?:\.\d+)?)([hm])$/.exec(text) ?? [];
	if (unit !== undefined) {
		const ms = Number(amount) * units[unit]!;
		return ms > 0 ? now + ms : undefined;
	}

	const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
	if (hours !== undefined) {
		const time = new Date(now);
		time.setHours(Number(hours), Number(minutes), 0, 0);
		if (time.getTime() <= now) {
			time.setDate(time.getDate() + 1);
		}

		return time.getTime();
	}

	const at = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?$/.test(text) ? Date.parse(text.replace(' ', 'T')) : NaN;
	return at > now && at - now <= maxAheadMs ? at : undefined;
}

/** What is to be done so that a training ends with a whole epoch before a time. */
export type UntilPlan =
	/** Nothing yet; it is looked at again at that time, in milliseconds since 1970. */
	| {readonly kind: 'wait'; readonly lookAt: number; readonly lastEpoch?: number}
	/** The epoch in progress is the last whole one. */
	| {readonly kind: 'stop-after-epoch'; readonly lastEpoch: number}
	/** The time is over. */
	| {readonly kind: 'stop-now'}
	/** It comes to its own end before. */
	| {readonly kind: 'ends-before'; readonly lookAt: number};

/** Without a pace it is looked at again after a tenth of the time that is left, within these bounds. */
const minLookMs = 5000;
const maxLookMs = 10 * minuteMs;

/** The next look comes so far into the last whole epoch, as a share of an epoch: the one before is then surely complete. */
const intoEpoch = 0.1;

/** A look and a stop take seconds: where epochs are that short, the last one of them is not waited for. */
const leadMs = 10_000;

/** The last epoch that is whole before a time, at the pace of the training; undefined where that is not known. */
export function lastEpochBefore(until: number, pace: WatchPace | undefined): number | undefined {
	if (pace === undefined) {
		return undefined;
	}

	const {epoch, epochs = Infinity, completedAt, secondsPerEpoch} = pace;
	return Math.min(epochs, epoch + Math.max(0, Math.floor((until - completedAt) / (secondsPerEpoch * 1000))));
}

/** What is to be done now. */
export function planUntil(until: number, pace: WatchPace | undefined, now: number): UntilPlan {
	if (now >= until) {
		return {kind: 'stop-now'};
	}

	const lastEpoch = lastEpochBefore(until, pace);
	if (pace === undefined || lastEpoch === undefined) {
		return {kind: 'wait', lookAt: Math.min(until, now + Math.min(maxLookMs, Math.max(minLookMs, (until - now) / 10)))};
	}

	if (lastEpoch === pace.epochs) {
		return {kind: 'ends-before', lookAt: until};
	}

	const epochMs = pace.secondsPerEpoch * 1000;
	const whole = lastEpoch - pace.epoch;
	const latestMs = until - epochMs - leadMs;
	if (whole === 1 || (whole > 1 && now >= latestMs)) {
		return {kind: 'stop-after-epoch', lastEpoch: Math.min(lastEpoch, pace.epoch + Math.max(1, Math.ceil((now - pace.completedAt) / epochMs)))};
	}

	const lookAt = whole === 0 ? until : Math.min(latestMs, pace.completedAt + ((whole - 1 + intoEpoch) * epochMs));
	return {kind: 'wait', lookAt: Math.min(until, Math.max(now + 1000, lookAt)), lastEpoch};
}
