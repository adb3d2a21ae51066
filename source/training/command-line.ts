import type {FrameworkName, Task} from '../domain/framework.ts';
import {tasks, toTask} from '../domain/task.ts';
import {splitShellCommands} from './shell-words.ts';

/** A training as its command line tells. */
export type TrainingCommand = {
	/** The framework that the program belongs to or, for a script of a person's own, that its options resemble. */
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

/** The shells whose `-c` is understood, by the names of their programs. */
export const shells: ReadonlySet<string> = new Set(['bash', 'sh', 'dash', 'zsh', 'ash', 'ksh', 'fish']);

/** Programs that take a whole command line behind `-c`, as a shell does. */
const shellLike: ReadonlySet<string> = new Set([...shells, 'su', 'runuser', 'script']);

const python = /^(?:python|pypy)[\d.]*w?$/;

/** Programs that start another one and are replaced by it, or wait for it. */
const wrappers: ReadonlySet<string> = new Set([
	'exec',
	'nohup',
	'time',
	'env',
	'sudo',
	'nice',
	'ionice',
	'stdbuf',
	'unbuffer',
	'timeout',
	'setsid',
	'taskset',
	'numactl',
	'chrt',
	'xvfb-run',
	'tini',
	'dumb-init',
	'docker-init',
	'gosu',
	'su-exec',
	'catchsegv',
	'nsys',
	'conda',
	'mamba',
	'micromamba',
	'uv',
	'poetry',
	'pixi',
	'pdm',
	'pipenv',
	'hatch',
	'rye',
	'srun',
	'mpirun',
	'mpiexec',
	'apptainer',
	'singularity',
	'pyxis',
]);

/** Programs and modules that start one or more Python processes of a script. */
const launchers: ReadonlySet<string> = new Set(['torchrun', 'accelerate', 'deepspeed', 'torch.distributed.run', 'torch.distributed.launch', 'accelerate.commands.launch']);

/** The command of Ultralytics, also as a module. Source: pyproject.toml `[project.scripts]` of Ultralytics 8.0 to 8.4. */
const yoloPrograms: ReadonlySet<string> = new Set(['yolo', 'ultralytics', 'ultralytics.cfg', 'ultralytics.yolo.cfg']);

/** Options of python that take the next word. Source: `python --help`. */
const pythonOptions: ReadonlySet<string> = new Set(['-W', '-X', '--check-hash-based-pycs']);

/** Scripts that belong to the frameworks or to Python and never train. */
const otherScripts = /^(?:detect|predict|val|test|export|benchmark|hubconf|setup|manage|track|tune_anchors)\w*\.py$|(?:^|_)(?:detect|predict|export|inference|infer|val|test|eval|validate)\.py$/i;

/** Scripts of the YOLOv5 family, whose options and files are those of YOLOv5. Source: YOLOv5, YOLOv7 (train_aux), YOLOv9 (train_dual, train_triple). */
const familyScript = /^train(?:_aux|_dual|_triple)?\.py$/;

const trainingScript = /train/i;

/** Whether a process starts the ranks of a distributed training: torchrun, `python -m torch.distributed.run`, and the like. */
export function isLauncher(command: readonly string[]): boolean {
	const [program = '', word = '', module = ''] = command;
	return launchers.has(programName(program)) || launchers.has(programName(word)) || (word === '-m' && launchers.has(module));
}

/** The name of a program without its folder, also of Windows. */
export function programName(word: string): string {
	return (word.split(/[/\\]/).at(-1) ?? '').replace(/\.exe$/i, '');
}

/**
Understands the command of a training: train.py of YOLOv5 and its family, `yolo [TASK] train k=v …`, scripts of any name, modules,
inline programs; also behind python's options, torchrun, `accelerate launch`, `bash -c "cd X && …"`, exec, nohup and the like.

@returns undefined when it is no training, for example an interactive shell, or detect.py.
*/
export function parseTrainingCommand(argv: readonly string[]): TrainingCommand | undefined {
	const words = withoutAssignments(argv);
	const name = programName(words[0] ?? '');
	if (shellLike.has(name)) {
		const script = words[scriptIndex(words, 0)];
		return script === undefined ? undefined : inShell(script);
	}

	const found = ofProgram(words);
	if (found !== undefined || !wrappers.has(name)) {
		return found;
	}

	// The options of a wrapper may have values: the first word that begins a training counts.
	for (let start = 1; start < words.length; start++) {
		const inner = isProgram(words[start]!) ? parseTrainingCommand(words.slice(start)) : undefined;
		if (inner !== undefined) {
			return inner;
		}
	}

	return undefined;
}

/**
The same for a line that has lost its quotes, such as the engine gives of a process or of `docker exec`: what follows a shell's `-c` is
its script.
*/
export function parseTrainingLine(line: string): TrainingCommand | undefined {
	const words = withoutAssignments(line.split(/\s+/).filter(word => word !== ''));
	const isShell = (word: string) => shellLike.has(programName(word));
	const shell = isShell(words[0] ?? '') ? 0 : (wrappers.has(programName(words[0] ?? '')) ? words.findIndex(word => isShell(word)) : -1);
	const script = shell === -1 ? words.length : scriptIndex(words, shell);
	return parseTrainingCommand(script >= words.length ? words : [...words.slice(0, script), words.slice(script).join(' ').replace(/^(["'])([\s\S]*)\1$/, '$2')]);
}

function withoutAssignments(words: readonly string[]): readonly string[] {
	const start = words.findIndex(word => !/^[a-z_]\w*=/i.test(word));
	return start === -1 ? [] : words.slice(start);
}

function isProgram(word: string): boolean {
	const name = programName(word);
	return python.test(name) || shellLike.has(name) || launchers.has(name) || yoloPrograms.has(name) || wrappers.has(name) || name.endsWith('.py');
}

/** Where the script of a shell stands, behind `-c`; beyond the last word where there is none. */
function scriptIndex(words: readonly string[], shell: number): number {
	const flag = words.findIndex((word, index) => index > shell && /^-[a-z]*c$/.test(word));
	return flag === -1 ? words.length : flag + 1;
}

function inShell(script: string): TrainingCommand | undefined {
	const commands = splitShellCommands(script) ?? [];
	let directory: string | undefined;
	let possible: TrainingCommand | undefined;
	for (const [index, {words, separator}] of commands.entries()) {
		if (words[0] === 'cd' && words[1] !== undefined) {
			directory = directory === undefined || words[1].startsWith('/') ? words[1] : `${directory}/${words[1]}`;
			continue;
		}

		const training = parseTrainingCommand(words);
		if (training === undefined) {
			continue;
		}

		const isLast = index === commands.length - 1;
		const isReplacing = words[0] === 'exec' || (isLast && separator === '' && commands.every(command => command.separator !== '|'));
		const found: TrainingCommand = {
			...training,
			directory: directory ?? training.directory,
			placement: separator === '&' ? 'in-background' : (isReplacing ? 'replaces-shell' : 'below-shell'),
		};
		if (found.certainty === 'certain') {
			return found;
		}

		possible ??= found;
	}

	return possible;
}

function ofProgram(words: readonly string[]): TrainingCommand | undefined {
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

/** The options of a launcher stand before the script; one that is not written with `=` may have a value. */
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
