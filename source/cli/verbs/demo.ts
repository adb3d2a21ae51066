import type {Options} from '../options/options.ts';
import {createDemo} from '../demo-target.ts';
import type {Io} from '../io.ts';
import {isScreenWanted, showRun} from '../show-run.ts';

/** `yolotop demo`: a simulated training, on the screen or as plain lines. */
export async function demo(options: Options, io: Io): Promise<number> {
	return showRun(createDemo(options, isScreenWanted(options, io)), options, io);
}
