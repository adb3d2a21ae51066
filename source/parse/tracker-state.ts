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

/** An epoch without a bar. */
export type BareEpoch = {readonly epoch: number; readonly epochs: number; readonly startedAt?: number; isCompleted: boolean};

/** What the tracker knows of the process whose epochs it follows. */
export type TrackerState = {
	readonly dialect: DialectTracker;
	readonly unreported: UnreportedRows;
	tool?: Tool | undefined;
	stage: 'before' | 'training' | 'ended';
	/** Nothing more is expected of the program. */
	isOver: boolean;
	/** A banner was printed and no options yet. */
	hasBannerOnly: boolean;
	/** A header was printed and no bar yet; `headerAt` where its line has a time. */
	hasNewHeader: boolean;
	headerAt?: number | undefined;
	completedAt?: number | undefined;
	open?: OpenEpoch | undefined;
	table?: Table | undefined;
	/** What the next header opens where no bar says it, 1-based, and how many epochs there are; undefined where the stream did not say. */
	next?: {readonly epoch: number; readonly epochs: number} | undefined;
	/** The first epoch of this process: of a resume the one that was printed, undefined where none was. */
	first?: number | undefined;
	/** An epoch that a header has opened, in a stream that has had no bar so far. */
	bare?: BareEpoch | undefined;
	/** Whether a bar, and a row for all classes, of this process was seen. */
	hasBars: boolean;
	hasRows: boolean;
	/** Whether it was said that a part of the output is missing. */
	isSaidIncomplete: boolean;
	/** A completed epoch that waits for a header, because the stream began inside its epoch. */
	held?: {readonly epoch: OpenEpoch; readonly row?: ValidationRow; readonly at?: number} | undefined;
};

export function createTrackerState(): TrackerState {
	return {
		dialect: createDialectTracker(), unreported: createUnreportedRows(), stage: 'before', isOver: false, hasBannerOnly: false, hasNewHeader: false, hasBars: false, hasRows: false, isSaidIncomplete: false,
	};
}

/** What a row belongs to that comes now. */
export function scopeNow({tool, stage, open, bare}: TrackerState): ValidationScope {
	if (tool !== 'train') {
		return 'tool';
	}

	return stage === 'ended' || (open ?? bare)?.isCompleted ? 'final' : 'epoch';
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

	if (!open.hasFullValidation) {
		return complete(state, open, undefined, at);
	}

	state.unreported.add({epoch: open, at});
	// Headers and rows go to the same stream: without either, that stream is not here.
	const isWithoutText = !state.hasRows && state.dialect.header === undefined;
	return [...complete(state, open, undefined, at), ...(isWithoutText ? sayIncomplete(state, 'rows') : [])];
}

/** A part of the output is not there; said once a process. */
export function sayIncomplete(state: TrackerState, missing: 'bars' | 'rows'): OutputEvent[] {
	if (state.isSaidIncomplete) {
		return [];
	}

	state.isSaidIncomplete = true;
	return [{type: 'output-incomplete', missing}];
}
