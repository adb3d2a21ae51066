import {UserError, type ErrorCode} from '../../domain/user-error.ts';
import type {RunState} from '../../domain/run.ts';
import type {Engine} from '../../engine/engine.ts';
import {endByForce, interruptNow} from './end-training.ts';
import type {EndOptions, TrainingAccess} from './training-access.ts';

/** Errors to ignore before a restart or removal: nothing is training. */
const noTrainingErrors: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['training-not-found', 'container-not-running', 'container-not-found', 'processes-unknown']);

/** More trainings in one container are started faster than they can be ended. */
const maxTrainings = 32;

/** The training goes on in spite of the interrupt. */
export const isIgnoredInterrupt = ({code}: UserError): boolean => code === 'interrupt-ignored' || code === 'stop-without-effect';

/**
Ends every training in a container before a restart or removal, which would end its processes by force: each at a moment at rest, and one that
ignores the interrupt by force, since it was asked for all the same.
*/
export async function endTrainings(engine: Engine, container: string, access: TrainingAccess, getState: () => RunState, options: EndOptions): Promise<void> {
	const {state} = await engine.inspectContainer(container, {signal: options.signal});
	if (state.status === 'paused') {
		await engine.unpauseContainer(container, {signal: options.signal});
	}

	for (let count = 0; count < maxTrainings; count++) {
		if (!await hasEndedTraining(access, getState, options)) {
			return;
		}
	}
}

/** One training after the other; false when there is none any more. */
async function hasEndedTraining(access: TrainingAccess, getState: () => RunState, options: EndOptions): Promise<boolean> {
	try {
		await interruptNow(access, getState, options).catch(async (error: unknown) => {
			if (!(error instanceof UserError && isIgnoredInterrupt(error))) {
				throw error;
			}

			await endByForce(access, 'SIGKILL', getState, options);
		});
		return true;
	} catch (error) {
		if (error instanceof UserError && noTrainingErrors.has(error.code)) {
			return false;
		}

		throw error;
	}
}
