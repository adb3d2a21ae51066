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
	const costText = joinSentences(stopCostLines({...cost, isInterruptIgnored: false}, language, format), language);
	const title = name === undefined ? words.stopTitleLocal : words.stopTitle(name);
	if (cost.isInterruptIgnored === true) {
		return {title, paragraphs: [words.interruptIgnored, costText], choices: [goOn, ways.terminate, ways.kill]};
	}

	const isLast = cost.epoch !== undefined && cost.epochs !== undefined && cost.epoch >= cost.epochs;
	const isUnsaved = cost.isEpochUnsaved === true;
	const note = isLast ? words.stopLastEpochNote : (isUnsaved ? words.stopNoCheckpointNote : words.stopAfterEpochNote);
	const isPlain = !isLast && !isUnsaved && cost.hasCheckpoint === true && cost.isBeingWritten !== true && cost.isWithoutResume !== true;
	return {
		title,
		paragraphs: [note, words.stopNowNote(costText)],
		...(isPlain && {brief: [words.stopAfterEpochBrief]}),
		choices: isUnsaved ? [goOn, ways['stop-now']] : [ways['stop-after-epoch'], ways['stop-now'], goOn],
	};
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
