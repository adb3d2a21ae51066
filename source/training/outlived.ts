/** When the files of a run were written. */
export type RunTimes = {
	/** When its settings were written, in milliseconds since 1970. */
	readonly modifiedAt: number;
	/** The last change of any of its files, in milliseconds since 1970. */
	readonly changedAt: number;
	/** How many rows its table holds; undefined where they were not counted. */
	readonly epochs?: number;
};

/** So many epochs late, a run is not expected to go on while another one does. */
const epochsLate = 3;

/** The first epoch of a run that has none yet may take longer than those of another: caches are made in it. */
const epochsLateAtFirst = 10;

/** A training that waits, for a disk or a person who has paused it, stands still too: it takes this much to distinguish it from one that is over. */
const minSilenceMs = 60_000;

/** Of one epoch, on average and with what came before the first; undefined before the first is complete. */
const epochMs = ({modifiedAt, changedAt, epochs}: RunTimes): number | undefined => epochs === undefined || epochs === 0 ? undefined : (changedAt - modifiedAt) / epochs;

/** How long a run may stand still while its training lives; undefined where its files do not say how long its epochs are. */
function maxSilenceMs(run: RunTimes, other: RunTimes): number | undefined {
	const own = epochMs(run);
	const of = own ?? (run.epochs === 0 ? epochMs(other) : undefined);
	return of === undefined ? undefined : Math.max(minSilenceMs, of * (own === undefined ? epochsLateAtFirst : epochsLate));
}

/**
Whether the training of a run is over, given that one training writes either this run or the `other` one: the other has gone on for epochs
after this one stood still, and still goes on. False where nothing says. `now` in milliseconds since 1970.
*/
export function isOutlived(run: RunTimes, other: RunTimes, now: number): boolean {
	const silenceMs = maxSilenceMs(run, other);
	const otherSilenceMs = maxSilenceMs(other, run);
	return silenceMs !== undefined && otherSilenceMs !== undefined && (other.epochs ?? 0) > 0
		&& other.changedAt - run.changedAt > silenceMs && now - other.changedAt <= otherSilenceMs;
}
