import type {OutputEvent} from '../domain/event.ts';
import type {Detection} from '../domain/tool-run.ts';
import {
	isExportStart,
	recogniseBenchmarkEnd,
	recogniseExport,
	recogniseExportEnd,
} from './export-lines.ts';
import {
	anyStart,
	digits,
	map,
	startTool,
	type ProgramContext,
	type RecogniserRow,
} from './program-context.ts';
import {recogniseStreamFrames, recogniseStreamSource} from './stream-lines.ts';
import {
	isDetectionEnd,
	recogniseDetection,
	recogniseLabelsSaved,
	recogniseSavedImage,
	recogniseSpeed,
	recogniseTimedDetection,
} from './tool-lines.ts';

/** What programs around a training print: val, detect, export, benchmark. */
export function toolRows(context: ProgramContext): readonly RecogniserRow[] {
	const {epochs, streams} = context;
	return [
		['iv', text => map(recogniseDetection(text), detection => detect(context, [detection]))],
		[`vwD${digits}`, text => map(recogniseTimedDetection(text, context.timedImages), detection => {
			context.timedImages++;
			return detect(context, [detection]);
		})],
		[' T', text => map(recogniseSavedImage(text), path => {
			context.savedTo = path;
			return [];
		})],
		['D', text => context.isDetecting && isDetectionEnd(text) ? endDetection(context) : undefined],
		[digits, text => map(recogniseStreamSource(text), ({index, path}) => {
			streams.length = index;
			streams[index - 1] = path;
			return [];
		})],
		[digits, text => map(recogniseStreamFrames(text), frames => {
			// A line of YOLOv5 repeats those of the streams before.
			const own = epochs.framework === 'yolov5' ? frames.slice(-1) : frames;
			return detect(context, own.map(frame => ({
				...frame, kind: 'stream', count: Math.max(streams.length, frame.index), path: streams[frame.index - 1] ?? '',
			})));
		})],
		['S', text => map(recogniseSpeed(text), speed => {
			if (context.isDetecting || epochs.tool !== 'train') {
				return [{type: 'speed-reported', speed}];
			}

			// Ultralytics ends with the times of the last validation; without plots it does not say where the results are.
			if (epochs.stage !== 'ended' || epochs.tool !== 'train' || epochs.framework !== 'ultralytics') {
				return [];
			}

			epochs.settle();
			return [{type: 'results-saved'}];
		})],
		[digits, text => map(recogniseLabelsSaved(text), labels => [{type: 'labels-saved', ...labels}])],
		[anyStart, text => isExportStart(text) ? startExport(context) : undefined],
		[anyStart, text => map(recogniseExport(text), exported => [...startExport(context), {type: 'model-exported', exported}])],
		['E', text => map(recogniseExportEnd(text), end => {
			context.isExportOver = true;
			return [{type: 'export-ended', ...end}];
		})],
		['BE', text => map(recogniseBenchmarkEnd(text), end => [...(epochs.tool === 'benchmark' ? [] : [startTool(context, 'benchmark')]), {type: 'benchmark-ended', ...end}])],
	];
}

/** Exports follow each other in one program; those that a training makes at its end are its own. */
function startExport(context: ProgramContext): OutputEvent[] {
	const {epochs} = context;
	if (epochs.tool === 'train' || epochs.tool === 'benchmark' || (epochs.tool === 'export' && !context.isExportOver)) {
		return [];
	}

	context.isExportOver = false;
	return [startTool(context, 'export')];
}

function endDetection(context: ProgramContext): OutputEvent[] {
	const {savedTo} = context;
	context.isDetecting = false;
	return [{type: 'tool-results-saved', ...(savedTo !== undefined && {path: savedTo})}];
}

/** A benchmark looks at one image and validates after each export; more images are a detect program's. */
function detect(context: ProgramContext, detections: readonly Detection[]): OutputEvent[] {
	const {epochs} = context;
	const isTrial = (epochs.tool === 'export' || epochs.tool === 'benchmark') && detections.every(({kind, count}) => kind === 'image' && count === 1);
	if (isTrial) {
		return epochs.tool === 'benchmark' ? [] : [startTool(context, 'benchmark')];
	}

	context.isDetecting = true;
	return detections.map(detection => ({type: 'image-detected', detection}));
}
