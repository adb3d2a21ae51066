import type {Options} from '../options/options.ts';
import type {EngineToExamine} from '../../gather/examine.ts';
import {connectOrSay} from '../find-machine.ts';
import type {ResolvedTarget} from '../resolve-target.ts';
import type {Io} from '../io.ts';
import type {MonitoredRun} from './monitored-run.ts';

/** Who is asked: the engine of the shown run and its container, or that of the options. */
export type Asked = {readonly engine: EngineToExamine; readonly container: ResolvedTarget['container']};

/**
A question that a person puts to the engine from the screen, one at a time: asked again meanwhile it does nothing. Gives the function that
asks; its listener is called with the end of each question, also of one that failed. An engine that was connected for it is left again.
*/
export function createEngineQuestion(run: () => MonitoredRun, options: Options, io: Io, look: (asked: Asked) => Promise<void>): (onAnswer: () => void) => void {
	let isAsking = false;

	async function ask(): Promise<void> {
		const {container} = run().target();
		const engine = container?.engine ?? await connectOrSay(options, io);
		try {
			await look({engine, container});
		} finally {
			if (container === undefined && !('kind' in engine)) {
				engine.close();
			}
		}
	}

	return onAnswer => {
		if (isAsking) {
			return;
		}

		isAsking = true;
		void (async () => {
			try {
				await ask();
			} catch {
				// The container is gone, or the screen was left: what was known before stays.
			} finally {
				isAsking = false;
				onAnswer();
			}
		})();
	};
}
