import {posix} from 'node:path';
import {type CheckpointInspection, inspectPieces} from '../../training/checkpoint/checkpoint-inspection.ts';
import {UserError} from '../../domain/user-error.ts';
import type {Settings} from '../../domain/framework.ts';
import {parseSettingsFile} from '../../parse/settings-file.ts';
import {readSettingsFile} from '../../training/run-directory.ts';
import {lastCheckpoint} from '../../training/run-file-names.ts';
import type {RunPlace} from './place.ts';

/** What a run directory holds for a resume. */
export type InspectedRun = {
	/** Absolute. */
	readonly runDirectory: string;
	/** Absolute path of the checkpoint. */
	readonly checkpoint: string;
	/** Whole: one that is not is an error. */
	readonly inspection: Extract<CheckpointInspection, {readonly kind: 'whole'}>;
	readonly settings: Settings;
	/** YOLOv5's, with its text; undefined for Ultralytics and where there is none. */
	readonly settingsFile?: {readonly path: string; readonly text: string} | undefined;
};

export type InspectOptions = {
	/** Absolute; undefined for last.pt of the run. */
	readonly checkpoint?: string | undefined;
	/** Called when all of the checkpoint has to be read, which takes long over a slow link. */
	readonly onWholeRead?: ((file: {readonly path: string; readonly sizeBytes: number}) => void) | undefined;
};

/**
Reads the checkpoint and the settings of a run.

@throws UserError `checkpoint-missing`, `checkpoint-truncated`, `checkpoint-unreadable`.
*/
export async function inspectRun(place: RunPlace, runDirectory: string, {checkpoint = posix.join(runDirectory, lastCheckpoint), onWholeRead}: InspectOptions = {}): Promise<InspectedRun> {
	const found = await place.find(checkpoint);
	const content = found && await place.open(checkpoint);
	if (content === undefined) {
		throw new UserError('checkpoint-missing', {path: checkpoint});
	}

	const inspection = await inspectPieces(content, {
		sizeBytes: found!.sizeBytes,
		onWholeRead() {
			onWholeRead?.({path: checkpoint, sizeBytes: found!.sizeBytes});
		},
	});
	if (inspection.kind !== 'whole') {
		throw new UserError(inspection.kind === 'unreadable' ? 'checkpoint-unreadable' : 'checkpoint-truncated', {path: checkpoint});
	}

	const file = await readSettingsFile(place.files(runDirectory));
	return {
		runDirectory,
		checkpoint,
		inspection,
		settings: parseSettingsFile(file?.text ?? ''),
		...(file?.framework === 'yolov5' && {settingsFile: {path: posix.join(runDirectory, file.name), text: file.text}}),
	};
}
