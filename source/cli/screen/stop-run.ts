import type {StopAction} from '../../actions/actions.ts';
import {UserError} from '../../domain/user-error.ts';
import {selectStatus} from '../../run/select-status.ts';
import {describeError} from '../../text/errors.ts';
import {screenActionWords} from '../../text/screen-actions.ts';
import type {StopScene} from './action-scene.ts';
import {askForForce, askHowToStop, askToEnd} from './stop-dialog.ts';

/** What a stop that was asked for has come to. */
export type StopEnd = 'ended' | 'goes-on';

/** Asks how to stop the training, and does it. */
export async function stopRun(scene: StopScene): Promise<StopEnd> {
	const {run, now, actions, name, language, dialogs} = scene;
	const isEnding = selectStatus(run.store.getState(), now()).isEnding === true;
	const action = isEnding ? await askToEnd({language, dialogs}) : await askHowToStop(actions, name, {language, dialogs});
	return action === undefined ? 'goes-on' : performStop(action, scene);
}

/** A stop that did not work says so, and offers what remains. */
async function performStop(action: StopAction, scene: StopScene): Promise<StopEnd> {
	const {actions, runner, language, dialogs} = scene;
	let unstopped: UserError | undefined;
	const result = await runner.run('stop', async context => {
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
	if (result?.kind === 'stopped' && result.canResume === true && result.completedEpochs !== undefined) {
		dialogs.tell(screenActionWords(language).stoppedWith(String(result.completedEpochs)), 'good', 12_000);
	}

	if (unstopped === undefined) {
		return result === undefined || result.kind === 'cancelled' || result.kind === 'ending' ? 'goes-on' : 'ended';
	}

	const {message, hint} = describeError(unstopped, language);
	const force = await askForForce(language, dialogs, [message, hint]);
	return force === undefined ? 'goes-on' : performStop(force, scene);
}
