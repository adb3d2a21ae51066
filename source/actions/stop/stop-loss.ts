import type {Settings} from '../../domain/framework.ts';
import type {RunState} from '../../domain/run.ts';
import {isEvolving} from '../../run/settings.ts';

/** What an interrupt at this moment throws away. */
export type StopLoss = {
	/** The epoch whose work is lost, 1-based; undefined when none is in progress or it is not known. */
	readonly epoch?: number | undefined;
	/** How much of it is done, 0 to 1; undefined when not known. */
	readonly share?: number | undefined;
	/** Age of last.pt, to which the run goes back; undefined when there is none or it is not known. */
	readonly checkpointAgeMs?: number | undefined;
	/** Epochs that would have to be repeated, counting the one in progress; undefined when not known. */
	readonly epochsToRepeat?: number | undefined;
};

/** Reads the loss off the state of the run; `now` in milliseconds since 1970. */
export function stopLoss(state: RunState, now: number, checkpointEpochs?: number): StopLoss {
	const {progress, history, phase} = state;
	const completed = history.at(-1)?.epoch;
	const isActive = phase.kind === 'training' || (phase.kind === 'validating' && !phase.isFinal);
	const epoch = isActive && progress !== undefined && progress.epoch > (completed ?? 0) ? progress.epoch : undefined;
	const share = epoch !== undefined && progress?.batchIndex !== undefined && progress.batchesPerEpoch !== undefined && progress.batchesPerEpoch > 0
		? Math.min(1, progress.batchIndex / progress.batchesPerEpoch)
		: undefined;
	const writtenAt = state.checkpoints.find(({name}) => name === 'last.pt')?.writtenAt;
	const held = checkpointEpochs ?? completed;
	return {
		epoch,
		share,
		checkpointAgeMs: writtenAt === undefined ? undefined : Math.max(0, now - writtenAt),
		epochsToRepeat: epoch === undefined || held === undefined ? undefined : Math.max(0, epoch - held),
	};
}

/**
Whether the training writes its first checkpoint after its last epoch: `--nosave` and `--evolve` of YOLOv5, `save=False` of Ultralytics.
*/
export function isSavedAtEndOnly(settings: Settings): boolean {
	const {nosave, save} = settings;
	return nosave?.toLowerCase() === 'true' || save?.toLowerCase() === 'false' || isEvolving(settings);
}

/** Whether no checkpoint is written in the epoch that runs. */
export function isEpochWithoutCheckpoint({settings, epochs, progress, history}: RunState): boolean {
	const completed = history.at(-1)?.epoch ?? 0;
	const epoch = progress?.epoch ?? (completed + 1);
	return isSavedAtEndOnly(settings) && epochs !== undefined && epoch < epochs;
}
