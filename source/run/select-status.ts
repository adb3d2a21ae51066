import {isJobActive} from '../domain/job.ts';
import type {RunState} from '../domain/run.ts';
import type {RunStatus} from '../domain/run-status.ts';
import type {ToolRun} from '../domain/tool-run.ts';
import type {StatusReason} from '../domain/status-reason.ts';
import {isEnded} from './ended.ts';
import {endByScheduler, jobExitCode, waitingJob} from './job-status.ts';
import {canBeLast} from './iteration.ts';
import {isSilent} from './reduce-tool.ts';
import {isLaunchers, selectCause} from './tracebacks.ts';

export type StatusWithReason = {
	readonly status: RunStatus;
	readonly reason?: StatusReason;
	/** The output has said its last word, but the process still runs. */
	readonly isEnding?: boolean;
	/** The status is what a log file told last: nothing was written to it for long, so whether the training goes on is not known. */
	readonly isSilent?: boolean;
};

/** A log file that was not written for so long may be of a training that is over; an epoch may take longer. */
const silenceMs = 15 * 60_000;

/** Every process lives on for a moment after its last word. */
const endingMs = 1500;

/** The exit codes that a signal gives: 128 + its number. */
const signalStatuses: Readonly<Record<number, StatusWithReason>> = {
	130: {status: 'interrupted', reason: {code: 'signal', signal: 'SIGINT'}},
	137: {status: 'stopped', reason: {code: 'signal', signal: 'SIGKILL'}},
	143: {status: 'stopped', reason: {code: 'signal', signal: 'SIGTERM'}},
};

/**
What the run is doing, from its output, the engine and the connection together. What the training itself said of its end
counts more than how its container ended. A log file that ends in the middle has the status that it said last, however old it is, and
`isSilent` where it was not written for long; without `now` (milliseconds since 1970) it is taken as still being written.
*/
export function selectStatus(state: RunState, now?: number): StatusWithReason {
	if (state.connection.kind === 'reading') {
		return {status: 'reading'};
	}

	const status = statusOf(state, now);
	const {phase, process, spokenAt} = state;
	const isLong = now === undefined || (spokenAt !== undefined && now - spokenAt >= endingMs);
	const isEnding = isLong && process?.isRunning === true && isEnded(phase);
	return isEnding ? {...status, isEnding} : status;
}

function statusOf(state: RunState, now: number | undefined): StatusWithReason {
	const {phase, connection, failedStart, job} = state;
	if (job?.phase === 'waiting') {
		return waitingJob(job);
	}

	switch (phase.kind) {
		case 'finished': {
			if (failedStart !== undefined) {
				return {status: phase.isEarlyStop ? 'stopped-early' : 'finished', reason: {code: 'start-failed', error: failedStart}};
			}

			return phase.isEarlyStop
				? {status: 'stopped-early', reason: {code: 'early-stop', patience: state.earlyStop?.patience, bestEpoch: state.earlyStop?.bestEpoch}}
				: {status: 'finished'};
		}

		case 'interrupted': {
			return {status: 'interrupted'};
		}

		case 'failed': {
			return {status: 'failed', ...withReason(failureReason(state) ?? exitReason(state))};
		}

		case 'killed': {
			return endOfJob(state) ?? (state.container?.isOutOfMemoryKilled && phase.signal === 'SIGKILL'
				? {status: 'failed', reason: {code: 'out-of-memory'}}
				: {status: 'stopped', reason: {code: 'signal', signal: phase.signal}});
		}

		case 'idle':
		case 'starting':
		case 'training':
		case 'validating': {
			return endOnRequest(state)
				?? endOfJob(state)
				?? endOfProcess(state)
				?? endOfOutput(state)
				?? endOfTrials(state, now)
				?? {
					...(phase.kind === 'idle' ? idleStatus(state) : {status: phase.kind}),
					...silenceOfLog(state, now),
					...(connection.kind === 'reconnecting' && {reason: {code: 'reconnecting', detail: connection.reason}}),
				};
		}
	}
}

