import type {FrameworkName, Task} from '../../domain/framework.ts';
import type {DialectDefinition, Program} from './dialect.ts';
import {rtdetr, ultralytics, yolov10} from './ultralytics.ts';
import {yolov3} from './yolov3.ts';
import {yolov5} from './yolov5.ts';
import {yolov5Obb} from './yolov5-obb.ts';
import {yolov6} from './yolov6.ts';
import {yolov7} from './yolov7.ts';
import {yolov9} from './yolov9.ts';

/** THE table of dialects; a new one is a file and a row. */
export const dialects: readonly DialectDefinition[] = [yolov5, yolov3, yolov5Obb, yolov6, yolov7, yolov9, ultralytics, yolov10, rtdetr];

/** Who prints something, as far as it shows. */
export type Origin = {readonly framework: FrameworkName; readonly variant?: string};

function originOf({framework, variant}: DialectDefinition): Origin {
	return {framework, ...(variant !== undefined && {variant})};
}

const programs = new Map(dialects.flatMap(dialect => (dialect.programs ?? []).map(program => [program.name, {...originOf(dialect), ...program}] as const)));

/** The program whose options line begins with a name, which is its path without `.py`, with the separators of any system. */
export function findProgram(name: string): (Origin & Program) | undefined {
	return programs.get(name.replaceAll('\\', '/'));
}

const banners = new Map(dialects.flatMap(dialect => (dialect.bannerWords ?? []).map(word => [word, originOf(dialect)] as const)));

/** Who begins a banner with this word; a fork of YOLOv5 that is new to us is called as it calls itself. */
export function findBannerOrigin(word: string): Origin {
	return banners.get(word) ?? {framework: 'yolov5', variant: word.toLowerCase()};
}

/** Families of models that Ultralytics trains, by the name of the model: `yolo11n.pt`, `YOLO26n-seg`. */
const numbered = /^yolov?(\d{1,2})(?!\d)\S*$/i;

/** The fork or family that a model's or configuration's name tells; for one framework only. */
export function variantOfModel(path: string | undefined, framework: FrameworkName): string | undefined {
	const name = path?.split(/[/\\]/).at(-1) ?? '';
	const found = dialects.find(dialect => dialect.framework === framework && dialect.variant !== undefined && dialect.models?.test(name) === true);
	if (found !== undefined || framework !== 'ultralytics') {
		return found?.variant;
	}

	const [, number] = numbered.exec(name) ?? [];
	return number === undefined ? undefined : `yolo${Number(number) <= 10 ? 'v' : ''}${Number(number)}`;
}

/** Who has these losses and no other framework, with the task where they tell it. */
export function findByLosses(losses: ReadonlySet<string>): (Origin & {readonly task?: Task}) | undefined {
	const found = dialects.find(dialect => dialect.losses?.names.every(name => losses.has(name)) === true);
	return found && {...originOf(found), ...(found.losses?.task !== undefined && {task: found.losses.task})};
}
