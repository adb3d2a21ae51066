import {bestRecord} from '../domain/fitness.ts';
import type {FrameworkName, Settings, Task} from '../domain/framework.ts';
import type {EpochRecord} from '../domain/run.ts';
import type {RunCondition} from '../domain/run-status.ts';

/** What shows how a run ended, or that it goes on, whichever way its files were read. Times in milliseconds since 1970. */
export type RunEvidence = {
	readonly settings: Settings;
	/** The rows of results.csv in order of their epochs. */
	readonly records: readonly EpochRecord[];
	readonly framework?: FrameworkName | undefined;
	readonly task?: Task | undefined;
	/** When the settings were written; undefined without such a file. */
	readonly startedAt?: number | undefined;
	/** When results.csv was written; undefined without one. */
	readonly resultsAt?: number | undefined;
	/** When results.png was drawn: the frameworks draw it after the last epoch. */
	readonly plottedAt?: number | undefined;
	/** Whether last.pt holds no optimizer any more, the last thing that a framework does to it; undefined when nobody looked. */
	readonly isStripped?: boolean | undefined;
};

/** How a run ended as its files say; undefined when they report no end. */
export type RunEnding = {
	readonly condition: 'finished' | 'stopped-early';
	/** False while the last validation may still go on: over when the files rest. */
	readonly isCertain: boolean;
	/** Where the patience of the framework explains the last row. `bestEpoch` is 1-based. */
	readonly earlyStop?: {readonly patience: number; readonly bestEpoch: number} | undefined;
} | undefined;

/** Without a process to ask: a run whose files rest for so long goes on no more, unless an epoch takes longer. */
const minimumQuietMs = 120_000;

/** Until so long after its last change a run surely may go on: an epoch and what is written after it, twice. */
const minimumFreshMs = 15_000;

/**
Judged by, in this order: a stripped last.pt or plots that are newer than the last epoch, all epochs there, the patience used up. A training that was asked
to end draws its plots too, but its last.pt is not stripped: it can go on.
*/
export function endingOf(evidence: RunEvidence): RunEnding {
	const {settings, records, startedAt, resultsAt, plottedAt, isStripped} = evidence;
	const last = records.at(-1)?.epoch;
	if (last === undefined) {
		return undefined;
	}

	const epochs = Number(settings.epochs ?? NaN);
	const isComplete = last >= epochs;
	// A resume writes the settings again, and rows after the plots.
	const isPlotted = plottedAt !== undefined && plottedAt >= Math.max(resultsAt ?? 0, startedAt ?? 0);
	const earlyStop = isComplete ? undefined : earlyStopOf(evidence);
	if (isStripped === true || (isPlotted && (isComplete || isStripped !== false))) {
		// A training by hours ends before its epochs.
		const isTimed = Number(settings.time ?? NaN) > 0;
		return isComplete || isTimed || Number.isNaN(epochs) ? {condition: 'finished', isCertain: true} : {condition: 'stopped-early', isCertain: true, earlyStop};
	}

	return isComplete ? {condition: 'finished', isCertain: isStripped === undefined} : earlyStop && {condition: 'stopped-early', isCertain: false, earlyStop};
}

/**
The patience, when the last row is the one after which it ends a training. After a resume the framework counts afresh, so that more
rows without improvement than the patience say nothing.
Source: EarlyStopping of YOLOv5 v6.1 to master and Ultralytics; YOLOv5 classification has none.
*/
function earlyStopOf({settings, records, framework, task}: RunEvidence): {readonly patience: number; readonly bestEpoch: number} | undefined {
	const patience = Number(settings.patience ?? NaN);
	if (!(patience > 0) || (framework === 'yolov5' && task === 'classify')) {
		return undefined;
	}

	const best = bestRecord(records, framework);
	return best?.epoch === records.at(-1)!.epoch - patience ? {patience, bestEpoch: best.epoch} : undefined;
}

/** Mean seconds of an epoch, by the times of the files. After a resume the rows are of several processes: what the last row says. */
export function epochSecondsOf({settings: {resume}, records, startedAt, resultsAt = 0}: RunEvidence): number | undefined {
	const isResumed = !['false', 'null', '', undefined].includes(resume?.toLowerCase());
	return startedAt === undefined || isResumed || records.length === 0 || resultsAt <= startedAt
		? records.at(-1)?.seconds
		: (resultsAt - startedAt) / records.length / 1000;
}

/** What decides once the files were read. */
export type RunSigns = {
	readonly ending: RunEnding;
	readonly completedEpochs: number;
	/** Whether there is a table of results that could not be read: how many epochs are complete is unknown then. */
	readonly isTableUnread?: boolean | undefined;
	/** How many there were to be; undefined where no file says it. */
	readonly epochs?: number | undefined;
	/** The last change of its files, in milliseconds since 1970. */
	readonly modifiedAt: number;
	readonly secondsPerEpoch?: number | undefined;
	/** Whether a training process writes it at this moment; undefined where nobody can tell. */
	readonly isRunning?: boolean | undefined;
};

/** What a run is doing, or how it ended; `now` in milliseconds since 1970. */
export function conditionOf({ending, completedEpochs, isTableUnread = false, epochs, modifiedAt, secondsPerEpoch = 0, isRunning}: RunSigns, now: number): RunCondition {
	const hasEpochs = completedEpochs > 0 || isTableUnread;
	const going = hasEpochs ? 'training' : 'starting';
	if (isRunning === true) {
		return going;
	}

	if (ending?.isCertain) {
		return ending.condition;
	}

	const restMs = now - modifiedAt;
	const isQuiet = isRunning === false || restMs > Math.max(minimumQuietMs, 3000 * secondsPerEpoch);
	if (isQuiet) {
		return ending?.condition ?? (hasEpochs ? (epochs === undefined || isTableUnread ? 'unknown' : 'interrupted') : 'failed');
	}

	// Before the first epoch and after the last, and where the files do not show the time of an epoch, nobody knows how long it takes.
	const isOverdue = ending === undefined && completedEpochs > 0 && secondsPerEpoch > 0 && restMs > Math.max(minimumFreshMs, 2000 * secondsPerEpoch);
	return isOverdue ? 'unknown' : going;
}
