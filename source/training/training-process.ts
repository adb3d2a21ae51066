import type {ContainerProcess} from './process-scan.ts';
import {parseTrainingCommand} from './command-line.ts';
import {isLauncher} from './program-names.ts';
import type {TrainingCommand} from './training-program.ts';

export type TrainingProcess = {
	readonly process: ContainerProcess;
	readonly training: TrainingCommand;
	/** The processes below it, such as the ranks of a launcher and the workers of a data loader. */
	readonly below: readonly number[];
	/**
	The process below it that starts the ranks of a distributed training and passes signals on to them, as Ultralytics has it; undefined
	where there is none. Without it the ranks would go on alone.
	*/
	readonly launcher?: ContainerProcess;
};

/** The training that a process itself runs; undefined for shells and wrappers that only wait for one. */
function ownTraining(process: ContainerProcess): TrainingCommand | undefined {
	if (process.state === 'Z') {
		return undefined;
	}

	const training = parseTrainingCommand(process.command);
	const isItself = training?.placement === 'direct' && training.launcher.length + training.arguments.length === process.command.length;
	return isItself ? training : undefined;
}

/** Of a process and one below it, the better one is the training: a framework's program before a script, that before any other. */
function rankOf({certainty, program}: TrainingCommand): number {
	return certainty === 'possible' ? 0 : (program === 'script' ? 1 : 2);
}

/**
The trainings among the processes of a container, oldest first, with those that only might train. The workers of a data loader have the
same command line as the training and may have lower numbers; of the processes of one tree that match, the topmost of the best kind is
the training itself.
*/
export function findTrainingProcesses(processes: readonly ContainerProcess[]): TrainingProcess[] {
	const byPid = new Map(processes.map(process => [process.pid, process]));
	const matches = new Map(processes.flatMap(process => {
		const training = ownTraining(process);
		return training === undefined ? [] : [[process.pid, training] as const];
	}));
	const above = (pid: number): readonly number[] => ancestorsOf(byPid, pid).filter(ancestor => matches.has(ancestor));
	const isItself = (pid: number, training: TrainingCommand): boolean => above(pid).every(ancestor => rankOf(matches.get(ancestor)!) < rankOf(training))
		&& [...matches].every(([other, otherTraining]) => !(rankOf(otherTraining) > rankOf(training) && above(other).includes(pid)));
	const found = [...matches].filter(([pid, training]) => isItself(pid, training));
	const pids = new Set(found.map(([pid]) => pid));
	return found
		.map(([pid, training]) => {
			const below = processes.filter(process => ancestorsOf(byPid, process.pid).find(ancestor => pids.has(ancestor)) === pid);
			const launcher = below.find(process => isLauncher(process.command) && process.parentPid === pid);
			return {
				process: byPid.get(pid)!, training, below: below.map(process => process.pid), ...(launcher !== undefined && {launcher}),
			};
		})
		.toSorted(({process: one}, {process: other}) => one.startTicks === other.startTicks ? one.pid - other.pid : one.startTicks - other.startTicks);
}

/** Nearest first. */
function ancestorsOf(byPid: ReadonlyMap<number, ContainerProcess>, pid: number): readonly number[] {
	const ancestors: number[] = [];
	for (let current = byPid.get(pid)?.parentPid; current !== undefined && byPid.has(current) && !ancestors.includes(current); current = byPid.get(current)!.parentPid) {
		ancestors.push(current);
	}

	return ancestors;
}
