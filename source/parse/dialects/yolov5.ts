import type {DialectDefinition} from './dialect.ts';

export const yolov5: DialectDefinition = {
	framework: 'yolov5',
	bannerWords: ['YOLOv5'],
	programs: {
		train: {tool: 'train', task: 'detect'},
		'segment/train': {tool: 'train', task: 'segment'},
		'classify/train': {tool: 'train', task: 'classify'},
		val: {tool: 'val', task: 'detect'},
		test: {tool: 'val', task: 'detect'},
		'segment/val': {tool: 'val', task: 'segment'},
		'classify/val': {tool: 'val', task: 'classify'},
		detect: {tool: 'detect', task: 'detect'},
		'segment/predict': {tool: 'detect', task: 'segment'},
		'classify/predict': {tool: 'detect', task: 'classify'},
		export: {tool: 'export'},
		benchmarks: {tool: 'benchmark'},
	},
	versions: 'v1.0 to master of 2026',
	knownFrom: ['recordings of v6.1, v7.0, master of 2024-12 and of 2026-08', 'train.py, val.py, detect.py, export.py and benchmarks.py of these versions and of v3.1 to v6.0'],
};
