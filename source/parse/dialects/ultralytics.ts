import type {DialectDefinition} from './dialect.ts';

/** One program for all its families of models; only a training prints its options. */
export const ultralytics: DialectDefinition = {
	framework: 'ultralytics',
	bannerWords: ['Ultralytics'],
	programs: [
		{name: 'engine/trainer', tool: 'train'},
		{name: 'yolo/engine/trainer', tool: 'train'},
	],
	versions: '8.0 to 8.4',
	knownFrom: ['recordings of 8.0.141, 8.2.79, 8.3.103 and 8.4.50', 'engine/ and utils/ of these versions and of 2026'],
};

export const yolov10: DialectDefinition = {
	framework: 'ultralytics',
	variant: 'yolov10',
	models: /^yolov10/i,
	losses: {names: ['box_om', 'box_oo'], task: 'detect'},
	versions: 'the fork of Ultralytics 8.1 and the models in Ultralytics 8.2 to 8.4',
	knownFrom: ['ultralytics/models/yolov10 of THU-MIG/yolov10'],
};

export const rtdetr: DialectDefinition = {
	framework: 'ultralytics',
	variant: 'rtdetr',
	models: /^rt-?detr/i,
	losses: {names: ['giou', 'l1'], task: 'detect'},
	versions: 'the models in Ultralytics 8.0 to 8.4',
	knownFrom: ['ultralytics/models/rtdetr'],
};
