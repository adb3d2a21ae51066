import {expect, test} from 'vitest';
import {createParser} from '../../source/parse/parser.ts';
import {recogniseStreamFrames, recogniseStreamSource} from '../../source/parse/stream-lines.ts';

const ultralytics = 'Ultralytics 8.3.40 🚀 Python-3.11.2 torch-2.4.1+cu121 CUDA:0 (Tesla T4, 15102MiB)';
const yolov5 = 'YOLOv5 🚀 v7.0-0-g915bbf294 Python-3.10.2 torch-1.13.0 CPU';

test.each([
	['0: 384x640 2 persons, 1 bus, 20.0ms', [{
		index: 1, height: 384, width: 640, objects: [{name: 'person', count: 2}, {name: 'bus', count: 1}], inferenceMs: 20,
	}]],
	['0: 384x640 2 安全帽s, 1: 384x640 (no detections), 20.0ms', [{index: 1, objects: [{name: '安全帽', count: 2}]}, {index: 2, objects: [], inferenceMs: 10}]],
	['0: 640x480 1: 640x480 1 person, 2: 640x480 30.0ms', [{objects: []}, {objects: [{name: 'person', count: 1}]}, {objects: []}]],
	['0: 224x224 minibus 0.57, police_van 0.34, 3.0ms', [{objects: [{name: 'minibus', count: 1}]}]],
	['1: 480x640 1 person, Done. (0.012s)', [{index: 2, inferenceMs: 12}]],
])('reads %s', (text, frames) => {
	expect(recogniseStreamFrames(text)).toMatchObject(frames);
});

test.each(['0: person', '0: 384x640', '3: 384x640 boxes of the class', '12/50 3G 1.2 640: 100%'])('takes “%s” for no frame', text => {
	expect(recogniseStreamFrames(text)).toBeUndefined();
});

test('tells the address of a stream without its password', () => {
	expect(recogniseStreamSource('2/2: rtsp://me:secret@cam/1...  Success (inf frames of shape 1920x1080 at 25.00 FPS)')).toEqual({index: 2, count: 2, path: 'rtsp://cam/1'});
	expect(recogniseStreamSource('1/1: 0... Success ✅ (inf frames of shape 640x480 at 30.00 FPS)')?.path).toBe('0');
});

/** What was found, as `stream: objects`, from a whole output. */
function foundIn(lines: readonly string[]): readonly string[] {
	const parser = createParser();
	return lines.flatMap(text => parser.push({text, isTransient: false, channel: 'stdout'})).flatMap(event => {
		const detection = 'detection' in event ? event.detection : undefined;
		return detection === undefined ? [] : [`${detection.kind} ${detection.index}/${detection.count} ${detection.path}: ${detection.objects.map(({name, count}) => `${count} ${name}`).join(' ')}`];
	});
}

const sources = ['1/2: rtsp://a... Success (inf frames of shape 1920x1080 at 25.00 FPS)', '2/2: rtsp://b... Success (inf frames of shape 1920x1080 at 25.00 FPS)'];
const twoFrames = ['stream 1/2 rtsp://a: 2 person', 'stream 2/2 rtsp://b: 1 car'];

test.each([
	['Ultralytics 8.0: one line for all', [ultralytics, ...sources, '0: 384x640 2 persons, 1: 384x640 1 car, 20.3ms']],
	['Ultralytics 8.2: a line for each', [ultralytics, ...sources, '0: 384x640 2 persons, 10.3ms', '1: 384x640 1 car, 10.3ms']],
	['YOLOv5: each line repeats those before', [yolov5, ...sources, '0: 384x640 2 persons, 10.3ms', '0: 384x640 2 persons, 1: 384x640 1 car, 10.3ms']],
])('every frame counts once: %s', (_, lines) => {
	expect(foundIn(lines)).toEqual(twoFrames);
});
