import type {FrameworkName, Task} from '../domain/framework.ts';
import {tasks, toTask} from '../domain/task.ts';
import {
	launchers,
	programName,
	python,
	yoloPrograms,
} from './program-names.ts';

/** A training as its command line tells. */
export type TrainingCommand = {
	/** The framework that the program belongs to or, for a script of the user, that its options resemble. */
	readonly framework: FrameworkName;
	readonly task: Task;
	/** `framework`: its own train.py or `yolo`, with known options. `script`: a person's own program. */
	readonly program: 'framework' | 'script';
	/**
	`certain`: the words say that it trains. `possible`: any other program of Python; whether it trains shows only in
	what it prints and writes.
	*/
	readonly certainty: 'certain' | 'possible';
	/** The words up to and including the script: `python train.py`, `python -m torch.distributed.run … train.py`, `yolo`. */
	readonly launcher: readonly string[];
	/** What follows. */
	readonly arguments: readonly string[];
	/** By the framework's own names without dashes, `-` as `_`; a flag without value is `true`. */
	readonly options: Readonly<Record<string, string>>;
	/** Where it runs, if the command itself changes the directory; may be relative. */
	readonly directory?: string | undefined;
	/** How the training hangs under the command: as it is, by a shell that is replaced by it, or below a shell that stays. */
	readonly placement: 'direct' | 'replaces-shell' | 'below-shell' | 'in-background';
};

/** Options of python that take the next word. Source: `python --help`. */
const pythonOptions: ReadonlySet<string> = new Set(['-W', '-X', '--check-hash-based-pycs']);

/** Scripts that belong to the frameworks or to Python and never train. */
const otherScripts = /^(?:detect|predict|val|test|export|benchmark|hubconf|setup|manage|track|tune_anchors)\w*\.py$|(?:^|_)(?:detect|predict|export|inference|infer|val|test|eval|validate)\.py$/i;

/** Scripts of the YOLOv5 family, whose options and files are those of YOLOv5. Source: YOLOv5, YOLOv7 (train_aux), YOLOv9 (train_dual, train_triple). */
const familyScript = /^train(?:_aux|_dual|_triple)?\.py$/;

const trainingScript = /train/i;

/** What the words of one program say, without a shell or a wrapper around it; undefined when it is no training. */
export function parseProgram(words: readonly string[]): TrainingCommand | undefined {
	const name = programName(words[0] ?? '');
	if (yoloPrograms.has(name)) {
		return ofYolo(words, 0);
	}

	if (launchers.has(name)) {
		return ofLauncher(words, 0);
	}

	return python.test(name) ? ofPython(words) : (name.endsWith('.py') ? ofScript(words, 0) : undefined);
}

/** Python's own options, then a script, a module, an inline program, or nothing: a program from standard input. */
function ofPython(words: readonly string[]): TrainingCommand | undefined {
	let at = 1;
	while (at < words.length && words[at]!.startsWith('-') && !/^-[A-Za-z]*[cm]$/.test(words[at]!) && words[at] !== '-') {
		at += pythonOptions.has(words[at]!) ? 2 : 1;
	}

	const word = words[at];
	if (word === undefined || word === '-') {
		// Of an interactive Python nothing is known; a program behind `-` comes from a pipe or a here document.
		return word === undefined ? undefined : ofUnknown(words, at);
	}

	if (word.startsWith('-') && word.endsWith('c')) {
		return ofInline(words, at + 1);
	}

	if (word.startsWith('-')) {
		return ofModule(words, at + 1);
	}

	const name = programName(word);
	if (yoloPrograms.has(name)) {
		return ofYolo(words, at);
	}

	return launchers.has(name) ? ofLauncher(words, at) : ofScript(words, at);
}

function ofModule(words: readonly string[], at: number): TrainingCommand | undefined {
	const module = words[at] ?? '';
	if (yoloPrograms.has(module)) {
		return ofYolo(words, at);
	}

	if (launchers.has(module)) {
		return ofLauncher(words, at);
	}

	const name = module.split('.').at(-1) ?? '';
	if (name === 'ipykernel_launcher') {
		return ofUnknown(words, at);
	}

	return trainingScript.test(name) ? ofOptions(words, at, {folder: module.split('.').at(-2), isFamily: familyScript.test(`${name}.py`), isCertain: true}) : undefined;
}

