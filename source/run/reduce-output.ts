import type {OutputEvent} from '../domain/event.ts';
import type {Phase, RunState, ValidationRow} from '../domain/run.ts';
import {withNotice} from './notices.ts';
import {
	abandonStart,
	announceDirectory,
	hasTraining,
	isOtherTool,
	resumeTraining,
	startTraining,
} from './program.ts';
import {completeEpoch, progressEpoch, progressValidation} from './reduce-progress.ts';

/** More classes than any known data set has; further rows are dropped. */
const classesCapacity = 5000;

/** What a line of the output changes. */
export function reduceOutput(state: RunState, event: OutputEvent): RunState {
	if (event.type === 'process-started') {
		return startProgram(state, event);
	}

	return isOtherTool(state) ? reduceOtherTool(state, event) : reduceTraining(state, event);
}

function startProgram(state: RunState, {tool, framework, task, settings}: OutputEvent & {type: 'process-started'}): RunState {
	if (tool !== 'train') {
		const known = abandonStart(state);
		return {
			...known,
			program: {tool, isUndecided: false, isResumed: false},
			...(!hasTraining(known) && {framework: framework ?? state.framework, task: task ?? state.task}),
		};
	}

	return {
		...startTraining(state),
		settings,
		// With --resume the number on the command line is not in force.
		epochs: /^(?:false|none|null)?$/i.test(settings.resume ?? '') ? toCount(settings.epochs) : undefined,
		framework: framework ?? state.framework,
		task: task ?? state.task,
	};
}

function reduceTraining(state: RunState, event: Exclude<OutputEvent, {type: 'process-started'}>): RunState {
	switch (event.type) {
		case 'framework-detected': {
			const {framework, python = state.python, torch = state.torch, devices} = event;
			return {
				...state, framework, python, torch, devices,
			};
		}

		case 'task-detected': {
			return {...state, task: event.task};
		}

		case 'model-summarised': {
			const {name, layers, parameters, gigaflops} = event;
			// The final validation prints the fused model, which is not the one that was trained.
			return isFinal(state.phase)
				? state
				: {
					...state, model: {
						name, layers, parameters, gigaflops,
					},
				};
		}

		case 'dataset-scanned': {
			return {...state, scans: {...state.scans, [event.split]: event.scan}};
		}

		case 'workers-announced': {
			return {...state, dataLoaderWorkers: event.workers};
		}

		case 'run-directory-announced': {
			return announceDirectory(state, event.path);
		}

		case 'training-resumed': {
			const resumed = resumeTraining(state, event.epoch, event.checkpoint);
			return {...resumed, epochs: event.epochs ?? resumed.epochs};
		}

		case 'training-started': {
			// With --evolve one process trains several times; epochs it completed before may come again.
			const program = state.program && {...state.program, completed: undefined};
			return {
				...state, phase: {kind: 'training'}, epochs: event.epochs ?? state.epochs, progress: undefined, earlyStop: undefined, program,
			};
		}

		case 'epoch-progressed': {
			return progressEpoch(state, event.progress);
		}

		case 'validation-progressed': {
			return progressValidation(state, event.progress);
		}

		case 'epoch-completed': {
			return completeEpoch(state, event.record, event.epochs);
		}

		case 'validation-reported': {
			return reportValidation(state, event.row, event.scope === 'final');
		}

		case 'class-reported': {
			return reportClass(state, event.row);
		}

		case 'early-stop-announced': {
			return {...state, earlyStop: {bestEpoch: event.bestEpoch, patience: event.patience}};
		}

		case 'training-ended':
		case 'final-validation-started': {
			return {...state, phase: {kind: 'validating', isFinal: true}, validationProgress: undefined};
		}

		case 'results-saved': {
			return {
				...state,
				phase: {kind: 'finished', isEarlyStop: state.earlyStop !== undefined},
				validationProgress: undefined,
				runDirectory: state.runDirectory ?? event.path,
			};
		}

		case 'process-interrupted': {
			return endWith(state, {kind: 'interrupted'});
		}

		case 'traceback-printed': {
			return canEnd(state.phase) || state.phase.kind === 'failed'
				? {...endWith(state, {kind: 'failed'}), traceback: event.traceback}
				: state;
		}

		case 'process-killed': {
			return endWith(state, {kind: 'killed', signal: event.signal});
		}

		case 'notice-printed': {
			return {...state, notices: withNotice(state.notices, event.text)};
		}
	}
}

/** A val or detect program shows its own result where no training is known, and leaves a training as it is. */
function reduceOtherTool(state: RunState, event: Exclude<OutputEvent, {type: 'process-started'}>): RunState {
	if (hasTraining(state)) {
		return state;
	}

	switch (event.type) {
		case 'framework-detected':
		case 'task-detected':
		case 'model-summarised':
		case 'dataset-scanned':
		case 'validation-reported':
		case 'class-reported':
		case 'process-interrupted':
		case 'traceback-printed':
		case 'process-killed':
		case 'notice-printed': {
			return reduceTraining(state, event);
		}

		case 'workers-announced':
		case 'run-directory-announced':
		case 'training-resumed':
		case 'training-started':
		case 'epoch-progressed':
		case 'validation-progressed':
		case 'epoch-completed':
		case 'early-stop-announced':
		case 'training-ended':
		case 'final-validation-started':
		case 'results-saved': {
			return state;
		}
	}
}

/** The per-class table belongs to the validation that printed it. */
function reportValidation(state: RunState, row: ValidationRow, isFinalValidation: boolean): RunState {
	return {
		...state, lastValidation: row, classes: [], isFinalValidation,
	};
}

function reportClass(state: RunState, row: ValidationRow): RunState {
	return state.classes.length < classesCapacity ? {...state, classes: [...state.classes, row]} : state;
}

/** Whether the phase can still become interrupted, failed or killed. The first word about the end counts. */
function canEnd(phase: Phase): boolean {
	return ['idle', 'starting', 'training', 'validating'].includes(phase.kind);
}

function endWith(state: RunState, phase: Phase): RunState {
	return canEnd(state.phase) ? {...abandonStart(state), phase, validationProgress: undefined} : state;
}

function isFinal(phase: Phase): boolean {
	return phase.kind === 'validating' && phase.isFinal;
}

function toCount(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
