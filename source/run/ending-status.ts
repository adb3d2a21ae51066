import {isJobActive} from '../domain/job.ts';
import type {RunState} from '../domain/run.ts';
import type {RunStatus} from '../domain/run-status.ts';
import type {ToolRun} from '../domain/tool-run.ts';
import type {StatusReason, StatusWithReason} from '../domain/status-reason.ts';
import {endByScheduler, jobExitCode} from './job-status.ts';
import {isSilent} from './reduce-tool.ts';
import {isLaunchers, selectCause} from './tracebacks.ts';

/** The exit codes that a signal gives: 128 + its number. */
const signalStatuses: Readonly<Record<number, StatusWithReason>> = {
	130: {status: 'interrupted', reason: {code: 'signal', signal: 'SIGINT'}},
	137: {status: 'stopped', reason: {code: 'signal', signal: 'SIGKILL'}},
	143: {status: 'stopped', reason: {code: 'signal', signal: 'SIGTERM'}},
};

/** What the output says of the cause: an exception before a launcher's word, which may name a signal. */
function failureReason(state: RunState): StatusReason | undefined {
	const cause = selectCause(state);
	const {failure} = state.ranks ?? {};
	return failure !== undefined && (cause === undefined || isLaunchers(cause)) ? {code: 'rank-failed', ...failure} : cause && {code: 'traceback', exception: cause.exception, message: cause.message};
}

/** Without an exception the exit code is all that is known. */
export function failedStatus(state: RunState): StatusWithReason {
	const {exitCode, reportedExitCode = exitCode} = state;
	const reason = failureReason(state) ?? (reportedExitCode === undefined ? undefined : {code: 'exit-code' as const, exitCode: reportedExitCode});
	return {status: 'failed', ...(reason !== undefined && {reason})};
}

/** How the job ended in which the training ran; undefined while it runs, and where its training came to its own end. */
export function endOfJob(state: RunState): StatusWithReason | undefined {
	const {job} = state;
	if (job === undefined) {
		return undefined;
	}

	switch (job.phase) {
		case 'done':
		case 'failed': {
			return exitStatus(state, jobExitCode(job));
		}

		case 'unknown': {
			return job.isForgotten === true && !hasEveryEpoch(state) ? {status: 'unknown', reason: {code: 'job-forgotten'}} : undefined;
		}

		default: {
			return endByScheduler(job);
		}
	}
}

/** Whether the training ends after its last epoch because it was asked to, and not because that was the last of all. */
export function isEndOnRequest(state: RunState): boolean {
	const {probe, history} = state;
	return probe?.answer?.kind === 'stopping' && probe.answer.epoch >= (history.at(-1)?.epoch ?? 0) && !hasEveryEpoch(state);
}

/** YOLOv5 on one device says nothing when it was asked to end after an epoch; its exit code is 0. */
export function endOnRequest(state: RunState): StatusWithReason | undefined {
	const {exitCode, container, job} = state;
	const hasEnded = exitCode === 0 || job?.phase === 'done' || (exitCode === undefined && container?.status === 'exited' && container.exitCode === 0);
	return hasEnded && isEndOnRequest(state) ? {status: 'interrupted'} : undefined;
}

