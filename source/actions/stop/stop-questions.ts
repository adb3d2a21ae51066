import type {Conversation} from '../../conversation/conversation.ts';
import type {Choice, Question} from '../../conversation/question.ts';
import type {StopConsequence} from '../../domain/action.ts';
import type {StopAction} from '../actions.ts';
import {stopCostLines, stopLossText} from '../../words/actions.ts';
import {joinSentences} from '../../words/punctuation.ts';
import {wordsIn} from '../../words/words.ts';

type Speech = Pick<Conversation, 'language' | 'format'>;

/** The answer that does nothing. */
export const noAnswer = 'none';

const signalOf = {terminate: 'SIGTERM', kill: 'SIGKILL'} as const;

/** The ways to stop, each with what it loses. */
function waysOf(cost: StopConsequence, {language}: Speech): Readonly<Record<StopAction, Choice>> {
	const words = wordsIn(language).screenAction;
	const loss = stopLossText(cost, language);
	const byForce = (id: 'terminate' | 'kill', key: string): Choice => ({
		id, label: signalOf[id], loss, key,
	});
	return {
		'stop-after-epoch': {id: 'stop-after-epoch', label: words.stopAfterEpoch, key: 'e'},
		'stop-now': {
			id: 'stop-now', label: words.stopNow, loss, key: 'n',
		},
		terminate: byForce('terminate', 't'),
		kill: byForce('kill', 'k'),
	};
}

/** How to stop, by what is known of the training. A plain process has no name. */
export function howToStop(cost: StopConsequence, name: string | undefined, speech: Speech): Question {
	const {language, format} = speech;
	const words = wordsIn(language).screenAction;
	const ways = waysOf(cost, speech);
	const goOn: Choice = {id: noAnswer, label: words.goOn, key: 'g'};
	// What the answers say of the epoch is not said twice.
	const isEpochTold = stopLossText(cost, language) !== stopLossText({...cost, epoch: undefined}, language);
	const costText = joinSentences(stopCostLines({...cost, isInterruptIgnored: false, ...(isEpochTold && {epoch: undefined})}, language, format), language);
	const brief = briefOf(cost, speech);
	const title = name === undefined ? words.stopTitleLocal : words.stopTitle(name);
	if (cost.isInterruptIgnored === true) {
		return {
			title, paragraphs: [words.interruptIgnored, costText].filter(text => text !== ''), brief, choices: [goOn, ways.terminate, ways.kill],
		};
	}

	const note = {
		last: words.stopLastEpochNote, unsaved: words.stopNoCheckpointNote, weights: words.stopAfterEpochWeights, usual: words.stopAfterEpochNote,
	}[kindOf(cost)];
	return {
		title,
		paragraphs: [note, ...(costText === '' ? [] : [isEpochTold ? costText : words.stopNowNote(costText)])],
		brief,
		choices: cost.isEpochUnsaved === true ? [goOn, ways['stop-now']] : [ways['stop-after-epoch'], ways['stop-now'], goOn],
	};
}

/** What the end of the epoch leaves. */
function kindOf({epoch, epochs, isEpochUnsaved, isWithoutResume}: StopConsequence): 'last' | 'unsaved' | 'weights' | 'usual' {
	const isLast = epoch !== undefined && epochs !== undefined && epoch >= epochs;
	if (isLast) {
		return 'last';
	}

	if (isEpochUnsaved === true) {
		return 'unsaved';
	}

	return isWithoutResume === true ? 'weights' : 'usual';
}

/** The same for a terminal of a few rows, where the answers say what they lose. */
function briefOf(cost: StopConsequence, {language}: Speech): readonly string[] {
	const {screenAction: words, actions} = wordsIn(language);
	const note = cost.isInterruptIgnored === true
		? words.interruptIgnoredBrief
		: {
			last: words.stopLastEpochBrief, unsaved: words.stopNoCheckpointBrief, weights: words.stopWeightsBrief, usual: words.stopAfterEpochBrief,
		}[kindOf(cost)];
	return [
		note,
		...(cost.hasCheckpoint === undefined && cost.isLooking === true ? [actions.checkpointLooking] : []),
		...(cost.isBeingWritten === true ? [words.beingWrittenBrief] : []),
	];
}

/** Whether the work may be lost by the stop that was asked for. */
export function mayStop(action: StopAction, cost: StopConsequence, name: string | undefined, speech: Speech): Question {
	const {language, format} = speech;
	const words = wordsIn(language).screenAction;
	return {
		title: name === undefined ? words.stopTitleLocal : words.stopTitle(name),
		paragraphs: stopCostLines(cost, language, format),
		choices: [{id: noAnswer, label: words.goOn, key: 'n'}, {...waysOf(cost, speech)[action], key: 'y'}],
		agreed: action,
	};
}

/** Whether to end a process whose training is over. */
export function whetherToEnd({language}: Speech): Question {
	const words = wordsIn(language).screenAction;
	return {
		title: words.endTitle,
		paragraphs: [words.endNote],
		choices: [{id: noAnswer, label: words.leaveIt, key: 'l'}, {id: 'stop-now', label: words.endNow, key: 'n'}],
	};
}

/** Whether to use the last means after a stop that did not work; `reason` says why it did not. */
export function whetherToForce(reason: readonly string[], {language}: Speech): Question {
	const {screenAction: words, actions: {sinceCheckpointShort: loss}} = wordsIn(language);
	return {
		title: words.forceTitle,
		paragraphs: [...reason, words.forceNote],
		choices: [
			{id: noAnswer, label: words.leaveIt, key: 'l'},
			{
				id: 'terminate', label: signalOf.terminate, loss, key: 't',
			},
			{
				id: 'kill', label: signalOf.kill, loss, key: 'k',
			},
		],
	};
}
