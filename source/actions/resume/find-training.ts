import {posix} from 'node:path';
import {parseTrainingCommand} from '../../training/command-line.ts';
import {frameworkCommand, type TrainingCommand} from '../../training/training-program.ts';
import type {FrameworkName, Task} from '../../domain/framework.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {RunPlace} from './place.ts';

/** A training and where it is started, absolute. */
export type FoundTraining = {readonly training: TrainingCommand; readonly directory: string};

const pythons = ['/opt/conda/bin/python', '/usr/local/bin/python', '/usr/bin/python', '/bin/python', '/opt/venv/bin/python'];

/** The interpreter of the run itself where it is still there, else what most places have. */
async function findPython(place: RunPlace, known: string | undefined): Promise<string> {
	if (known !== undefined && await place.find(known) !== undefined) {
		return known;
	}

	const found = await Promise.all(pythons.map(async path => place.find(path)));
	return found.some(python => python !== undefined) ? 'python' : 'python3';
}

/** Where YOLOv5's program is below its root. Classification cannot be resumed. */
const scripts: Readonly<Partial<Record<Task, string>>> = {segment: 'segment/train.py', classify: 'classify/train.py'};

/** A command that was given, with the directory that it changes to. */
export function placeTraining(command: readonly string[], workingDirectory: string): FoundTraining | undefined {
	const training = parseTrainingCommand(command);
	return training && {training, directory: posix.resolve(workingDirectory, training.directory ?? '.')};
}

/**
The training that made a run directory, where nobody knows its command any more (it was typed, or started by `docker exec`):
YOLOv5's train.py in a directory above the run, or `yolo`, which the framework puts into the path.

`place` is where the files are; `runDirectory` is absolute.

@throws UserError `training-command-unknown`.
*/
export async function guessTraining(place: RunPlace, known: {
	readonly framework: FrameworkName | undefined;
	readonly task: RunState['task'];
	readonly workingDirectory: string;
	readonly runDirectory: string;
	readonly name: string;
	/** The interpreter that ran the training, absolute where its files are; undefined where nobody knows it. */
	readonly python?: string | undefined;
	/** Another program of YOLOv5 that is to be found; undefined for that of the training. */
	readonly script?: string;
}): Promise<FoundTraining> {
	const {framework, task, workingDirectory, runDirectory, name} = known;
	if (framework === 'ultralytics') {
		return {
			directory: workingDirectory,
			training: frameworkCommand(framework, task ?? 'detect', ['yolo']),
		};
	}

	const script = known.script ?? scripts[task ?? 'detect'] ?? 'train.py';
	const above = [workingDirectory];
	for (let directory = posix.dirname(runDirectory); directory !== posix.dirname(directory); directory = posix.dirname(directory)) {
		above.push(directory);
	}

	for (const directory of above) {
		if (await place.find(posix.join(directory, script)) !== undefined) {
			return {
				directory,
				training: frameworkCommand('yolov5', task ?? 'detect', [await findPython(place, known.python), script]),
			};
		}
	}

	throw new UserError('training-command-unknown', {name});
}
