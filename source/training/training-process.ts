import type {ContainerProcess} from './process-scan.ts';
import {parseTrainingCommand, type TrainingCommand} from './command-line.ts';

export type TrainingProcess = {
	readonly process: ContainerProcess;
	readonly training: TrainingCommand;
};

/** The training that a process itself runs; undefined for shells and launchers that only wait for one. */
function ownTraining(process: ContainerProcess): TrainingCommand | undefined {
	if (process.state === 'Z') {
		return undefined;
	}

	const training = parseTrainingCommand(process.command);
	const isItself = training?.placement === 'direct' && training.launcher.length + training.arguments.length === process.command.length;
	return isItself ? training : undefined;
}

/**
The trainings among the processes of a container, oldest first. The workers of the data loader have the same command line
as the training and may have lower numbers; only the process whose parent is none of them is the training itself.
*/
export function findTrainingProcesses(processes: readonly ContainerProcess[]): TrainingProcess[] {
	const matches = processes.flatMap(process => {
		const training = ownTraining(process);
		return training === undefined ? [] : [{process, training}];
	});
	const pids = new Set(matches.map(({process}) => process.pid));
	return matches
		.filter(({process}) => !pids.has(process.parentPid))
		.toSorted((first, second) => {
			const difference = first.process.startTicks - second.process.startTicks;
			return difference === 0 ? first.process.pid - second.process.pid : difference;
		});
}
