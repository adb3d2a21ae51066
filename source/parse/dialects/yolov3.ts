import type {DialectDefinition} from './dialect.ts';

export const yolov3: DialectDefinition = {
	framework: 'yolov5',
	variant: 'yolov3',
	bannerWords: ['YOLOv3'],
	// The first versions read the configurations of Darknet.
	models: /^yolov3\S*\.cfg$/,
	versions: 'the repository of Ultralytics: of 2020 (GIoU and F1 columns) to v9.6',
	knownFrom: ['train.py of ultralytics/yolov3', 'a log of 2020 with the options of a Darknet configuration'],
};
