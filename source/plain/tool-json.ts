import type {ToolRun} from '../domain/tool-run.ts';
import {classToJson, metricsToJson, numberToJson} from './value-json.ts';

/** The val or detect program of `status --json`; unknown is null. */
export function toolToJson({tool, isFinished, images, frames, emptyImages, objects, latest, validation, classes, speed, savedTo, labels, exports}: ToolRun): Readonly<Record<string, unknown>> {
	return {
		name: tool,
		isFinished,
		...(tool === 'detect' && {
			images,
			emptyImages,
			...(frames !== undefined && {frames}),
			objects: Object.fromEntries(objects.map(({name, count}) => [name, count])),
			latest: latest ?? null,
		}),
		...(tool === 'val' && {
			metrics: metricsToJson(validation?.metrics),
			maskMetrics: metricsToJson(validation?.maskMetrics),
			classes: classes.map(row => classToJson(row)),
		}),
		...((tool === 'export' || tool === 'benchmark') && {
			exports: (exports ?? []).map(({format, isFailed, path, megabytes, seconds, reason}) => ({
				format, isFailed, path: path ?? null, megabytes: numberToJson(megabytes), seconds: numberToJson(seconds), reason: reason ?? null,
			})),
		}),
		speed: speed === undefined
			? null
			: {
				preprocessMs: numberToJson(speed.preprocessMs), inferenceMs: numberToJson(speed.inferenceMs), postprocessMs: numberToJson(speed.postprocessMs), shape: speed.shape ?? null,
			},
		savedTo: savedTo ?? null,
		labels: labels ?? null,
	};
}
