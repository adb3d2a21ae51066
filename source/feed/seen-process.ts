import {parseTrainingCommand} from '../training/command-line.ts';
import type {TrainingCommand} from '../training/training-program.ts';
import type {SeenProcess} from '../domain/observation.ts';
import type {ContainerState} from '../domain/container-state.ts';
import type {ContainerDetails} from '../engine/container.ts';
import {isTrainingItself} from './container-trainings.ts';

/** A training process that runs, as its command line tells; `startedAt` in milliseconds since 1970. */
export function toSeenProcess(training: TrainingCommand | undefined, startedAt: number | undefined): SeenProcess {
	return {
		isRunning: true,
		...(startedAt !== undefined && {startedAt}),
		...(training !== undefined && {framework: {name: training.framework}, task: training.task, settings: training.options}),
	};
}

/** The training that a container itself is, while it runs; undefined for another container. */
export function seeContainer(details: ContainerDetails, {status, startedAt}: ContainerState): SeenProcess | undefined {
	return status === 'running' && isTrainingItself(details) ? toSeenProcess(parseTrainingCommand(details.command), startedAt) : undefined;
}
