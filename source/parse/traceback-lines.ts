import type {Traceback} from '../domain/run.ts';

/** Frames that are kept of one traceback: the outermost, which name the program, and the innermost, which name the cause. */
export const outerFrames = 10;
export const innerFrames = 30;

export type Frames = Array<Traceback['frames'][number]>;

/** Loguru marks the frame in which it caught the exception. */
const frame = /^(?:\s+|> )File "(.*)", line (\d+)(?:, in (.*\S))?\s*$/;
/** A class of an exception; those of modules in C are written small, such as cv2.error and struct.error. */
const ending = /^((?:[A-Z_a-z]\w*\.)*_?[A-Z]\w*|(?:[_a-z]\w*\.)+(?:[a-z]*error|timeout))(?:: ?(.*))?$/;

/** Adds the frame that a line names; every other line changes nothing. */
export function addFrame(frames: Frames, text: string): void {
	const [, file, line, name] = frame.exec(text) ?? [];
	if (file === undefined) {
		return;
	}

	frames.push({file, line: Number(line), function: name ?? ''});
	if (frames.length > outerFrames + innerFrames) {
		frames.splice(outerFrames, 1);
	}
}

/** The last line of a traceback: name and message; `isOpen` where the message begins on the line behind. */
export function recogniseEnding(text: string): {readonly exception: string; readonly message: string; readonly isOpen: boolean} | undefined {
	const line = text.trimEnd();
	const [, exception, message = ''] = ending.exec(line) ?? [];
	return exception === undefined ? undefined : {exception, message: message.trim(), isOpen: line === `${exception}:`};
}

/** Collects a traceback whose lines are all in a frame of their own, unlike Python's. */
export type FramedCollector = {
	/** Whether the line begins one. */
	begin(text: string): boolean;
	/** Undefined where none is open; `open` for a line inside of one. */
	push(text: string): Traceback | 'open' | undefined;
};
