import type {OutputEvent, Tool, ValidationScope} from '../domain/event.ts';
import type {FrameworkName, Task} from '../domain/framework.ts';
import type {ValidationRow} from '../domain/validation.ts';
import {createDialectTracker} from './dialect-tracker.ts';
import {completionEvents, isNextLabel, type OpenEpoch} from './epoch-record.ts';
import {bindCells, progressOf, recogniseTrainBar} from './train-bar.ts';
import {inferDialect, recogniseTrainHeader} from './train-header.ts';
import {recogniseValidationHeader, type ValidationHeader} from './validation-header.ts';
import {recogniseClassRow, recogniseSummaryRow, type ValidationColumns} from './validation-row.ts';

/** What a recogniser of the tracker made of a line; `rest` is what another writer put behind it. */
export type Reading = {readonly events: OutputEvent[]; readonly rest?: string};

/** A validation table from its header on. */
type Table = {header?: ValidationHeader; columns?: ValidationColumns; scope: ValidationScope};

/** Follows the epochs of a process through bars, headers and rows. */
export type EpochTracker = {
	/** A program printed its options: nothing of an earlier program is in progress. */
	start(tool: Tool, framework: FrameworkName, task: Task | undefined): void;
	/** A banner. After an interrupted training it belongs to another program. */
	identify(framework: FrameworkName): void;
	/** The process was interrupted or killed: its epoch will not be completed. */
	abandon(): void;
	/** `epochs completed` or `Validating best.pt`. */
	finishTraining(at: number | undefined): OutputEvent[];
	/** `Results saved to`: what comes now is of another program. */
	leave(): void;
	readonly tool: Tool | undefined;
	readonly framework: FrameworkName | undefined;
	/** True before the first epoch of a training. */
	readonly isBeforeTraining: boolean;
	/** The tracker's recognisers, in order. */
	read(text: string, at: number | undefined): Reading | undefined;
	/** Reads the present state of an open line: gives progress and changes nothing. */
	preview(text: string): OutputEvent[];
};

