import {describe, expect, test} from 'vitest';
import {glanceSettings} from '../../source/parse/settings-glance.ts';
import type {RunFiles} from '../../source/training/run-directory.ts';
import {readRunFacts} from '../../source/training/run-facts.ts';

describe('the framework of a run directory', () => {
	const settings = (framework: 'yolov5' | 'ultralytics', text: string): RunFiles => ({settings: {framework, text, modifiedAt: 0}, checkpoints: []});
	test.each([
		['opt.yaml', settings('yolov5', 'weights: yolov5s.pt\ndata: d.yaml\n'), {name: 'yolov5'}],
		['args.yaml', settings('ultralytics', 'task: detect\nmodel: yolo11n.pt\ndata: d.yaml\n'), {name: 'ultralytics'}],
		['args.yaml of YOLOv6', settings('ultralytics', 'data_path: d.yaml\nconf_file: configs/yolov6s.py\nepochs: 40\n'), {name: 'yolov5', variant: 'yolov6'}],
		// A setting of one's own.
		['args.yaml with one of its names', settings('ultralytics', 'task: detect\nmodel: a.pt\nconf_file: x\n'), {name: 'ultralytics'}],
	])('%s', (_name, files, framework) => {
		expect(readRunFacts(files).framework).toEqual(framework);
		expect(readRunFacts(files, glanceSettings).framework).toEqual(framework);
	});
});
