import type {Detection, ToolSpeed} from '../domain/tool-run.ts';

/*
What detect.py, val.py, `yolo predict` and `yolo val` print of their work. Each recogniser gives undefined for every other line.
*/

/** The frame has a name before it since Ultralytics 8.2. Paths may hold anything, so the size that follows decides where one ends. */
const detectionLine = /^(image|video) (\d+)\/(\d+)(?: \((?:frame )?(\d+)\/(-?\d+)\))? (.*): (\d+)x(\d+) (.*)$/;

/** `12.3ms`, before YOLOv5 7.0 `Done. (0.012s)`. */
const timeAtEnd = /(?:^|, |\s)(?:([\d.]+)ms|Done\. \(([\d.]+)s\))\s*$/;

/**
`image 1/47 PATH: 128x160 1 Vest, 2 helmets, 12.3ms`, `video 1/1 (26/300) PATH: 64x64 (no detections), 8.8ms`.

Source: YOLOv5 v6.1 to 2026, Ultralytics 8.0 to 8.4.
*/
export function recogniseDetection(text: string): Detection | undefined {
	const match = detectionLine.exec(text);
	if (match === null) {
		return undefined;
	}

	const rest = match[9]!;
	const time = timeAtEnd.exec(rest);
	const detection: {-readonly [K in keyof Detection]: Detection[K]} = {
		kind: match[1] as 'image' | 'video',
		...(match[4] !== undefined && {frame: Number(match[4])}),
		index: Number(match[2]),
		count: Number(match[3]),
		path: match[6]!,
		height: Number(match[7]),
		width: Number(match[8]),
		objects: readFindings(time === null ? rest : rest.slice(0, -time[0].length)),
	};
	// A stream of a camera has no number of frames.
	const frames = Number(match[5] ?? 0);
	if (frames > 0) {
		detection.frames = frames;
	}

	if (time !== null) {
		detection.inferenceMs = time[1] === undefined ? Number(time[2]) * 1000 : Number(time[1]);
	}

	return detection;
}

const timedLine = /^(?:(?:webcam \d+: )?(\d+): |video (\d+)\/(\d+) \((\d+)\/(\d+)\) (.*): )?((?:\d+ .+, )?)Done\. \(([\d.]+)ms\) Inference, \([\d.]+ms\) NMS\s*$/;

/**
`1 person, 2 cars, Done. (12.3ms) Inference, (1.2ms) NMS`: the program counts no images and names none, of a video it says both. `images` is how
many it has done before.

Source: detect.py and utils/datasets.py of WongKinYiu/yolov7.
*/
export function recogniseTimedDetection(text: string, images: number): Detection | undefined {
	const [, stream, index, count, frame, frames, path = '', list, inferenceMs] = timedLine.exec(text) ?? [];
	if (list === undefined) {
		return undefined;
	}

	const found = {path, objects: readFindings(list), inferenceMs: Number(inferenceMs)};
	if (stream !== undefined) {
		return {kind: 'stream', index: Number(stream) + 1, ...found};
	}

	return index === undefined
		? {kind: 'image', index: images + 1, ...found}
		: {
			kind: 'video', index: Number(index), count: Number(count), frame: Number(frame), frames: Number(frames), ...found,
		};
}

/** ` The image with the result is saved in: runs/detect/exp/bus.jpg`: the folder. Source: detect.py of WongKinYiu/yolov7. */
export function recogniseSavedImage(text: string): string | undefined {
	return /^ ?The image with the result is saved in: (.*\S)[/\\][^/\\]+$/.exec(text)?.[1];
}

/** `Done. (1.234s)`: the last word. Source: detect.py of YOLOv5 up to v5.0 and of WongKinYiu/yolov7. */
export function isDetectionEnd(text: string): boolean {
	return /^Done\. \([\d.]+s\)\s*$/.test(text);
}

/** What was found in an image: objects by class, or of a classification the class that it most likely is. */
export function readFindings(list: string): Detection['objects'] {
	const best = mostLikely(list);
	return best === undefined ? readObjects(list) : [{name: best, count: 1}];
}

