import {frameworkToName, type Framework} from '../domain/framework.ts';

/** The framework with its version: `YOLOv5 v7.0-0-g915bbf294`, `YOLOv9 v0.1-89-g93f1a28`. */
export function frameworkToText(framework: Framework | undefined): string | undefined {
	return framework && [frameworkToName(framework), framework.version].filter(part => part !== undefined).join(' ');
}