/** `python -c`: a program that calls `.train(` trains; Python's own helpers of multiprocessing do not. */
function ofInline(words: readonly string[], at: number): TrainingCommand | undefined {
	const code = words.slice(at).join(' ');
	const isTraining = /\.train\s*\(/.test(code);
	return isTraining ? {...ofUnknown(words, at), certainty: 'certain'} : undefined;
}

/** The options of a launcher come before the script; one that is not written with `=` may have a value. */
function ofLauncher(words: readonly string[], at: number): TrainingCommand | undefined {
	for (let index = at + 1; index < words.length; index++) {
		const word = words[index]!;
		if (word === '-m' || word === '--module') {
			return ofModule(words, index + 1);
		}

		const name = programName(word);
		if (word.endsWith('.py')) {
			return ofScript(words, index);
		}

		if (!word.startsWith('-') && yoloPrograms.has(name)) {
			return ofYolo(words, index);
		}
	}

	return undefined;
}

function ofScript(words: readonly string[], at: number): TrainingCommand | undefined {
	const script = words[at]!;
	const name = programName(script);
	return !name.endsWith('.py') || otherScripts.test(name) ? undefined : ofOptions(words, at, {folder: script.split(/[/\\]/).at(-2), isFamily: familyScript.test(name), isCertain: trainingScript.test(name)});
}

function ofOptions(words: readonly string[], at: number, {folder, isFamily, isCertain}: {readonly folder: string | undefined; readonly isFamily: boolean; readonly isCertain: boolean}): TrainingCommand {
	const rest = words.slice(at + 1);
	const options = dashOptions(rest);
	const isLikeYolov5 = isFamily || (isCertain && ['weights', 'cfg', 'hyp', 'batch_size'].some(name => options[name] !== undefined));
	return {
		framework: isLikeYolov5 ? 'yolov5' : 'ultralytics',
		task: isFamily && (folder === 'segment' || folder === 'classify') ? folder : 'detect',
		program: isFamily ? 'framework' : 'script',
		certainty: isCertain ? 'certain' : 'possible',
		launcher: words.slice(0, at + 1),
		arguments: rest,
		options,
		placement: 'direct',
	};
}

/** The command of a framework's own program without arguments, for a training whose command nobody knows any more. */
export function frameworkCommand(framework: FrameworkName, task: Task, launcher: readonly string[]): TrainingCommand {
	return {
		framework, task, program: 'framework', certainty: 'certain', launcher, arguments: [], options: {}, placement: 'direct',
	};
}

/** A program whose text or name says nothing. */
function ofUnknown(words: readonly string[], at: number): TrainingCommand {
	return {
		framework: 'ultralytics',
		task: 'detect',
		program: 'script',
		certainty: 'possible',
		launcher: words.slice(0, at + 1),
		arguments: words.slice(at + 1),
		options: {},
		placement: 'direct',
	};
}

function ofYolo(words: readonly string[], at: number): TrainingCommand | undefined {
	const rest = words.slice(at + 1);
	const options = Object.fromEntries(rest.map(word => {
		const sign = word.indexOf('=');
		return sign === -1 ? [word, 'true'] : [word.slice(0, sign), word.slice(sign + 1)];
	}));
	if (options.train === undefined && options.mode !== 'train') {
		return undefined;
	}

	return {
		framework: 'ultralytics',
		task: tasks.find(task => options[task] !== undefined) ?? toTask(options.task) ?? taskOfModel(options.model),
		program: 'framework',
		certainty: 'certain',
		launcher: words.slice(0, at + 1),
		arguments: rest,
		options,
		placement: 'direct',
	};
}

const taskOfSuffix: Readonly<Record<string, Task>> = {
	seg: 'segment', cls: 'classify', pose: 'pose', obb: 'obb',
};

/** Ultralytics takes the task from the model when none is given: yolo11n-seg.pt. */
function taskOfModel(model: string | undefined): Task {
	const suffix = /-(seg|cls|pose|obb)\b/.exec(model ?? '')?.[1] ?? '';
	return taskOfSuffix[suffix] ?? 'detect';
}

function dashOptions(words: readonly string[]): Record<string, string> {
	return Object.fromEntries(words.flatMap((word, index) => {
		const match = /^--?([a-z][\w-]*)(?:=([\s\S]*))?$/i.exec(word);
		if (match === null) {
			return [];
		}

		const next = words[index + 1];
		const isValue = next !== undefined && (/^-\d/.test(next) || !next.startsWith('-'));
		return [[longName(match[1]!.replaceAll('-', '_')), match[2] ?? (isValue ? next : 'true')]];
	}));
}

/** The names that YOLOv5 takes as the same option. Source: train.py, parse_opt. */
function longName(name: string): string {
	return name === 'img' || name === 'img_size' ? 'imgsz' : (name === 'batch' ? 'batch_size' : name);
}
