import {bestRecord} from '../domain/fitness.ts';
import type {RunSummary} from '../domain/run-summary.ts';
import {
	conditionOf,
	endingOf,
	epochSecondsOf,
	type RunEnding,
} from '../parse/run-ending.ts';
import {furtherSettings, glanceSettings} from '../parse/settings-glance.ts';
import type {RunFiles} from '../training/run-directory.ts';
import {readRunFacts, toEvidence} from '../training/run-facts.ts';
import {toCurves} from './run-curves.ts';

export type RunPlace = Pick<RunSummary, 'container' | 'writer' | 'id' | 'directory' | 'hostDirectory'> & {
	/** Whether a training process writes it at this moment; undefined where nobody can tell. */
	readonly isRunning?: boolean | undefined;
};

/** What the files of a run say, without their text: small enough to be kept. */
export type RunDigest = Omit<RunSummary, 'key' | 'id' | 'container' | 'writer' | 'directory' | 'hostDirectory' | 'condition'> & {
	readonly ending: RunEnding;
	readonly isTableUnread?: boolean;
};

/** Reads the files of one run. */
export function digestRun(files: RunFiles): RunDigest {
	const facts = readRunFacts(files, glanceSettings);
	const {settings, records, framework, task} = facts;
	const epochs = toCount(settings.epochs);
	const startedAt = files.settings?.modifiedAt;
	const best = bestRecord(records, framework?.name);
	const evidence = toEvidence(files, facts);
	const secondsPerEpoch = epochSecondsOf(evidence);
	const curves = toCurves(records);
	return {
		...(framework !== undefined && {framework: framework.name}),
		...(task !== undefined && {task}),
		completedEpochs: records.length,
		...(epochs !== undefined && {epochs}),
		...(best !== undefined && {best: {epoch: best.epoch, metrics: best.metrics ?? {}}}),
		...(curves !== undefined && {curves}),
		settings: {
			batchSize: settings.batch_size ?? settings.batch,
			imageSize: settings.imgsz,
			weights: settings.weights === '' ? settings.cfg : settings.weights ?? settings.model,
			data: settings.data,
			others: furtherSettings(settings),
		},
		...(startedAt !== undefined && {startedAt}),
		modifiedAt: Math.max(files.results?.modifiedAt ?? 0, startedAt ?? 0, files.plottedAt ?? 0, ...files.checkpoints.map(({writtenAt}) => writtenAt ?? 0)),
		...(secondsPerEpoch !== undefined && {secondsPerEpoch}),
		...(files.sizeBytes !== undefined && {sizeBytes: files.sizeBytes}),
		ending: endingOf(evidence),
		...(files.results?.isUnread && {isTableUnread: true}),
	};
}

/** The line of one run; `now` in milliseconds since 1970. */
export function summariseRun(place: RunPlace, digest: RunDigest, now: number): RunSummary {
	const {container, writer, id, directory, hostDirectory, isRunning} = place;
	const {ending: _, isTableUnread: __, ...facts} = digest;
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
