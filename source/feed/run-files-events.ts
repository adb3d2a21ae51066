import type {RunEvent} from '../domain/event.ts';
import type {EpochRecord} from '../domain/run.ts';
import type {Framework, Settings, Task} from '../domain/framework.ts';
import type {RunCondition} from '../domain/run-summary.ts';
import {
	conditionOf,
	endingOf,
	epochSecondsOf,
	type RunEvidence,
} from '../parse/run-ending.ts';
import type {RunFiles} from '../training/run-files.ts';

/** What the files of a run directory say, read. */
export type RunFacts = {
	readonly settings: Settings;
	readonly records: readonly EpochRecord[];
	readonly framework?: Framework;
	readonly task?: Task;
};

/** How far the training is, as far as files can tell; the last validation is a part of the training. */
export type FilesPhase = RunCondition | 'final-validation';

/**
Files tell what was written and when; whether a process lives only who asked for it knows: `isRunning`. `now` is in milliseconds
since 1970.
*/
export function judgeFiles(files: RunFiles, facts: RunFacts, now: number, isRunning?: boolean): FilesPhase {
	const {settings, results, checkpoints} = files;
	const evidence = evidenceOf(files, facts);
	const ending = endingOf(evidence);
	const condition = conditionOf({
		ending,
		completedEpochs: facts.records.length,
		modifiedAt: Math.max(results?.modifiedAt ?? 0, settings?.modifiedAt ?? 0, ...checkpoints.map(({writtenAt}) => writtenAt ?? 0)),
		secondsPerEpoch: epochSecondsOf(evidence),
		isRunning,
	}, now);
	return condition === 'training' && ending?.condition === 'finished' ? 'final-validation' : condition;
}

function evidenceOf({settings, results, plottedAt, isStripped}: RunFiles, facts: RunFacts): RunEvidence {
	return {
		settings: facts.settings,
		records: facts.records,
		framework: facts.framework?.name,
		task: facts.task,
		startedAt: settings?.modifiedAt,
		resultsAt: results?.modifiedAt,
		plottedAt,
		isStripped,
	};
}

/** The events that carry a phase to the state of the run. */
export function phaseEvents(phase: FilesPhase, directory: string, files: RunFiles, facts: RunFacts): RunEvent[] {
	const epochs = Number(facts.settings.epochs ?? NaN);
	const started: RunEvent = {type: 'training-started', ...(!Number.isNaN(epochs) && {epochs})};
	const open: RunEvent = {type: 'connection-changed', connection: {kind: 'open'}};
	const ended: RunEvent = {type: 'connection-changed', connection: {kind: 'ended'}};
	const saved: RunEvent[] = [{type: 'training-ended'}, {type: 'results-saved', path: directory}, ended];
	return {
		starting: [open],
		training: [started, open],
		unknown: [started, {type: 'process-seen', process: {isRunning: false}} as const, open],
		'final-validation': [started, {type: 'training-ended'} as const, {type: 'final-validation-started'} as const, open],
		finished: [started, ...saved],
		'stopped-early': [started, {type: 'early-stop-announced', ...endingOf(evidenceOf(files, facts))?.earlyStop} as const, ...saved],
		interrupted: [started, ended],
		failed: [ended],
	}[phase];
}
