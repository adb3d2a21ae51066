import type {Options} from '../options/options.ts';
import type {Io} from '../io.ts';

/** One step of a watch, as its keeper asks for it. */
async function runStep(id: string, step: NonNullable<Options['keeperStep']>, options: Options, io: Io): Promise<number> {
	const {goOnStep, loadWatch} = await import('../watch/step.ts');
	const watch = await loadWatch(id, io);
	if (watch === undefined) {
		return 1;
	}

	switch (step) {
		case 'go-on': {
			return goOnStep(watch, options, io);
		}

		case 'look': {
			const {lookStep} = await import('../watch/look-step.ts');
			return lookStep(watch, options, io);
		}

		case 'next': {
			const {nextStep} = await import('../watch/next-step.ts');
			return nextStep(watch, options, io);
		}
	}
}

/** `yolotop queue`, and what runs behind it: the keeper of a watch, which loads nothing but what waiting takes. */
export async function queue(options: Options, io: Io): Promise<number> {
	const {keeper, keeperStep} = options;
	if (keeper === undefined) {
		const {queueCommand} = await import('../watch/queue-command.ts');
		return queueCommand(options, io);
	}

	if (keeperStep !== undefined) {
		return runStep(keeper, keeperStep, options, io);
	}

	const {keep} = await import('../watch/keep.ts');
	return keep(keeper, io);
}
