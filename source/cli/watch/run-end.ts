import {journalPath, readJournalFile} from '../../actions/journal-file.ts';
import type {Diagnosis} from '../../checks/diagnosis.ts';
import {workersOf} from '../../checks/advice/option-value.ts';
import {smallerMemory} from '../../checks/advice/smaller-memory.ts';
import type {JobPhase} from '../../domain/job.ts';
import type {RunState} from '../../domain/run.ts';
import {selectStatus} from '../../run/select-status.ts';
import type {RunEnd} from '../../watch/decide.ts';
import type {Watch} from '../../watch/watch.ts';
import type {Io} from '../io.ts';
import type {ResolvedTarget} from '../resolve-target.ts';

/** The trigger of what a watch does, in the journal. */
export const keeperTrigger = 'yolotop --keep-going';

/** What yolotop itself does to end a training, by its names in the journal. */
const endingActions: ReadonlySet<string> = new Set(['stop-now', 'stop-after-epoch', 'terminate', 'kill', 'restart', 'remove', 'cancel-job', 'relaunch']);

/** A clock of the engine's machine may differ by so much. */
const slackMs = 2000;

/** What is known of a training that has ended. */
export type EndedTraining = {readonly target: ResolvedTarget; readonly state: RunState; readonly diagnoses: readonly Diagnosis[]};

/** Whether a person has ended the training through yolotop since it was begun, or went on last. */
function isStoppedByYolotop({name, begunAt, steps}: Watch, containerId: string | undefined, {environment}: Io): boolean {
	const since = (steps.at(-1)?.at ?? begunAt) - slackMs;
	return readJournalFile(journalPath(environment)).some(({target, stopped, action, trigger, at, outcome}) => at >= since && trigger !== keeperTrigger
		&& endingActions.has(action) && (target === name || (containerId !== undefined && stopped?.container === containerId)) && !['failed', 'cancelled', 'overtaken'].includes(outcome.kind));
}

/** What ended a job that is no fault of its training: the scheduler's word counts more than what a training prints that is told to end. */
function endOfJob(phase: JobPhase | undefined): Pick<RunEnd, 'lost' | 'isOutOfTime'> {
	return phase === 'node-lost' ? {lost: 'node'} : (phase === 'timed-out' ? {isOutOfTime: true} : {});
}

/**
The diagnoses of a job. Memory that ran out is first asked for, twice as much; `decide` tries another cure where that was tried, and the step where the
scheduler has not so much.
*/
function diagnosesOf(state: RunState, diagnoses: readonly Diagnosis[], phase: JobPhase | undefined): RunEnd['diagnoses'] {
	if (phase === undefined) {
		return diagnoses;
	}

	const memory = {rule: 'host-out-of-memory', severity: 'error', remedy: smallerMemory(state).remedy} as const;
	const isOther = diagnoses.every(({rule}) => rule !== memory.rule);
	const known: RunEnd['diagnoses'] = isOther && phase === 'out-of-memory' ? [memory, ...diagnoses] : diagnoses;
	const {memoryBytes} = state.job ?? {};
	return known.map(diagnosis => memoryBytes !== undefined && diagnosis.rule === memory.rule ? {...diagnosis, remedy: {kind: 'relaunch', memoryBytes: 2 * memoryBytes}} : diagnosis);
}

/** What the plan of the watch has to know of an end. */
export function toRunEnd(watch: Watch, {target, state, diagnoses}: EndedTraining, io: Io): RunEnd {
	const {status, reason} = selectStatus(state, io.now());
	const {end} = watch;
	const byScheduler = endOfJob(end?.jobPhase);
	const exitCode = end?.exitCode ?? state.exitCode ?? state.container?.exitCode;
	// A container that the engine starts again does not start another program in it.
	const isProgram = watch.subject.kind === 'container' && watch.subject.program !== undefined;
	const policy = isProgram ? 'no' : target.container?.details.restartPolicy ?? 'no';
	const isByYolotop = isStoppedByYolotop(watch, target.container?.details.id, io);
	// What goes down asks what it runs to end, which is no request of a person.
	const isInterrupted = end?.lost === undefined && Object.keys(byScheduler).length === 0 && (state.phase.kind === 'interrupted' || (status === 'interrupted' && reason === undefined));
	// A stop that came too late was none.
	const isTooLate = watch.isBeforeLimit === true && byScheduler.isOutOfTime === true;
	const stops = [[isByYolotop && !isTooLate, 'yolotop'], [end?.isByHand, 'engine'], [end?.jobPhase === 'cancelled', 'scheduler'], [isInterrupted, 'interrupt']] as const;
	return {
		status,
		diagnoses: diagnosesOf(state, diagnoses, end?.jobPhase),
		exitCode,
		stoppedBy: stops.find(([is]) => is)?.[1],
		lost: end?.lost,
		...byScheduler,
		completedEpochs: state.history.at(-1)?.epoch,
		epochs: state.epochs,
		hasRestartPolicy: policy !== 'no' && policy !== '',
		workers: workersOf(state),
	};
}
