import type {Conversation} from '../../conversation/conversation.ts';
import type {ActionResult} from '../../domain/action.ts';
import {UserError, type ErrorCode} from '../../domain/user-error.ts';
import {isNothingToEnd, type StopAction} from '../actions.ts';
import {askWhileLooking} from '../ask-while-looking.ts';
import type {ProcessActions} from '../process-actions.ts';
import {resultMs, type Report} from '../report-action.ts';
import {describeError} from '../../words/errors.ts';
import {wordsIn} from '../../words/words.ts';
import {
	howToStop,
	mayStop,
	noAnswer,
	whetherToEnd,
	whetherToForce,
} from './stop-questions.ts';
import {isIgnoredInterrupt} from './end-trainings.ts';

export type StopScene = {
	readonly conversation: Conversation;
	readonly actions: Pick<ProcessActions, 'perform' | 'stopQuestion'>;
	readonly report: Report;
	/** Of the container; undefined for a process. */
	readonly name?: string;
	/** What names the run in a command, quoted; undefined where no command is of use. */
	readonly target?: string;
	/** Whether the training has said its last word, and its process still runs. */
	readonly isEnding: boolean;
};

/** Then there is nothing to ask about. */
const nothingToStop: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['training-not-found', 'container-not-running', 'container-not-found', 'container-is-paused', 'processes-unknown', 'job-waits', 'job-is-over']);

/**
Stops the training: asks how unless that was said, and says before what is lost. Gives what came of it; undefined when the person wants
none of it.

@throws UserError `confirmation-missing` where work is lost and nobody can be asked, and those of the action.
*/
export async function stopTraining(scene: StopScene, wanted?: StopAction): Promise<ActionResult | undefined> {
	const action = await chooseStop(scene, wanted);
	return action === undefined ? undefined : performStop(action, scene);
}

/** How the training is to be stopped; undefined for not at all. */
async function chooseStop({conversation, actions, name, isEnding}: StopScene, wanted: StopAction | undefined): Promise<StopAction | undefined> {
	if (wanted === 'stop-after-epoch' || (wanted !== undefined && conversation.consent === 'given')) {
		return wanted;
	}

	if (isEnding && wanted === undefined) {
		return answerOf(await conversation.ask(whetherToEnd(conversation)));
	}

	const question = actions.stopQuestion();
	try {
		const answer = await askWhileLooking(question, conversation, () => {
			const cost = question.consequence();
			return wanted === undefined ? howToStop(cost, name, conversation) : mayStop(wanted, cost, name, conversation);
		}, nothingToStop);
		return answerOf(answer);
	} catch (error) {
		if (isNothingToEnd(error)) {
			// The stop itself says how the training has ended; should another one begin at this moment, it loses nothing.
			return wanted ?? 'stop-after-epoch';
		}

		throw error;
	}
}

function answerOf(answer: string | undefined): StopAction | undefined {
	return answer === undefined || answer === noAnswer ? undefined : answer as StopAction;
}

/** A stop that did not work says so, and offers what remains. */
async function performStop(action: StopAction, scene: StopScene): Promise<ActionResult> {
	const {conversation, actions, report} = scene;
	let result: ActionResult;
	try {
		result = await report(async context => actions.perform(action, context));
	} catch (error) {
		if (!(error instanceof UserError && isIgnoredInterrupt(error)) || conversation.consent !== 'asked') {
			throw error;
		}

		const {message, hint} = describeError(error, conversation.language);
		const force = answerOf(await conversation.ask(whetherToForce([message, hint], conversation)));
		return force === undefined ? {kind: 'cancelled'} : performStop(force, scene);
	}

	tellHowToGoOn(result, scene);
	return result;
}

/** How the run goes on from what the stop has left. */
function tellHowToGoOn(result: ActionResult, {conversation, target}: StopScene): void {
	const {language, hints} = conversation;
	if ((result.kind !== 'stopped' && result.kind !== 'ended') || result.canResume !== true) {
		return;
	}

	if (hints === 'commands' && target !== undefined) {
		conversation.tell(wordsIn(language).command.resumeHint(target));
	} else if (hints === 'keys' && result.kind === 'stopped' && result.completedEpochs !== undefined) {
		conversation.tell(wordsIn(language).screenAction.stoppedWith(String(result.completedEpochs)), 'good', resultMs);
	}
}
