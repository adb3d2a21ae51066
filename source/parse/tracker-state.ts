import type {OutputEvent, Tool, ValidationScope} from '../domain/event.ts';
import type {ValidationRow} from '../domain/validation.ts';
import {createDialectTracker, type DialectTracker} from './dialect-tracker.ts';
import {completionEvents, type OpenEpoch} from './epoch-record.ts';
import {createUnreportedRows, type UnreportedRows} from './unreported-rows.ts';
import type {ValidationHeader} from './validation-header.ts';
import type {ValidationColumns} from './validation-row.ts';

/** What a recogniser of the tracker made of a line; `rest` is what another writer put behind it. */
export type Reading = {readonly events: OutputEvent[]; readonly rest?: string};

/** A validation table from its header on. */
export type Table = {readonly header?: ValidationHeader; readonly columns?: ValidationColumns; readonly scope: ValidationScope};

/** What the tracker knows of the process whose epochs it follows. */
export type TrackerState = {
	readonly dialect: DialectTracker;
	readonly unreported: UnreportedRows;
	tool?: Tool;
	stage: 'before' | 'training' | 'ended';
	/** Nothing more is expected of the program. */
	isOver: boolean;
	/** A banner was printed and no options yet. */
	hasBannerOnly: boolean;
	/** A header was printed and no bar yet; `headerAt` where its line has a time. */
	hasNewHeader: boolean;
	headerAt?: number;
	completedAt?: number;
	open?: OpenEpoch;
	table?: Table;
	/** A completed epoch that waits for a header, because the stream began inside its epoch. */
	held?: {readonly epoch: OpenEpoch; readonly row?: ValidationRow; readonly at?: number};
};

export function createTrackerState(): TrackerState {
	return {
		dialect: createDialectTracker(), unreported: createUnreportedRows(), stage: 'before', isOver: false, hasBannerOnly: false, hasNewHeader: false,
	};
}

/** What a row belongs to that comes now. */
export function scopeNow({tool, stage, open}: TrackerState): ValidationScope {
	if (tool !== 'train') {
		return 'tool';
	}

	return stage === 'ended' || open?.isCompleted ? 'final' : 'epoch';
}

/** The epoch was trained, and validated where there is a row. */
export function complete(state: TrackerState, epoch: OpenEpoch, row: ValidationRow | undefined, at: number | undefined): OutputEvent[] {
	epoch.isCompleted = true;
	const known = state.dialect.resolve(epoch.bar);
	if (known === undefined) {
		state.held = {epoch, ...(row !== undefined && {row}), ...(at !== undefined && {at})};
		return [];
	}

	state.completedAt = at;
	return completionEvents(epoch, known, row, at);
}

/** Something came that proves that the open epoch is over, validated or not. */
export function proveOpen(state: TrackerState, at: number | undefined): OutputEvent[] {
	const {open} = state;
	if (open === undefined || open.isCompleted || state.stage !== 'training') {
		return [];
	}

	if (open.hasFullValidation) {
		state.unreported.add({epoch: open, at});
	}

	return complete(state, open, undefined, at);
}
