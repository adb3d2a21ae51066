import {type FramedCollector, type Frames, recogniseEnding} from './traceback-lines.ts';

/*
Tracebacks in a box, with the last line below it. Source: rich.traceback, which typer and many launchers switch on; without Unicode the box is
of ASCII signs.
*/

const beginning = /[+╭][-─]+ Traceback \(most recent call last\) [-─]+[+╮]\s*$/;
const side = /^[|│]/;
const rule = /^[+╰][-─]+[+╯]\s*$/;
const place = /^[|│] (\S.*?):(\d+) in (\S+)(?: +[|│])?\s*$/;
const maxFrames = 40;

export function createBoxCollector(): FramedCollector {
	let frames: Frames | undefined;
	return {
		begin(text) {
			const isBeginning = beginning.test(text);
			frames = isBeginning ? [] : frames;
			return isBeginning;
		},
		push(text) {
			if (frames === undefined) {
				return undefined;
			}

			if (side.test(text) || rule.test(text)) {
				const [, file, line, name] = place.exec(text) ?? [];
				if (file !== undefined && frames.length < maxFrames) {
					frames.push({file, line: Number(line), function: name!});
				}

				return 'open';
			}

			const found = recogniseEnding(text);
			const known = frames;
			frames = undefined;
			return found && {exception: found.exception, message: found.message, frames: known};
		},
	};
}
