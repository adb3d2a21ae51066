import {posix} from 'node:path';
import type {TrainingCommand} from './command-line.ts';

/** A run directory that may belong to a training, by its opt.yaml or args.yaml. */
export type RunCandidate = {
	/** Absolute. */
	readonly directory: string;
	/** When the settings were written, which a framework does when the training begins, in milliseconds since 1970. */
	readonly modifiedAt: number;
};

/** What is known of a training that runs. */
export type TrainingFacts = {
	readonly training: TrainingCommand;
	/** Where it was started, absolute. */
	readonly directory: string;
	/** Milliseconds since 1970; undefined when not known. */
	readonly startedAt?: number;
	/** The directory of a TensorBoard file that it has open: proof of where it writes. */
	readonly openDirectory?: string;
};

/** The clock of a file has whole seconds. */
const clockSlackMs = 1000;

const defaultProjects: Readonly<Record<TrainingCommand['task'], readonly [string, string]>> = {
	detect: ['runs/train', 'runs/detect'],
	segment: ['runs/train-seg', 'runs/segment'],
	classify: ['runs/train-cls', 'runs/classify'],
	pose: ['runs/pose', 'runs/pose'],
	obb: ['runs/obb', 'runs/obb'],
};

/**
The directories below which a training makes its run directory, absolute, likely ones first. YOLOv5 counts from where its script
lies, Ultralytics from where it was installed or started.

Source: YOLOv5 v6.1 to master of 2026 (`ROOT / 'runs/train'`), Ultralytics 8.0 to 8.4 (`get_save_dir`).
*/
export function projectDirectories({training, directory}: Pick<TrainingFacts, 'training' | 'directory'>): readonly string[] {
	const {framework, task, options, launcher} = training;
	const [ofYolov5, ofUltralytics] = defaultProjects[task];
	const {project} = options;
	if (framework === 'yolov5') {
		const script = launcher.at(-1) ?? '';
		const folder = posix.dirname(script);
		const root = task === 'detect' ? folder : posix.dirname(folder);
		return project === undefined ? [...new Set([posix.resolve(directory, root, ofYolov5), posix.resolve(directory, ofYolov5)])] : [posix.resolve(directory, project)];
	}

	const roots = [directory, '/ultralytics', '/usr/src/ultralytics', '/root'];
	const below = roots.map(root => posix.join(root, ofUltralytics));
	return project === undefined ? below : [posix.resolve(directory, project), ...below.map(root => posix.join(root, project))];
}

/** The checkpoint that the command line tells the training to go on from, absolute; undefined when it names none. */
export function resumedCheckpoint({training, directory}: Pick<TrainingFacts, 'training' | 'directory'>): string | undefined {
	const {resume, model} = training.options;
	const named = resume?.toLowerCase() === 'true' ? model : resume;
	return resume !== undefined && named?.endsWith('.pt') ? posix.resolve(directory, named) : undefined;
}

/** Whether a directory has the name that the command line gives, or one that the framework makes of it: exp, exp2, exp3. */
function hasName(directory: string, name: string | undefined): boolean {
	const folder = posix.basename(directory);
	return name === undefined || (folder.startsWith(name) && /^[-_]?\d*$/.test(folder.slice(name.length)));
}

/**
Which run directory each of the trainings writes; undefined for one that has not made it yet. Judged by, in this order: a file that
it has open, the checkpoint that it resumes, and the settings written first after its start in a directory of its name.
*/
export function assignRuns(trainings: readonly TrainingFacts[], candidates: readonly RunCandidate[]): ReadonlyArray<string | undefined> {
	const taken = new Set<string>();
	const take = (directory: string | undefined) => {
		if (directory !== undefined) {
			taken.add(directory);
		}

		return directory;
	};

	const certain = trainings.map(facts => {
		const checkpoint = resumedCheckpoint(facts);
		return take(facts.openDirectory ?? (checkpoint === undefined ? undefined : posix.dirname(posix.dirname(checkpoint))));
	});
	return trainings.map((facts, index) => certain[index] ?? take(likelyRun(facts, candidates.filter(({directory}) => !taken.has(directory)))?.directory));
}

function likelyRun(facts: TrainingFacts, candidates: readonly RunCandidate[]): RunCandidate | undefined {
	const {startedAt, training} = facts;
	const projects = projectDirectories(facts);
	const own = candidates.filter(({directory}) => projects.includes(posix.dirname(directory)) && hasName(directory, training.options.name));
	const byTime = own.toSorted((one, other) => one.modifiedAt - other.modifiedAt);
	return startedAt === undefined ? byTime.at(-1) : byTime.find(({modifiedAt}) => modifiedAt + clockSlackMs > startedAt);
}
