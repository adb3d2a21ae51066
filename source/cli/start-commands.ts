import {quoteWord} from '../domain/shell-quote.ts';
import type {RunSummary} from '../domain/run-summary.ts';
import type {ContainerSummary} from '../engine/container.ts';

/** What is there to start a training with. */
export type StartScene = {
	/** Newest first. */
	readonly runs: readonly RunSummary[];
	readonly others: readonly ContainerSummary[];
	/** Stands for an image where none is known. */
	readonly imageName: string;
	/** Whether a container could get a GPU; then it is asked for. */
	readonly mayHaveGpu: boolean;
};

/** Image names that frameworks are published under, or that people give their own. */
const trainingImage = /yolo|ultralytics/i;

/** Commands that begin or continue a training, ready to be copied; the one that fits best first. */
export function startCommands({runs, others, imageName, mayHaveGpu}: StartScene): readonly string[] {
	const interrupted = runs.find(({condition}) => condition === 'interrupted');
	const inside = others.find(({status, image}) => status === 'running' && trainingImage.test(image));
	const image = others.find(({image: name}) => trainingImage.test(name))?.image ?? imageName;
	return [
		...(interrupted === undefined ? [] : [`yolotop resume ${quoteWord(interrupted.key)}`]),
		...(inside === undefined ? [] : [`docker exec -d ${quoteWord(inside.name)} python train.py --data my.yaml`]),
		`yolotop run ${mayHaveGpu ? '--gpus all ' : ''}--shm-size 8g -v "$PWD":/data ${quoteWord(image)} -- python train.py --data /data/my.yaml`,
		'yolotop demo',
	];
}