/** Rounding of five shares. */
const shareSlack = 0.03;

/**
The first of `minibus 0.57, police_van 0.34, trolleybus 0.04`: up to five classes, the most likely one first, each with its share of 1.
Undefined for a list of objects, in which nothing has two decimals behind it.
*/
function mostLikely(list: string): string | undefined {
	const shares = [...list.matchAll(/(?:^|, )(.+?) ([01]\.\d\d)(?=,|$)/g)];
	const values = shares.map(share => Number(share[2]));
	const isWhole = shares.reduce((length, [{length: own}]) => length + own, 0) === list.replace(/,\s*$/, '').length;
	const isFalling = values.every((value, index) => index === 0 || value <= values[index - 1]!);
	const sum = values.reduce((total, value) => total + value, 0);
	// A class may begin with a number, but not all of five do.
	const isOfObjects = shares.every(share => /^\d+ /.test(share[1]!));
	return isWhole && isFalling && !isOfObjects && sum <= 1 + shareSlack ? shares[0]?.[1] : undefined;
}

/** `1 Vest, 2 helmets`: the frameworks add an s to the name of more than one. A name may hold commas. */
function readObjects(list: string): Detection['objects'] {
	const objects: Array<{name: string; count: number}> = [];
	for (const item of list.replace(/,\s*$/, '').split(', ')) {
		const blank = item.indexOf(' ');
		const count = blank > 0 && item.length > blank + 1 ? wholeNumber(item, blank) : undefined;
		const before = objects.at(-1);
		if (count !== undefined) {
			objects.push({name: item.slice(blank + 1), count});
		} else if (before !== undefined) {
			before.name += `, ${item}`;
		}
	}

	for (const object of objects) {
		if (object.count > 1 && object.name.endsWith('s')) {
			object.name = object.name.slice(0, -1);
		}
	}

	return objects;
}

/** The number that the first characters are; undefined where one of them is no digit. */
function wholeNumber(text: string, length: number): number | undefined {
	for (let index = 0; index < length; index++) {
		const code = text.codePointAt(index)!;
		if (code < 0x30 || code > 0x39) {
			return undefined;
		}
	}

	return Number(text.slice(0, length));
}

/** `Speed: 0.2ms pre-process, 11.7ms inference, 0.7ms NMS per image at shape (1, 3, 64, 64)`. */
export function recogniseSpeed(text: string): ToolSpeed | undefined {
	// YOLOv5 up to v4.0 and YOLOv7.
	const [, inference, nms] = /^Speed: ([\d.]+)\/([\d.]+)\/[\d.]+ ms inference\/NMS\/total per \d+x\d+ image/.exec(text) ?? [];
	if (inference !== undefined) {
		return {inferenceMs: Number(inference), postprocessMs: Number(nms)};
	}

	const [, list, shape] = /^Speed: (.*?) per image(?: at shape \(([\d ,]+)\))?\s*$/.exec(text) ?? [];
	if (list === undefined) {
		return undefined;
	}

	const times = [...list.matchAll(/(?<![\d.])([\d.]+)ms ([-a-z]+)/gi)].map(([, time, name]) => [name!.toLowerCase().replace('-', ''), Number(time)] as const);
	const of = (...names: readonly string[]) => times.find(([name]) => names.includes(name))?.[1];
	const [preprocessMs, inferenceMs, postprocessMs] = [of('preprocess'), of('inference'), of('nms', 'postprocess')];
	return {
		...(preprocessMs !== undefined && {preprocessMs}),
		...(inferenceMs !== undefined && {inferenceMs}),
		...(postprocessMs !== undefined && {postprocessMs}),
		...(shape !== undefined && {shape: shape.split(', ').map(Number)}),
	};
}

/** `44 labels saved to runs/detect/exp/labels`. */
export function recogniseLabelsSaved(text: string): {readonly count: number; readonly path: string} | undefined {
	const [, count, path] = /^(\d+) labels? saved to (.*\S)\s*$/.exec(text) ?? [];
	return count === undefined ? undefined : {count: Number(count), path: path!};
}
