import {expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import type {Detection} from '../../source/domain/tool-run.ts';
import {toolToJson} from '../../source/plain/tool-json.ts';
import {toolToText} from '../../source/plain/tool-text.ts';
import {lookedAtText} from '../../source/words/tool.ts';
import {replay} from './events.ts';

const detected = (kind: Detection['kind'], objects: number): RunEvent => ({
	type: 'image-detected', detection: {
		kind, index: 1, count: 1, path: 'a', height: 64, width: 64, objects: objects === 0 ? [] : [{name: 'Vest', count: objects}],
	},
});

test.each([
	['images', [detected('image', 1), detected('image', 0)], '2 images, 1 without objects', '2 张图像，其中 1 张没有目标', undefined],
	['a video', [detected('video', 0), detected('video', 0), detected('video', 3)], '3 frames, 2 without objects', '3 帧，其中 2 帧没有目标', 3],
	['both', [detected('image', 0), detected('video', 1)], '1 image and 1 frame, 1 without objects', '1 张图像和 1 帧，其中 1 个没有目标', 1],
] as const)('%s are counted by their own name', (_, events, english, chinese, frames) => {
	const run = replay(events).toolRun!;
	expect([lookedAtText(run, 'en'), lookedAtText(run, 'zh')]).toEqual([english, chinese]);
	expect(toolToText(run, [], 'en', 100).join('\n')).toContain(english);
	expect(toolToJson(run).frames).toBe(frames);
});

test('the times of an image end a program, but not those of each image that a script hands over from memory', () => {
	const speed: RunEvent = {type: 'speed-reported', speed: {inferenceMs: 9}};
	const fromMemory = (index: number): RunEvent => ({
		type: 'image-detected', detection: {
			kind: 'stream', index, count: 1, path: '', height: 64, width: 64, objects: [],
		},
	});
	expect(replay([detected('image', 1), speed]).toolRun).toMatchObject({isFinished: true, images: 1});
	expect(replay([fromMemory(1), speed, fromMemory(1), speed]).toolRun).toMatchObject({isFinished: false, images: 2});
});

test('times are those of frames where only frames were looked at', () => {
	const speed: RunEvent = {type: 'speed-reported', speed: {inferenceMs: 9}};
	expect(toolToText(replay([detected('video', 1), speed]).toolRun!, [], 'en', 100).join('\n')).toContain('after each frame');
	expect(toolToText(replay([detected('video', 1), detected('image', 1), speed]).toolRun!, [], 'en', 100).join('\n')).toContain('after each image');
	expect(toolToText(replay([detected('video', 1), speed]).toolRun!, [], 'zh', 100).join('\n')).toContain('每帧');
});
