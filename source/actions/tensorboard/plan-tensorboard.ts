import {posix} from 'node:path';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {findTrainings} from '../../training/find-trainings.ts';
import {parseTrainingCommand} from '../../training/command-line.ts';

/** What TensorBoard is to show, as absolute paths of the container. */
export type TensorboardPlan = {
	/** All runs beside the run. */
	readonly logs: string;
	readonly directory: string;
};

/** Where the frameworks write when nothing else is said. Source: YOLOv5 v7.0 train.py, Ultralytics 8.3 get_save_dir. */
const usualProjects = {yolov5: 'runs/train', ultralytics: 'runs'} as const;

/**
The directory above the run, or the one in which a training that has just begun will make it.

@throws UserError `run-directory-unknown`.
*/
export async function planTensorboard(engine: Engine, details: ContainerDetails, run: Pick<RunState, 'locatedRunDirectory' | 'runDirectory'>, signal?: AbortSignal): Promise<TensorboardPlan> {
	const {id, name, workingDirectory, command} = details;
	const trainings = await findTrainings(engine, id, {signal}).catch(() => []);
	const current = trainings.at(-1);
	const training = current?.training ?? parseTrainingCommand(command);
	const directory = current?.directory ?? posix.resolve(workingDirectory, training?.directory ?? '.');
	const runDirectory = run.locatedRunDirectory ?? current?.runDirectory ?? run.runDirectory;
	if (runDirectory !== undefined) {
		return {directory, logs: posix.dirname(posix.resolve(directory, runDirectory))};
	}

	if (training === undefined) {
		throw new UserError('run-directory-unknown', {name});
	}

	return {directory, logs: posix.resolve(directory, training.options.project ?? usualProjects[training.framework])};
}
