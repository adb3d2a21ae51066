import type {TrainingCommand} from '../training/command-line.ts';
import type {SeenProcess} from '../domain/run.ts';

/** A training process that runs, as its command line tells; `startedAt` in milliseconds since 1970. */
export function toSeenProcess(training: TrainingCommand | undefined, startedAt: number | undefined): SeenProcess {
	return {
		isRunning: true,
		...(startedAt !== undefined && {startedAt}),
		...(training !== undefined && {framework: {name: training.framework}, task: training.task, settings: training.options}),
	};
}
