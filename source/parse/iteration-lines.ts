import type {Iteration} from '../domain/run.ts';

/*
What a program says that runs several trainings in turn: Ultralytics' tuner, YOLOv5's evolution, a script of folds or trials. Each recogniser gives
undefined for every other line.
*/

/** `Tuner: Starting iteration 2/30 with hyperparameters: {...}`, `Tuner: 2/30 iterations complete (84.1s)`. Source: ultralytics/engine/tuner.py. */
function recogniseTuner(text: string): Iteration | undefined {
	const [, index, count] = /^Tuner: Starting iteration (\d+)\/(\d+)\b/.exec(text) ?? [];
	if (index !== undefined) {
		return {index: Number(index), count: Number(count), isComplete: false};
	}

	const [, done, total] = /^Tuner: (\d+)\/(\d+) iterations complete\b/.exec(text) ?? [];
	return done === undefined ? undefined : {index: Number(done), count: Number(total), isComplete: true};
}

/** A heading of a person's own script: `Fold 2/5`, `===== FOLD 2 of 5 =====`, `--- Training fold 3 / 10 ---`. */
const heading = /^[\s#*+\-=>[~]*(?:(?:starting|training|running|begin(?:ning)?)(?: on)? )?(?:k-?)?(?:fold|trial|seed|split)[ #:]{0,3}(\d{1,4}) ?(?:\/|of|out of) ?(\d{1,4})[\s#*+\-.:<=\]~]*$/i;

function recogniseHeading(text: string): Iteration | undefined {
	const [, index, count] = heading.exec(text) ?? [];
	const iteration = {index: Number(index), count: Number(count), isComplete: false};
	return index !== undefined && iteration.index >= 1 && iteration.index <= iteration.count && iteration.count > 1 ? iteration : undefined;
}

/** The iteration that begins or ends with this line. */
export function recogniseIteration(text: string): Iteration | undefined {
	return recogniseTuner(text) ?? recogniseHeading(text);
}

/** `evolve: 2 generations finished, current result:`: how many there were. Source: utils/general.py of YOLOv5 v6.0 to 2026. */
export function recogniseGeneration(text: string): number | undefined {
	const [, done] = /^evolve: (\d+) generations? finished, current result:/.exec(text) ?? [];
	return done === undefined ? undefined : Number(done);
}

/** Whether the tuner says that a training of it failed and the next one comes. */
export function isIterationFailure(text: string): boolean {
	return /\btraining failure for hyperparameter tuning iteration \d+/.test(text);
}
