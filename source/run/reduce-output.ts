import type {OutputEvent} from '../domain/event.ts';
import type {Framework} from '../domain/framework.ts';
import type {RunState} from '../domain/run.ts';
import {withTablesOfTool} from './class-tables.ts';
import {isEndOfLastTrial, isLastIteration, reportIteration} from './iteration.ts';
import {withError, withNotice} from './notices.ts';
import {canEnd, endWith, isFinalValidation} from './phase.ts';
import {
	announceDirectory,
	hasTraining,
	isOtherTool,
	resumeTraining,
	startProgram,
} from './program.ts';
import {
	completeEpoch,
	progressEpoch,
	progressValidation,
	reportClass,
	reportValidation,
} from './reduce-progress.ts';
import {
	reportRankFailure,
	reportSurvived,
	reportTraceback,
	surviveTraceback,
} from './tracebacks.ts';
import {withToolRun} from './reduce-tool.ts';

type Reducers = {readonly [Type in OutputEvent['type']]: (state: RunState, event: Extract<OutputEvent, {type: Type}>) => RunState};

/** What each event of the output changes; the type makes the table complete. */
const reducers: Reducers = {
	'process-started': (state, event) => startProgram(state, event),
	'framework-detected': (state, {framework, python = state.python, torch = state.torch, devices}) => ({
		...state, framework: withKnownVariant(framework, state.framework), python, torch, devices,
	}),
	'variant-detected': (state, {variant}) => state.framework === undefined ? state : {...state, framework: {...state.framework, variant}},
	'task-detected': (state, {task}) => ({...state, task}),
	// The final validation prints the fused model, which is not the one that was trained.
	'model-summarised': (state, {name, layers, parameters, gigaflops}) => isFinalValidation(state.phase)
		? state
		: {
			...state, model: {
				name, layers, parameters, gigaflops,
			},
		},
	'dataset-scanned': (state, {split, scan}) => ({...state, scans: {...state.scans, [split]: scan}}),
	'images-cached': (state, {split, bytes}) => ({...state, cachedBytes: {...state.cachedBytes, [split]: bytes}}),
	'class-count-announced': (state, {count}) => ({...state, classCount: count}),
	'workers-announced': (state, {workers}) => ({...state, dataLoaderWorkers: workers}),
	'run-directory-announced': (state, {path}) => announceDirectory(state, path),
	'training-resumed'(state, {epoch, epochs, checkpoint}) {
		const resumed = resumeTraining(state, epoch, checkpoint);
		return {...resumed, epochs: epochs ?? resumed.epochs};
	},
	'training-started': (state, {epochs}) => ({
		...(state.failedStart === undefined ? state : surviveTraceback(state)),
		phase: {kind: 'training'},
		epochs: epochs ?? state.epochs,
		progress: undefined,
		earlyStop: undefined,
		process: state.process?.isRunning === false ? undefined : state.process,
		// With --evolve one process trains several times: epochs that it completed come again.
		program: state.program && {...state.program, completed: undefined},
	}),
	'output-incomplete': (state, {missing}) => ({...state, missingOutput: missing}),
	'epoch-progressed': (state, {progress}) => progressEpoch(state, progress),
	'validation-progressed': (state, {progress}) => progressValidation(state, progress),
	'epoch-completed': (state, {record, epochs}) => completeEpoch(state, record, epochs),
	'validation-reported': (state, {scope, row}) => reportValidation(state, row, scope === 'final'),
	'class-reported': (state, {row}) => reportClass(state, row),
	'early-stop-announced': (state, {bestEpoch, patience}) => ({...state, earlyStop: {bestEpoch, patience}}),
	'training-ended': state => ({...state, phase: {kind: 'validating', isFinal: true}, validationProgress: undefined}),
	'final-validation-started': state => ({...state, phase: {kind: 'validating', isFinal: true}, validationProgress: undefined}),
	'results-saved': (state, {path}) => ({
		...state,
		// The program goes on with the next of its trainings.
		phase: isLastIteration(state.iteration) ? {kind: 'finished', isEarlyStop: state.earlyStop !== undefined} : {kind: 'starting'},
		validationProgress: undefined,
		runDirectory: state.runDirectory ?? path,
	}),
	'iteration-reported': (state, {iteration}) => reportIteration(state, iteration),
	'iteration-failed': state => state.phase.kind === 'failed' ? {...surviveTraceback(state), phase: {kind: 'starting'}} : state,
	'batch-size-chosen': (state, {batchSize}) => ({...state, chosenBatchSize: batchSize}),
	'ranks-detected': (state, {count}) => ({...state, ranks: {...state.ranks, count}}),
	'rank-failed': (state, {failure}) => reportRankFailure(state, failure),
	'image-detected': state => state,
	'speed-reported': state => state,
	'tool-results-saved': state => state,
	'labels-saved': state => state,
	'model-exported': state => state,
	'export-ended': state => state,
	'benchmark-ended': state => state,
	'process-interrupted': state => endWith(state, {kind: 'interrupted'}),
	'traceback-printed': (state, {traceback, isSurvived}) => isSurvived && !isEndOfLastTrial(state, traceback) ? reportSurvived(state, traceback) : reportTraceback(state, traceback),
	'process-killed': (state, {signal}) => endWith(state, {kind: 'killed', signal}),
	// Before any training it is of another program, such as an installation.
	'exit-code-reported': (state, {exitCode}) => reportExitCode(state, exitCode),
	// What is printed after the end, such as a worker that was interrupted with its parent, is no cause.
	'error-printed': (state, {text}) => canEnd(state.phase) || state.phase.kind === 'failed'
		? {...state, errors: withError(state.errors, text)}
		: state,
	'download-announced': (state, {url, path}) => ({...state, download: {url, path}}),
	'notice-printed': (state, {text}) => ({...state, notices: withNotice(state.notices, text, epochInProgress(state))}),
};

