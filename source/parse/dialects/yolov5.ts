import type {DialectDefinition} from './dialect.ts';

export const yolov5: DialectDefinition = {
	framework: 'yolov5',
	bannerWords: ['YOLOv5'],
	programs: [
		{name: 'train', tool: 'train', task: 'detect'},
		{name: 'segment/train', tool: 'train', task: 'segment'},
		{name: 'classify/train', tool: 'train', task: 'classify'},
		{name: 'val', tool: 'val', task: 'detect'},
		{name: 'test', tool: 'val', task: 'detect'},
		{name: 'segment/val', tool: 'val', task: 'segment'},
		{name: 'classify/val', tool: 'val', task: 'classify'},
		{name: 'detect', tool: 'detect', task: 'detect'},
		{name: 'segment/predict', tool: 'detect', task: 'segment'},
		{name: 'classify/predict', tool: 'detect', task: 'classify'},
		{name: 'export', tool: 'export'},
		{name: 'benchmarks', tool: 'benchmark'},
	],
	versions: 'v1.0 to master of 2026',
	knownFrom: ['recordings of v6.1, v7.0, master of 2024-12 and of 2026-08', 'train.py, val.py, detect.py, export.py and benchmarks.py of these versions and of v3.1 to v6.0'],
};
