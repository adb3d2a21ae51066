import {traitsOf} from '../domain/framework.ts';
import type {OutputEvent} from '../domain/event.ts';
import type {
	EarlierRun,
	EpochRecord,
	ProgramState,
	RunState,
	TrainingBeginning,
} from '../domain/run.ts';
import type {SeenProcess} from '../domain/observation.ts';
import {readCount} from '../domain/possible-number.ts';
import {isEnded} from './ended.ts';
import {findEarlierRun, layRunAside, takeUpRun} from './earlier-runs.ts';
import {keptIteration} from './iteration.ts';
import {isResumeWanted} from './settings.ts';
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

	if (state.program?.isAwaited === true && isResumeWanted(settings)) {
		// The run that a person has let go on: nothing of it is in question.
		const {isAwaited: _, ...program} = state.program;
		return {
			...state, phase: {kind: 'starting'}, program: {...program, announcedSettings: settings}, framework: framework ?? state.framework,
		};
	}

	const started = startTraining(state);
	// YOLOv5 resumes with what opt.yaml says; its options line shows nothing but defaults then.
	const isInForce = !isResumeWanted(settings) || !traitsOf((framework ?? state.framework)?.name).resumesWithOldSettings;
	return {
		...started,
		iteration: keptIteration(state),
		program: {...started.program ?? freshTraining, announcedSettings: settings},
		settings: isInForce ? settings : {},
		// With --resume the number on the command line is not in force.
		epochs: isResumeWanted(settings) ? undefined : readCount(settings.epochs),
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
		trainingLabels: undefined,
		isProbeMissed: undefined,
		dataLoaderWorkers: undefined,
		cachedBytes: undefined,
		classCount: undefined,
		progress: undefined,
		validationProgress: undefined,
		earlyStop: undefined,
		traceback: undefined,
		survivedTraceback: undefined,
		// A launcher says how many there are before the first of them begins.
		ranks: state.progress === undefined && state.history.length === 0 && state.ranks?.failure === undefined ? state.ranks : undefined,
		iteration: undefined,
		chosenBatchSize: undefined,
		missingOutput: undefined,
		errors: undefined,
		exitCode: undefined,
		reportedExitCode: undefined,
		failedStart: undefined,
	};
}

/**
A new process was started and has not said anything: of the process before nothing is left on the screen. The rows of a run that goes on
stay; a new run has none, and what is already known of it is its settings.
*/
export function relaunchTraining(state: RunState, beginning: TrainingBeginning | undefined): RunState {
	const isSameRun = beginning?.isSameRun === true;
	const {runDirectory, locatedRunDirectory, history, checkpoints, lastValidation, classes, classTables, resumedAt, notices, isFinalValidation} = state;
	const started = startTraining(state);
	const settings = beginning?.settings ?? started.settings;
	const epochs = readCount(settings.epochs);
	return {
		...started,
		settings,
		...(epochs !== undefined && {epochs}),
		container: undefined,
		observation: undefined,
		process: undefined,
		connection: {kind: 'open'},
		...(isSameRun
			? {
				runDirectory, locatedRunDirectory, history, checkpoints, lastValidation, classes, classTables, resumedAt, notices, isFinalValidation,
				program: {...freshTraining, isAwaited: true},
				earlierRuns: state.earlierRuns,
			}
			: {locatedRunDirectory: undefined}),
	};
}

/**
A training process was looked for. One that runs and was started after the last word of the output has not said anything yet: it is
starting, and what the output said before is of a process that is over.
*/
export function seeProcess(state: RunState, process: SeenProcess): RunState {
	const {phase, spokenAt} = state;
	const isNewer = process.startedAt !== undefined && spokenAt !== undefined && process.startedAt > spokenAt;
	if (!process.isRunning || !(phase.kind === 'idle' || (isNewer && isEnded(phase)))) {
		return {...state, process};
	}

	const started = startTraining(state);
	const {framework = state.framework, task = state.task, settings = {}} = process;
	return {
		...started, framework, task, settings, epochs: isResumeWanted(settings) ? undefined : readCount(settings.epochs), process,
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

	// Ultralytics starts results.csv over in a directory it uses again, YOLOv5 appends to it.
	const isAppending = traitsOf(state.framework?.name).appendsResults;
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
	const settings = isOpen && traitsOf(state.framework?.name).resumesWithOldSettings ? earlier?.settings ?? {} : state.settings;
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
	const earlier = earlierOfStart(state);
	return earlier === undefined ? state : takeUpRun(state, earlier);
}

/** The run that is shown again when the current process dies without having said where it writes; undefined where it has. */
export function earlierOfStart(state: RunState): EarlierRun | undefined {
	return state.program?.isUndecided ? findEarlierRun(state) : undefined;
}

/** Notes that this process completed the epoch. */
export function withCompleted(program: ProgramState | undefined, {epoch}: EpochRecord): ProgramState {
	const base = program ?? freshTraining;
	const {first, last} = base.completed ?? {first: epoch, last: epoch};
	return {...base, completed: {first: Math.min(first, epoch), last: Math.max(last, epoch)}};
}

/** Whether the current process has completed this epoch. */
export function isCompletedHere(state: RunState, epoch: number): boolean {
	const completed = state.program?.completed;
	return completed !== undefined && epoch >= completed.first && epoch <= completed.last;
}

function decide(state: RunState): RunState {
	return {...state, program: {...state.program ?? freshTraining, isUndecided: false}};
}
