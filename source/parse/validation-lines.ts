import type {OutputEvent} from '../domain/event.ts';
import type {ValidationRow} from '../domain/validation.ts';
import {completeBare} from './bare-epoch.ts';
import {completionEvents} from './epoch-record.ts';
import {
	complete,
	proveOpen,
	scopeNow,
	type Reading,
	type TrackerState,
} from './tracker-state.ts';
import {recogniseValidationHeader, type ValidationHeader} from './validation-header.ts';
import type {UnreportedEpoch} from './unreported-rows.ts';
import {recogniseClassRow, recogniseSummaryRow, type ValidationColumns} from './validation-row.ts';

type SummaryRow = {readonly row: ValidationRow; readonly columns: ValidationColumns};

/** The header of a validation table, which is the description of its bar. */
export function readValidationBar(state: TrackerState, text: string, at: number | undefined): Reading | undefined {
	const found = recogniseValidationHeader(text);
	if (found === undefined) {
		return undefined;
	}

	const {dialect, open} = state;
	// With silenced log lines no row follows: a second validation shows that the first one's epoch was completed.
	const events = state.tool === 'train' && dialect.header === undefined && open?.hasFullValidation ? proveOpen(state, at) : [];
	const hasPrecision = found.columns.some(role => role?.kind === 'metric' && role.name === 'precision');
	if (hasPrecision && state.tool === 'train') {
		events.push(...learnTable(state, found));
	}

	if (state.hasBannerOnly && state.tool === undefined && dialect.framework === 'ultralytics') {
		// Ultralytics' val prints a banner but no options: its table is the first thing that tells the program.
		state.tool = 'val';
		events.push({
			type: 'process-started', tool: state.tool, framework: {name: dialect.framework}, settings: {},
		});
	}

	const scope = scopeNow(state);
	state.table = {header: found, scope};
	const {bar} = found;
	if (bar !== undefined && open !== undefined && scope === 'epoch') {
		open.hasFullValidation = bar.batchIndex === bar.batchesPerEpoch;
		open.times = {...open.times, ...(bar.elapsedMs !== undefined && {validationMs: bar.elapsedMs})};
	}

	events.push(validationProgress(found));
	return {events, rest: found.rest};
}

/** Epoch, memory, three losses, instances and size: both frameworks have one more with masks. */
const cellsWithoutMasks = 7;

/** Only YOLOv5 and its forks write plain names of columns; both frameworks have masks, but only Ultralytics puts boxes alone or poses in named sets. */
function learnTable({dialect, open}: TrackerState, {hasNamedSets, secondSet, bar}: ValidationHeader): OutputEvent[] {
	if (!hasNamedSets) {
		return dialect.framework === undefined ? dialect.learn({framework: 'yolov5'}) : dialect.learnPlainTable();
	}

	// Without its bar the second set may be cut off; the cells of a training without masks leave no room for one.
	const isWhole = bar !== undefined || secondSet !== undefined || open?.bar.cells === cellsWithoutMasks;
	return isWhole && secondSet !== 'mask' && dialect.framework === undefined
		? dialect.learn({framework: 'ultralytics', ...(secondSet === 'pose' && {task: 'pose'})})
		: [];
}

/** The row for all classes: the first of its table. */
export function readSummary(state: TrackerState, text: string, at: number | undefined): Reading | undefined {
	const {table, unreported, dialect} = state;
	if (table?.columns !== undefined || (table === undefined && state.tool === undefined && unreported.isEmpty)) {
		return undefined;
	}

	const found = recogniseSummaryRow(text, table?.header, dialect.task === 'pose' ? 'pose' : 'mask');
	if (found === undefined) {
		return undefined;
	}

	const scope = table?.scope ?? scopeNow(state);
	if (scope !== 'tool' || state.tool === undefined) {
		// No validation has begun since the epoch was over: two streams of one log overtook each other.
		const overtaken = table === undefined ? unreported.takeOnly() : undefined;
		if (overtaken !== undefined) {
			return readRowOf(state, overtaken, found, []);
		}

		if (unreported.isLate(state.stage === 'ended' || state.isOver)) {
			return readLateRow(state, found, at);
		}

		unreported.settle();
	}

	state.table = {...table, scope, columns: found.columns};
	state.hasRows = true;
	const {open} = state;
	const completed = scope === 'epoch' && open !== undefined && !open.isCompleted ? complete(state, open, found.row, at) : [];
	if (scope === 'epoch' && open === undefined) {
		completed.push(...completeBare(state, found.row, at));
	}

	return {events: [{type: 'validation-reported', scope, row: found.row}, ...completed]};
}

/** A row that was held back: it belongs to the earliest epoch that has none. */
function readLateRow(state: TrackerState, found: SummaryRow, at: number | undefined): Reading {
	const events = state.open?.hasFullValidation ? proveOpen(state, at) : [];
	return readRowOf(state, state.unreported.take(), found, events);
}

function readRowOf(state: TrackerState, epoch: UnreportedEpoch | undefined, {row, columns}: SummaryRow, events: OutputEvent[]): Reading {
	const {unreported, table, dialect} = state;
	const known = epoch && dialect.resolve(epoch.epoch.bar);
	events.push({type: 'validation-reported', scope: 'epoch', row});
	if (epoch !== undefined && known !== undefined) {
		events.push(...completionEvents(epoch.epoch, known, row, epoch.at));
	}

	// The rows by class of the last epoch follow its own.
	if (unreported.isEmpty && table?.scope !== 'final') {
		state.table = {...table, scope: 'epoch', columns};
	}

	return {events};
}

/** A row for one class. */
export function readClass({table}: TrackerState, text: string): Reading | undefined {
	const row = table?.columns && recogniseClassRow(text, table.columns);
	return row ? {events: [{type: 'class-reported', scope: table.scope, row}]} : undefined;
}

export function validationProgress({bar}: ValidationHeader): OutputEvent {
	return {
		type: 'validation-progressed',
		progress: bar === undefined
			? {}
			: {batchIndex: bar.batchIndex, batchesPerEpoch: bar.batchesPerEpoch, ...(bar.elapsedMs !== undefined && {elapsedMs: bar.elapsedMs})},
	};
}
