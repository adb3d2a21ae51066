import type {OutputEvent} from '../domain/event.ts';
import type {EpochRecord} from '../domain/run.ts';
import type {ValidationRow} from '../domain/validation.ts';
import type {BarReading} from './dialect-tracker.ts';
import {secondsOf, type EpochTimes} from './epoch-times.ts';
import {bindCells, epochOf, type TrainBar} from './train-bar.ts';

/** An epoch whose bar was seen. */
export type OpenEpoch = {
	bar: TrainBar;
	times: EpochTimes;
	isCompleted: boolean;
	/** Whether a bar of its validation has reached the end. */
	hasFullValidation: boolean;
};

/**
The events of an epoch that is completed.

@returns the record, behind the validation that the row of the epoch itself holds (YOLOv5 classification).
*/
export function completionEvents(epoch: OpenEpoch, {dialect, header}: BarReading, row: ValidationRow | undefined, at: number | undefined): OutputEvent[] {
	const {losses, validationLosses, metrics, learningRate} = bindCells(epoch.bar, header);
	const {epoch: number, epochs} = epochOf(epoch.bar.epochLabel, dialect);
	const seconds = secondsOf(epoch.times, at);
	const ownRow = row === undefined && Object.keys(metrics).length > 0 ? {name: 'all', metrics} : undefined;
	const record: EpochRecord = {
		epoch: number,
		losses,
		...(Object.keys(validationLosses).length > 0 && {validationLosses}),
		...withoutName(row ?? ownRow),
		...(seconds !== undefined && {seconds}),
		...(epoch.bar.memoryBytes !== undefined && {reservedGpuMemoryBytes: epoch.bar.memoryBytes}),
		...(learningRate !== undefined && {learningRates: [learningRate]}),
		...(at !== undefined && {completedAt: at}),
	};
	return [
		...(ownRow === undefined ? [] : [{type: 'validation-reported', scope: 'epoch', row: ownRow} as const]),
		{type: 'epoch-completed', record, epochs},
	];
}

/** What a record takes from the row of its validation. */
export function withoutName(row: ValidationRow | undefined): Pick<EpochRecord, 'metrics' | 'maskMetrics' | 'poseMetrics'> {
	return row === undefined
		? {}
		: {
			metrics: row.metrics,
			...(row.maskMetrics !== undefined && {maskMetrics: row.maskMetrics}),
			...(row.poseMetrics !== undefined && {poseMetrics: row.poseMetrics}),
		};
}

/** Whether the second label is of the epoch after the first one's. */
export function isNextLabel(before: string, after: string): boolean {
	const [first, total] = before.split('/').map(Number);
	const [next, nextTotal] = after.split('/').map(Number);
	return next === first! + 1 && total === nextTotal;
}
