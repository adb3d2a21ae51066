import {posix} from 'node:path';
import {traitsOf} from '../domain/framework.ts';
import type {AdviceFacts} from '../checks/advice/recommendation.ts';
import {cloneToPlan, containerToPlan} from '../plan/clone-plan.ts';
import {planToDockerText} from '../plan/docker-command.ts';
import {findTrainings} from '../training/find-trainings.ts';
import {parseGpuSpec} from '../plan/gpu-spec.ts';
import {restartCommand} from '../actions/resume/resume-command.ts';
import {quoteCommand} from '../domain/shell-quote.ts';
import {parseTrainingCommand} from '../training/command-line.ts';
import type {TrainingCommand} from '../training/training-program.ts';
import type {RunState} from '../domain/run.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {guessTraining, placeTraining, type FoundTraining} from '../actions/resume/find-training.ts';
import {containerPlace} from '../actions/resume/place.ts';

type Rebuild = NonNullable<AdviceFacts['rebuild']>;

/** The training of a run: of the processes in the container the one that writes it, else the container's own command, else the program above the run. */
async function findTraining(engine: Engine, details: ContainerDetails, run: RunState, signal: AbortSignal): Promise<FoundTraining | undefined> {
	const running = details.state.status === 'running' ? await findTrainings(engine, details.id, {signal}).catch(() => []) : [];
	const own = running.find(({runDirectory}) => runDirectory !== undefined && runDirectory === run.locatedRunDirectory) ?? (running.length === 1 ? running[0] : undefined);
	if (own?.directory !== undefined) {
		return {training: own.training, directory: own.directory};
	}

	const known = placeTraining(details.command, details.workingDirectory);
	const runDirectory = run.locatedRunDirectory ?? (run.runDirectory === undefined ? undefined : posix.resolve(details.workingDirectory, run.runDirectory));
	return known ?? (runDirectory === undefined
		? undefined
		: guessTraining(containerPlace(engine, details.id, signal), {
			framework: run.framework?.name, task: run.task, workingDirectory: details.workingDirectory, runDirectory, name: details.name,
		}).catch(() => undefined));
}

/** The training's own command with other settings; every other option of it is kept. */
function commandWith(training: TrainingCommand, run: RunState, {batchSize, workers, imageSize, gpuCount}: Parameters<Rebuild>[0]): readonly string[] {
	const [program, script, ...more] = training.launcher;
	const devices = Array.from({length: gpuCount}, (_, index) => index).join(',');
	// YOLOv5 uses several GPUs well only with one process for each.
	const isSpread = gpuCount > 1 && !traitsOf(training.framework).startsProcessPerGpu && more.length === 0 && /^python[\d.]*$/.test(posix.basename(program ?? '')) && script !== undefined;
	const launcher = isSpread ? [program!, '-m', 'torch.distributed.run', '--nproc_per_node', `${gpuCount}`, script] : training.launcher;
	const command = restartCommand({...training, launcher}, undefined, {
		batchSize, workers, imageSize, ...(gpuCount > 1 && training.options.device === undefined && {device: devices}),
	}, run.settings);
	// From scratch: without this option YOLOv5 would take weights of its own.
	const isFromScratch = traitsOf(training.framework).hasDefaultWeights && run.settings.weights === '' && command.every(word => !/^--weights(?:=|$)/.test(word));
	return isFromScratch ? [...command, '--weights', ''] : command;
}

/**
What makes the container of a run again, with the training that ran in it, where that really ran; undefined where one of the two is not known.

@throws the reason of an abort.
*/
export async function containerRebuild(engine: Engine, details: ContainerDetails, run: RunState, signal: AbortSignal): Promise<Rebuild | undefined> {
	const [settings, found] = await Promise.all([
		engine.readContainerSettings(details.id, {signal}).catch(() => undefined),
		findTraining(engine, details, run, signal),
	]);
	signal.throwIfAborted();
	if (settings === undefined || found === undefined) {
		return undefined;
	}

	return change => {
		const command = commandWith(found.training, run, change);
		const plan = containerToPlan(settings, command);
		return planToDockerText({
			...plan,
			entrypoint: cloneToPlan(settings, command).entrypoint,
			workingDirectory: found.directory,
			shmSizeBytes: plan.ipcMode === 'host' ? undefined : change.shmSizeBytes,
			gpus: change.gpuCount > 0 ? plan.gpus ?? (plan.runtime === undefined && plan.devices.length === 0 ? parseGpuSpec('all') : undefined) : undefined,
		});
	};
}

/** The same for a plain process of this machine; undefined where its command is no training that is known. */
export function processRebuild(run: RunState): Rebuild | undefined {
	const training = run.target?.kind === 'process' ? parseTrainingCommand(run.target.command ?? []) : undefined;
	return training && (change => quoteCommand(commandWith(training, run, change)));
}