/** How the process or its container ended or stands still; undefined while it runs. */
export function endOfProcess(state: RunState): StatusWithReason | undefined {
	const {container, observation} = state;
	const exitCode = state.exitCode ?? state.reportedExitCode;
	if (exitCode !== undefined) {
		return exitStatus(state, exitCode);
	}

	// How a container ended says nothing of a run in it that no process wrote when it was looked at.
	const isFilesAlone = observation?.isRunning === false && observation.pid === undefined && observation.output.kind === 'run-chosen';
	if (isFilesAlone && container?.status !== 'paused') {
		return hasEveryEpoch(state) ? {status: 'finished'} : endUntold(state, 'files-at-rest');
	}

	switch (container?.status) {
		case 'paused': {
			return {status: 'paused'};
		}

		case 'restarting': {
			return {status: 'starting'};
		}

		case 'created': {
			return container.error !== undefined && container.error !== '' ? {status: 'failed', reason: {code: 'container-error', error: container.error}} : undefined;
		}

		case 'exited':
		case 'dead':
		case 'removed': {
			return endOfContainer(state);
		}

		case 'running':
		case undefined: {
			if (state.target?.kind === 'directory' && state.process?.isRunning === false) {
				return {status: 'unknown', reason: {code: 'writer-unknown'}};
			}

			// What has spoken reports its end itself.
			const isGone = observation?.isRunning === false || (state.phase.kind === 'starting' && state.process?.isRunning === false);
			return isGone ? endUntold(state, 'process-gone') : undefined;
		}
	}
}

function endOfContainer(state: RunState): StatusWithReason {
	const {container} = state;
	if (container?.isOutOfMemoryKilled) {
		return {status: 'failed', reason: {code: 'out-of-memory'}};
	}

	if (container?.error !== undefined && container.error !== '') {
		return {status: 'failed', reason: {code: 'container-error', error: container.error}};
	}

	if (container?.exitCode !== undefined) {
		return exitStatus(state, container.exitCode);
	}

	return container?.status === 'removed' ? {status: 'lost', reason: {code: 'container-removed'}} : {status: 'stopped'};
}

function exitStatus(state: RunState, exitCode: number): StatusWithReason {
	const bySignal = signalStatuses[exitCode];
	if (bySignal !== undefined) {
		return bySignal;
	}

	if (exitCode !== 0) {
		return {status: 'failed', reason: failureReason(state) ?? {code: 'exit-code', exitCode}};
	}

	if (state.phase.kind === 'idle') {
		return idleStatus(state);
	}

	// The last words of a log that was rotated can be missing.
	return hasEveryEpoch(state) ? {status: 'finished'} : {status: 'stopped', reason: {code: 'ended-unfinished'}};
}

/** Without any output of a training only the files of a run directory can tell. */
export function idleStatus(state: RunState): StatusWithReason {
	const {history, toolRun, container, target} = state;
	if (toolRun !== undefined && history.length === 0) {
		return {status: toolRun.isFinished ? 'finished' : (isSilent(toolRun) ? 'starting' : workingStatus(toolRun))};
	}

	if (state.job !== undefined && isJobActive(state.job)) {
		const {isOutputUnseen, outputPath} = state.job;
		return {status: 'starting', ...(isOutputUnseen === true && {reason: {code: 'output-unseen', path: outputPath ?? '/dev/null'}})};
	}

	if (history.length === 0) {
		return {status: target?.kind === 'directory' && hasFiles(state) ? 'starting' : 'idle'};
	}

	const isGoingOn = state.connection.kind !== 'ended' && container?.status === 'running';
	return hasEveryEpoch(state) ? {status: 'finished'} : (isGoingOn ? {status: 'unknown'} : endUntold(state, 'files-at-rest'));
}

function workingStatus({tool}: ToolRun): RunStatus {
	return tool === 'val' ? 'validating' : 'running';
}

/** How a run ended that nothing but its files reports: the list of runs says the same. */
export function endUntold({history, epochs}: RunState, code: 'process-gone' | 'files-at-rest'): StatusWithReason {
	if (epochs === undefined && code === 'files-at-rest' && history.length > 0) {
		return {status: 'unknown', reason: {code: 'total-unknown'}};
	}

	return history.length === 0 ? {status: 'failed', reason: {code: 'no-epoch'}} : {status: 'interrupted', reason: {code}};
}

export function hasFiles({settings, history}: RunState): boolean {
	return history.length > 0 || Object.keys(settings).length > 0;
}

export function hasEveryEpoch({history, epochs}: RunState): boolean {
	const last = history.at(-1)?.epoch;
	return last !== undefined && epochs !== undefined && last >= epochs;
}
