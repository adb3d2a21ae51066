import {
	isProgram,
	programName,
	shellLike,
	wrappers,
	yoloPrograms,
} from './program-names.ts';
import {splitShellCommands} from './shell-words.ts';
import {parseProgram, type TrainingCommand} from './training-program.ts';

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

	const found = parseProgram(words);
	if (found !== undefined || !wrappers.has(name)) {
		return found;
	}

	// The options of a wrapper may have values: the first word that begins a training counts.
	for (let start = 1; start < words.length; start++) {
		// An image may be called like the framework that is in it.
		const isImage = isProgram(words[start + 1] ?? '') && yoloPrograms.has(programName(words[start]!));
		const inner = !isImage && isProgram(words[start]!) ? parseTrainingCommand(words.slice(start)) : undefined;
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
