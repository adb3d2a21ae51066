import type {StopAction} from '../../control/actions.ts';
import {UserError} from '../../domain/user-error.ts';
import {describeError} from '../../text/errors.ts';
import type {StopScene} from './action-scene.ts';
import {askForForce, askHowToStop} from './stop-dialog.ts';

/** What a stop that was asked for has come to. */
export type StopEnd = 'ended' | 'goes-on';

/** Asks how to stop the training, and does it. */
export async function stopRun(scene: StopScene): Promise<StopEnd> {
	const {actions, name, language, dialogs, run} = scene;
	const action = await askHowToStop(actions, name, {language, dialogs, epoch: run.store.getState().progress?.epoch});
	return action === undefined ? 'goes-on' : performStop(action, scene);
}

/** A stop that did not work says so, and offers what remains. */
async function performStop(action: StopAction, scene: StopScene): Promise<StopEnd> {
	const {actions, runner, language, dialogs} = scene;
	let unstopped: UserError | undefined;
	const result = await runner.run('s', async context => {
		try {
			return await actions.perform(action, context);
		} catch (error) {
			if (error instanceof UserError && (error.code === 'stop-without-effect' || error.code === 'interrupt-ignored')) {
				unstopped = error;
				return {kind: 'cancelled'};
			}

			throw error;
		}
	}, language, dialogs);
	if (unstopped === undefined) {
		return result === undefined || result.kind === 'cancelled' ? 'goes-on' : 'ended';
	}

	const {message, hint} = describeError(unstopped, language);
	const force = await askForForce(language, dialogs, [message, hint]);
	return force === undefined ? 'goes-on' : performStop(force, scene);
}