/** The epoch that is being trained or validated; undefined outside of the epochs. */
function epochInProgress({phase, progress}: RunState): number | undefined {
	return phase.kind === 'training' || (phase.kind === 'validating' && !phase.isFinal) ? progress?.epoch : undefined;
}

/** An exit code of 0 ends a training too, whether it came to its own end or not. */
function reportExitCode(state: RunState, exitCode: number): RunState {
	if (!canEnd(state.phase) || state.phase.kind === 'idle') {
		return state;
	}

	const reported = {...state, reportedExitCode: exitCode};
	return exitCode === 0 ? reported : endWith(reported, {kind: 'failed'});
}

/** A banner of the framework does not name the family of models that the options named. */
function withKnownVariant(framework: Framework, known: Framework | undefined): Framework {
	return framework.variant === undefined && known?.name === framework.name && known.variant !== undefined ? {...framework, variant: known.variant} : framework;
}

/** What a lone val or detect program may change, as there is no training to spoil. */
const ofAnyTool: ReadonlySet<OutputEvent['type']> = new Set<OutputEvent['type']>([
	'process-started',
	'framework-detected',
	'task-detected',
	'variant-detected',
	'model-summarised',
	'dataset-scanned',
	'validation-reported',
	'class-reported',
	'process-interrupted',
	'traceback-printed',
	'process-killed',
	'error-printed',
	'download-announced',
	'notice-printed',
]);

/** What a line of the output changes. A val or detect program leaves a training that is known as it is. */
export function reduceOutput(state: RunState, event: OutputEvent): RunState {
	const isForeign = event.type !== 'process-started' && isOtherTool(state) && (hasTraining(state) || !ofAnyTool.has(event.type));
	const reduced = isForeign ? state : (reducers[event.type] as (state: RunState, event: OutputEvent) => RunState)(state, event);
	// The bar of a training's own validation is none of a program beside it.
	const isOfTraining = event.type === 'validation-progressed' && !isOtherTool(reduced);
	return withTablesOfTool(isOfTraining ? reduced : withToolRun(reduced, event), event);
}
