import type {DialectDefinition} from './dialect.ts';

/** Rotated boxes by an angle as a class, with a loss of its own; quality is that of the upright boxes. */
export const yolov5Obb: DialectDefinition = {
	framework: 'yolov5',
	variant: 'yolov5_obb',
	losses: {names: ['theta'], task: 'obb'},
	versions: 'of 2022',
	knownFrom: ['train.py and val.py of hukaixuan19970627/yolov5_obb'],
};
