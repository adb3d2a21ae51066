import type {RunState} from '../domain/run.ts';
import type {StatusWithReason} from '../domain/status-reason.ts';
import {isEnded} from './ended.ts';
import {
	endOfJob,
	endOfProcess,
	endOnRequest,
	endUntold,
	failedStatus,
	hasEveryEpoch,
	hasFiles,
	idleStatus,
	isEndOnRequest,
} from './ending-status.ts';
import {waitingJob} from './job-status.ts';
import {canBeLast} from './iteration.ts';

/** A log file that was not written for so long may be of a training that is over; an epoch may take longer. */
const silenceMs = 15 * 60_000;

/** Every process lives on for a moment after its last word. */
const endingMs = 1500;

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

			if (isEndOnRequest(state)) {
				return {status: 'interrupted'};
			}

			return phase.isEarlyStop
				? {status: 'stopped-early', reason: {code: 'early-stop', patience: state.earlyStop?.patience, bestEpoch: state.earlyStop?.bestEpoch}}
				: {status: 'finished'};
		}

		case 'interrupted': {
			return {status: 'interrupted'};
		}

		case 'failed': {
			return failedStatus(state);
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
