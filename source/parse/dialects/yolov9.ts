import type {DialectDefinition} from './dialect.ts';

/** The losses of Ultralytics in the table of YOLOv5: epochs count from 0. Its models are called YOLOv9 and GELAN. */
export const yolov9: DialectDefinition = {
	framework: 'yolov5',
	variant: 'yolov9',
	bannerWords: ['YOLO', 'YOLOv9'],
	programs: [
		{name: 'train_dual', tool: 'train', task: 'detect'},
		{name: 'train_triple', tool: 'train', task: 'detect'},
		{name: 'segment/train_dual', tool: 'train', task: 'segment'},
		{name: 'panoptic/train', tool: 'train', task: 'segment'},
		{name: 'val_dual', tool: 'val', task: 'detect'},
		{name: 'val_triple', tool: 'val', task: 'detect'},
		{name: 'segment/val_dual', tool: 'val', task: 'segment'},
		{name: 'panoptic/val', tool: 'val', task: 'segment'},
		{name: 'detect_dual', tool: 'detect', task: 'detect'},
		{name: 'panoptic/predict', tool: 'detect', task: 'segment'},
	],
	models: /^(?:yolov9|gelan)\S*\.(?:yaml|pt)$/,
	versions: 'v0.1',
	knownFrom: ['train.py, train_dual.py, train_triple.py, segment/, panoptic/ and utils/torch_utils.py of WongKinYiu/yolov9'],
};
