import {posix} from 'node:path';
import type {CallOptions, Engine} from '../engine/engine.ts';
import {scanContainer, type ContainerScan} from './scan-container.ts';
import {isListed, parseRunListing, type FoundFile} from './run-listing.ts';
import {findTrainingProcesses, type TrainingProcess} from './training-process.ts';
import {findTrainingOutput, type TrainingOutput} from './training-output.ts';
import {assignRuns, projectDirectories, type RunCandidate} from './claims.ts';

/** A training that runs in a container. */
export type ContainerTraining = TrainingProcess & {
	/** Where it was started, absolute; undefined when the process may not be looked into. */
	readonly directory?: string;
	/** Where it writes, absolute; undefined when it has not made it yet or it is not found. */
	readonly runDirectory?: string;
	readonly output: TrainingOutput;
};

/** A fixed script: time, size and path of each settings file one level below the arguments. */
const settingsScript = 'for project in "$@"; do stat -c \'%Y\t%s\t%n\' "$project"/*/opt.yaml "$project"/*/args.yaml 2>/dev/null; done; true';

/**
The trainings that run in a container, oldest first, with their real argv, working directory and run directory: one short program in
the container, 20 to 100 ms, and a second for a training that writes to an unusual place.

@throws UserError of the engine and `processes-unknown`, as `scanContainer`.
*/
export async function findTrainings(engine: Engine, container: string, options: CallOptions = {}): Promise<readonly ContainerTraining[]> {
	return identifyTrainings(engine, container, await scanContainer(engine, container, [], options), options);
}

/** The trainings among the processes that were seen. */
export async function identifyTrainings(engine: Engine, container: string, {processes, openDirectories, bases, files}: ContainerScan, options: CallOptions = {}): Promise<readonly ContainerTraining[]> {
	const found = findTrainingProcesses(processes);
	const facts = found.map(training => ({
		training: training.training, directory: directoryOf(training) ?? '/', startedAt: training.process.startedAt, openDirectory: openDirectories.get(training.process.pid),
	}));
	const unseen = new Set(facts.filter(({openDirectory}) => openDirectory === undefined).flatMap(fact => projectDirectories(fact)).filter(project => !isListed(project, bases)));
	const more = unseen.size === 0 ? undefined : await engine.exec(container, ['/bin/sh', '-c', settingsScript, 'sh', ...unseen], options);
	const runs = assignRuns(facts, toCandidates([...files, ...parseRunListing(more?.stdout ?? '')]));
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

/** By their settings files. */
function toCandidates(files: readonly FoundFile[]): readonly RunCandidate[] {
	const candidates = new Map<string, number>();
	const settings = files.filter(({path}) => /\/(?:opt|args)\.yaml$/.test(path));
	for (const {path, modifiedAt} of settings) {
		const directory = posix.dirname(path);
		candidates.set(directory, Math.max(candidates.get(directory) ?? 0, modifiedAt));
	}

	return [...candidates].map(([directory, modifiedAt]) => ({directory, modifiedAt}));
}
