import type {StopAction} from '../../control/actions.ts';
import type {ProcessActions} from '../../control/process-actions.ts';
import {stopCostLines, stopLossText} from '../../text/actions.ts';
import {joinSentences} from '../../text/punctuation.ts';
import type {Language} from '../../text/language.ts';
import {screenActionWords} from '../../text/screen-actions.ts';
import type {Dialogs} from '../../tui/overlays/dialogs.ts';
import {actionFormat} from '../open-container.ts';

/** Asks how to stop, after saying what each way costs; undefined for not at all. A plain process has no name. */
export async function askHowToStop(actions: ProcessActions, name: string | undefined, {language, dialogs}: {readonly language: Language; readonly dialogs: Dialogs}): Promise<StopAction | undefined> {
	const words = screenActionWords(language);
	dialogs.setActivity(words.looking, true);
	const cost = await actions.describeStop(AbortSignal.timeout(10_000)).finally(() => {
		dialogs.setActivity(undefined);
	});
	const isIgnored = cost.isInterruptIgnored === true;
	const isLast = cost.epoch !== undefined && cost.epochs !== undefined && cost.epoch >= cost.epochs;
	const isUnsaved = cost.isEpochUnsaved === true;
	const note = isLast ? words.stopLastEpochNote : (isUnsaved ? words.stopNoCheckpointNote : words.stopAfterEpochNote);
	const costText = joinSentences(stopCostLines({...cost, isInterruptIgnored: false}, language, actionFormat(language)), language);
	// In the answers too: where there is little room the sentences are out of sight at first.
	const loss = stopLossText(cost, language);
	const goOn = {id: 'none', label: words.goOn, key: 'g'};
	const answer = await dialogs.ask({
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
	});
	return answer === undefined || answer === 'none' ? undefined : answer as StopAction;
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
