import {posix} from 'node:path';
import type {FrameworkName, Task} from '../../domain/framework.ts';

/** A validation or detection with a run's weights. */
export type ToolRequest = {
	readonly tool: 'val' | 'detect';
	readonly framework: FrameworkName;
	readonly task: Task;
	/** The words with which the training was started, up to its script; undefined when they are not known. */
	readonly launcher?: readonly string[];
	/** Path of the weights where the program runs. */
	readonly weights: string;
	/** Of the training's settings; undefined for the framework's own. */
	readonly data?: string | undefined;
	readonly imageSize?: string | undefined;
	readonly batchSize?: number | undefined;
	/** `cpu`, `0`, …; undefined for the framework's choice. */
	readonly device?: string | undefined;
	/** What to look at; detect needs it. */
	readonly source?: string | undefined;
	readonly savesText?: boolean;
	readonly savesConfidence?: boolean;
	readonly savesCrops?: boolean;
	readonly videoStride?: number | undefined;
	/** 0 to 1. */
	readonly confidence?: number | undefined;
};

/** The words of the options by framework; what only detect knows is left out for val. */
const names = {
	yolov5: {
		weights: '--weights', data: '--data', imageSize: '--imgsz', batchSize: '--batch-size', device: '--device', source: '--source', savesText: '--save-txt', savesConfidence: '--save-conf', savesCrops: '--save-crop', videoStride: '--vid-stride', confidence: '--conf-thres',
	},
	ultralytics: {
		weights: 'model', data: 'data', imageSize: 'imgsz', batchSize: 'batch', device: 'device', source: 'source', savesText: 'save_txt', savesConfidence: 'save_conf', savesCrops: 'save_crop', videoStride: 'vid_stride', confidence: 'conf',
	},
} as const satisfies Readonly<Record<FrameworkName, Readonly<Partial<Record<keyof ToolRequest, string>>>>>;

const onlyDetect: ReadonlySet<keyof ToolRequest> = new Set<keyof ToolRequest>(['source', 'savesCrops', 'videoStride']);
const onlyValue: ReadonlySet<keyof ToolRequest> = new Set<keyof ToolRequest>(['batchSize']);

/**
The command of val.py, detect.py, `yolo val` or `yolo predict` for a run. Words, not a line: no shell reads them. It is to run where the
training was started, because the paths of its settings are relative to that.

Source: YOLOv5 v7.0 to 2026 (val.py, detect.py, segment/predict.py, classify/predict.py), Ultralytics 8.0 to 8.4.
*/
export function toolCommand(request: ToolRequest): readonly string[] {
	const {framework, tool} = request;
	const left = tool === 'val' ? onlyDetect : onlyValue;
	const options = Object.entries(names[framework]).flatMap(([key, name]) => {
		const value = left.has(key as keyof ToolRequest) ? undefined : request[key as keyof typeof names.yolov5];
		if (value === undefined || value === false) {
			return [];
		}

		return framework === 'ultralytics'
			? [`${name}=${value === true ? 'True' : String(value)}`]
			: (value === true ? [name] : [name, String(value)]);
	});
	return [...(framework === 'ultralytics' ? yoloProgram(request) : yolov5Program(request)), ...options];
}

function yoloProgram({launcher = [], task, tool}: ToolRequest): readonly string[] {
	const own = launcher.find(word => posix.basename(word) === 'yolo');
	return [own ?? 'yolo', task, tool === 'val' ? 'val' : 'predict'];
}

/** Where YOLOv5 keeps the programs of a task; others are at the top. */
const scriptFolders: Readonly<Partial<Record<string, string>>> = {segment: 'segment', classify: 'classify'};

function yolov5Program({launcher = [], task, tool}: ToolRequest): readonly string[] {
	const python = launcher.find(word => /^python[\d.]*$/.test(posix.basename(word))) ?? 'python';
	const script = launcher.at(-1);
	const own = toolScript(tool, task);
	// The script of the training is beside those of the other programs of its task.
	return [python, script?.endsWith('.py') ? posix.join(posix.dirname(script), posix.basename(own)) : own];
}

/** YOLOv5's program for a task, from its root. */
export function toolScript(tool: ToolRequest['tool'], task: Task): string {
	return posix.join(scriptFolders[task] ?? '.', tool === 'val' ? 'val.py' : (task === 'detect' ? 'detect.py' : 'predict.py'));
}
