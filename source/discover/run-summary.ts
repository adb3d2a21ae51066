import type {EpochRecord} from '../domain/run.ts';
import type {Settings, Task} from '../domain/framework.ts';
import type {RunCondition, RunSummary} from '../domain/run-summary.ts';
import {parseResultsCsv} from '../parse/results-csv.ts';
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

export type RunPlace = Pick<RunSummary, 'container' | 'directory'> & {
	/** Whether a training process writes it at this moment; undefined where nobody can tell. */
	readonly isRunning?: boolean;
};

/** Without a process to ask: a run whose files rest for so long goes on no more, unless an epoch takes longer. */
const minimumQuietMs = 120_000;

/** What the files of a run say, without their text: small enough to be kept. */
export type RunDigest = Omit<RunSummary, 'key' | 'container' | 'directory' | 'condition'> & {
	/** Of the last row of results.csv; undefined before the first. */
	readonly lastEpoch?: number;
	/** Whether the plots were drawn after the last epoch. */
	readonly isPlotted: boolean;
};

/** Reads the files of one run. */
export function digestRun(files: RunFilesGlance): RunDigest {
	const {records, framework, task} = parseResultsCsv(files.results?.text ?? '');
	const settings = glanceSettings(files.settings?.text ?? '');
	const epochs = toCount(settings.epochs);
	const resultsAt = files.results?.modifiedAt;
	const startedAt = files.settings?.modifiedAt;
	const secondsPerEpoch = epochSeconds(files, records, settings);
	const best = bestOf(records);
	const last = records.at(-1);
	const name = framework?.name ?? (files.settings === undefined ? undefined : (files.settings.isYolov5 ? 'yolov5' : 'ultralytics'));
	const told = tasks.find(candidate => candidate === settings.task) ?? task;
	return {
		...(name !== undefined && {framework: name}),
		...(told !== undefined && {task: told}),
		completedEpochs: records.length,
		...(last !== undefined && {lastEpoch: last.epoch}),
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
		// A resume writes the settings again, and rows after the plots.
		isPlotted: files.plottedAt !== undefined && files.plottedAt >= Math.max(resultsAt ?? 0, startedAt ?? 0),
	};
}

/** The settings are written when the training begins, results.csv when an epoch ends; after a resume the rows are of several processes. */
function epochSeconds({results, settings: file}: RunFilesGlance, records: readonly EpochRecord[], {resume}: Settings): number | undefined {
	const isResumed = !['false', 'null', '', undefined].includes(resume?.toLowerCase());
	const spanMs = (results?.modifiedAt ?? 0) - (file?.modifiedAt ?? 0);
	return file === undefined || isResumed || records.length === 0 || spanMs <= 0 ? records.at(-1)?.seconds : spanMs / records.length / 1000;
}

/** The line of one run; `now` in milliseconds since 1970. */
export function summariseRun(place: RunPlace, digest: RunDigest, now: number): RunSummary {
	const {container, directory} = place;
	const {isPlotted: _, lastEpoch: __, ...facts} = digest;
	return {
		key: container === undefined ? directory : `${container.name}:${directory}`,
		...(container !== undefined && {container}),
		directory,
		condition: conditionOf(place, digest, now),
		...facts,
	};
}

const tasks: readonly Task[] = ['detect', 'segment', 'classify', 'pose', 'obb'];

function conditionOf({isRunning}: RunPlace, {completedEpochs, lastEpoch = 0, epochs, isPlotted, modifiedAt, secondsPerEpoch}: RunDigest, now: number): RunCondition {
	const going = completedEpochs === 0 ? 'starting' : 'training';
	if (isRunning === true) {
		return going;
	}

	const isComplete = epochs !== undefined && lastEpoch >= epochs;
	if (completedEpochs > 0 && (isComplete || isPlotted)) {
		return isComplete || epochs === undefined ? 'finished' : 'stopped-early';
	}

	const isQuiet = isRunning === false || now - modifiedAt > Math.max(minimumQuietMs, 3000 * (secondsPerEpoch ?? 0));
	return isQuiet ? (completedEpochs === 0 ? 'failed' : 'interrupted') : going;
}

function bestOf(records: readonly EpochRecord[]): EpochRecord | undefined {
	const score = ({metrics}: EpochRecord) => metrics?.top1 ?? metrics?.map50To95 ?? metrics?.map50 ?? NaN;
	let best: EpochRecord | undefined;
	for (const record of records) {
		if (score(record) > (best === undefined ? -1 : score(best))) {
			best = record;
		}
	}

	return best;
}

function toCount(text: string | undefined): number | undefined {
	const value = Number(text ?? NaN);
	return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
