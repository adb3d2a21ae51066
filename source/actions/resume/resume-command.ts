import type {Settings} from '../../domain/framework.ts';
import {isEvolving} from '../../run/settings.ts';
import {byteSizeToFlag} from '../../domain/byte-size.ts';
import type {TrainingCommand} from '../../training/training-program.ts';

/** Settings of a run by yolotop's own names; what a person can change when relaunching. */
export type SettingsChange = {
	readonly batchSize?: number;
	readonly workers?: number;
	readonly epochs?: number;
	/** Pixels. */
	readonly imageSize?: number;
	/** Epochs without improvement. */
	readonly patience?: number;
	/** As the framework takes it: `0`, `0,1`, `cpu`. */
	readonly device?: string | undefined;
	readonly shmSizeBytes?: number | undefined;
	/** The container's limit. */
	readonly memoryBytes?: number | undefined;
	/** As `docker run --gpus` takes it: `all`, `2`, `device=0,1`. */
	readonly gpus?: string | undefined;
};

/** The settings that belong to the container. */
export const containerSettings = ['shmSizeBytes', 'memoryBytes', 'gpus'] as const satisfies ReadonlyArray<keyof SettingsChange>;

/** The settings of the container that a change has a value for, with that value as a flag takes it. */
export function containerChanges(change: SettingsChange): Array<readonly [(typeof containerSettings)[number], string]> {
	return containerSettings.flatMap(setting => {
		const value = change[setting];
		return value === undefined ? [] : [[setting, typeof value === 'number' ? byteSizeToFlag(value) : value] as const];
	});
}

/** Whether a change needs a new container. */
export function isOfContainer(change: SettingsChange): boolean {
	return containerSettings.some(setting => change[setting] !== undefined);
}

/** The settings that the framework itself knows. */
export type TrainingSetting = Exclude<keyof SettingsChange, (typeof containerSettings)[number]>;

/** How the frameworks call them on the command line and in opt.yaml or args.yaml. */
export const settingNames: Readonly<Record<TrainingSetting, {readonly yolov5: string; readonly ultralytics: string}>> = {
	batchSize: {yolov5: 'batch_size', ultralytics: 'batch'},
	workers: {yolov5: 'workers', ultralytics: 'workers'},
	epochs: {yolov5: 'epochs', ultralytics: 'epochs'},
	imageSize: {yolov5: 'imgsz', ultralytics: 'imgsz'},
	patience: {yolov5: 'patience', ultralytics: 'patience'},
	device: {yolov5: 'device', ultralytics: 'device'},
};

/** The settings of a change that have a value, with that value as text. */
export function changedSettings(change: SettingsChange): Array<readonly [TrainingSetting, string]> {
	return (Object.keys(settingNames) as TrainingSetting[]).flatMap(setting => change[setting] === undefined ? [] : [[setting, `${change[setting]}`] as const]);
}

/**
The command that continues a run from a checkpoint. The path is always given: `--resume` alone takes the newest last.pt of
any run, and `--resume --weights X` ignores X.

`checkpoint` is the path of last.pt, best an absolute one: relative ones depend on the working directory. `change` holds
settings that this version of Ultralytics honours on a resume; it is ignored for YOLOv5, which reads opt.yaml.

@returns undefined where YOLOv5 has no resume, see `isResumable`.
Source: YOLOv5 v7.0 train.py, Ultralytics 8.0 to 8.4 engine/trainer.py.
*/
export function resumeCommand(training: TrainingCommand, checkpoint: string, change: SettingsChange = {}): string[] | undefined {
	if (training.framework === 'ultralytics') {
		return [
			...training.launcher,
			training.task,
			'train',
			'resume=True',
			`model=${checkpoint}`,
			...changedSettings(change).map(([setting, value]) => `${settingNames[setting].ultralytics}=${value}`),
		];
	}

	return isResumable(training) ? [...training.launcher, '--resume', checkpoint] : undefined;
}

/** Whether the framework can go on with a training that was ended: not with YOLOv5's classification, and not with an evolution. */
export function isResumable({framework, task, options}: Pick<TrainingCommand, 'framework' | 'task' | 'options'>): boolean {
	return framework === 'ultralytics' || (task !== 'classify' && !isEvolving(options));
}

