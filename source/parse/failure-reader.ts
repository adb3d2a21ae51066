import type {Channel} from '../domain/line.ts';
import type {OutputEvent} from '../domain/event.ts';
import type {RankFailure} from '../domain/run.ts';
import {toWindowsExit} from '../domain/windows-exit.ts';
import {endOfCode, recogniseReportedEnd} from './exit-lines.ts';
import {
	canBeDeath,
	recogniseAbort,
	recogniseAbortReason,
	recogniseOwnEnd,
	recogniseShellsEnd,
	type ProgramEnd,
} from './process-death.ts';
import {createRankFailureReader} from './rank-lines.ts';
import {createTracebackCollector, type FoundTraceback, type TracebackCollector} from './traceback.ts';

/** Reads how a process ends badly. Each channel and each process of several has its own traceback: lines of others may come between. */
export type FailureReader = {
	push(text: string, channel: Channel, rank: number | undefined): OutputEvent | undefined;
	/** A line of another training in the same log: what it fails of does not end the one that is read, but may say why all ended. */
	pushOther(text: string, channel: Channel, program: string): OutputEvent | undefined;
};

/** More writers than any machine has processes; lines of further ones are read as those of the first. */
const mostWriters = 300;

/** The launcher's report of a signal that was sent to it. */
const sentSignal = /\bgot signal: (\d+)$/;

export function createFailureReader(): FailureReader {
	const tracebacks = new Map<string, TracebackCollector>();
	const ranks = createRankFailureReader();
	let abort: string | undefined;

	const collectorOf = (channel: Channel, of: number | string = ''): TracebackCollector => {
		const writer = tracebacks.size < mostWriters ? `${channel} ${of}` : channel;
		let collector = tracebacks.get(writer);
		if (collector === undefined) {
			collector = createTracebackCollector();
			tracebacks.set(writer, collector);
		}

		return collector;
	};

	return {
		push(text, channel, rank) {
			const found = collectorOf(channel, rank).push(text);
			// Python reports what it cannot raise, such as at its end, and says so.
			if (found?.traceback.origin?.startsWith('Exception ignored') === true) {
				return undefined;
			}

			const failure = ranks.push(text);
			// A launcher that names a signal says more than its traceback.
			if (failure !== undefined) {
				return failureToEvent(failure);
			}

			if (found !== undefined) {
				return toEvent(found, rank);
			}

			const reason = abort === undefined ? undefined : recogniseAbortReason(text);
			if (abort !== undefined && reason !== undefined) {
				const exception = abort;
				abort = undefined;
				return toEvent({traceback: {exception, message: reason, frames: []}, isSurvived: false}, rank);
			}

			if (!canBeDeath(text)) {
				return undefined;
			}

			abort = recogniseAbort(text) ?? abort;
			const end = recogniseOwnEnd(text) ?? recogniseShellsEnd(text) ?? recogniseReportedEnd(text);
			return end && endToEvent(end, rank);
		},
		pushOther(text, channel, program) {
			const found = collectorOf(channel, program).push(text);
			return found && toEvent({...found, isSurvived: true}, undefined);
		},
	};
}

/** Windows has statuses in the place of signals. */
function failureToEvent(failure: RankFailure): OutputEvent {
	return toWindowsExit(failure.exitCode) === undefined ? {type: 'rank-failed', failure} : endToEvent(endOfCode(failure.exitCode), failure.rank);
}

function endToEvent(end: ProgramEnd, rank: number | undefined): OutputEvent {
	switch (end.kind) {
		case 'killed': {
			return {type: 'process-killed', signal: end.signal};
		}

		case 'interrupted': {
			return {type: 'process-interrupted'};
		}

		case 'exit-code': {
			return {type: 'exit-code-reported', exitCode: end.exitCode};
		}

		case 'failed': {
			return toEvent({traceback: {exception: end.exception, message: end.message, frames: []}, isSurvived: false}, rank);
		}
	}
}

function toEvent({traceback, isSurvived}: FoundTraceback, rank: number | undefined): OutputEvent {
	const {exception, message} = traceback;
	if (!isSurvived) {
		const [, signal] = exception.endsWith('SignalException') ? sentSignal.exec(message) ?? [] : [];
		if (exception === 'KeyboardInterrupt' || signal === '2') {
			return {type: 'process-interrupted'};
		}

		if (signal === '15' || signal === '1') {
			return {type: 'process-killed', signal: signal === '1' ? 'SIGHUP' : 'SIGTERM'};
		}
	}

	return {type: 'traceback-printed', traceback: rank === undefined ? traceback : {...traceback, rank}, ...(isSurvived && {isSurvived})};
}
