import path from 'node:path';
import {actionNote, removalLines, stopCostLines} from '../../text/actions.ts';
import {screenActionWords} from '../../text/screen-actions.ts';
import {actionFormat} from '../open-container.ts';
import type {ContainerScene} from './action-scene.ts';
import {askWhileLooking} from './stop-dialog.ts';

/** Stops the time of a container that runs, and lets it go on where it is paused. */
export async function pause({run, runner, actions, language, dialogs}: ContainerScene): Promise<void> {
	const isPaused = run.store.getState().container?.status === 'paused';
	const result = await runner.run('pause', async context => actions.perform(isPaused ? 'unpause' : 'pause', context), language, dialogs);
	if (result === undefined) {
		return;
	}

	const words = screenActionWords(language);
	dialogs.tell(isPaused ? words.unpaused : words.paused, isPaused ? 'good' : 'warning', 12_000);
}

/** Asks, and starts the container again. */
export async function restart({run, runner, actions, container: {details}, language, dialogs}: ContainerScene): Promise<void> {
	const words = screenActionWords(language);
	const isRunning = run.store.getState().container?.status === 'running';
	const question = isRunning ? actions.stopQuestion() : undefined;
	const answer = await askWhileLooking(question, dialogs, () => ({
		title: words.restartTitle(details.name),
		paragraphs: [actionNote('restarts', language), ...(question === undefined ? [] : stopCostLines(question.consequence(), language, actionFormat(language)))],
		command: `docker restart ${details.name}`,
		choices: [{id: 'keep', label: words.leaveIt, key: 'l'}, {
			id: 'restart', label: words.restart, key: 'r', isDanger: true,
		}],
	}));
	if (answer === 'restart') {
		await runner.run('restart', async context => actions.perform('restart', context), language, dialogs);
	}
}

/** Says what goes with the container, asks, and removes it. */
export async function remove(scene: ContainerScene): Promise<void> {
	const {runner, actions, container: {details}, language, dialogs} = scene;
	const words = screenActionWords(language);
	const consequence = await actions.describeRemoval(new AbortController().signal);
	const answer = await dialogs.ask({
		title: words.removeTitle(details.name),
		paragraphs: removalLines(consequence, language),
		command: `docker rm --force ${details.name}`,
		choices: [{id: 'keep', label: words.keep, key: 'k'}, {id: 'copy', label: words.copyFirst, key: 'c'}, {
			id: 'remove', label: words.remove, key: 'r', isDanger: true,
		}],
	});
	if (answer === 'copy') {
		await copyOut(scene);
	} else if (answer === 'remove') {
		await runner.run('remove', async context => actions.perform('remove', context), language, dialogs);
	}
}

/** Asks for a place on this machine, and copies the run there. */
export async function copyOut({runner, actions, language, dialogs}: ContainerScene): Promise<void> {
	const destination = await dialogs.prompt(screenActionWords(language).copyPrompt, '.');
	if (destination === undefined || destination.trim() === '') {
		return;
	}

	await runner.run('copy-out', async context => actions.copyOut({destination: path.resolve(destination.trim())}, context), language, dialogs);
}
