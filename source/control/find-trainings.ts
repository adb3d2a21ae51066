import {posix} from 'node:path';
import {UserError} from '../domain/user-error.ts';
import type {CallOptions, Engine} from '../engine/engine.ts';
import {parseProcessScan, processScanCommand} from './process-scan.ts';
import {findTrainingProcesses, type TrainingProcess} from './training-process.ts';
import {findTrainingOutput, type TrainingOutput} from './training-output.ts';
import {assignRuns, projectDirectories, type RunCandidate} from './training-run.ts';

/** A training that runs in a container. */
export type ContainerTraining = TrainingProcess & {
	/** Where it was started, absolute; undefined when the process may not be looked into. */
	readonly directory?: string;
	/** Where it writes, absolute; undefined when it has not made it yet or it is not found. */
	readonly runDirectory?: string;
	readonly output: TrainingOutput;
};

/**
A fixed script: `open PID LINK` for each TensorBoard file that one of the processes in $1 has open, and `run SECONDS FILE` for each
settings file one level below the other arguments.
*/
const runScript = String.raw`
for pid in $1; do
	for link in /proc/$pid/fd/*; do
		target=$(readlink "$link" 2>/dev/null)
		case $target in
			*/events.out.tfevents.*) printf 'open\t%s\t%s\n' "$pid" "$target" ;;
		esac
	done
done
shift
for project in "$@"; do
	stat -c 'run${'\t'}%Y${'\t'}%n' "$project"/*/opt.yaml "$project"/*/args.yaml 2>/dev/null
done
`;

/**
The trainings that run in a container, oldest first, with their real argv, working directory and run directory: two short
programs in the container, 50 to 150 ms each. Needs sh, readlink, tr and stat there.

@throws UserError of the engine, such as for a container that does not run, and `processes-unknown` where the image has no shell.
*/
export async function findTrainings(engine: Engine, container: string, options: CallOptions = {}): Promise<readonly ContainerTraining[]> {
	const scan = await engine.exec(container, processScanCommand, options);
	const processes = parseProcessScan(scan.stdout);
	if (processes.length === 0) {
		throw new UserError('processes-unknown', {name: container});
	}

	const found = findTrainingProcesses(processes);
	if (found.length === 0) {
		return [];
	}

	const runs = await findRuns(engine, container, found, options);
	return found.map(({process, training}, index) => ({
		process,
		training,
		directory: directoryOf({process, training}),
		runDirectory: runs[index],
		output: findTrainingOutput(process, processes),
	}));
}

function directoryOf({process, training}: TrainingProcess): string | undefined {
	return process.directory ?? (training.directory !== undefined && posix.isAbsolute(training.directory) ? training.directory : undefined);
}

async function findRuns(engine: Engine, container: string, found: readonly TrainingProcess[], options: CallOptions): Promise<ReadonlyArray<string | undefined>> {
	const facts = found.map(({process, training}) => ({training, directory: directoryOf({process, training}) ?? '/', startedAt: process.startedAt}));
	const projects = [...new Set(facts.flatMap(fact => projectDirectories(fact)))];
	const {stdout} = await engine.exec(container, ['/bin/sh', '-c', runScript, 'sh', found.map(({process}) => String(process.pid)).join(' '), ...projects], options);
	const {candidates, openDirectories} = parseRunScript(stdout);
	return assignRuns(facts.map((fact, index) => ({...fact, openDirectory: openDirectories.get(found[index]!.process.pid)})), candidates);
}

/** Reads what the script printed. */
export function parseRunScript(output: string): {readonly candidates: readonly RunCandidate[]; readonly openDirectories: ReadonlyMap<number, string>} {
	const rows = output.split('\n').map(line => /^(open|run)\t(\d+)\t(\/.*)$/.exec(line)).filter(match => match !== null);
	const candidates = new Map<string, number>();
	const openDirectories = new Map<number, string>();
	for (const [, kind, number, file] of rows) {
		const directory = posix.dirname(file!);
		if (kind === 'open') {
			openDirectories.set(Number(number), directory);
		} else {
			candidates.set(directory, Math.max(candidates.get(directory) ?? 0, Number(number) * 1000));
		}
	}

	return {candidates: [...candidates].map(([directory, modifiedAt]) => ({directory, modifiedAt})), openDirectories};
}
