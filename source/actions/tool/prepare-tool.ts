import {posix} from 'node:path';
import {cloneToPlan} from '../../plan/clone-plan.ts';
import {isReleasedModel} from '../../training/framework-files.ts';
import {frameworkCommand} from '../../training/training-program.ts';
import {findTrainings} from '../../training/find-trainings.ts';
import type {LaunchPlan} from '../../plan/launch-plan.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {
	freeName,
	isIdleShell,
	namedImage,
	pathsToCarry,
} from '../start/new-container.ts';
import type {ProgramStart} from '../start/program-start.ts';
import {shownCommands} from '../start/shown-commands.ts';
import {findResumeDirectory} from '../resume/find-run-directory.ts';
import {guessTraining, placeTraining, type FoundTraining} from '../resume/find-training.ts';
import {containerPlace, type RunPlace} from '../resume/place.ts';
import {toolCommand, toolScript} from './tool-command.ts';
import type {ToolChoice, ToolPlan} from './tool-plan.ts';

/** A training whose place is known, and whether it runs at this moment. */
type Known = FoundTraining & {readonly runDirectory: string | undefined; readonly isRunning: boolean};

const isPath = (checkpoint: string): boolean => checkpoint.includes('/') || checkpoint.endsWith('.pt');

/** The parts of a plan that do not depend on where the program runs. */
export async function planProgram(place: RunPlace, run: RunState, {tool, checkpoint = 'best', device: chosen, ...options}: ToolChoice, {training, directory, runDirectory, isRunning, name}: Known & {readonly name: string}): Promise<Omit<ToolPlan, 'start' | 'shown'>> {
	if (tool === 'detect' && options.source === undefined) {
		throw new UserError('source-missing', {name});
	}

	if (runDirectory === undefined && !isPath(checkpoint)) {
		throw new UserError('run-directory-unknown', {name});
	}

	const weights = posix.resolve(directory, isPath(checkpoint) ? checkpoint : posix.join(runDirectory!, 'weights', `${checkpoint}.pt`));
	// The frameworks fetch a released model by its name.
	if (!isReleasedModel(weights, training.framework) && await place.find(weights) === undefined) {
		throw new UserError('checkpoint-missing', {path: weights});
	}

	const {framework} = training;
	const task = run.task ?? training.task ?? 'detect';
	const device = chosen ?? (isRunning ? 'cpu' : undefined);
	return {
		tool,
		framework,
		task,
		directory,
		isBesideTraining: isRunning,
		...(device !== undefined && {device}),
		command: toolCommand({
			imageSize: run.settings.imgsz ?? run.settings.img_size,
			...options,
			...(tool === 'val' && isRunning && options.batchSize === undefined && {batchSize: 1}),
			tool,
			framework,
			task,
			launcher: training.launcher,
			weights,
			// For detect YOLOv5 takes the names of classes from the weights.
			...(tool === 'val' && {data: run.settings.data}),
			device,
		}),
	};
}

/** The training of a container: the one that runs, else that of its command, else the one that must have made the run directory. */
async function findKnown(engine: Engine, details: ContainerDetails, {run, place, tool}: {readonly run: RunState; readonly place: RunPlace; readonly tool: ToolChoice['tool']}): Promise<Known> {
	const running = details.state.status === 'running' ? await findTrainings(engine, details.id).catch(() => []) : [];
	const current = running.at(-1);
	if (current !== undefined) {
		return {
			training: current.training,
			directory: current.directory ?? details.workingDirectory,
			runDirectory: run.locatedRunDirectory ?? current.runDirectory ?? run.runDirectory,
			isRunning: true,
		};
	}

	// A person's own script has no val.py beside it for sure.
	const placed = placeTraining(details.command, details.workingDirectory);
	const ofCommand = placed?.training.program === 'framework' ? placed : undefined;
	const runDirectory = run.locatedRunDirectory ?? await findResumeDirectory(engine, details, place, {run, found: ofCommand});
	const found = ofCommand ?? await guessProgram(place, tool, {run, workingDirectory: details.workingDirectory, runDirectory: runDirectory ?? details.workingDirectory}) ?? {
		directory: details.workingDirectory,
		// The program itself says best what is missing.
		training: frameworkCommand('yolov5', run.task ?? 'detect', ['python']),
	};
	return {...found, runDirectory, isRunning: false};
}

/** The program of the framework that made a run directory; undefined where it is not found above it. */
export async function guessProgram(place: RunPlace, tool: ToolChoice['tool'], {run, workingDirectory, runDirectory}: {readonly run: RunState; readonly workingDirectory: string; readonly runDirectory: string}): Promise<FoundTraining | undefined> {
	return guessTraining(place, {
		framework: run.framework?.name, task: run.task, workingDirectory, runDirectory, name: '', script: toolScript(tool, run.task ?? 'detect'),
	}).catch((error: unknown) => {
		if (error instanceof UserError && error.code === 'training-command-unknown') {
			return undefined;
		}

		throw error;
	});
}

/** How the program comes to run in the container as it is: its state decides. */
async function findStart(engine: Engine, details: ContainerDetails, {command, directory, tool}: Pick<ToolPlan, 'command' | 'directory' | 'tool'>, runDirectory: string): Promise<ProgramStart> {
	const isRunning = details.state.status === 'running';
	if (isRunning || isIdleShell(details)) {
		return {kind: 'exec', container: details, isStartedBefore: !isRunning};
	}

	const plan: LaunchPlan = {
		...cloneToPlan(await engine.readContainerSettings(details.id), command),
		image: await namedImage(engine, details),
		name: await freeName(engine, details.name, tool),
		workingDirectory: directory,
	};
	const script = command.findLast(word => word.endsWith('.py'));
	return {
		kind: 'new-container', container: details, plan, carried: await pathsToCarry(engine, details, plan, {runDirectory, directory, script}),
	};
}

/**
What would be started for a run of a container; nothing is changed. Beside a training that runs the program takes the CPU unless another
device was chosen, so that the training keeps its GPU memory. In a container that has ended it gets a new one with the same settings.

@throws UserError `container-is-paused`, `run-directory-unknown`, `checkpoint-missing`, `source-missing`, `training-command-unknown`.
*/
export async function prepareTool(engine: Engine, {id, name}: Pick<ContainerDetails, 'id' | 'name'>, run: RunState, choice: ToolChoice, signal?: AbortSignal): Promise<ToolPlan> {
	const details = await engine.inspectContainer(id, {signal});
	if (details.state.status === 'paused') {
		throw new UserError('container-is-paused', {name});
	}

	const place = containerPlace(engine, id, signal);
	const known = await findKnown(engine, details, {run, place, tool: choice.tool});
	const program = await planProgram(place, run, choice, {...known, name});
	const start = await findStart(engine, details, program, known.runDirectory ?? program.directory);
	return {...program, start, shown: shownCommands(start, program.command, program.directory)};
}