/**
The command that begins a new run with the weights of an earlier one: fresh optimizer, epoch 1, a new run directory. What
the earlier command said is kept, except what is changed and what only belonged to its own start.

`weights` is the checkpoint to begin with; undefined for the weights of the earlier command. `settings` is opt.yaml or args.yaml of the
earlier run: it fills in what a command leaves out that only said "resume", or of which nothing is known but its program because it was
typed.
*/
export function restartCommand(training: TrainingCommand, weights: string | undefined, change: SettingsChange, settings: Settings = {}): string[] {
	const isResume = training.options.resume !== undefined && training.options.resume.toLowerCase() !== 'false';
	const isRepeating = isResume || training.arguments.length === 0;
	const changes = new Map(changedSettings(change).map(([setting, value]) => [settingNames[setting][training.framework], value]));
	if (training.framework === 'ultralytics') {
		const dropped = new Set([...(weights === undefined ? [] : ['model']), 'resume', ...changes.keys()]);
		const repeated = isRepeating ? [...(weights === undefined ? ['model'] : []), 'data', 'epochs', 'batch', 'imgsz', 'device', 'workers', 'patience', 'project'].flatMap(name => ['', 'null', undefined].includes(settings[name]) || training.options[name] !== undefined ? [] : [`${name}=${settings[name]!}`]) : [];
		return [
			...training.launcher,
			...[...(training.arguments.length === 0 ? [training.task, 'train'] : training.arguments), ...repeated].filter(word => !dropped.has(word.split('=', 1)[0]!)),
			...(weights === undefined ? [] : [`model=${weights}`]),
			...Array.from(changes, ([name, value]) => `${name}=${value}`),
		];
	}

	const dropped = new Set([...(weights === undefined ? [] : ['weights', 'model', 'cfg']), 'resume', ...changes.keys()]);
	return [
		...training.launcher,
		...withoutOptions(isRepeating ? settingsToArguments(settings, weights === undefined) : training.arguments, dropped),
		...(weights === undefined ? [] : [training.task === 'classify' ? '--model' : '--weights', weights]),
		...Array.from(changes, ([name, value]) => [`--${name.replaceAll('_', '-')}`, value]).flat(),
	];
}

const sameOption: ReadonlyMap<string, string> = new Map([['img', 'imgsz'], ['img_size', 'imgsz'], ['batch', 'batch_size']]);

function withoutOptions(words: readonly string[], dropped: ReadonlySet<string>): string[] {
	const kept: string[] = [];
	let isDropping = false;
	for (const word of words) {
		const written = /^--([a-z][\w-]*)/i.exec(word)?.[1]?.replaceAll('-', '_');
		if (written !== undefined) {
			isDropping = dropped.has(sameOption.get(written) ?? written);
		}

		// Every word up to the next option is a value of the dropped one.
		if (!isDropping) {
			kept.push(word);
		}
	}

	return kept;
}

/** Options of opt.yaml that describe the training and have a flag of the same name. */
const repeatable = ['data', 'hyp', 'epochs', 'batch_size', 'imgsz', 'rect', 'nosave', 'noval', 'noautoanchor', 'noplots', 'cache', 'image_weights', 'device', 'multi_scale', 'single_cls', 'optimizer', 'sync_bn', 'workers', 'project', 'name', 'exist_ok', 'quad', 'cos_lr', 'label_smoothing', 'patience', 'save_period', 'seed'];

/** What a run began with. */
const beginnings = ['weights', 'model', 'cfg'];

/** Rebuilds YOLOv5's flags from opt.yaml, for a run whose command line only said --resume. */
function settingsToArguments(settings: Settings, hasBeginning: boolean): string[] {
	return [...(hasBeginning ? beginnings : []), ...repeatable].flatMap(name => {
		const value = settings[name];
		if (value === undefined || ['', 'false', 'null', 'None'].includes(value)) {
			return [];
		}

		const flag = `--${name.replaceAll('_', '-')}`;
		return value === 'true' ? [flag] : [flag, value];
	});
}
