import {posix} from 'node:path';
import type {RunState} from '../domain/run.ts';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {findTrainings} from './find-trainings.ts';
import {toolCommand, type ToolRequest} from './tool-command.ts';
import {parseTrainingCommand} from './training-command.ts';

/** What a person chose; the rest comes from the run. */
export type ToolChoice = Partial<Omit<ToolRequest, 'tool' | 'framework' | 'task' | 'launcher' | 'weights' | 'data'>> & {
	readonly tool: ToolRequest['tool'];
	/** `best`, `last` or a path in the container; undefined for best.pt. */
	readonly checkpoint?: string;
};

/** A val or detect program that can be started as it is. */
export type ToolPlan = {
	readonly tool: ToolRequest['tool'];
	readonly framework: ToolRequest['framework'];
	readonly task: ToolRequest['task'];
	readonly command: readonly string[];
	/** Absolute, in the container. */
	readonly workingDirectory: string;
	/** Undefined where the framework chooses. */
	readonly device?: string;
	/** Whether a training runs in the container at this moment. */
	readonly isBesideTraining: boolean;
};

/**
What would be started for a run in a running container; nothing is changed. Beside a training that runs it takes the CPU unless another
device was chosen, so that the training keeps its GPU memory.

@throws UserError `container-not-running`, `run-directory-unknown`, `checkpoint-missing`, `source-missing`.
*/
export async function planTool(engine: Engine, {id, name}: Pick<ContainerDetails, 'id' | 'name'>, run: RunState, choice: ToolChoice, signal: AbortSignal): Promise<ToolPlan> {
	const {tool, checkpoint = 'best', device: chosen, ...options} = choice;
	const details = await engine.inspectContainer(id, {signal});
	if (details.state.status !== 'running') {
		throw new UserError(details.state.status === 'paused' ? 'container-is-paused' : 'container-not-running', {name});
	}

	if (tool === 'detect' && options.source === undefined) {
		throw new UserError('source-missing', {name});
	}

	const running = await findTrainings(engine, id, {signal}).catch(() => []);
	const present = running.at(-1);
	const training = present?.training ?? parseTrainingCommand(details.command);
	const ofCommand = training?.directory === undefined ? details.workingDirectory : posix.resolve(details.workingDirectory, training.directory);
	const workingDirectory = present?.directory ?? ofCommand;
	const runDirectory = run.locatedRunDirectory ?? present?.runDirectory ?? run.runDirectory;
	const isPath = checkpoint.includes('/') || checkpoint.endsWith('.pt');
	if (runDirectory === undefined && !isPath) {
		throw new UserError('run-directory-unknown', {name});
	}

	const weights = posix.resolve(workingDirectory, isPath ? checkpoint : posix.join(runDirectory!, 'weights', `${checkpoint}.pt`));
	if (await engine.statFile(id, weights, {signal}) === undefined) {
		throw new UserError('checkpoint-missing', {path: weights});
	}

	const framework = run.framework?.name ?? training?.framework ?? 'yolov5';
	const task = run.task ?? training?.task ?? 'detect';
	const isBesideTraining = running.length > 0;
	const device = chosen ?? (isBesideTraining ? 'cpu' : undefined);
	return {
		tool,
		framework,
		task,
		workingDirectory,
		isBesideTraining,
		...(device !== undefined && {device}),
		command: toolCommand({
			imageSize: run.settings.imgsz ?? run.settings.img_size,
			...options,
			...(tool === 'val' && isBesideTraining && options.batchSize === undefined && {batchSize: 1}),
			tool,
			framework,
			task,
			launcher: training?.launcher,
			weights,
			// For detect YOLOv5 takes the names of classes from the weights.
			...(tool === 'val' && {data: run.settings.data}),
			device,
		}),
	};
}
