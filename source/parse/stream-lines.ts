import type {Detection} from '../domain/tool-run.ts';
import {readFindings} from './tool-lines.ts';

/*
What detect.py and `yolo predict` print of cameras, streams and images that come from memory: no path, and what was found in several of
them on one line.
*/

const lineStart = /^\d{1,4}: \d{2,5}x\d{2,5} /;
const eachStart = /(?:^|,? )(?=\d{1,4}: \d{2,5}x\d{2,5}(?: |$))/;
const part = /^(\d{1,4}): (\d{2,5})x(\d{2,5}) ?(.*)$/;
const timeAtEnd = /(?:^|,? )(?:([\d.]+)ms|Done\. \(([\d.]+)s\))\s*$/;

/** What was found in one frame of one stream; the place of a stream is not on its line. */
export type StreamFrame = Omit<Detection, 'kind' | 'count' | 'path'>;

/**
`0: 384x640 2 persons, 1 bus, 20.3ms`, `0: 384x640 2 persons, 1: 384x640 (no detections), 20.3ms`. The time is that of the whole line.

Source: YOLOv5 v6.1 to 2026 (one line more for each stream, with all before it), Ultralytics 8.0 to 8.1 (one line for all) and 8.2 to
8.4 (a line for each).
*/
export function recogniseStreamFrames(text: string): readonly StreamFrame[] | undefined {
	const time = lineStart.test(text) ? timeAtEnd.exec(text) : null;
	if (time === null) {
		return undefined;
	}

	const frames = text.slice(0, time.index).split(eachStart).flatMap((piece): StreamFrame[] => {
		const match = part.exec(piece);
		return match === null
			? []
			: [{
				index: Number(match[1]) + 1, height: Number(match[2]), width: Number(match[3]), objects: readFindings(match[4]!),
			}];
	});
	const inferenceMs = (time[1] === undefined ? Number(time[2]) * 1000 : Number(time[1])) / frames.length;
	return frames.map(frame => ({...frame, inferenceMs}));
}

/**
`1/2: rtsp://camera/1...  Success (inf frames of shape 1920x1080 at 25.00 FPS)`, without the password in it.

Source: LoadStreams of YOLOv5 v6.1 to 2026 and Ultralytics 8.0 to 8.4.
*/
export function recogniseStreamSource(text: string): {readonly index: number; readonly count: number; readonly path: string} | undefined {
	const [, index, count, path] = /^(\d{1,4})\/(\d{1,4}): (\S.*?)\.\.\. +[Ss]uccess\b/.exec(text) ?? [];
	return path === undefined ? undefined : {index: Number(index), count: Number(count), path: path.replace(/:\/\/[^\s/@]+@/, '://')};
}
