import {isUp, type ContainerState} from '../domain/container-state.ts';
import type {SourceEvent} from '../domain/event.ts';
import type {FollowedJob} from '../domain/job.ts';
import type {EpochRecord, RunState} from '../domain/run.ts';
import {readCount} from '../domain/possible-number.ts';
import {withTablesOfTool} from './class-tables.ts';
import {isEnded} from './ended.ts';
import {boundHistory, combineFileAndStream} from './history.ts';
import {isEqual} from './is-equal.ts';
import {rememberRun} from './earlier-runs.ts';
import {isCompletedHere, relaunchTraining, seeProcess} from './program.ts';
import {isSameDirectory} from './same-directory.ts';
import {endToolRun, withToolRun} from './reduce-tool.ts';

/** What the edge knows beside the output. */
export function reduceSource(state: RunState, event: SourceEvent & {readonly at?: number | undefined}): RunState {
	switch (event.type) {
		case 'target-described': {
			return {...state, target: event.target};
		}

		case 'container-changed': {
			return changeContainer(state, event.container);
		}

		case 'run-directory-located': {
			return {...state, locatedRunDirectory: event.path};
		}

		case 'connection-changed': {
			return {...state, connection: event.connection};
		}

		case 'settings-read': {
			return readSettings(state, event);
		}

		case 'history-read': {
			return readHistoryFile(state, event);
		}

		case 'probe-read': {
			return readProbe(state, event);
		}

		case 'probe-missed': {
			return {...state, isProbeMissed: true};
		}

		case 'labels-counted': {
			return {...state, trainingLabels: event.labels};
		}

		case 'run-files-looked-at': {
			return {...state, runFilesLook: event.runDirectory === undefined ? {} : {runDirectory: event.runDirectory}};
		}

		case 'checkpoints-observed': {
			return {...state, checkpoints: event.checkpoints};
		}

		case 'training-observed': {
			return {...state, observation: event.observation};
		}

		case 'process-seen': {
			return seeProcess(state, event.process);
		}

		case 'job-changed': {
			return changeJob(state, event.job);
		}

		case 'process-exited': {
			return {...state, exitCode: event.exitCode, ...goneProcess(state)};
		}

		case 'training-relaunched': {
			return relaunchTraining(state, event.beginning);
		}

		case 'tool-printed': {
			const next = withToolRun(state, event.event);
			return withTablesOfTool(next, event.event);
		}

		case 'tool-exited': {
			return endToolRun(state, event.end);
		}
	}
}

/** What becomes of the process that was seen when it must be gone. */
function goneProcess({process}: RunState): Partial<RunState> {
	return process === undefined ? {} : {process: {...process, isRunning: false}};
}

/** A container that starts again runs its command again; what the output said about the earlier process is over. */
function changeContainer(state: RunState, container: ContainerState): RunState {
	const {container: last} = state;
	const isRestart = last !== undefined && container.status === 'running' && ['exited', 'dead', 'restarting'].includes(last.status);
	const isUnsettled = state.phase.kind === 'training' || state.phase.kind === 'validating';
	const isContainerUp = isUp(container.status);
	return {
		...state,
		container,
		...(!isContainerUp && goneProcess(state)),
		...(isRestart && {exitCode: undefined, validationProgress: undefined}),
		...(isRestart && isUnsettled && {phase: {kind: 'starting'}}),
	};
}

/** A job that begins again runs its script again: what the output said of the end of the earlier process is over. */
function changeJob(state: RunState, job: FollowedJob): RunState {
	const isAgain = state.job !== undefined && (job.restarts ?? 0) > (state.job.restarts ?? 0);
	return {...state, job, ...(isAgain && isEnded(state.phase) && {phase: {kind: 'starting'}, validationProgress: undefined})};
}

/** The file holds what is in force, also after a resume. */
function readSettings(state: RunState, {settings, runDirectory, framework, task}: SourceEvent & {type: 'settings-read'}): RunState {
	if (runDirectory !== undefined && state.runDirectory !== undefined && !isSameDirectory(runDirectory, state.runDirectory)) {
		return state;
	}

	return {
		...state,
		settings,
		runDirectory: state.runDirectory ?? runDirectory,
		framework: state.framework ?? framework,
		task: state.task ?? task,
		// The bars say it themselves once there are any.
		epochs: state.progress?.epochs ?? readCount(settings.epochs) ?? state.epochs,
	};
}

function readHistoryFile(state: RunState, {records, runDirectory, task, framework, at}: SourceEvent & {type: 'history-read'; at?: number | undefined}): RunState {
	if (state.program?.isUndecided) {
		// The new process has not said yet where it writes: the file is of a run that it may go on with.
		return runDirectory === undefined ? state : rememberRun(state, runDirectory, {records});
	}

	const isOfOtherRun = runDirectory !== undefined && state.runDirectory !== undefined && !isSameDirectory(runDirectory, state.runDirectory);
	return isOfOtherRun
		? state
		: {
			...state,
			...endElsewhere(state, records),
			history: mergeHistory(state, records, at),
			tableEpoch: records.at(-1)?.epoch,
			task: state.task ?? task,
			framework: state.framework ?? framework,
			runDirectory: state.runDirectory ?? runDirectory,
		};
}

function readProbe(state: RunState, {probe, runDirectory}: SourceEvent & {type: 'probe-read'}): RunState {
	if (state.program?.isUndecided) {
		return rememberRun(state, runDirectory, {probe});
	}

	return state.runDirectory !== undefined && !isSameDirectory(runDirectory, state.runDirectory) ? state : {...state, probe};
}

/**
An interrupted training whose file holds later epochs than its output was resumed, and nobody kept what that printed: the end that
the output tells is not the end of the run.
*/
function endElsewhere({phase, progress}: RunState, records: readonly EpochRecord[]): Partial<RunState> {
	const isPassed = phase.kind === 'interrupted' && progress !== undefined && (records.at(-1)?.epoch ?? 0) > progress.epoch;
	return isPassed ? {phase: {kind: 'idle'}, progress: undefined, validationProgress: undefined} : {};
}

/**
Rows of results.csv complete what the stream printed and add what it did not hold. A last row that is new was written when the
file was: `at`.
*/
function mergeHistory(state: RunState, records: readonly EpochRecord[], at: number | undefined): readonly EpochRecord[] {
	const {history} = state;
	const newest = history.at(-1)?.epoch ?? 0;
	const byEpoch = new Map(history.map(record => [record.epoch, record]));
	let isChanged = false;
	for (const [index, record] of records.entries()) {
		const isJustWritten = at !== undefined && index === records.length - 1 && record.epoch > newest;
		const incoming = isJustWritten ? {...record, completedAt: record.completedAt ?? at} : record;
		const existing = byEpoch.get(record.epoch);
		const combined = existing === undefined ? incoming : combineFileAndStream(incoming, existing, isCompletedHere(state, existing.epoch));
		if (existing !== undefined && isEqual(existing, combined)) {
			continue;
		}

		isChanged = true;
		byEpoch.set(record.epoch, combined);
	}

	return isChanged ? boundHistory([...byEpoch.values()].toSorted((one, other) => one.epoch - other.epoch)) : history;
}