export function createEpochTracker(): EpochTracker {
	const dialect = createDialectTracker();
	let tool: Tool | undefined;
	let stage: 'before' | 'training' | 'ended' = 'before';
	let isOver = false;
	/** A banner was printed and no options yet. */
	let hasBannerOnly = false;
	let headerAt: number | undefined;
	let completedAt: number | undefined;
	let open: OpenEpoch | undefined;
	let table: Table | undefined;
	/** A completed epoch that waits for a header, because the stream began inside its epoch. */
	let held: {epoch: OpenEpoch; row?: ValidationRow; at?: number} | undefined;

	const complete = (epoch: OpenEpoch, row: ValidationRow | undefined, at: number | undefined): OutputEvent[] => {
		epoch.isCompleted = true;
		const known = dialect.resolve(epoch.bar);
		if (known === undefined) {
			held = {epoch, ...(row !== undefined && {row}), ...(at !== undefined && {at})};
			return [];
		}

		completedAt = at;
		return completionEvents(epoch, known, row, at);
	};

	const proveOpen = (at: number | undefined): OutputEvent[] => stage === 'training' && open !== undefined && !open.isCompleted ? complete(open, undefined, at) : [];

	const enterTraining = () => {
		if (tool !== 'train' || stage !== 'training') {
			tool = 'train';
			stage = 'training';
			open = undefined;
		}

		isOver = false;
		table = undefined;
	};

	const readHeader = (text: string, at: number | undefined): Reading | undefined => {
		const found = recogniseTrainHeader(text);
		if (found === undefined) {
			return undefined;
		}

		// The header of the next epoch proves that the last one was completed, validated or not.
		const events = proveOpen(at);
		enterTraining();
		dialect.header = found;
		headerAt = at;
		events.push(...dialect.learn(inferDialect(found)));
		if (held !== undefined) {
			const {epoch, row, at: then} = held;
			held = undefined;
			events.push(...complete(epoch, row, then));
		}

		return {events};
	};

	const readTrainBar = (text: string, at: number | undefined): Reading | undefined => {
		const bar = recogniseTrainBar(text, dialect.header);
		if (bar === undefined) {
			return undefined;
		}

		const events = open !== undefined && isNextLabel(open.bar.epochLabel, bar.epochLabel) ? proveOpen(at) : [];
		enterTraining();
		if (open === undefined || open.isCompleted || open.bar.epochLabel !== bar.epochLabel) {
			const startedAt = headerAt ?? completedAt;
			open = {
				bar, isCompleted: false, hasFullValidation: false, times: {...(startedAt !== undefined && {startedAt})},
			};
			headerAt = undefined;
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
				events.push(...complete(open, undefined, at));
			}
		}

		return {events, rest: bar.rest};
	};

	const scopeNow = (): ValidationScope => {
		if (tool !== 'train') {
			return 'tool';
		}

		return stage === 'ended' || open?.isCompleted ? 'final' : 'epoch';
	};

	const readValidationBar = (text: string, at: number | undefined): Reading | undefined => {
		const found = recogniseValidationHeader(text);
		if (found === undefined) {
			return undefined;
		}

		// With silenced log lines no row follows: a second validation shows that the first one's epoch was completed.
		const events = tool === 'train' && dialect.header === undefined && open?.hasFullValidation ? proveOpen(at) : [];
		const hasPrecision = found.columns.some(role => role?.kind === 'metric' && role.name === 'precision');
		if (hasPrecision && tool === 'train' && !found.hasNamedSets && dialect.framework === undefined) {
			events.push(...dialect.learn({framework: 'yolov5'}));
		}

		if (hasBannerOnly && tool === undefined && dialect.framework === 'ultralytics') {
			// Ultralytics' val prints a banner but no options: its table is the first thing that tells the program.
			tool = 'val';
			events.push({
				type: 'process-started', tool, framework: {name: dialect.framework}, settings: {},
			});
		}

		table = {header: found, scope: scopeNow()};
		const {bar} = found;
		if (bar !== undefined && open !== undefined && table.scope === 'epoch') {
			open.hasFullValidation = bar.batchIndex === bar.batchesPerEpoch;
			open.times = {...open.times, ...(bar.elapsedMs !== undefined && {validationMs: bar.elapsedMs})};
		}

		events.push(validationProgress(found));
		return {events, rest: found.rest};
	};

	const readSummary = (text: string, at: number | undefined): Reading | undefined => {
		if (tool === undefined && table === undefined) {
			return undefined;
		}

		if (table?.columns !== undefined) {
			return undefined;
		}

		const found = recogniseSummaryRow(text, table?.header, dialect.task === 'pose' ? 'pose' : 'mask');
		if (found === undefined) {
			return undefined;
		}

		const scope = table?.scope ?? scopeNow();
		table = {...table, scope, columns: found.columns};
		const completed = scope === 'epoch' && open !== undefined && !open.isCompleted ? complete(open, found.row, at) : [];
		return {events: [{type: 'validation-reported', scope, row: found.row}, ...completed]};
	};

	const readClass = (text: string): Reading | undefined => {
		const row = table?.columns && recogniseClassRow(text, table.columns);
		return row && table ? {events: [{type: 'class-reported', scope: table.scope, row}]} : undefined;
	};

	return {
		start(newTool, newFramework, newTask) {
			tool = newTool;
			isOver = false;
			hasBannerOnly = false;
			table = undefined;
			open = undefined;
			held = undefined;
			headerAt = undefined;
			completedAt = undefined;
			if (newTool !== 'train') {
				return;
			}

			dialect.restart(newFramework, newTask);
			stage = 'before';
		},
		identify(newFramework) {
			dialect.identify(newFramework);
			hasBannerOnly = true;
			if (!isOver) {
				return;
			}

			tool = undefined;
			open = undefined;
			table = undefined;
		},
		abandon() {
			isOver = true;
			open = undefined;
			table = undefined;
		},
		finishTraining(at) {
			const events = proveOpen(at);
			tool = 'train';
			stage = 'ended';
			table = undefined;
			return events;
		},
		leave() {
			tool = undefined;
			isOver = true;
			open = undefined;
			table = undefined;
		},
		get tool() {
			return tool;
		},
		get framework() {
			return dialect.framework;
		},
		get isBeforeTraining() {
			return stage === 'before' && (tool === undefined || tool === 'train');
		},
		read: (text, at) => readTrainBar(text, at) ?? readHeader(text, at) ?? readValidationBar(text, at) ?? readSummary(text, at) ?? readClass(text),
		preview(text) {
			const bar = recogniseTrainBar(text, dialect.header);
			if (bar !== undefined) {
				const known = dialect.resolve(bar);
				return known === undefined ? [] : [{type: 'epoch-progressed', progress: progressOf(bar, known.dialect, known.header)}];
			}

			const validation = recogniseValidationHeader(text);
			return validation === undefined ? [] : [validationProgress(validation)];
		},
	};
}

function validationProgress({bar}: ValidationHeader): OutputEvent {
	return {
		type: 'validation-progressed',
		progress: bar === undefined
			? {}
			: {batchIndex: bar.batchIndex, batchesPerEpoch: bar.batchesPerEpoch, ...(bar.elapsedMs !== undefined && {elapsedMs: bar.elapsedMs})},
	};
}
