import type {RunEvent} from '../../source/domain/event.ts';
import type {EpochProgress, EpochRecord, RunState} from '../../source/domain/run.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {reduce} from '../../source/run/reduce.ts';

/** The state after the events. */
export function replay(events: readonly RunEvent[], from: RunState = initialRunState): RunState {
	let state = from;
	for (const event of events) {
		state = reduce(state, event);
	}

	return state;
}

/** A bar of an epoch with ten batches. */
export function bar(epoch: number, batchIndex: number, fields: Partial<EpochProgress> = {}): RunEvent {
	return {
		type: 'epoch-progressed',
		progress: {
			epoch, epochs: 10, epochLabel: `${epoch - 1}/9`, batchIndex, batchesPerEpoch: 10, losses: {box: 0.1}, elapsedMs: batchIndex * 1000, ...fields,
		},
	};
}

/** A completed epoch; `quality` is its mAP50-95, the loss follows from it so that two runs of an epoch differ. */
export function completed(epoch: number, quality: number, fields: Partial<EpochRecord> = {}): RunEvent {
	return {type: 'epoch-completed', record: record(epoch, quality, fields)};
}

export function record(epoch: number, quality: number, fields: Partial<EpochRecord> = {}): EpochRecord {
	return {
		epoch,
		losses: {box: 1 - quality},
		metrics: {
			precision: 0.5, recall: 0.5, map50: quality, map50To95: quality,
		},
		seconds: 12,
		...fields,
	};
}

/** A training that starts: options, banner, run directory, first words. */
export function start(runDirectory: string, settings: Readonly<Record<string, string>> = {}): readonly RunEvent[] {
	return [
		{type: 'process-started', tool: 'train', settings},
		{type: 'framework-detected', framework: {name: 'yolov5', version: 'v7.0'}, devices: []},
		{type: 'run-directory-announced', path: runDirectory},
		{type: 'training-started', epochs: 10},
	];
}

/** Epochs with their bars. */
export function epochs(first: number, last: number, quality = 0.1): readonly RunEvent[] {
	return Array.from({length: last - first + 1}, (_, index) => first + index)
		.flatMap(epoch => [bar(epoch, 5), bar(epoch, 10), completed(epoch, quality + (epoch / 100))]);
}

/** The last words of a good run. */
export const ending: readonly RunEvent[] = [
	{type: 'training-ended', epochs: 10, hours: 0.01},
	{type: 'final-validation-started', checkpoint: 'runs/train/exp/weights/best.pt'},
	{type: 'validation-reported', scope: 'final', row: {name: 'all', metrics: {map50To95: 0.3}}},
	{type: 'class-reported', scope: 'final', row: {name: 'helmet', metrics: {map50To95: 0.4}}},
	{type: 'class-reported', scope: 'final', row: {name: 'vest', metrics: {map50To95: 0.2}}},
	{type: 'results-saved', path: 'runs/train/exp'},
];

export function epochNumbers({history}: RunState): readonly number[] {
	return history.map(({epoch}) => epoch);
}
