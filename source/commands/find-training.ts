import type {ContainerSummary, Engine} from '../engine/engine.ts';
import {isTrainingCommand} from '../feed/training-command.ts';

/** A container that trains, and the command line that says so. */
export type TrainingContainer = {
	readonly container: ContainerSummary;
	readonly command: string;
};

/** Looking into more containers at once would make a busy engine slower, not faster. */
const maxParallel = 8;

/** The running containers in which a training process runs, newest first. One that cannot be asked counts as not training. */
export async function findTrainingContainers(engine: Engine, signal: AbortSignal): Promise<TrainingContainer[]> {
	const all = await engine.listContainers({signal});
	const containers = all.filter(({status}) => status === 'running' || status === 'paused');
	const found: TrainingContainer[] = [];
	for (let start = 0; start < containers.length; start += maxParallel) {
		const results = await Promise.all(containers.slice(start, start + maxParallel).map(async container => {
			const processes = await engine.topProcesses(container.id, {signal}).catch(() => []);
			const training = processes.find(({command}) => isTrainingCommand(command));
			return training && {container, command: training.command};
		}));
		found.push(...results.filter(result => result !== undefined));
	}

	return found;
}
