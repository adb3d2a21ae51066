import {UserError} from '../../domain/user-error.ts';
import type {StacksAnswer} from '../../screen/panes/stacks.ts';
import type {StacksSource} from '../../screen/screen-options.ts';
import type {MonitoredRun} from './monitored-run.ts';

/** Asks the processes of the shown run, one question at a time; `signal` ends it. */
export function createStacksSource(run: () => MonitoredRun, signal: AbortSignal): StacksSource {
	let answer: StacksAnswer | undefined;
	let isAsking = false;

	async function ask(): Promise<StacksAnswer> {
		try {
			// Loaded when it is asked for: a screen starts faster without it.
			const {readTargetStacks} = await import('../read-target-stacks.ts');
			return await readTargetStacks(run().target(), run().store.getState(), signal);
		} catch (error) {
			return {kind: 'failed', error: error instanceof UserError ? error : new UserError('stacks-not-here')};
		}
	}

	return {
		answer: () => answer,
		ask(onAnswer) {
			if (isAsking) {
				return;
			}

			isAsking = true;
			// Of another moment, perhaps of another run.
			answer = undefined;
			void (async () => {
				answer = await ask();
				isAsking = false;
				onAnswer();
			})();
		},
	};
}
