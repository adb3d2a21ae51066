import type {DialectDefinition} from './dialect.ts';

/** Epochs count from 0 as YOLOv5's; rows have no memory, and quality is that of pycocotools, in a line of its own every few epochs. */
export const yolov6: DialectDefinition = {
	framework: 'yolov5',
	variant: 'yolov6',
	models: /^yolov6\S*\.(?:py|pt)$/,
	losses: {names: ['iou'], task: 'detect'},
	versions: '0.2 to 0.4.1',
	knownFrom: ['tools/train.py, yolov6/core/engine.py and evaler.py of meituan/YOLOv6, with their history'],
};
