import type {FrameworkName, Settings, Task} from '../domain/framework.ts';
import type {Tool} from '../domain/event.ts';
import {toTask} from '../domain/task.ts';
import {findProgram, variantOfModel} from './dialects/table.ts';

/** The line with all options that a program of a framework prints first. */
export type OptionsLine = {
	readonly tool: Tool;
	readonly framework: FrameworkName;
	/** The fork or family of models, where the program's name or its options tell it. */
	readonly variant?: string;
	readonly task?: Task;
	readonly settings: Settings;
};

/** The path of the program without `.py`, with `\\` on Windows. */
const prefix = /^([\w\-./\\]+): ?(?=\w+=)/;

/** YOLOv5 up to v5.0 and YOLOv6 print Python's own form, with the program's options in it. */
const namespace = /^(?:training args are: )?Namespace\((.*)\)\s*$/;

/** The program is told by an option that only it has. */
function recogniseNamespace(text: string): OptionsLine | undefined {
	const [, list] = namespace.exec(text) ?? [];
	if (list === undefined) {
		return undefined;
	}

	const settings = Object.fromEntries(Object.entries(readSettings(list)).map(([name, value]) => [name, value.replace(/^(["'])(.*)\1$/, '$2')]));
	const {weights, hyp, epochs, cfg, source, conf_thres: confidence, conf_file: configuration, data_path: data} = settings;
	if (configuration !== undefined && data !== undefined && epochs !== undefined) {
		return {
			tool: 'train', framework: 'yolov5', variant: 'yolov6', task: 'detect', settings: {...settings, cfg: configuration, data},
		};
	}

	const isTrained = hyp !== undefined || (epochs !== undefined && cfg !== undefined);
	if (weights === undefined || (!isTrained && confidence === undefined)) {
		return undefined;
	}

	const tool = isTrained ? 'train' : (source === undefined ? 'val' : 'detect');
	return complete({
		tool, framework: 'yolov5', task: 'detect', settings,
	});
}

/** A script of a person that is made from a training of YOLOv5 prints the same options under its own name. */
function isTraining({weights, data, hyp, epochs}: Settings): boolean {
	return weights !== undefined && data !== undefined && hyp !== undefined && epochs !== undefined;
}

/** Adds the fork or family that the model tells, where the program's name does not. */
function complete(options: OptionsLine): OptionsLine {
	const {framework, settings} = options;
	const variant = options.variant ?? variantOfModel(settings.model, framework) ?? variantOfModel(settings.cfg, framework);
	return variant === undefined ? options : {...options, variant};
}

/**
Recognises the options line. Other lines have the same prefix (`val: Scanning`, `train: WARNING`); only this one is a list
of options that names a model or a data set.
*/
export function recogniseOptions(text: string): OptionsLine | undefined {
	const [whole, name] = prefix.exec(text) ?? [];
	if (whole === undefined) {
		return recogniseNamespace(text);
	}

	const program = findProgram(name!);
	const settings = program === undefined && !text.includes(' hyp=') ? {} : readSettings(text.slice(whole.length));
	if (program === undefined) {
		return isTraining(settings)
			? complete({
				tool: 'train', framework: 'yolov5', task: 'detect', settings,
			})
			: undefined;
	}

	if (settings.weights === undefined && settings.model === undefined && settings.data === undefined) {
		return undefined;
	}

	const task = (program.framework === 'ultralytics' ? toTask(settings.task) : undefined) ?? program.task;
	return complete({
		tool: program.tool, framework: program.framework, ...(program.variant !== undefined && {variant: program.variant}), ...(task !== undefined && {task}), settings,
	});
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
