import {completeBare, openBare} from './bare-epoch.ts';
import {isNextLabel, type OpenEpoch} from './epoch-record.ts';
import {
	complete,
	proveOpen,
	type Reading,
	type TrackerState,
} from './tracker-state.ts';
import {bindCells, progressOf, recogniseTrainBar} from './train-bar.ts';
import {inferDialect, recogniseTrainHeader} from './train-header.ts';

function enterTraining(state: TrackerState): void {
	if (state.tool !== 'train' || state.stage !== 'training') {
		state.tool = 'train';
		state.stage = 'training';
		state.open = undefined;
		state.bare = undefined;
	}

	state.isOver = false;
	state.table = undefined;
}

/** A bar that stopped before its last batch may be of an epoch that begins again, such as with smaller batches after running out of memory. */
function isCutShort({bar: {bar, isValidating}, hasFullValidation}: OpenEpoch): boolean {
	return bar !== undefined && !isValidating && !hasFullValidation && bar.batchIndex < bar.batchesPerEpoch;
}

/** The header above the bar of an epoch. */
export function readTrainHeader(state: TrackerState, text: string, at: number | undefined): Reading | undefined {
	const found = recogniseTrainHeader(text);
	if (found === undefined) {
		return undefined;
	}

	// The header of the next epoch proves that the last one was completed, validated or not.
	const events = state.open !== undefined && isCutShort(state.open) ? [] : [...proveOpen(state, at), ...completeBare(state, undefined, at)];
	enterTraining(state);
	state.dialect.header = found;
	state.hasNewHeader = true;
	state.headerAt = at;
	events.push(...state.dialect.learn(inferDialect(found)));
	if (state.held !== undefined) {
		const {epoch, row, at: then} = state.held;
		state.held = undefined;
		events.push(...complete(state, epoch, row, then));
	}

	events.push(...openBare(state, at));
	return {events};
}

/** The bar of an epoch. */
export function readTrainBar(state: TrackerState, text: string, at: number | undefined): Reading | undefined {
	const {dialect} = state;
	const bar = recogniseTrainBar(text, dialect.header);
	if (bar === undefined) {
		return undefined;
	}

	const events = state.open !== undefined && isNextLabel(state.open.bar.epochLabel, bar.epochLabel) ? proveOpen(state, at) : [];
	events.unshift(...dialect.learnLabel(bar.epochLabel));
	state.bare = undefined;
	state.hasBars = true;
	enterTraining(state);
	let {open} = state;
	if (open === undefined || open.isCompleted || state.hasNewHeader || open.bar.epochLabel !== bar.epochLabel) {
		const startedAt = state.headerAt ?? state.completedAt;
		open = {
			bar, isCompleted: false, hasFullValidation: false, times: {...(startedAt !== undefined && {startedAt})},
		};
		state.open = open;
		state.hasNewHeader = false;
		state.headerAt = undefined;
	} else if (!bar.isValidating && bar.values.length >= open.bar.values.length) {
		open.bar = bar;
	}

	if (bar.bar?.elapsedMs !== undefined && !bar.isValidating) {
		open.times = {...open.times, trainingMs: bar.bar.elapsedMs};
	}

	const known = dialect.resolve(bar);
	if (known !== undefined) {
		events.push({type: 'epoch-progressed', progress: progressOf(bar, known.dialect, known.header)});
		// Classification validates inside its bar: the row is complete when the validation's columns are filled.
		if (Object.keys(bindCells(bar, known.header).validationLosses).length > 0) {
			events.push(...complete(state, open, undefined, at));
		}
	}

	return {events, rest: bar.rest};
}
