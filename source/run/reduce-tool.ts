import {traitsOf} from '../domain/framework.ts';
import type {OutputEvent} from '../domain/event.ts';
import type {RunState} from '../domain/run.ts';
import type {Detection, ToolEnd, ToolRun} from '../domain/tool-run.ts';

/** Data sets have up to some hundred classes. */
const maxClasses = 1000;
/** A framework knows some twenty formats. */
const maxExports = 100;

const emptyRun: Pick<ToolRun, 'settings' | 'isFinished' | 'images' | 'emptyImages' | 'objects' | 'classes'> = {
	settings: {}, isFinished: false, images: 0, emptyImages: 0, objects: [], classes: [],
};

function addObjects(objects: ToolRun['objects'], found: Detection['objects']): ToolRun['objects'] {
	const sums = new Map(objects.map(({name, count}) => [name, count]));
	for (const {name, count} of found) {
		if (sums.has(name) || sums.size < maxClasses) {
			sums.set(name, (sums.get(name) ?? 0) + count);
		}
	}

	return [...sums].map(([name, count]) => ({name, count}));
}

/** What a line of a val or detect program adds to what is known of it. `yolo predict` prints no options: its first image begins it. */
function reduceTool(run: ToolRun | undefined, event: OutputEvent): ToolRun | undefined {
	switch (event.type) {
		case 'process-started': {
			const {tool, framework, task, settings} = event;
			// A benchmark is known by what follows its first export.
			const exports = tool === 'benchmark' && run?.tool === 'export' ? run.exports : undefined;
			return tool === 'train'
				? run
				: {
					...emptyRun, tool, settings, ...(framework && {framework: framework.name}), ...(task !== undefined && {task}), ...(exports && {exports}),
				};
		}

		case 'image-detected': {
			const known: ToolRun = run?.tool === 'detect' && !run.isFinished ? run : {...emptyRun, tool: 'detect'};
			const {detection} = event;
			return {
				...known,
				images: known.images + 1,
				...((known.frames ?? 0) + Number(detection.kind === 'video') > 0 && {frames: (known.frames ?? 0) + Number(detection.kind === 'video')}),
				emptyImages: known.emptyImages + (detection.objects.length === 0 ? 1 : 0),
				objects: addObjects(known.objects, detection.objects),
				latest: detection,
			};
		}

		case 'validation-reported': {
			return run && event.scope === 'tool' ? {...run, validation: event.row, classes: []} : run;
		}

		case 'class-reported': {
			return run && event.scope === 'tool' && run.classes.length < maxClasses ? {...run, classes: [...run.classes, event.row]} : run;
		}

		case 'validation-progressed': {
			return run?.tool === 'val' && !run.isFinished ? {...run, progress: event.progress} : run;
		}

		case 'speed-reported': {
			// With --nosave a detect program has no other last word, and Ultralytics' val none without plots. A script that hands over images from
			// memory, which have no path, says it of each of them.
			return run && {...run, speed: event.speed, isFinished: run.isFinished || (run.tool === 'detect' && run.latest?.path !== '') || (run.tool === 'val' && traitsOf(run.framework).endsValWithSpeed)};
		}

		case 'tool-results-saved': {
			return run && {...run, isFinished: run.isFinished || run.tool !== 'benchmark', ...(event.path !== undefined && {savedTo: event.path})};
		}

		case 'model-exported': {
			const isExporting = run?.tool === 'export' || run?.tool === 'benchmark';
			return isExporting && (run.exports?.length ?? 0) < maxExports ? {...run, exports: [...run.exports ?? [], event.exported]} : run;
		}

		case 'export-ended': {
			return run?.tool === 'export' ? {...run, isFinished: true} : run;
		}

		case 'benchmark-ended': {
			return run?.tool === 'benchmark' ? {...run, isFinished: true} : run;
		}

		case 'labels-saved': {
			return run && {...run, labels: {count: event.count, path: event.path}};
		}

		default: {
			return run;
		}
	}
}

/** Whether all that it has looked at were frames of videos. */
export function isOfFrames({images, frames = 0}: Pick<ToolRun, 'images' | 'frames'>): boolean {
	return images > 0 && frames === images;
}

/** Whether it has printed no more than its options; it may load libraries and a model for minutes. */
export function isSilent({images, progress, validation, exports = []}: ToolRun): boolean {
	return images === 0 && progress === undefined && validation === undefined && exports.length === 0;
}

/** A program that yolotop has started has ended, however that was. */
export function endToolRun(state: RunState, end: ToolEnd): RunState {
	return state.toolRun === undefined ? state : {...state, toolRun: {...state.toolRun, isFinished: true, end}};
}

/** Keeps the val or detect program beside the training. */
export function withToolRun(state: RunState, event: OutputEvent): RunState {
	const toolRun = reduceTool(state.toolRun, event);
	return toolRun === state.toolRun ? state : {...state, toolRun};
}
