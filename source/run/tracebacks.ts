import type {RankFailure, RunState, Traceback} from '../domain/run.ts';
import {withError, withNotice} from './notices.ts';
import {canEnd, endWith} from './phase.ts';

/** Exceptions that only say that another process, or a cell, has failed; that one says why. */
const launcherExceptions = /(?:^|\.)(?:ChildFailedError|CalledProcessError|ProcessExitedException|ProcessRaisedException|PapermillExecutionError|CellExecutionError)$/;

/** Whether a traceback only says that another process failed. */
export function isLaunchers({exception}: Traceback): boolean {
	return launcherExceptions.test(exception);
}

/** What a process of several says when another one is gone; that one tells why. Source: c10d's NCCL and gloo backends, TCPStore. */
const consequences = /remote process exited or there was a network error|connection (?:closed|reset) by (?:remote )?peer|broken pipe|timed out after \d+ms waiting for (?:recv|send)/i;

const isConsequence = ({message}: Traceback): boolean => consequences.test(message);

/** The last line of a traceback as Python prints it. */
function tracebackToLine({exception, message}: Traceback): string {
	return message === '' ? exception : `${exception}: ${message}`;
}

/** Whether the second one is the first one with the message that is on a line of its own. */
function isAmended(first: Traceback | undefined, second: Traceback): boolean {
	return first?.exception === second.exception && first.message === '' && second.message !== '' && first.frames.length === second.frames.length;
}

/**
The one that tells best why a training failed. A later one of the same process is often the better one: it names the cause behind the worker
that died first. Of several processes the first to fail has it, and a launcher's says nothing beside it.
*/
function betterOf(known: Traceback | undefined, next: Traceback): Traceback {
	if (known === undefined) {
		return next;
	}

	const isOfOther = known.rank !== undefined && known.rank !== next.rank;
	if (isOfOther && next.rank !== undefined && isConsequence(known) && !isConsequence(next)) {
		return next;
	}

	// A shell says the word alone.
	const isSaysLess = next.exception === known.exception && next.message === '' && next.frames.length === 0;
	return isOfOther || isSaysLess || (isLaunchers(next) && !isLaunchers(known)) ? known : next;
}

/** A traceback that ends the program, unless it turns out to go on. A finished run of which a later start fails stays finished. */
export function reportTraceback(state: RunState, traceback: Traceback): RunState {
	if (!canEnd(state.phase) && state.phase.kind !== 'failed') {
		// The message of a start that failed after a finished run may be on a line of its own.
		return state.failedStart === traceback.exception ? {...state, failedStart: tracebackToLine(traceback)} : state;
	}

	const line = tracebackToLine(traceback);
	const errors = isAmended(state.traceback, traceback) ? state.errors?.filter(({text}) => text !== traceback.exception) : state.errors;
	const ended = endWith(state, {kind: 'failed'});
	const isFinished = ended.phase.kind === 'finished';
	return {
		...ended, errors: withError(errors, line), ...(isFinished ? {traceback: undefined, failedStart: line} : {traceback: betterOf(state.traceback, traceback)}),
	};
}

/** A traceback of a thread or of a log handler: a warning, and the cause only where the program then ends badly without another. */
export function reportSurvived(state: RunState, traceback: Traceback): RunState {
	const text = `${traceback.origin ?? ''}: ${tracebackToLine(traceback)}`;
	const isSecond = isAmended(state.survivedTraceback, traceback);
	const notices = isSecond ? state.notices.filter(notice => notice.text !== `${traceback.origin ?? ''}: ${traceback.exception}`) : state.notices;
	return {...state, survivedTraceback: traceback, notices: withNotice(notices, text)};
}

/** The training goes on after a traceback that seemed to be its end: a script printed and caught it. */
export function surviveTraceback(state: RunState): RunState {
	const {traceback, failedStart, ...rest} = state;
	const line = traceback === undefined ? failedStart : tracebackToLine(traceback);
	return line === undefined
		? state
		: {
			...rest, errors: undefined, ...(traceback && {survivedTraceback: traceback}), notices: withNotice(state.notices, line),
		};
}

/** The launcher's report of the process that failed first; a second report of the same may number it. */
export function reportRankFailure(state: RunState, failure: RankFailure): RunState {
	if (!canEnd(state.phase) && state.phase.kind !== 'failed') {
		return state;
	}

	const known = state.ranks?.failure;
	const isSame = known === undefined || known.exitCode === failure.exitCode;
	const ended = endWith(state, {kind: failure.signal === 'SIGINT' ? 'interrupted' : 'failed'});
	return ended.phase.kind === 'finished' ? ended : {...ended, ranks: {...state.ranks, failure: isSame ? {...known, ...failure} : known}};
}

/** The traceback that says why the run ended badly; undefined while it goes on and where none shows it. */
export function selectCause({traceback, survivedTraceback, phase, exitCode, reportedExitCode, container}: RunState): Traceback | undefined {
	const code = exitCode ?? reportedExitCode ?? container?.exitCode;
	const hasFailed = phase.kind === 'failed' || (phase.kind !== 'finished' && phase.kind !== 'interrupted' && code !== undefined && code !== 0);
	return hasFailed ? traceback ?? survivedTraceback : traceback;
}
