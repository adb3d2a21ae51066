import type {Framework, FrameworkName} from '../domain/framework.ts';

/** How the frameworks write their own names. */
const names: Readonly<Record<FrameworkName, string>> = {yolov5: 'YOLOv5', ultralytics: 'Ultralytics'};

/** The framework with its version: `YOLOv5 v7.0-0-g915bbf294`. */
export function frameworkToText(framework: Framework | undefined): string | undefined {
	return framework && [names[framework.name], framework.version].filter(part => part !== undefined).join(' ');
}
