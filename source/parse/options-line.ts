import type {FrameworkName, Settings, Task} from '../domain/framework.ts';
import type {Tool} from '../domain/event.ts';

/** The line with all options that a program of a framework prints first. */
export type OptionsLine = {
	readonly tool: Tool;
	readonly framework: FrameworkName;
	readonly task?: Task;
	readonly settings: Settings;
};

type Program = Pick<OptionsLine, 'tool' | 'framework' | 'task'>;

/** The prefix of the line, which is the path of the program without `.py`. Source: YOLOv5 v6.0 to 2026, Ultralytics 8.0 to 8.4. */
const programs: Readonly<Record<string, Program>> = {
	train: {tool: 'train', framework: 'yolov5', task: 'detect'},
	'segment/train': {tool: 'train', framework: 'yolov5', task: 'segment'},
	'classify/train': {tool: 'train', framework: 'yolov5', task: 'classify'},
	val: {tool: 'val', framework: 'yolov5', task: 'detect'},
	test: {tool: 'val', framework: 'yolov5', task: 'detect'},
	'segment/val': {tool: 'val', framework: 'yolov5', task: 'segment'},
	'classify/val': {tool: 'val', framework: 'yolov5', task: 'classify'},
	detect: {tool: 'detect', framework: 'yolov5', task: 'detect'},
	'segment/predict': {tool: 'detect', framework: 'yolov5', task: 'segment'},
	'classify/predict': {tool: 'detect', framework: 'yolov5', task: 'classify'},
	'engine/trainer': {tool: 'train', framework: 'ultralytics'},
	'yolo/engine/trainer': {tool: 'train', framework: 'ultralytics'},
};

const tasks = new Set<string>(['detect', 'segment', 'classify', 'pose', 'obb']);

const prefix = /^([\d/a-z]+): ?(?=\w+=)/;

/** YOLOv5 up to v5.0 prints Python's own form, with the program's options in it. */
const namespace = /^Namespace\((.*)\)\s*$/;

/** The program is told by an option that only it has. */
function recogniseNamespace(text: string): OptionsLine | undefined {
	const [, list] = namespace.exec(text) ?? [];
	if (list === undefined) {
		return undefined;
	}

	const settings = Object.fromEntries(Object.entries(readSettings(list)).map(([name, value]) => [name, value.replace(/^(["'])(.*)\1$/, '$2')]));
	const {weights, hyp, source, conf_thres: confidence} = settings;
	if (weights === undefined || (hyp === undefined && confidence === undefined)) {
		return undefined;
	}

	const tool = source === undefined ? 'val' : 'detect';
	return {...programs[hyp === undefined ? tool : 'train']!, settings};
}

/**
Recognises the options line. Other lines have the same prefix (`val: Scanning`, `train: WARNING`); only this one is a list
of options that names a model or a data set.
*/
export function recogniseOptions(text: string): OptionsLine | undefined {
	const [whole, name] = prefix.exec(text) ?? [];
	const program = name === undefined ? undefined : programs[name];
	if (whole === undefined || program === undefined) {
		return recogniseNamespace(text);
	}

	const settings = readSettings(text.slice(whole.length));
	if (settings.weights === undefined && settings.model === undefined && settings.data === undefined) {
		return undefined;
	}

	const task = program.framework === 'ultralytics' && settings.task !== undefined && tasks.has(settings.task) ? settings.task as Task : program.task;
	return {
		tool: program.tool, framework: program.framework, ...(task !== undefined && {task}), settings,
	};
}

/** Splits `a=1, b=[1, 2], c=x y`; values are kept as printed. */
function readSettings(list: string): Settings {
	const settings: Record<string, string> = {};
	for (const item of list.split(/, (?=\w+=)/)) {
		const equals = item.indexOf('=');
		settings[item.slice(0, equals)] = item.slice(equals + 1).trim();
	}

	return settings;
}
