import {isAlive, type RunStatus} from '../domain/run-status.ts';

/** What a person who looks elsewhere wants to know. */
export type NotableChange = 'finished' | 'failed' | 'stopped' | 'stalled' | 'lost';

/** A run at a moment, as far as it matters here. */
export type RunMoment = {
	readonly status: RunStatus;
	/** Whether it has been silent for longer than it ever should. */
	readonly isStalled: boolean;
	/** When the last event happened, in milliseconds since 1970. */
	readonly lastEventAt?: number;
};

const ends: Readonly<Partial<Record<RunStatus, NotableChange>>> = {
	finished: 'finished', 'stopped-early': 'finished', failed: 'failed', interrupted: 'stopped', stopped: 'stopped', lost: 'lost', unknown: 'lost',
};

/** Events that happened longer ago are history that is read only now. */
const freshMs = 120_000;

/**
Which change of a run is worth a bell: it came to its end, or it stands still. A run that was over when it was opened changes
nothing, although its output is read from the beginning: what happened long before `now` is no news.
*/
export function notableChange(before: RunMoment, after: RunMoment, now: number): NotableChange | undefined {
	if (!isAlive(before.status)) {
		return undefined;
	}

	const end = ends[after.status];
	if (end !== undefined) {
		const isNews = after.lastEventAt === undefined || end === 'lost' || now - after.lastEventAt <= freshMs;
		return isNews ? end : undefined;
	}

	return after.isStalled && !before.isStalled ? 'stalled' : undefined;
}