/** What the output says of the cause: an exception before a launcher's word, which may name a signal. */
function failureReason(state: RunState): StatusReason | undefined {
	const cause = selectCause(state);
	const {failure} = state.ranks ?? {};
	return failure !== undefined && (cause === undefined || isLaunchers(cause)) ? {code: 'rank-failed', ...failure} : cause && {code: 'traceback', exception: cause.exception, message: cause.message};
}

/** Without an exception the exit code is all that is known. */
function exitReason({exitCode, reportedExitCode = exitCode}: RunState): StatusReason | undefined {
	return reportedExitCode === undefined ? undefined : {code: 'exit-code', exitCode: reportedExitCode};
}

function withReason(reason: StatusReason | undefined): Pick<StatusWithReason, 'reason'> {
	return reason === undefined ? {} : {reason};
}

/** How the job ended in which the training ran; undefined while it runs, and where its training came to its own end. */
function endOfJob(state: RunState): StatusWithReason | undefined {
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

/** YOLOv5 says nothing when it was asked to end after an epoch; its exit code is 0. */
function endOnRequest({probe, exitCode, container, history, job}: RunState): StatusWithReason | undefined {
	const hasEnded = exitCode === 0 || job?.phase === 'done' || (exitCode === undefined && container?.status === 'exited' && container.exitCode === 0);
	const isAsked = probe?.answer?.kind === 'stopping' && probe.answer.epoch >= (history.at(-1)?.epoch ?? 0);
	return hasEnded && isAsked ? {status: 'interrupted'} : undefined;
}

/** How the process or its container ended or stands still; undefined while it runs. */
function endOfProcess(state: RunState): StatusWithReason | undefined {
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

/** The connection is gone, or the file or pipe has come to its end in the middle of a run. */
function endOfOutput(state: RunState): StatusWithReason | undefined {
	const {connection, phase, target} = state;
	if (connection.kind === 'lost') {
		return {status: 'lost', reason: {code: 'connection-lost', detail: connection.reason}};
	}

	if (connection.kind !== 'ended') {
		return undefined;
	}

	if (target?.kind === 'directory' && hasFiles(state)) {
		return hasEveryEpoch(state) ? {status: 'finished'} : endUntold(state, 'files-at-rest');
	}

	if (phase.kind === 'idle') {
		return undefined;
	}

	if (target?.kind !== 'file' && canBeLast(state)) {
		return {status: 'finished'};
	}

	// A log file may be written by a training that runs at this moment; a container's state says it better.
	const isMayGoOn = target?.kind === 'file' || target?.kind === 'container';
	return isMayGoOn ? undefined : {status: 'unknown', reason: {code: 'output-ended'}};
}

/** Of a log file whose program does not say how many trainings it has: the last one has ended well, and nothing came for long. */
function endOfTrials(state: RunState, now: number | undefined): StatusWithReason | undefined {
	return canBeLast(state) && silenceOfLog(state, now).isSilent === true ? {status: 'finished'} : undefined;
}

/** Of a log file in the middle of a training that was not written for long. */
function silenceOfLog({connection, target, lastEventAt, phase, toolRun}: RunState, now: number | undefined): Pick<StatusWithReason, 'isSilent' | 'reason'> {
	const silentMs = now === undefined || lastEventAt === undefined ? 0 : now - lastEventAt;
	const isOfWork = phase.kind !== 'idle' || toolRun?.isFinished === false;
	return isOfWork && silentMs > silenceMs && connection.kind === 'ended' && target?.kind === 'file'
		? {isSilent: true, reason: {code: 'log-silent', silentMs}}
		: {};
}

/** Without any output of a training only the files of a run directory can tell. */
function idleStatus(state: RunState): StatusWithReason {
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
function endUntold({history}: RunState, code: 'process-gone' | 'files-at-rest'): StatusWithReason {
	return history.length === 0 ? {status: 'failed', reason: {code: 'no-epoch'}} : {status: 'interrupted', reason: {code}};
}

function hasFiles({settings, history}: RunState): boolean {
	return history.length > 0 || Object.keys(settings).length > 0;
}

function hasEveryEpoch({history, epochs}: RunState): boolean {
	const last = history.at(-1)?.epoch;
	return last !== undefined && epochs !== undefined && last >= epochs;
}
