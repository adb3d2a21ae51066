import type {ContainerSummary, Engine} from '../engine/engine.ts';

/** A container that trains, and the command line that says so. */
export type TrainingContainer = {
	readonly container: ContainerSummary;
	readonly command: string;
};

/**
Whether a command line is that of a training: train.py of YOLOv5 (also segment/ and classify/) run by Python or a launcher,
or `yolo train`, `yolo detect train`, `yolo task=detect mode=train`.
*/
export function isTrainingCommand(command: string): boolean {
	return /(?:^|[\s"'/])(?:python[\d.]*|torchrun|accelerate)\s(?:.*[\s/])?train\.py(?:[\s"']|$)/.test(command)
		|| /(?:^|[\s"'/])(?:yolo|ultralytics)\s(?:.*\s)?(?:train|mode=train)(?:[\s"']|$)/.test(command);
}

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
