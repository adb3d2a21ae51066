import {traitsOf, type Settings} from '../../domain/framework.ts';
import {quoteWord as quote} from '../../domain/shell-quote.ts';
import type {RunState} from '../../domain/run.ts';
import {isWithoutContainer} from '../without-container.ts';
import {optionText} from './option-value.ts';

/** What the command is made with. */
export type LaunchSettings = {
	readonly batchSize: number;
	readonly workers: number;
	/** Pixels. */
	readonly imageSize: number;
	/** As `--shm-size=2g`. */
	readonly shmSize: string;
	readonly gpuCount: number;
};

/**
The command line with these settings where nobody knows how the run was started: a `docker run`, or for a training that is a plain process its own program. The data set, the weights, the number of epochs and the image are those of the run;
what is not known stands there in capitals, to be filled in.
*/
export function launchCommand(run: RunState | undefined, settings: LaunchSettings): string {
	if (run !== undefined && isWithoutContainer(run)) {
		return trainingCommand(run, settings);
	}

	const image = run?.target?.kind === 'container' ? run.target.image : undefined;
	return [
		'docker run -it',
		...(settings.gpuCount > 0 ? ['--gpus all'] : []),
		settings.shmSize,
		'-v "$PWD":/workspace -w /workspace',
		quote(image ?? 'IMAGE'),
		trainingCommand(run, settings),
	].join(' ');
}

function trainingCommand(run: RunState | undefined, {batchSize, workers, imageSize, gpuCount}: LaunchSettings): string {
	const framework = run?.framework;
	const known = run?.settings ?? {};
	const options = [optionText({framework}, 'batchSize', batchSize), optionText({framework}, 'workers', workers), optionText({framework}, 'imageSize', imageSize)];
	const devices = Array.from({length: gpuCount}, (_, index) => index).join(',');
	if (traitsOf(framework?.name).program === 'yolo') {
		return [
			`yolo ${run?.task === undefined ? '' : `${run.task} `}train`,
			`model=${quote(given(known.model) ?? 'MODEL.pt')}`,
			`data=${quote(given(known.data) ?? 'DATA.yaml')}`,
			...(given(known.epochs) === undefined ? [] : [`epochs=${quote(known.epochs!)}`]),
			...options,
			...(gpuCount > 1 ? [`device=${devices}`] : []),
		].join(' ');
	}

	// YOLOv5 uses several GPUs well only with one process for each.
	const [interpreter, script] = programOf(run);
	const program = gpuCount > 1 ? `${interpreter} -m torch.distributed.run --nproc_per_node ${gpuCount} ${script}` : `${interpreter} ${script}`;
	return [
		program,
		`--data ${quote(given(known.data) ?? 'DATA.yaml')}`,
		...modelOptions(known),
		...(given(known.epochs) === undefined ? [] : [`--epochs ${quote(known.epochs!)}`]),
		...options,
		...(gpuCount > 1 ? [`--device ${devices}`] : []),
	].join(' ');
}

/** As the training of this machine was started: its Python and its script may be anywhere. */
function programOf(run: RunState | undefined): readonly [interpreter: string, script: string] {
	const words = run?.target?.kind === 'process' ? run.target.command ?? [] : [];
	const script = words.find(word => /(?:^|[/\\])train\.py$/.test(word));
	const isPython = /(?:^|[/\\])python[\d.]*(?:\.exe)?$/.test(words[0] ?? '');
	return [isPython ? quote(words[0]!) : 'python', quote(script ?? 'train.py')];
}

/** A training from scratch has a description of the model and no weights. */
function modelOptions({weights, cfg}: Settings): readonly string[] {
	const model = given(cfg);
	return [
		`--weights ${model !== undefined && given(weights) === undefined ? '\'\'' : quote(given(weights) ?? 'yolov5s.pt')}`,
		...(model === undefined ? [] : [`--cfg ${quote(model)}`]),
	];
}

/** A setting that has a value. */
function given(value: string | undefined): string | undefined {
	return value === undefined || ['', 'None', 'null'].includes(value) ? undefined : value;
}
