import type {OutputEvent} from '../domain/event.ts';
import type {RunState, Traceback} from '../domain/run.ts';
import {withTablesOfTool} from './class-tables.ts';
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
import {withToolRun} from './tool-run.ts';

type Reducers = {readonly [Type in OutputEvent['type']]: (state: RunState, event: Extract<OutputEvent, {type: Type}>) => RunState};

/** What each event of the output changes; the type makes the table complete. */
const reducers: Reducers = {
	'process-started': (state, event) => startProgram(state, event),
	'framework-detected': (state, {framework, python = state.python, torch = state.torch, devices}) => ({
		...state, framework, python, torch, devices,
	}),
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
	'workers-announced': (state, {workers}) => ({...state, dataLoaderWorkers: workers}),
	'run-directory-announced': (state, {path}) => announceDirectory(state, path),
	'training-resumed'(state, {epoch, epochs, checkpoint}) {
		const resumed = resumeTraining(state, epoch, checkpoint);
		return {...resumed, epochs: epochs ?? resumed.epochs};
	},
	'training-started': (state, {epochs}) => ({
		...state,
		phase: {kind: 'training'},
		epochs: epochs ?? state.epochs,
		progress: undefined,
		earlyStop: undefined,
		process: state.process?.isRunning === false ? undefined : state.process,
		// With --evolve one process trains several times: epochs that it completed come again.
		program: state.program && {...state.program, completed: undefined},
	}),
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
		phase: {kind: 'finished', isEarlyStop: state.earlyStop !== undefined},
		validationProgress: undefined,
		runDirectory: state.runDirectory ?? path,
	}),
	'image-detected': state => state,
	'speed-reported': state => state,
	'tool-results-saved': state => state,
	'labels-saved': state => state,
	'process-interrupted': state => endWith(state, {kind: 'interrupted'}),
	// A second traceback is often the better one: it names the cause behind the worker that died first.
	'traceback-printed'(state, {traceback}) {
		if (!canEnd(state.phase) && state.phase.kind !== 'failed') {
			return state;
		}

		const line = tracebackToLine(traceback);
		const next = {...endWith(state, {kind: 'failed'}), traceback, errors: withError(state.errors, line)};
		return next.phase.kind === 'finished' ? {...next, traceback: undefined, failedStart: line} : next;
	},
	'process-killed': (state, {signal}) => endWith(state, {kind: 'killed', signal}),
	// What is printed after the end, such as a worker that was interrupted with its parent, is no cause.
	'error-printed': (state, {text}) => canEnd(state.phase) || state.phase.kind === 'failed'
		? {...state, errors: withError(state.errors, text)}
		: state,
	'download-announced': (state, {url, path}) => ({...state, download: {url, path}}),
	'notice-printed': (state, {text}) => ({...state, notices: withNotice(state.notices, text)}),
};

/** The last line of a traceback as Python prints it. */
function tracebackToLine({exception, message}: Traceback): string {
	return message === '' ? exception : `${exception}: ${message}`;
}

/** What a lone val or detect program may change, as there is no training to spoil. */
const ofAnyTool: ReadonlySet<OutputEvent['type']> = new Set<OutputEvent['type']>([
	'process-started',
	'framework-detected',
	'task-detected',
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
