import type {ContainerFacts} from '../../checks/diagnosis-facts.ts';
import {isIdleShell} from '../../actions/start/new-container.ts';
import {toContainerFacts} from '../../gather/container-facts.ts';
import type {ResolvedTarget} from '../resolve-target.ts';

type Container = NonNullable<ResolvedTarget['container']>;

/**
How the container was made. The same object as long as the container is the same, for panels are drawn again when it changes; once more when the engine
has told after `shown` what command would make it.
*/
export function createFactsOf(shown: Promise<void> | undefined, signal: AbortSignal): (container: Container | undefined) => ContainerFacts | undefined {
	let known: {readonly details?: Container['details'] | undefined; readonly facts?: ContainerFacts | undefined} = {};

	async function addCommand({engine, details}: Container): Promise<void> {
		await shown;
		// Loaded when it is needed: a screen starts faster without it.
		const [settings, {containerToPlan}, {planToDockerText}] = await Promise.all([
			engine.readContainerSettings(details.id, {signal}), import('../../plan/clone-plan.ts'), import('../../plan/docker-command.ts'),
		]);
		if (known.details === details) {
			known = {details, facts: {...known.facts, runCommand: planToDockerText(containerToPlan(settings))}};
		}
	}

	return container => {
		const details = container?.details;
		if (details !== known.details) {
			known = {details, facts: details && {...toContainerFacts(details), isShell: isIdleShell(details)}};
			// Without an answer there is no such line.
			void (container && addCommand(container).catch(() => undefined));
		}

		return known.facts;
	};
}
