import {posix} from 'node:path';
import type {TrainingCommand} from './training-program.ts';

/** Models that the frameworks download by their bare name, whatever directory comes before it. Source: attempt_download of YOLOv5 v6.0 to master (`yolov5n.pt`, `yolov5s6.pt`, `yolov5m-seg.pt`), GITHUB_ASSETS_NAMES of Ultralytics 8.0 to 8.4. */
const releasedModels: Readonly<Record<TrainingCommand['framework'], RegExp>> = {
	yolov5: /^yolov5[lmnsx]6?(?:-(?:cls|seg))?\.pt$/,
	ultralytics: /^(?:yolov?\d[\w-]*|yoloe?-[\w-]+|yolo_nas_[lms]|rtdetr-[lx]|(?:sam|sam2|mobile_sam|fastsam)[\w\-.]*)\.pt$/i,
};

/** Whether the framework itself fetches weights of this name when they are not there. */
export function isReleasedModel(weights: string, framework: TrainingCommand['framework']): boolean {
	return releasedModels[framework].test(posix.basename(weights));
}

/** Descriptions of data sets and models that come with Ultralytics' package, in cfg/datasets and cfg/models. Source: Ultralytics 8.0 to 8.4. */
const packagedDescriptions = /^(?:coco[\w-]*|dotav[\w.]+|dota8[\w-]*|imagenet\w*|argoverse|globalwheat2020|homeobjects-3k|objects365\w*|open-images-v7|lvis|sku-110k|visdrone|voc|xview|african-wildlife|brain-tumor|carparts-seg|construction-ppe|crack-seg|dog-pose|hand-keypoints|kitti|medical-pills|package-seg|signature|tiger-pose|tt100k|yolov?\d[\w-]*|rtdetr-[\w-]+)\.ya?ml$/i;

/**
Where a YAML file is looked for that does not be where the command was started, absolute directories with everything below them. YOLOv5
searches beside its script; Ultralytics in its own package, which is somewhere in the image. Undefined where that is not known from the
command. Source: check_file in utils/general.py of YOLOv5 v6.0 to master, and in ultralytics/utils/checks.py.
*/
export function searchedDirectories({framework, task, launcher}: TrainingCommand, directory: string): readonly string[] | undefined {
	const script = launcher.at(-1) ?? '';
	if (framework !== 'yolov5' || !script.endsWith('.py')) {
		return undefined;
	}

	const root = posix.resolve(directory, posix.dirname(script), task === 'detect' ? '.' : '..');
	return ['data', 'models', 'utils'].map(folder => posix.join(root, folder));
}

/** Whether a YAML file of this name comes with the framework, so that it need not be in any volume. */
export function isPackagedDescription(name: string, framework: TrainingCommand['framework']): boolean {
	return framework === 'ultralytics' && packagedDescriptions.test(name);
}

/** What is no path but an address: of the web, of a store of data sets. */
export function isAddress(name: string): boolean {
	return /^(?:https?:\/|[a-z][\d+\-.a-z]*:\/\/)/i.test(name);
}
