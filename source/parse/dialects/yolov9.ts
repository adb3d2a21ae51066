import type {DialectDefinition} from './dialect.ts';

/** The losses of Ultralytics in the table of YOLOv5: epochs count from 0. Its models are called YOLOv9 and GELAN. */
export const yolov9: DialectDefinition = {
	framework: 'yolov5',
	variant: 'yolov9',
	bannerWords: ['YOLO', 'YOLOv9'],
	programs: {
		train_dual: {tool: 'train', task: 'detect'},
		train_triple: {tool: 'train', task: 'detect'},
		'segment/train_dual': {tool: 'train', task: 'segment'},
		'panoptic/train': {tool: 'train', task: 'segment'},
		val_dual: {tool: 'val', task: 'detect'},
		val_triple: {tool: 'val', task: 'detect'},
		'segment/val_dual': {tool: 'val', task: 'segment'},
		'panoptic/val': {tool: 'val', task: 'segment'},
		detect_dual: {tool: 'detect', task: 'detect'},
		'panoptic/predict': {tool: 'detect', task: 'segment'},
	},
	models: /^(?:yolov9|gelan)\S*\.(?:yaml|pt)$/,
	versions: 'v0.1',
	knownFrom: ['train.py, train_dual.py, train_triple.py, segment/, panoptic/ and utils/torch_utils.py of WongKinYiu/yolov9'],
};
