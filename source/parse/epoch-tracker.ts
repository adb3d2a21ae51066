import type {OutputEvent, Tool} from '../domain/event.ts';
import type {FrameworkName, Task} from '../domain/framework.ts';
import {completeBare} from './bare-epoch.ts';
import {readCocoLine} from './coco-lines.ts';
import type {DialectTracker} from './dialect-tracker.ts';
import {
	createTrackerState,
	proveOpen,
	type Reading,
	type TrackerState,
} from './tracker-state.ts';
import {progressOf, recogniseTrainBar} from './train-bar.ts';
import {hasMemory} from './train-header.ts';
import {readTrainBar, readTrainHeader} from './training-lines.ts';
import {recogniseValidationHeader} from './validation-header.ts';
import {
	readClass,
	readSummary,
	readValidationBar,
	validationProgress,
} from './validation-lines.ts';

/** Follows the epochs of a process through bars, headers and rows. */
export type EpochTracker = {
	/** A program printed its options: nothing of an earlier program is in progress. Where a resume goes on is not known yet. */
	start(tool: Tool, framework: FrameworkName, task: Task | undefined, isResumed: boolean): void;
	/** A resume said which epoch is its first, 1-based; undefined where it did not say it. */
	resume(epoch: number | undefined): void;
	/** `Starting training for N epochs`. */
	begin(epochs: number | undefined): void;
	/** The framework said that it trains the epoch once more. */
	repeat(): void;
	/** A banner. After an interrupted training it belongs to another program. */
	identify(framework: FrameworkName): void;
	/** The process was interrupted or killed: its epoch will not be completed. */
	abandon(): void;
	/** `epochs completed` or `Validating best.pt`. */
	finishTraining(at: number | undefined): OutputEvent[];
	/** The last validation was printed: a banner that comes now is of another program. */
	settle(): void;
	/** `Results saved to`: what comes now is of another program. */
	leave(): void;
	readonly tool: Tool | undefined;
	readonly framework: FrameworkName | undefined;
	/** What the framework's number of an epoch lacks to ours: 1 where it counts from 0. */
	readonly firstPrinted: 0 | 1;
	/** True before the first epoch of a training. */
	readonly isBeforeTraining: boolean;
	/** Where the last training is: before its first epoch, in its epochs, or behind the last one; its results are saved where there is no tool any more. */
	readonly stage: 'before' | 'training' | 'ended';
	/**
	True for YOLOv5 up to v5.0, which says nothing behind its last epoch: its table has a column for the sum of the losses; and for YOLOv6, which says
	after each validation where its results are: its table has none for the memory. With its checkpoints stripped also where the stream of the headers, and of
	all that is said behind the last epoch, is not here.
	*/
	endsSilently(isStripped: boolean): boolean;
	/** The tracker's recognisers, in order. */
	read(text: string, at: number | undefined): Reading | undefined;
	/** Reads the current state of an open line: gives progress and changes nothing. */
	preview(text: string): OutputEvent[];
};

export function createEpochTracker(): EpochTracker {
	const state = createTrackerState();
	const {dialect, unreported} = state;

	const close = () => {
		closeProgram(state);
	};

	return {
		start(tool, framework, task, isResumed) {
			startTool(state, tool, isResumed);
			if (tool === 'train') {
				dialect.restart(framework, task);
			}
		},
		identify(framework) {
			dialect.identify(framework);
			state.hasBannerOnly = true;
			if (!state.isOver) {
				return;
			}

			state.tool = undefined;
			state.open = undefined;
			state.table = undefined;
			unreported.clear();
		},
		resume(epoch) {
			state.first = epoch;
		},
		begin(epochs) {
			state.next = epochs === undefined || state.first === undefined ? undefined : {epoch: state.first, epochs};
			state.bare = undefined;
		},
		repeat() {
			if (state.bare === undefined) {
				return;
			}

			state.next = {epoch: state.bare.epoch, epochs: state.bare.epochs};
			state.bare = undefined;
		},
		abandon: close,
		finishTraining(at) {
			const events = [...proveOpen(state, at), ...completeBare(state, undefined, at)];
			state.tool = 'train';
			state.stage = 'ended';
			state.table = undefined;
			return events;
		},
		settle() {
			state.isOver = true;
		},
		leave() {
			state.tool = undefined;
			close();
		},
		get tool() {
			return state.tool;
		},
		get framework() {
			return dialect.framework;
		},
		get firstPrinted() {
			return dialect.counting?.isZeroBased === true ? 1 : 0;
		},
		get isBeforeTraining() {
			return state.stage === 'before' && (state.tool === undefined || state.tool === 'train');
		},
		get stage() {
			return state.stage;
		},
		endsSilently: isStripped => isSilent(dialect, isStripped),
		read: (text, at) => readTrainBar(state, text, at) ?? readTrainHeader(state, text, at) ?? readValidationBar(state, text, at) ?? readSummary(state, text, at) ?? readCocoLine(state, text, at) ?? readClass(state, text),
		preview: text => preview(dialect, text),
	};
}

/** Nothing of an earlier program is in progress. */
function startTool(state: TrackerState, tool: Tool, isResumed: boolean): void {
	Object.assign(state, {
		tool, first: isResumed ? undefined : 1, next: undefined, bare: undefined, table: undefined, open: undefined, held: undefined, headerAt: undefined, completedAt: undefined,
		...(tool === 'train' && {stage: 'before'}), hasBars: false, hasRows: false, hasNewHeader: false, hasBannerOnly: false, isSaidIncomplete: false, isOver: false,
	} satisfies Partial<TrackerState>);
	state.unreported.clear();
}

/** Nothing of the program is in progress; rows that it still holds back are waited for. */
function closeProgram(state: TrackerState): void {
	state.isOver = true;
	state.open = undefined;
	state.bare = undefined;
	if (state.unreported.isEmpty || state.table?.columns !== undefined) {
		state.table = undefined;
	}
}

function preview(dialect: DialectTracker, text: string): OutputEvent[] {
	const bar = recogniseTrainBar(text, dialect.header);
	if (bar !== undefined) {
		const known = dialect.resolve(bar);
		return known === undefined ? [] : [{type: 'epoch-progressed', progress: progressOf(bar, known.dialect, known.header)}];
	}

	const validation = recogniseValidationHeader(text);
	return validation === undefined ? [] : [validationProgress(validation)];
}

function isSilent({framework, header}: DialectTracker, isStripped: boolean): boolean {
	return framework === 'yolov5' && (header === undefined ? isStripped : !hasMemory(header) || header.columns.some(({role}) => role.kind === 'loss' && role.key === 'total'));
}
