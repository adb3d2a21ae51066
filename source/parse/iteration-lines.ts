import type {Iteration} from '../domain/run.ts';
import type {BarLine} from './bar-line.ts';

/*
What a program says that runs several trainings in turn: Ultralytics' tuner, YOLOv5's evolution, Ray Tune, Optuna, sweeps of Weights & Biases, a
script of folds or trials. Each recogniser gives undefined for every other line.
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

/** What a logger of the script puts before its words: a time, a level, a name. */
const scriptPrefix = /^(?:\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[,.]\d+)?\]?[\s\-:|]*)?(?:(?:[A-Z_a-z][\w.]* - )?\[?(?:DEBUG|INFO|WARNING)\]?(?::[\w.]+:|[\s\-:|]+))?/;
const ornament = String.raw`[^\d\p{Letter}]*`;
const endOrnament = String.raw`[^\d\p{Letter}%]*$`;
/** `Fold 2/5`, `===== FOLD 2 of 5 =====`, `--- Training fold 3 / 10 ---`, with words behind a colon or a dash: `Trial 2/20: lr0=0.01`. */
const heading = new RegExp(String.raw`^${ornament}(?:(?:starting|training|running|begin(?:ning)?)(?: on)? )?(?:k-?)?(?:fold|trial|seed|split|run|experiment)[ #:=_]{0,3}(\d{1,4}) ?(?:/|of|out of) ?(\d{1,4})(?:${endOrnament}|(?:: | - |, | \()\S.{0,200}$)`, 'iu');
/** `[2/4] Training yolo11s`. */
const numbered = /^\[(\d{1,3})\/(\d{1,3})\] (?:training|running|fold|trial|experiment)\b/i;
/** `第 2/5 折`, `第2折 共5折`, `开始训练第 2 折`. */
const chineseHeading = new RegExp(String.raw`^${ornament}(?:(?:开始|正在)?训练[ :：]*)?第 ?(\d{1,3}) ?(?:/ ?(\d{1,3}) ?)?折(?:[ (,/（，]*共 ?(\d{1,3}) ?折[)）]?)?(?:${endOrnament}|[:：].{0,200}$)`, 'u');

function recogniseHeading(text: string): Iteration | undefined {
	const line = text.replace(scriptPrefix, '');
	const [, first, second] = heading.exec(line) ?? numbered.exec(line) ?? [];
	const [, chinese, chineseCount, chineseSum] = chineseHeading.exec(line) ?? [];
	const [index, count] = [Number(first ?? chinese), Number(second ?? chineseCount ?? chineseSum)];
	return index <= count && count > 1 ? {index, count, isComplete: false} : undefined;
}

/** The same without their number. */
const loneHeading = new RegExp(String.raw`^${ornament}(?:(?:starting|training|running|processing) )?(?:k-?)?fold[ #:=_]{1,3}(\d{1,3})${endOrnament}`, 'iu');

function recogniseLoneHeading(text: string): Iteration | undefined {
	const line = text.replace(scriptPrefix, '');
	const [, index = chineseHeading.exec(line)?.[1]] = loneHeading.exec(line) ?? [];
	return index === undefined ? undefined : {index: Number(index), isComplete: false};
}

/**
`Trial status: 1 TERMINATED | 1 RUNNING | 8 PENDING`, `Number of trials: 3/10 (1 TERMINATED, 1 RUNNING, 1 PENDING)`: the first trial that has not
ended. Where all have failed nothing is complete. Source: ray/tune/progress_reporter.py and experimental/output.py of Ray 1.0 to 2.49.
*/
function recogniseRayTrials(text: string): Iteration | undefined {
	const [, total, list] = /^(?:Trial status: |Number of trials: \d+(?:\/(\d+))? \()((?:\d+ [A-Z]+(?: \| |, |\)?\s*$))+)/.exec(text) ?? [];
	if (list === undefined) {
		return undefined;
	}

	const states = [...list.matchAll(/(?<!\d)(\d+) ([A-Z]+)/g)].map(([, count, state]) => [state, Number(count)] as const);
	const sumOf = (...names: readonly string[]) => states.filter(([state]) => names.length === 0 || names.includes(state!)).reduce((sum, [, count]) => sum + count, 0);
	const count = Math.max(Number(total ?? 0), sumOf());
	const done = sumOf('TERMINATED', 'ERROR');
	return count === 0 ? undefined : {index: Math.min(done + 1, count), count, isComplete: done === count && sumOf('TERMINATED') > 0};
}

