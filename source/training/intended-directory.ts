import {posix} from 'node:path';
import {
	defaultRunName,
	projectDirectories,
	resumedCheckpoint,
	type TrainingFacts,
} from './claims.ts';

/** Where a training that has not begun will write. */
export type IntendedDirectory =
	/** In this directory, absolute. */
	| {readonly kind: 'in'; readonly directory: string}
	/** In the newest run below this one, absolute: `--resume` without a path takes that. */
	| {readonly kind: 'newest-below'; readonly directory: string};

const isOn = (value: string | undefined): boolean => value !== undefined && !['false', 'none', '0'].includes(value.toLowerCase());

/**
The run directory that is there already and that a command is going to write to; undefined where the framework makes a new one.
Source: YOLOv5's train.py and get_latest_run, Ultralytics `increment_path` and `check_resume`.
*/
export function intendedDirectory({training, directory}: Pick<TrainingFacts, 'training' | 'directory'>): IntendedDirectory | undefined {
	const {options, program} = training;
	const checkpoint = resumedCheckpoint({training, directory});
	if (checkpoint !== undefined) {
		return {kind: 'in', directory: posix.dirname(posix.dirname(checkpoint))};
	}

	if (isOn(options.resume)) {
		return {kind: 'newest-below', directory};
	}

	return program === 'framework' && isOn(options.exist_ok)
		? {kind: 'in', directory: posix.join(projectDirectories({training, directory})[0]!, options.name ?? defaultRunName(training))}
		: undefined;
}
