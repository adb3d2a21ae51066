import type {Options} from './options/options.ts';
import type {Io} from './io.ts';
import type {ResolvedTarget} from './resolve-target.ts';

/** Whether there is a terminal to draw on, and the person has nothing against it. */
export function isScreenWanted({isPlain, isLine, isJson}: Options, {stdout}: Io): boolean {
	return stdout.isTTY === true && !isPlain && !isLine && !isJson;
}

/** Shows a run until the person leaves or it is over: on the screen where there is a terminal, else as plain lines. */
export async function showRun(target: ResolvedTarget, options: Options, io: Io): Promise<number> {
	try {
		if (options.isLine) {
			const {showLine} = await import('./show-line.ts');
			return await showLine(target, options, io);
		}

		if (isScreenWanted(options, io)) {
			const {showScreen} = await import('./show-screen.ts');
			return await showScreen(target, options, io);
		}

		const {showPlain} = await import('./show-plain.ts');
		return await showPlain(target, options, io);
	} finally {
		target.close();
	}
}
