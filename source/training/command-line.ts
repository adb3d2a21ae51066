import {posix} from 'node:path';
import type {FrameworkName, Task} from '../domain/framework.ts';
import {splitShellCommands} from './shell-words.ts';

/** A training as its command line tells. */
export type TrainingCommand = {
	readonly framework: FrameworkName;
	readonly task: Task;
	/** The words up to and including the script: `python train.py`, `python -m torch.distributed.run … train.py`, `yolo`. */
	readonly launcher: readonly string[];
	/** What follows. */
	readonly arguments: readonly string[];
	/** By the framework's own names without dashes, `-` as `_`; a flag without value is `true`. */
	readonly options: Readonly<Record<string, string>>;
	/** Where it runs, if the command itself changes the directory; may be relative. */
	readonly directory?: string;
	/** How the training hangs under the command: as it is, by a shell that is replaced by it, or below a shell that stays. */
	readonly placement: 'direct' | 'replaces-shell' | 'below-shell' | 'in-background';
};

const python = /^(?:python|pypy)[\d.]*$/;
const shells = new Set(['bash', 'sh', 'dash', 'zsh', 'ash']);
const launchModules = new Set(['torch.distributed.run', 'torch.distributed.launch', 'accelerate.commands.launch']);
const wrappers = new Set(['exec', 'nohup', 'time', 'env', 'sudo', 'nice', 'stdbuf', 'tini', 'dumb-init', 'docker-init', 'conda', 'uv', 'poetry', 'run', '--']);

/** Options of python itself and of torchrun that take the next word. */
const takesWord = new Set(['-W', '-X', '--nproc_per_node', '--nproc-per-node', '--nnodes', '--node_rank', '--master_port', '--master-port', '--master_addr', '-n']);

/**
Understands the command of a training: YOLOv5's train.py, segment/train.py and classify/train.py, `yolo [TASK] train k=v …`,
also behind python's options, torch.distributed.run, `bash -c "cd X && …"`, exec, nohup and the like.

@returns undefined when it is no training, for example an interactive shell.
*/
export function parseTrainingCommand(argv: readonly string[]): TrainingCommand | undefined {
	const script = shellScript(argv);
	if (script !== undefined) {
		return inShell(script);
	}

	const words = skipWrappers(argv);
	return yoloTraining(words) ?? pythonTraining(words);
}

function shellScript(argv: readonly string[]): string | undefined {
	const at = argv.findIndex(word => shells.has(posix.basename(word)));
	if (at === -1 || argv.slice(0, at).some(word => !wrappers.has(posix.basename(word)) && !word.startsWith('-'))) {
		return undefined;
	}

	const flag = argv.findIndex((word, index) => index > at && /^-[a-z]*c$/.test(word));
	return flag === -1 ? undefined : argv[flag + 1];
}

function inShell(script: string): TrainingCommand | undefined {
	const commands = splitShellCommands(script) ?? [];
	let directory: string | undefined;
	for (const [index, {words, separator}] of commands.entries()) {
		if (words[0] === 'cd' && words[1] !== undefined) {
			directory = directory === undefined ? words[1] : posix.resolve(directory, words[1]);
			continue;
		}

		const training = parseTrainingCommand(words);
		if (training !== undefined) {
			const isLast = index === commands.length - 1;
			const isReplacing = words[0] === 'exec' || (isLast && separator === '' && commands.every(command => command.separator !== '|'));
			return {
				...training,
				directory: directory ?? training.directory,
				placement: separator === '&' ? 'in-background' : (isReplacing ? 'replaces-shell' : 'below-shell'),
			};
		}
	}

	return undefined;
}

/** Leaves out what only prepares the start: `NAME=value`, exec, nohup, time, env. */
function skipWrappers(argv: readonly string[]): readonly string[] {
	const start = argv.findIndex(word => !wrappers.has(posix.basename(word)) && !/^[a-z_]\w*=/i.test(word) && (!word.startsWith('-') || argv[0] === word));
	return start === -1 ? [] : argv.slice(start);
}

function yoloTraining(words: readonly string[]): TrainingCommand | undefined {
	const at = posix.basename(words[0] ?? '') === 'yolo' ? 0 : (python.test(posix.basename(words[0] ?? '')) ? words.findIndex((word, index) => index < 4 && posix.basename(word) === 'yolo') : -1);
	if (at === -1) {
		return undefined;
	}

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
		task: tasks.find(task => options[task] !== undefined || options.task === task) ?? taskOfModel(options.model),
		launcher: words.slice(0, at + 1),
		arguments: rest,
		options,
		placement: 'direct',
	};
}

const tasks: readonly Task[] = ['detect', 'segment', 'classify', 'pose', 'obb'];

const taskOfSuffix: Readonly<Record<string, Task>> = {
	seg: 'segment', cls: 'classify', pose: 'pose', obb: 'obb',
};

/** Ultralytics takes the task from the model when none is given: yolo11n-seg.pt. */
function taskOfModel(model: string | undefined): Task {
	const suffix = /-(seg|cls|pose|obb)\b/.exec(model ?? '')?.[1] ?? '';
	return taskOfSuffix[suffix] ?? 'detect';
}

function pythonTraining(words: readonly string[]): TrainingCommand | undefined {
	const first = posix.basename(words[0] ?? '');
	const isLauncher = first === 'torchrun' || python.test(first);
	const script = scriptIndex(words);
	if (script === undefined || !(isLauncher || script === 0)) {
		return undefined;
	}

	// Also of a module: yolov5.segment.train.
	const folder = posix.basename(posix.dirname(words[script]!.replace(/\.py$/, '').replaceAll('.', '/')));
	const rest = words.slice(script + 1);
	return {
		framework: 'yolov5',
		task: folder === 'segment' || folder === 'classify' ? folder : 'detect',
		launcher: words.slice(0, script + 1),
		arguments: rest,
		options: dashOptions(rest),
		placement: 'direct',
	};
}

/** Position of train.py, or of a module named so behind `-m`, behind python's own options and a launch module. */
function scriptIndex(words: readonly string[]): number | undefined {
	const script = words.findIndex((word, index) => /(?:^|\/)train\.py$/.test(word) || (words[index - 1] === '-m' && /^(?:[\w.]+\.)?train$/.test(word)));
	const isForeign = (word: string, index: number): boolean => {
		const previous = words[index - 1]!;
		return !word.startsWith('-') && !launchModules.has(word) && !takesWord.has(previous);
	};

	return script === -1 || words.slice(1, script).some((word, index) => isForeign(word, index + 1)) ? undefined : script;
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