/** `[I 2024-03-04 12:08:01,171] Trial 3 finished with value: 0.31 and parameters: ...`, counted from 0. Source: optuna/study/_tell.py, study.py. */
function recogniseOptuna(text: string): Iteration | undefined {
	const [, words = ''] = /^\[[IW] \d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+\] (.*)$/.exec(text) ?? [];
	const [, number] = /^Trial (\d+) (?:finished with values?:|pruned\.|failed with value )/.exec(words) ?? [];
	if (number !== undefined) {
		return {index: Number(number) + 1, isComplete: true};
	}

	return words.startsWith('A new study created ') ? {index: 1, isComplete: false} : undefined;
}

/** Optuna's own bar, which it draws behind each trial, alone says how many there are. Source: optuna/progress_bar.py. */
export function recogniseTrialsBar({description, bar}: BarLine): Iteration | undefined {
	return bar.batchIndex > 0 && trialsBar.test(description) ? {index: bar.batchIndex, count: bar.batchesPerEpoch, isComplete: true} : undefined;
}

const trialsBar = /^Best trial: \d+\. Best value: [\d+\-.e]+$/;

/** One program that says by a line which of its trainings begins or has ended. */
export type IterationForm = {readonly program: string; readonly example: string; readonly recognise: (text: string) => Iteration | undefined};

/** THE table of them. YOLOv5's evolution and sweeps, which number nothing or only what is done, need more than a line. */
export const iterationForms: readonly IterationForm[] = [
	{program: '`yolo tune`', example: 'Tuner: Starting iteration 2/30 with hyperparameters: {...}', recognise: recogniseTuner},
	{program: 'a script of folds, trials or seeds', example: '===== Fold 2/5 =====', recognise: recogniseHeading},
	{program: 'the same without a count, also from 0', example: '--- Fold 2 ---', recognise: recogniseLoneHeading},
	{program: 'Ray Tune', example: 'Trial status: 1 TERMINATED | 1 RUNNING | 8 PENDING', recognise: recogniseRayTrials},
	{program: 'Optuna', example: '[I 2026-03-04 12:08:01,171] Trial 3 finished with value: 0.31 and parameters: {...}', recognise: recogniseOptuna},
];

/** A word of each of the forms: one look at a line, since nearly all have none. */
const words = /tuner: |fold|折|trial|seed|split|run|experiment|study|^\[\d+\/\d+\] training/i;

/** The iteration that begins or ends with this line; an index of 0 where a script counts from there. */
export function recogniseIteration(text: string): Iteration | undefined {
	if (!words.test(text)) {
		return undefined;
	}

	for (const {recognise} of iterationForms) {
		const iteration = recognise(text);
		if (iteration !== undefined) {
			return iteration;
		}
	}

	return undefined;
}

/** What an agent of Weights & Biases, which numbers nothing, says of the runs of a sweep. Source: wandb/agents/pyagent.py and wandb_agent.py. */
export function recogniseSweep(text: string): 'starts' | 'ends' | 'exits' | undefined {
	if (/^wandb: Agent Starting Run: \S+ with config:|(?:^| - )Agent starting run with config:\s*$/.test(text)) {
		return 'starts';
	}

	if (/^wandb: Agent Finished Run: |(?:^| - )Cleaning up finished run: \S+\s*$/.test(text)) {
		return 'ends';
	}

	return /^wandb: (?:Sweep Agent: Exiting\.|Terminating and syncing runs\.)/.test(text) ? 'exits' : undefined;
}

/** `evolve: 2 generations finished, current result:`: how many there were. Source: utils/general.py of YOLOv5 v6.0 to 2026. */
export function recogniseGeneration(text: string): number | undefined {
	const [, done] = /^evolve: (\d+) generations? finished, current result:/.exec(text) ?? [];
	return done === undefined ? undefined : Number(done);
}

/** Whether a script says what came of all its folds or trials: then none comes behind. */
export function isLastIterationOver(text: string): boolean {
	const line = text.replace(scriptPrefix, '');
	return !trialsBar.test(text) && /^[^\d\p{Letter}]*(?:all (?:\d+ )?(?:folds|trials|runs|experiments) (?:are )?(?:complete|done|finished)|(?:k-?fold )?cross[ -]validation (?:is )?(?:complete|done|finished|results|summary)|number of finished trials|study statistics|best (?:trial|params|parameters|hyperparameters|value)s?(?!.*so far) ?[:=]|(?:所有|全部)折|交叉验证(?:完成|结束|结果))/iu.test(line);
}

/** Whether the tuner says that a training of it failed and the next one comes. */
export function isIterationFailure(text: string): boolean {
	return /\btraining failure for hyperparameter tuning iteration \d+|^(?:wandb: ERROR )?Run [\da-z]{8} errored:/.test(text);
}
