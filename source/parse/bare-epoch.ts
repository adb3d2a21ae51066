import type {OutputEvent} from '../domain/event.ts';
import type {EpochRecord} from '../domain/run.ts';
import type {ValidationRow} from '../domain/validation.ts';
import {withoutName} from './epoch-record.ts';
import {sayIncomplete, type TrackerState} from './tracker-state.ts';
import {labelOf} from './train-bar.ts';

/*
Epochs of a stream that has no bars, because they went to the other stream: a header opens an epoch, a row for all classes completes
it. The losses are not known.
*/

/** A header was printed: the next epoch has begun, unless bars report the epochs. */
export function openBare(state: TrackerState, at: number | undefined): OutputEvent[] {
	const {next, dialect: {counting}} = state;
	if (next === undefined || counting === undefined || state.hasBars || next.epoch > next.epochs) {
		return [];
	}

	state.bare = {...next, isCompleted: false, ...(at !== undefined && {startedAt: at})};
	return [{
		type: 'epoch-progressed', progress: {...next, epochLabel: labelOf(next.epoch, next.epochs, counting), losses: {}},
	}];
}

/** A row for all classes completes the open epoch; without a row the next header proves that it is over. */
export function completeBare(state: TrackerState, row: ValidationRow | undefined, at: number | undefined): OutputEvent[] {
	const {bare} = state;
	if (bare === undefined || bare.isCompleted || state.stage !== 'training') {
		return [];
	}

	bare.isCompleted = true;
	state.next = {epoch: bare.epoch + 1, epochs: bare.epochs};
	const seconds = at === undefined || bare.startedAt === undefined || at <= bare.startedAt ? undefined : (at - bare.startedAt) / 1000;
	const record: EpochRecord = {
		epoch: bare.epoch,
		losses: {},
		...withoutName(row),
		...(seconds !== undefined && {seconds}),
		...(at !== undefined && {completedAt: at}),
	};
	return [{type: 'epoch-completed', record, epochs: bare.epochs}, ...sayIncomplete(state, 'bars')];
}
