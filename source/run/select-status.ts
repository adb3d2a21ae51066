import type {RunState} from '../domain/run.ts';
import type {RunStatus} from '../domain/run-status.ts';
import type {ToolRun} from '../domain/tool-run.ts';
import type {StatusReason} from '../domain/status-reason.ts';
import {isEnded} from './ended.ts';
import {isSilent} from './tool-run.ts';
import {isLaunchers, selectCause} from './tracebacks.ts';

export type StatusWithReason = {
	readonly status: RunStatus;
	readonly reason?: StatusReason;
	/** The output has said its last word, but the process still runs. */
	readonly isEnding?: boolean;
};

/** A log file that was not written for so long is no longer of a running training; an epoch may take longer. */
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
counts more than how its container ended. Without `now` (milliseconds since 1970) a silent log file is taken as still being
written.
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
	const {phase, connection, failedStart} = state;
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
			return {status: 'failed', ...withReason(failureReason(state))};
		}

		case 'killed': {
			return state.container?.isOutOfMemoryKilled && phase.signal === 'SIGKILL'
				? {status: 'failed', reason: {code: 'out-of-memory'}}
				: {status: 'stopped', reason: {code: 'signal', signal: phase.signal}};
		}

		case 'idle':
		case 'starting':
		case 'training':
		case 'validating': {
			return endOfProcess(state)
				?? endOfOutput(state, now)
				?? {
					...(phase.kind === 'idle' ? idleStatus(state) : {status: phase.kind}),
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

function withReason(reason: StatusReason | undefined): Pick<StatusWithReason, 'reason'> {
	return reason === undefined ? {} : {reason};
}

/** How the process or its container ended or stands still; undefined while it runs. */
function endOfProcess(state: RunState): StatusWithReason | undefined {
	const {container, exitCode, observation} = state;
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

			// What has spoken tells its end itself.
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
function endOfOutput(state: RunState, now: number | undefined): StatusWithReason | undefined {
	const {connection, phase, target, lastEventAt} = state;
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

	// A log file may be written by a training that runs at this moment; a container's state says it better.
	const isMayGoOn = target?.kind === 'file' || target?.kind === 'container';
	const isQuiet = now !== undefined && lastEventAt !== undefined && target?.kind === 'file' && now - lastEventAt > silenceMs;
	return isMayGoOn && !isQuiet ? undefined : {status: 'unknown', reason: {code: 'output-ended'}};
}

/** Without any output of a training only the files of a run directory can tell. */
function idleStatus(state: RunState): StatusWithReason {
	const {history, toolRun, container, target} = state;
	if (toolRun !== undefined && history.length === 0) {
		return {status: toolRun.isFinished ? 'finished' : (isSilent(toolRun) ? 'starting' : workingStatus(toolRun))};
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

/** How a run ended that nothing but its files tells of: the list of runs says the same. */
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
