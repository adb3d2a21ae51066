import {setTimeout as delay} from 'node:timers/promises';
import type {StopAction} from '../../actions/actions.ts';
import type {StopQuestion} from '../../actions/stop/describe-stop.ts';
import type {ProcessActions} from '../../actions/process-actions.ts';
import type {StopConsequence} from '../../domain/action.ts';
import {UserError, type ErrorCode} from '../../domain/user-error.ts';
import {stopCostLines, stopLossText} from '../../text/actions.ts';
import {joinSentences} from '../../text/punctuation.ts';
import type {Language} from '../../text/language.ts';
import {screenActionWords} from '../../text/screen-actions.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import type {Question} from '../../conversation/question.ts';
import {actionFormat} from '../open-container.ts';

/** So long after one look at the training's files the next one begins. */
const lookAgainMs = 1500;

/** Then there is nothing to ask about. */
const nothingToStop: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['training-not-found', 'container-not-running', 'container-not-found', 'container-is-paused', 'processes-unknown']);

/** Looks again and again, so that the question stays true; what cannot be asked at the moment closes nothing. */
async function keepLooking(question: StopQuestion, fatal: ReadonlySet<ErrorCode>, signal: AbortSignal): Promise<void> {
	for (;;) {
		try {
			await question.look(signal);
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof UserError && fatal.has(error.code)) {
				throw error;
			}
		}

		await delay(lookAgainMs, undefined, {signal});
	}
}

/**
Asks how to stop, saying what each way costs; undefined for not at all. The question is there at once with what is known, and follows the
training while it is open. A plain process has no name.

@throws UserError when it turns out that there is nothing to stop.
*/
export async function askHowToStop(actions: Pick<ProcessActions, 'stopQuestion'>, name: string | undefined, {language, dialogs}: {readonly language: Language; readonly dialogs: Dialogs}): Promise<StopAction | undefined> {
	const question = actions.stopQuestion();
	const answer = await askWhileLooking(question, dialogs, () => stopQuestionOf(question.consequence(), name, language), nothingToStop);
	return answer === undefined || answer === 'none' ? undefined : answer as StopAction;
}

/**
Asks at once, and looks at the training while the question is open, which is read again each second. A look that fails with one of
`fatal` closes it.

@throws that failure.
*/
export async function askWhileLooking(looked: StopQuestion | undefined, dialogs: Dialogs, read: () => Question, fatal: ReadonlySet<ErrorCode> = new Set()): Promise<string | undefined> {
	const closing = new AbortController();
	let failure: Error | undefined;
	if (looked !== undefined) {
		// A look that is under way when the answer comes is not waited for.
		keepLooking(looked, fatal, closing.signal).catch((error: unknown) => {
			failure = closing.signal.aborted ? undefined : error as Error;
			closing.abort();
		});
	}

	const answer = await dialogs.ask(read(), {read, signal: closing.signal});
	closing.abort();
	if (failure !== undefined && answer === undefined) {
		throw failure;
	}

	return answer;
}

/** The question by what is known. */
function stopQuestionOf(cost: StopConsequence, name: string | undefined, language: Language): Question {
	const words = screenActionWords(language);
	const isIgnored = cost.isInterruptIgnored === true;
	const isLast = cost.epoch !== undefined && cost.epochs !== undefined && cost.epoch >= cost.epochs;
	const isUnsaved = cost.isEpochUnsaved === true;
	const note = isLast ? words.stopLastEpochNote : (isUnsaved ? words.stopNoCheckpointNote : words.stopAfterEpochNote);
	const costText = joinSentences(stopCostLines({...cost, isInterruptIgnored: false}, language, actionFormat(language)), language);
	// In the answers too: where there is little room the sentences are out of sight at first.
	const loss = stopLossText(cost, language);
	const goOn = {id: 'none', label: words.goOn, key: 'g'};
	return {
		title: name === undefined ? words.stopTitleLocal : words.stopTitle(name),
		paragraphs: isIgnored ? [words.interruptIgnored, costText] : [note, words.stopNowNote(costText)],
		choices: isIgnored
			? [
				goOn,
				{
					id: 'terminate', label: words.forceLosing('SIGTERM', loss), key: 't', isDanger: true,
				},
				{
					id: 'kill', label: words.forceLosing('SIGKILL', loss), key: 'k', isDanger: true,
				},
			]
			: [
				isUnsaved ? goOn : {id: 'stop-after-epoch', label: words.stopAfterEpoch, key: 'e'},
				{
					id: 'stop-now', label: words.stopNowLosing(loss), key: 'n', isDanger: true,
				},
				...(isUnsaved ? [] : [goOn]),
			],
	};
}

/** Asks whether to end a process whose training is over; undefined for letting it end by itself. */
export async function askToEnd({language, dialogs}: {readonly language: Language; readonly dialogs: Dialogs}): Promise<StopAction | undefined> {
	const words = screenActionWords(language);
	const answer = await dialogs.ask({
		title: words.endTitle,
		paragraphs: [words.endNote],
		choices: [{id: 'none', label: words.leaveIt, key: 'l'}, {id: 'stop-now', label: words.endNow, key: 'n'}],
	});
	return answer === 'stop-now' ? answer : undefined;
}

/** Asks for the last means after a stop that did not work; undefined for leaving it. */
export async function askForForce(language: Language, dialogs: Dialogs, message: readonly string[]): Promise<StopAction | undefined> {
	const words = screenActionWords(language);
	const answer = await dialogs.ask({
		title: words.forceTitle,
		paragraphs: message,
		choices: [
			{id: 'none', label: words.leaveIt, key: 'l'},
			{
				id: 'terminate', label: words.forceTerminate, key: 't', isDanger: true,
			},
			{
				id: 'kill', label: words.forceKill, key: 'k', isDanger: true,
			},
		],
	});
	return answer === undefined || answer === 'none' ? undefined : answer as StopAction;
}
