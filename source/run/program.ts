import type {OutputEvent} from '../domain/event.ts';
import type {EpochRecord, ProgramState, RunState} from '../domain/run.ts';
import {findEarlierRun, layRunAside, takeUpRun} from './earlier-runs.ts';
import {keptIteration} from './iteration.ts';
import {isResumeWanted, toCount} from './settings.ts';
import {checkpointToRunDirectory, isSameDirectory} from './same-directory.ts';

const freshTraining: ProgramState = {tool: 'train', isUndecided: false, isResumed: false};

/** Whether anything of a training is known; a lone val or detect program has none. */
export function hasTraining(state: RunState): boolean {
	return state.history.length > 0 || state.progress !== undefined || state.epochs !== undefined
		|| state.program?.tool === 'train' || (state.program === undefined && state.phase.kind !== 'idle');
}

/** Whether the output at this point belongs to a val or detect program. */
export function isOtherTool(state: RunState): boolean {
	return state.program !== undefined && state.program.tool !== 'train';
}

/** A program of the framework printed its options. */
export function startProgram(state: RunState, {tool, framework, task, settings}: OutputEvent & {type: 'process-started'}): RunState {
	if (tool !== 'train') {
		const known = abandonStart(state);
		return {
			...known,
			program: {tool, isUndecided: false, isResumed: false},
			...(!hasTraining(known) && {framework: framework ?? state.framework, task: task ?? state.task}),
		};
	}

	const started = startTraining(state);
	return {
		...started,
		program: {...started.program ?? freshTraining, announcedSettings: settings},
		settings,
		// With --resume the number on the command line is not in force.
		epochs: isResumeWanted(settings) ? undefined : toCount(settings.epochs),
		framework: framework ?? state.framework,
		task: task ?? state.task,
	};
}

/** A training process starts. Which run it belongs to is decided by its run directory or its resume. */
function startTraining(state: RunState): RunState {
	const aside = layRunAside(state);
	// What a container says before its first program is of this one too.
	const isFirst = state.phase.kind === 'idle' && state.program === undefined;
	return {
		...aside,
		...(isFirst && {notices: state.notices}),
		phase: {kind: 'starting'},
		program: {tool: 'train', isUndecided: true, isResumed: false},
		model: undefined,
		scans: {},
		dataLoaderWorkers: undefined,
		cachedBytes: undefined,
		progress: undefined,
		validationProgress: undefined,
		earlyStop: undefined,
		traceback: undefined,
		survivedTraceback: undefined,
		ranks: undefined,
		iteration: keptIteration(state),
		chosenBatchSize: undefined,
		missingOutput: undefined,
		errors: undefined,
		exitCode: undefined,
	};
}

/** The framework says where this training writes. The same directory as before keeps the history, another one is another run. */
export function announceDirectory(state: RunState, path: string): RunState {
	const {runDirectory, program, phase, settings, epochs} = state;
	// A resumed run may have been moved since; it is still the same run.
	if (runDirectory !== undefined && isSameDirectory(runDirectory, path)) {
		// The path of a checkpoint may say more of it than the framework does.
		return {...decide(state), ...(program?.isResumed === true && {runDirectory: path})};
	}

	if (runDirectory !== undefined && program?.isResumed === true) {
		return decide(state);
	}

	if (runDirectory !== undefined) {
		// Two trainings in one process: the options are not printed again.
		return {
			...decide(startTraining(state)), phase, settings, epochs, runDirectory: path,
		};
	}

	const earlier = program?.isUndecided ? findEarlierRun(state, path) : undefined;
	const decided = {...decide(state), runDirectory: path};
	if (earlier === undefined) {
		return decided;
	}

	// Ultralytics starts results.csv anew in a directory it uses again, YOLOv5 appends to it.
	const isAppending = state.framework?.name !== 'ultralytics';
	return {...decided, history: isAppending ? takeUpRun(state, earlier).history : state.history};
}

/** The training goes on from a checkpoint: the history of its run counts again. */
export function resumeTraining(state: RunState, epoch: number, checkpoint?: string): RunState {
	const directory = checkpoint === undefined ? undefined : checkpointToRunDirectory(checkpoint);
	const latest = findEarlierRun(state);
	const earlier = directory === undefined || latest?.runDirectory === undefined ? latest : findEarlierRun(state, directory);
	const isOpen = state.program?.isUndecided === true;
	const resumed = isOpen && earlier !== undefined ? takeUpRun(state, earlier) : state;
	// YOLOv5 takes everything from opt.yaml; the command line that it printed is not in force.
	const settings = isOpen && state.framework?.name !== 'ultralytics' ? earlier?.settings ?? {} : state.settings;
	return {
		...resumed,
		settings,
		program: {
			tool: 'train', isUndecided: false, isResumed: true, ...(state.program?.announcedSettings && {announcedSettings: state.program.announcedSettings}),
		},
		runDirectory: resumed.runDirectory ?? directory,
		resumedAt: [...resumed.resumedAt, epoch],
	};
}

/** The first epoch of a process that named no run directory: above 1 it can only go on with the run before. */
export function decideByEpoch(state: RunState, epoch: number): RunState {
	if (!state.program?.isUndecided) {
		return state;
	}

	const earlier = findEarlierRun(state);
	return decide(epoch > 1 && earlier?.history.at(-1)?.epoch === epoch - 1 ? takeUpRun(state, earlier) : state);
}

/** A process that died before it said where it writes is no run of its own: the run before it is shown again. */
export function abandonStart(state: RunState): RunState {
	const earlier = findEarlierRun(state);
	return earlier !== undefined && state.program?.isUndecided ? takeUpRun(state, earlier) : state;
}

/** Notes that this process completed the epoch. */
export function withCompleted(program: ProgramState | undefined, {epoch}: EpochRecord): ProgramState {
	const base = program ?? freshTraining;
	const {first, last} = base.completed ?? {first: epoch, last: epoch};
	return {...base, completed: {first: Math.min(first, epoch), last: Math.max(last, epoch)}};
}

/** Whether the present process has completed this epoch. */
export function isCompletedHere(state: RunState, epoch: number): boolean {
	const completed = state.program?.completed;
	return completed !== undefined && epoch >= completed.first && epoch <= completed.last;
}

function decide(state: RunState): RunState {
	return {...state, program: {...state.program ?? freshTraining, isUndecided: false}};
}
