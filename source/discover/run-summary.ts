import {bestRecord} from '../domain/fitness.ts';
import {toTask} from '../domain/task.ts';
import type {RunSummary} from '../domain/run-summary.ts';
import {parseResultsCsv} from '../parse/results-csv.ts';
import {
	conditionOf,
	endingOf,
	epochSecondsOf,
	type RunEnding,
	type RunEvidence,
} from '../parse/run-ending.ts';
import {glanceSettings} from '../parse/settings-glance.ts';

/** What the list knows of the files of one run, whichever way it was read. Times in milliseconds since 1970. */
export type RunFilesGlance = {
	readonly results?: {readonly text: string; readonly modifiedAt: number};
	readonly settings?: {readonly text: string; readonly modifiedAt: number; readonly isYolov5: boolean};
	/** Last.pt and best.pt. */
	readonly checkpointAt?: number;
	/** When results.png was drawn. */
	readonly plottedAt?: number;
	readonly sizeBytes?: number;
};

export type RunPlace = Pick<RunSummary, 'container' | 'writer' | 'id' | 'directory' | 'hostDirectory'> & {
	/** Whether a training process writes it at this moment; undefined where nobody can tell. */
	readonly isRunning?: boolean;
};

/** What the files of a run say, without their text: small enough to be kept. */
export type RunDigest = Omit<RunSummary, 'key' | 'id' | 'container' | 'writer' | 'directory' | 'hostDirectory' | 'condition'> & {
	readonly ending: RunEnding;
};

/** Reads the files of one run. */
export function digestRun(files: RunFilesGlance): RunDigest {
	const {records, framework, task} = parseResultsCsv(files.results?.text ?? '');
	const settings = glanceSettings(files.settings?.text ?? '');
	const epochs = toCount(settings.epochs);
	const resultsAt = files.results?.modifiedAt;
	const startedAt = files.settings?.modifiedAt;
	const name = framework?.name ?? (files.settings === undefined ? undefined : (files.settings.isYolov5 ? 'yolov5' : 'ultralytics'));
	const best = bestRecord(records, name);
	const told = toTask(settings.task) ?? task;
	const evidence: RunEvidence = {
		settings, records, framework: name, task: told, startedAt, resultsAt, plottedAt: files.plottedAt,
	};
	const secondsPerEpoch = epochSecondsOf(evidence);
	return {
		...(name !== undefined && {framework: name}),
		...(told !== undefined && {task: told}),
		completedEpochs: records.length,
		...(epochs !== undefined && {epochs}),
		...(best !== undefined && {best: {epoch: best.epoch, metrics: best.metrics ?? {}}}),
		settings: {
			batchSize: settings.batch_size ?? settings.batch,
			imageSize: settings.imgsz,
			weights: settings.weights === '' ? settings.cfg : settings.weights ?? settings.model,
			data: settings.data,
		},
		...(startedAt !== undefined && {startedAt}),
		modifiedAt: Math.max(resultsAt ?? 0, startedAt ?? 0, files.checkpointAt ?? 0, files.plottedAt ?? 0),
		...(secondsPerEpoch !== undefined && {secondsPerEpoch}),
		...(files.sizeBytes !== undefined && {sizeBytes: files.sizeBytes}),
		ending: endingOf(evidence),
	};
}

/** The line of one run; `now` in milliseconds since 1970. */
export function summariseRun(place: RunPlace, digest: RunDigest, now: number): RunSummary {
	const {container, writer, id, directory, hostDirectory, isRunning} = place;
	const {ending: _, ...facts} = digest;
	return {
		key: container === undefined ? directory : `${container.name}:${directory}`,
		id,
		...(container !== undefined && {container}),
		...(writer !== undefined && {writer}),
		directory,
		...(hostDirectory !== undefined && {hostDirectory}),
		condition: conditionOf({...digest, isRunning}, now),
		...facts,
	};
}

function toCount(text: string | undefined): number | undefined {
	const value = Number(text ?? NaN);
	return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
