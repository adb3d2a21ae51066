import type {OutputEvent} from '../domain/event.ts';
import type {Settings} from '../domain/framework.ts';
import {recogniseBanner, recogniseMoreDevice, recogniseOldDevice} from './banner.ts';
import {variantOfModel} from './dialects/table.ts';
import {noticeLength} from './notice.ts';
import {recogniseOptions, type OptionsLine} from './options-line.ts';
import {
	anyStart,
	digits,
	frameworkOf,
	map,
	type ProgramContext,
	type RecogniserRow,
} from './program-context.ts';
import {recogniseRankCount} from './rank-lines.ts';
import {
	isRepetition,
	isResumeWithoutEpoch,
	recogniseBatchSize,
	recogniseCachedImages,
	recogniseClassCount,
	recogniseDatasetScan,
	recogniseModelSummary,
	recogniseResume,
	recogniseRunDirectory,
	recogniseTrainingStart,
	recogniseWorkers,
} from './setup-lines.ts';

const wordStarts = String.raw`./\_${digits}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ`;

/** What a program says before its first epoch. */
export function setupRows(context: ProgramContext): readonly RecogniserRow[] {
	const {epochs} = context;
	return [
		[wordStarts, text => map(recogniseOptions(text), options => startProgram(context, options))],
		['YU', text => map(recogniseBanner(text), banner => {
			context.banner = banner;
			epochs.identify(banner.framework.name);
			context.variant = banner.framework.variant ?? context.variant;
			return [{type: 'framework-detected', ...banner}];
		})],
		[' ', text => {
			const device = context.banner && recogniseMoreDevice(text);
			if (device === undefined || context.banner === undefined) {
				return undefined;
			}

			const {banner} = context;
			context.banner = {...banner, devices: [...banner.devices.filter(({label}) => label !== device.label), device]};
			return [{type: 'framework-detected', ...context.banner}];
		}],
		['U ', text => map(recogniseOldDevice(text), device => {
			const name = epochs.framework ?? 'yolov5';
			const known = device.label === 'CUDA:0' ? [] : context.banner?.devices ?? [];
			context.banner = {...context.banner, framework: frameworkOf(context, name), devices: [...known, device]};
			return [{type: 'framework-detected', ...context.banner}];
		})],
		[anyStart, text => map(recogniseModelSummary(text), ({isFused, ...model}) => isFused || !epochs.isBeforeTraining
			? []
			: [{type: 'model-summarised', ...model}, ...detectVariant(context, model.name)])],
		['tv', text => map(recogniseDatasetScan(text), scan => epochs.isBeforeTraining ? [{type: 'dataset-scanned', ...scan}] : [])],
		['tv', text => map(recogniseCachedImages(text), cached => [{type: 'images-cached', ...cached}])],
		['O', text => map(recogniseClassCount(text), count => [{type: 'class-count-announced', count}])],
		['U', text => map(recogniseWorkers(text), workers => [{type: 'workers-announced', workers}])],
		['L', text => map(recogniseRunDirectory(text), path => [{type: 'run-directory-announced', path}])],
		['R', text => map(recogniseResume(text, epochs.framework), resume => {
			epochs.resume(resume.epoch);
			return [{type: 'training-resumed', ...resume}];
		})],
		[anyStart, text => {
			if (!isResumeWithoutEpoch(text)) {
				return undefined;
			}

			epochs.resume(undefined);
			return [];
		}],
		['S', text => map(recogniseTrainingStart(text), start => {
			epochs.begin(start.epochs);
			return [{type: 'training-started', ...start}];
		})],
		['DT/p', text => map(recogniseRankCount(text), count => [{type: 'ranks-detected', count}])],
		[anyStart, text => {
			const batchSize = recogniseBatchSize(text);
			const isOnceMore = isRepetition(text);
			if (isOnceMore) {
				epochs.repeat();
			}

			// What made the framework do it is worth reading.
			const notice: readonly OutputEvent[] = isOnceMore ? [{type: 'notice-printed', text: text.trim().slice(0, noticeLength)}] : [];
			return batchSize === undefined
				? (isOnceMore ? [...notice] : undefined)
				: [{type: 'batch-size-chosen', batchSize}, ...notice];
		}],
	];
}

function startProgram(context: ProgramContext, {tool, framework, variant, task, settings}: OptionsLine): OutputEvent[] {
	const {epochs} = context;
	epochs.start(tool, framework, task, isSwitchedOn(settings.resume));
	const generations = tool === 'train' && isSwitchedOn(settings.evolve) ? Number(settings.evolve) : undefined;
	context.evolution = generations === undefined ? undefined : (Number.isSafeInteger(generations) ? {count: generations} : {});
	context.banner = context.banner?.framework.name === framework ? context.banner : undefined;
	context.variant = variant ?? context.banner?.framework.variant;
	context.isExportOver = false;
	context.lastWord = context.lastWord === undefined ? undefined : 'wrong';
	context.timedImages = 0;
	context.savedTo = undefined;
	return [
		{
			type: 'process-started', tool, framework: frameworkOf(context, framework), ...(task !== undefined && {task}), settings,
		},
		// YOLOv6 says nowhere else where it writes.
		...(variant === 'yolov6' && settings.save_dir !== undefined ? [{type: 'run-directory-announced' as const, path: settings.save_dir}] : []),
		...(context.evolution === undefined ? [] : [{type: 'iteration-reported' as const, iteration: {index: 1, ...context.evolution, isComplete: false}}]),
	];
}

/** A model of the user has the name of its family in its summary. */
function detectVariant(context: ProgramContext, name: string | undefined): OutputEvent[] {
	const variant = context.variant === undefined && context.epochs.framework === 'ultralytics' ? variantOfModel(name, 'ultralytics') : undefined;
	if (variant === undefined) {
		return [];
	}

	context.variant = variant;
	return [{type: 'variant-detected', variant}];
}

/** Whether an option that is a number, a path or nothing is set. */
function isSwitchedOn(value: Settings[string] | undefined): boolean {
	return value !== undefined && !['', 'None', 'False', '0'].includes(value);
}
