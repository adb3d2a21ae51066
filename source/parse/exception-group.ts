import type {Traceback} from '../domain/run.ts';
import {
	addFrame,
	recogniseEnding,
	type FramedCollector,
	type Frames,
} from './traceback-lines.ts';

/*
Exceptions that come together, such as from tasks that ran side by side: each line has a margin, which is deeper for those inside.
Source: traceback of Python 3.11 to 3.14, the package exceptiongroup for older ones.
*/

const beginning = /(?:^|\s)\+ Exception Group Traceback \(most recent call last\):\s*$/;
const margin = /^\s*\| ?/;
/** Between two of them, and behind the last one. */
const divider = /^\s*\+[+-]/;
const groupMessage = /\(\d+ sub-exceptions?\)$/;

/** The first exception that is no group is the cause; of a group that is cut before it the group itself. */
export function createGroupCollector(): FramedCollector {
	let frames: Frames | undefined;
	let group: Traceback | undefined;
	let isTold = false;

	const close = (): Traceback | undefined => {
		const found = isTold ? undefined : group;
		frames = undefined;
		group = undefined;
		return found;
	};

	return {
		begin(text) {
			if (!beginning.test(text)) {
				return false;
			}

			frames = [];
			group = undefined;
			isTold = false;
			return true;
		},
		push(text) {
			if (frames === undefined) {
				return undefined;
			}

			if (divider.test(text)) {
				return 'open';
			}

			if (!margin.test(text)) {
				return close();
			}

			const own = text.replace(margin, '');
			const found = isTold ? undefined : recogniseEnding(own);
			if (found === undefined) {
				addFrame(frames, own);
				return 'open';
			}

			const {exception, message} = found;
			const traceback = {exception, message, frames};
			if (groupMessage.test(message)) {
				group ??= traceback;
				return 'open';
			}

			isTold = true;
			return traceback;
		},
	};
}
