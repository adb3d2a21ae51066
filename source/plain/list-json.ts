import {
	statusOfTraining,
	withHostName,
	type RunSummary,
	type TrainingContainerSummary,
} from '../domain/run-summary.ts';
import {runLeftMs} from '../run/run-eta.ts';
import {metricsToJson, numberToJson, type JsonNull} from './value-json.ts';

/** One run of `ls --json`; unknown is null. */
export function runToListJson(run: RunSummary, now: number): Readonly<Record<string, unknown>> {
	const {key, container, directory, condition, framework, task, settings, best} = run;
	const left = runLeftMs(run, now);
	return {
		target: key,
		host: run.host ?? null,
		container: container?.name ?? null,
		directory,
		status: condition,
		framework: framework ?? null,
		task: task ?? null,
		epoch: run.completedEpochs,
		epochs: numberToJson(run.epochs),
		best: best === undefined ? null : {epoch: best.epoch, ...metricsToJson(best.metrics)},
		etaSeconds: numberToJson(left === undefined ? undefined : Math.round(left / 1000)),
		batchSize: settings.batchSize ?? null,
		imageSize: settings.imageSize ?? null,
		weights: settings.weights ?? null,
		data: settings.data ?? null,
		startedAt: numberToJson(run.startedAt),
		modifiedAt: run.modifiedAt,
		ageSeconds: Math.max(0, Math.round((now - run.modifiedAt) / 1000)),
		sizeBytes: numberToJson(run.sizeBytes),
	};
}

/** One training of `ls --json`. */
export function trainingToListJson(entry: TrainingContainerSummary, now: number): Readonly<Record<string, unknown>> {
	const run: Readonly<Record<string, unknown>> | JsonNull = entry.run === undefined ? null : runToListJson(entry.run, now);
	return {
		target: withHostName(entry.name, entry.host),
		name: entry.name,
		id: entry.id.slice(0, 12),
		image: entry.image,
		host: entry.host ?? null,
		status: statusOfTraining(entry),
		device: entry.device ?? null,
		startedAt: numberToJson(entry.startedAt),
		ageSeconds: numberToJson(entry.startedAt === undefined ? undefined : Math.round((now - entry.startedAt) / 1000)),
		runDirectory: entry.runDirectory ?? null,
		run,
	};
}
