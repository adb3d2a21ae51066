import path from 'node:path';
import type {Conversation} from '../conversation/conversation.ts';
import type {ActionResult} from '../domain/action.ts';
import {UserError, type ErrorCode} from '../domain/user-error.ts';
import {
	actionNote,
	removalLines,
	removalLossText,
	stopCostLines,
	stopLossText,
} from '../words/actions.ts';
import {wordsIn} from '../words/words.ts';
import type {ContainerActions} from './actions.ts';
import {askWhileLooking} from './ask-while-looking.ts';
import {resultMs, type Report} from './report-action.ts';
import type {StopQuestion} from './stop/describe-stop.ts';

/** What is done to a container as a whole. */
export type ContainerScene = {
	readonly conversation: Conversation;
	readonly actions: ContainerActions;
	readonly report: Report;
	/** Of the container. */
	readonly name: string;
	readonly signal: AbortSignal;
};

/** Then there is no training that a restart could cost anything. */
const nothingToLose: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['training-not-found', 'container-not-running', 'container-not-found', 'processes-unknown']);

/** Stops the time of a container that runs, and lets it go on where it is paused. */
export async function pauseContainer({conversation, actions, report}: ContainerScene, action: 'pause' | 'unpause'): Promise<ActionResult> {
	const result = await report(async context => actions.perform(action, context));
	const {language, hints} = conversation;
	const words = wordsIn(language).screenAction;
	if (hints === 'keys') {
		conversation.tell(action === 'pause' ? words.paused : words.unpaused, action === 'pause' ? 'warning' : 'good', resultMs);
	} else if (action === 'pause') {
		conversation.tell(actionNote('gpuStaysTaken', language));
	}

	return result;
}

/** What a restart costs: only a training that is there costs anything. */
function costOf(question: StopQuestion): {readonly looked: StopQuestion; readonly hasTraining: () => boolean} {
	let hasTraining = true;
	return {
		hasTraining: () => hasTraining,
		looked: {
			...question,
			async look(signal) {
				try {
					await question.look(signal);
					hasTraining = true;
				} catch (error) {
					hasTraining = !(error instanceof UserError && nothingToLose.has(error.code));
					throw error;
				}
			},
		},
	};
}

/** Asks, and starts the container again. `isUp` says whether a training can be in it. Undefined when the person wants none of it. */
export async function restartContainer({conversation, actions, report, name}: ContainerScene, isUp: boolean): Promise<ActionResult | undefined> {
	const {language, format} = conversation;
	const words = wordsIn(language).screenAction;
	const cost = isUp ? costOf(actions.stopQuestion()) : undefined;
	const answer = await askWhileLooking(cost?.looked, conversation, () => {
		const lines = cost?.hasTraining() === true ? stopCostLines(cost.looked.consequence(), language, format) : [];
		return {
			title: words.restartTitle(name),
			paragraphs: [...lines, actionNote('restarts', language)],
			command: `docker restart ${name}`,
			choices: [{id: 'keep', label: words.leaveIt, key: 'l'}, {
				id: 'restart', label: words.restart, key: 'r', ...(lines.length > 0 && {loss: stopLossText(cost!.looked.consequence(), language)}),
			}],
			agreed: 'restart',
		};
	});
	return answer === 'restart' ? report(async context => actions.perform('restart', context)) : undefined;
}

/** Says what goes with the container, asks, and removes it. Undefined when the person wants none of it. */
export async function removeContainer(scene: ContainerScene): Promise<ActionResult | undefined> {
	const {conversation, actions, report, name, signal} = scene;
	const {language, consent} = conversation;
	const words = wordsIn(language).screenAction;
	if (consent !== 'given') {
		const removal = await actions.describeRemoval(signal);
		const answer = await conversation.ask({
			title: words.removeTitle(name),
			paragraphs: removalLines(removal, language),
			command: `docker rm --force ${name}`,
			choices: [{id: 'keep', label: words.keep, key: 'k'}, {id: 'copy', label: words.copyFirst, key: 'c'}, {
				id: 'remove', label: words.remove, key: 'r', loss: removalLossText(removal, language),
			}],
			agreed: 'remove',
		});
		if (answer === 'copy') {
			return await copyResults(scene, {}) === undefined ? undefined : removeContainer(scene);
		}

		if (answer !== 'remove') {
			return undefined;
		}
	}

	return report(async context => actions.perform('remove', context));
}

/**
Copies the run, or `source` of the container, to a place on this machine, which is asked for unless it is given. Undefined when the person
wants none of it.
*/
export async function copyResults({conversation, actions, report}: ContainerScene, {source, destination}: {readonly source?: string | undefined; readonly destination?: string | undefined}): Promise<ActionResult | undefined> {
	const chosen = destination ?? await conversation.prompt(wordsIn(conversation.language).screenAction.copyPrompt, '.');
	return chosen === undefined || chosen.trim() === '' ? undefined : report(async context => actions.copyOut({source, destination: path.resolve(chosen.trim())}, context));
}
