import type {OutputEvent} from '../domain/event.ts';
import type {ValidationRow} from '../domain/validation.ts';
import {parsePrintedNumber} from './printed-number.ts';
import {recogniseBar, type ProgressBar} from './bar-line.ts';
import {
	complete,
	scopeNow,
	type Reading,
	type TrackerState,
} from './tracker-state.ts';

/*
The validation of YOLOv6: a bar without a table, pycocotools, then the quality of the epoch in a line of its own.
Source: yolov6/core/evaler.py and engine.py of meituan/YOLOv6.
*/

/** `Inferencing model in train datasets.: 100%|...`. */
export function recogniseInferenceBar(text: string): ProgressBar | undefined {
	return text.startsWith('Inferencing model in ') ? recogniseBar(text)?.bar : undefined;
}

/** `Epoch: 3 | mAP@0.5: 0.6123 | mAP@0.50:0.95: 0.4123`; the epoch as printed, from 0. */
export function recogniseEpochResult(text: string): {readonly printedEpoch: string; readonly row: ValidationRow} | undefined {
	const [, printedEpoch, first = '', second = ''] = /^Epoch: (\d+) \| mAP@0\.5: (\S+) \| mAP@0\.50:0\.95: (\S+)\s*$/.exec(text) ?? [];
	const [map50, map50To95] = [parsePrintedNumber(first), parsePrintedNumber(second)];
	return printedEpoch === undefined || map50 === undefined || map50To95 === undefined ? undefined : {printedEpoch, row: {name: 'all', metrics: {map50, map50To95}}};
}

/** Reads both for the tracker of epochs. */
export function readCocoLine(state: TrackerState, text: string, at: number | undefined): Reading | undefined {
	const bar = recogniseInferenceBar(text);
	if (bar !== undefined) {
		const {batchIndex, batchesPerEpoch, elapsedMs} = bar;
		return {events: [{type: 'validation-progressed', progress: {batchIndex, batchesPerEpoch, ...(elapsedMs !== undefined && {elapsedMs})}}]};
	}

	const found = recogniseEpochResult(text);
	if (found === undefined || state.tool !== 'train') {
		return undefined;
	}

	const {open} = state;
	const {printedEpoch, row} = found;
	const reported: OutputEvent = {type: 'validation-reported', scope: scopeNow(state), row};
	const isOfOpen = open?.isCompleted === false && open.bar.epochLabel.startsWith(`${printedEpoch}/`);
	return {events: [reported, ...(isOfOpen ? complete(state, open, row, at) : [])]};
}
