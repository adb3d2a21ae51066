import type {Traceback} from '../../domain/run.ts';
import {ownFrame} from '../../run/own-frame.ts';
import {hasCheckpoint} from '../../run/select-continuation.ts';
import {isEpochWhole, selectEpoch} from '../../run/select-progress.ts';
import type {StatusReason} from '../../domain/status-reason.ts';
import {selectStatus} from '../../run/select-status.ts';
import {selectCause} from '../../run/tracebacks.ts';
import type {Segment} from '../draw/line.ts';
import {jobReasonSentence} from './job-reason.ts';
import {bestText} from './best-text.ts';
import type {ScreenModel} from './model.ts';

/** What an ending is recognised by. */
export type OutcomeModel = Pick<ScreenModel, 'state' | 'now' | 'look' | 'words'>;

/**
How the run ended or why it stands still, most important line first: what happened, then its cause. Empty while the run
goes on.
*/
export function describeOutcome(model: OutcomeModel): ReadonlyArray<readonly Segment[]> {
	const {state, now, words} = model;
	const {status, reason, isEnding = false, isSilent = false} = selectStatus(state, now);
	const epochNumber = selectEpoch(state);
	const epoch = epochNumber === undefined ? '-' : `${epochNumber}/${state.epochs ?? '-'}`;
	const why = describeReason(model, reason);
	const summaryOf = (ending: keyof OutcomeModel['words']['outcomeAtStart']) => epochNumber === undefined ? words.outcomeAtStart[ending] : words[isEpochWhole(state, epochNumber) ? 'outcomeAfter' : 'outcome'][ending](epoch);
	if (isSilent) {
		return [[['warning', summaryOf('unknown')]]];
	}

	const more: readonly Segment[] = isEnding ? [['warning', ` ${words.reason.stillEnding}`]] : removal(model);

	switch (status) {
		case 'starting': {
			return reason?.code === 'output-unseen' ? [why] : [];
		}

		case 'reading':
		case 'training':
		case 'validating':
		case 'running':
		case 'idle': {
			return [];
		}

		case 'queued': {
			return [why];
		}

		case 'finished':
		case 'stopped-early': {
			const best = bestText(model);
			const results: readonly Segment[] = state.runDirectory === undefined ? [] : [['label', words.results(state.runDirectory)]];
			const failedStart: ReadonlyArray<readonly Segment[]> = reason?.code === 'start-failed' ? [describeReason(model, reason)] : [];
			return [[['good', words.outcome[status](epoch)], ['text', best === '' ? '' : ` ${model.look.glyphs.dot} ${best}`]], ...failedStart, [...results, ...more]];
		}

		case 'failed': {
			const traceback = reason?.code === 'rank-failed' ? undefined : selectCause(state);
			const summary = summaryOf('failed');
			return traceback === undefined
				? [[['bad', summary], ['text', ' '], ...why, ...more]]
				: [describeTraceback(traceback), [['text', summary], ...firstToFail(model), ...describePlace(model, traceback), ...more]];
		}

		case 'interrupted': {
			return [[['warning', summaryOf('interrupted')], ['text', ' '], ...(isEnding ? more : whatIsLeft(model))]];
		}

		case 'stopped': {
			return [[['warning', summaryOf(status)], ['text', ' '], ...why, ...more]];
		}

		case 'paused':
		case 'lost':
		case 'unknown': {
			return [[[status === 'lost' ? 'bad' : 'warning', summaryOf(status)], ['text', ' '], ...why]];
		}
	}
}

const isRemoved = ({container}: OutcomeModel['state']): boolean => container?.status === 'removed';

/** Nobody can start again what is gone: it is said beside the reason of the end. */
const removal = ({state, words}: OutcomeModel): readonly Segment[] => isRemoved(state) ? [['text', ` ${words.reason.containerRemoved}`]] : [];

/** Whether there is something to go on with, where that is known. */
function whatIsLeft({state, words}: OutcomeModel): readonly Segment[] {
	if (isRemoved(state)) {
		return [['text', words.reason.containerRemoved]];
	}

	return hasCheckpoint(state) ? [['text', words.reason.resumable]] : [];
}

/** The last line of a traceback, as Python prints it. */
function describeTraceback({exception, message}: Traceback): readonly Segment[] {
	return [['bad', message === '' ? exception : `${exception}: ${message}`]];
}

/** Which process of several it was. */
function firstToFail({state: {ranks}, words}: OutcomeModel): readonly Segment[] {
	const {rank, signal, exitCode} = ranks?.failure ?? {};
	return rank === undefined ? [] : [['text', ` ${words.reason.rankFailed(String(rank), signal ?? String(exitCode))}`]];
}

function describePlace({words}: OutcomeModel, traceback: Traceback): readonly Segment[] {
	const frame = ownFrame(traceback);
	return frame === undefined ? [] : [['text', ' '], ['dim', words.at(frame.file, frame.line, frame.function)]];
}

function describeReason({words: {reason: words}}: OutcomeModel, reason: StatusReason | undefined): readonly Segment[] {
	switch (reason?.code) {
		case 'out-of-memory': {
			return [['text', words.outOfMemory]];
		}

		case 'rank-failed': {
			return [['text', words.rankFailed(reason.rank === undefined ? '' : String(reason.rank), reason.signal ?? String(reason.exitCode))]];
		}

		case 'exit-code': {
			return [['text', words.exitCode(reason.exitCode)]];
		}

		case 'signal': {
			return [['text', words.signal(reason.signal)]];
		}

		case 'ended-unfinished': {
			return [['text', words.endedUnfinished]];
		}

		case 'container-removed': {
			return [['text', words.containerRemoved]];
		}

		case 'process-gone': {
			return [['text', words.processGone]];
		}

		case 'files-at-rest': {
			return [['text', words.filesAtRest]];
		}

		case 'total-unknown': {
			return [['text', words.totalUnknown]];
		}

		case 'writer-unknown': {
			return [['text', words.writerUnknown]];
		}

		case 'start-failed': {
			return [['warning', words.startFailed(reason.error)]];
		}

		case 'no-epoch': {
			return [['text', words.noEpoch]];
		}

		case 'container-error': {
			return [['text', words.containerError(reason.error)]];
		}

		case 'connection-lost': {
			return [['text', words.connectionLost(reason.detail)]];
		}

		case 'reconnecting': {
			return [['text', words.reconnecting(reason.detail)]];
		}

		case 'job-waits':
		case 'node-lost':
		case 'output-unseen':
		case 'time-limit':
		case 'job-cancelled':
		case 'job-forgotten': {
			return [['text', jobReasonSentence(words.job, reason) ?? '']];
		}

		case 'early-stop':
		case 'traceback':
		case 'output-ended':
		case 'log-silent':
		case undefined: {
			return [];
		}
	}
}
