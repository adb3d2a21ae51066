import type {RunEvent} from '../domain/event.ts';
import type {EpochRecord} from '../domain/run.ts';
import type {Framework, Settings, Task} from '../domain/framework.ts';
import type {RunFiles} from './run-files.ts';

/** What the files of a run directory say, read. */
export type RunFacts = {
	readonly settings: Settings;
	readonly records: readonly EpochRecord[];
	readonly framework?: Framework;
	readonly task?: Task;
};

/** How far the training is, as far as files can tell. */
export type FilesPhase = 'starting' | 'training' | 'final-validation' | 'finished' | 'stopped-early' | 'quiet';

/** A training writes nothing but results.csv and the checkpoints, once an epoch. */
const minimumQuietMs = 120_000;

/**
Files tell what was written and when, not whether a process lives. Judged by, in this order: a stripped last.pt or plots
that are newer than the last epoch (over), all epochs there (over, or in its last validation), and the time since
the last sign of life against the time that an epoch took so far.
`now` is in milliseconds since 1970.
*/
export function judgeFiles(files: RunFiles, {settings, records}: RunFacts, now: number): FilesPhase {
	const epochs = Number(settings.epochs ?? NaN);
	const isComplete = (records.at(-1)?.epoch ?? 0) >= epochs;
	const resultsAt = files.results?.modifiedAt ?? 0;
	const startedAt = files.settings?.modifiedAt ?? resultsAt;
	const lastSignAt = Math.max(resultsAt, startedAt, ...files.checkpoints.map(({writtenAt}) => writtenAt ?? 0));
	const epochMs = records.length > 0 ? Math.max(0, resultsAt - startedAt) / records.length : 0;
	const isQuiet = now - lastSignAt > Math.max(minimumQuietMs, 3 * epochMs);
	// A resume writes opt.yaml again, and rows after the plots.
	const isPlotted = (files.plottedAt ?? -1) >= Math.max(resultsAt, startedAt);
	const isOver = isPlotted || files.isStripped === true;
	if (isOver && records.length > 0) {
		// A training by hours ends before its epochs.
		const isTimed = Number(settings.time ?? NaN) > 0;
		return isComplete || isTimed || Number.isNaN(epochs) ? 'finished' : 'stopped-early';
	}

	if (isComplete) {
		return isQuiet || files.isStripped !== false ? 'finished' : 'final-validation';
	}

	if (isQuiet) {
		return 'quiet';
	}

	return records.length > 0 ? 'training' : 'starting';
}

/** The events that carry a phase to the state of the run. */
export function phaseEvents(phase: FilesPhase, directory: string, {settings, records}: RunFacts): RunEvent[] {
	const epochs = Number(settings.epochs ?? NaN);
	const started: RunEvent = {type: 'training-started', ...(!Number.isNaN(epochs) && {epochs})};
	const open: RunEvent = {type: 'connection-changed', connection: {kind: 'open'}};
	const ended: RunEvent = {type: 'connection-changed', connection: {kind: 'ended'}};
	const saved: RunEvent[] = [{type: 'training-ended'}, {type: 'results-saved', path: directory}, ended];
	return {
		starting: [open],
		training: [started, open],
		'final-validation': [started, {type: 'training-ended'} as const, {type: 'final-validation-started'} as const, open],
		finished: [started, ...saved],
		'stopped-early': [started, {type: 'early-stop-announced'} as const, ...saved],
		quiet: records.length > 0 ? [started, ended] : [ended],
	}[phase];
}
