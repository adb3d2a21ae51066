import type {DialectDefinition} from './dialect.ts';

/** Columns and options as YOLOv5 v5.0; its banner has the name of the project that it came from. */
export const yolov7: DialectDefinition = {
	framework: 'yolov5',
	variant: 'yolov7',
	bannerWords: ['YOLOR', 'YOLOv7'],
	programs: [
		{name: 'train_aux', tool: 'train', task: 'detect'},
	],
	models: /^yolov7\S*\.(?:yaml|pt)$/,
	versions: 'v0.1',
	knownFrom: ['train.py, train_aux.py, test.py and detect.py of WongKinYiu/yolov7'],
};
