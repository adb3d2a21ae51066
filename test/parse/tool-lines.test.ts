import {expect, test} from 'vitest';
import {recogniseDetection, recogniseLabelsSaved, recogniseSpeed} from '../../source/parse/tool-lines.ts';

test.each([
	['image 1/47 /data/val_0000.jpg: 128x160 1 Vest, 2 helmets, 12.3ms', {
		kind: 'image', index: 1, count: 47, path: '/data/val_0000.jpg', height: 128, width: 160, objects: [{name: 'Vest', count: 1}, {name: 'helmet', count: 2}], inferenceMs: 12.3,
	}],
	['image 2/2 a.jpg: 64x64 (no detections), 8.8ms', {objects: [], inferenceMs: 8.8}],
	['video 1/1 (26/300) /data/site.mp4: 64x64 2 Vests, 1 helmet, 10.3ms', {
		kind: 'video', frame: 26, frames: 300, path: '/data/site.mp4',
	}],
	['video 1/1 (frame 26/300) /data/site.mp4: 384x640 4 persons, 36.0ms', {frame: 26, frames: 300, objects: [{name: 'person', count: 4}]}],
	['video 1/1 (5/-1) rtsp: 64x64 3 buss, 1.0ms', {frame: 5, objects: [{name: 'bus', count: 3}]}],
	['image 1/3 /d/a b: 64x64 c.jpg: 640x480 2 traffic lights, 1 stop sign, Done. (0.012s)', {path: '/d/a b: 64x64 c.jpg', objects: [{name: 'traffic light', count: 2}, {name: 'stop sign', count: 1}], inferenceMs: 12}],
	['image 1/1 图.jpg: 640x640 2 安全帽s, 1 反光衣, 9ms', {path: '图.jpg', objects: [{name: '安全帽', count: 2}, {name: '反光衣', count: 1}]}],
	['image 1/1 a.jpg: 64x64 1 helmet, red, 2 helmet, blues, 9ms', {objects: [{name: 'helmet, red', count: 1}, {name: 'helmet, blue', count: 2}]}],
	['image 1/1 a.jpg: 224x224 minibus 0.57, police_van 0.34, 9ms', {objects: [{name: 'minibus', count: 1}]}],
	['image 1/1 a.jpg: 224x224 公交车 0.50, 3 wheeler 0.50, 9ms', {objects: [{name: '公交车', count: 1}]}],
	['image 1/1 a.jpg: 64x64 2 valve 1.00s, 1 valve 0.50, 9ms', {objects: [{name: 'valve 1.00', count: 2}, {name: 'valve 0.50', count: 1}]}],
	// Without a word for nothing: Ultralytics 8.0.
	['image 1/1 a.jpg: 64x64 9.0ms', {objects: [], inferenceMs: 9}],
])('reads %s', (text, detection) => {
	expect(recogniseDetection(text)).toMatchObject(detection);
});

test.each([
	'image 1/47 /data/val_0000.jpg',
	'images 1/47 a.jpg: 64x64 1 Vest',
	'Image sizes 128 train, 128 val',
	'',
])('takes “%s” for no image', text => {
	expect(recogniseDetection(text)).toBeUndefined();
});

test('reads speed and labels', () => {
	expect(recogniseSpeed('Speed: 0.2ms pre-process, 11.7ms inference, 0.7ms NMS per image at shape (1, 3, 64, 96)')).toEqual({
		preprocessMs: 0.2, inferenceMs: 11.7, postprocessMs: 0.7, shape: [1, 3, 64, 96],
	});
	expect(recogniseSpeed('Speed: 1.6ms preprocess, 36.0ms inference, 0.0ms loss, 0.9ms postprocess per image')).toEqual({preprocessMs: 1.6, inferenceMs: 36, postprocessMs: 0.9});
	expect(recogniseSpeed('Speed: 7.3/1.6/8.9 ms inference/NMS/total per 640x640 image at batch-size 32')).toEqual({inferenceMs: 7.3, postprocessMs: 1.6});
	expect(recogniseSpeed('Speed: fast')).toBeUndefined();
	expect(recogniseLabelsSaved('44 labels saved to runs/detect/exp/labels')).toEqual({count: 44, path: 'runs/detect/exp/labels'});
	expect(recogniseLabelsSaved('1 label saved to runs/detect/predict/labels')).toEqual({count: 1, path: 'runs/detect/predict/labels'});
});
