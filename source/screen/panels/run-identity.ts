import {frameworkToName} from '../../domain/framework.ts';
import type {RunState} from '../../domain/run.ts';
import {bytesToShortText} from '../../format/bytes.ts';

/** The model, or else the framework, with the version of the framework; empty while neither is known. */
export function modelText(state: RunState): string {
	const {framework} = state;
	return [modelName(state) ?? (framework && frameworkToName(framework)), framework?.version === undefined ? '' : shortVersion(framework.version)].filter(part => part !== undefined && part !== '').join(' ');
}

/** `YOLOv5s` of yolov5s.yaml: the model says the framework and its size. */
function modelName({settings, model}: RunState): string | undefined {
	const stem = baseName(settings.cfg ?? settings.model ?? model?.name)?.replace(/\.(?:ya?ml|pt)$/, '');
	return stem !== undefined && /^yolo/i.test(stem) ? stem.replace(/^yolo(?:v(?=\d))?/i, match => match.length > 4 ? 'YOLOv' : 'YOLO') : undefined;
}

/** What it trains on, as the framework printed it; empty while that is not known. */
export function deviceText({devices}: RunState): string {
	const [first] = devices;
	if (first === undefined) {
		return '';
	}

	const memory = first.memoryBytes === undefined ? '' : ` ${bytesToShortText(first.memoryBytes)}`;
	const name = first.name?.replace(/^(?:NVIDIA )?(?:GeForce )?/, '') ?? first.label;
	return `${devices.length > 1 ? `${devices.length} × ` : ''}${name}${memory}`;
}

/** What `git describe` says: of a release the release. */
function shortVersion(version: string): string {
	return version.replace(/(?:-0)?-g[\da-f]{7,}$/, '');
}

/** Long paths of a data set or a model tell nothing more than their last part here. */
export function baseName(path: string | undefined): string | undefined {
	return path === undefined || ['', 'None', 'null'].includes(path) ? undefined : path.split(/[/\\]/).at(-1);
}
