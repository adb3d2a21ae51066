import {posix} from 'node:path';
import type {CheckpointInspection} from '../../training/checkpoint/checkpoint-inspection.ts';
import {inspectPieces} from '../../training/checkpoint/inspect-pieces.ts';
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
	/** Whole, or as large as its beginning says where its end could not be read in time: any other is an error. */
	readonly inspection: Extract<CheckpointInspection, {readonly kind: 'whole' | 'begun'}>;
	readonly settings: Settings;
	/** YOLOv5's, with its text; undefined for Ultralytics and where there is none. */
	readonly settingsFile?: {readonly path: string; readonly text: string} | undefined;
};

export type InspectOptions = {
	/** Absolute; undefined for last.pt of the run. */
	readonly checkpoint?: string | undefined;
	/** Called when all of the checkpoint has to be read. */
	readonly onWholeRead?: ((file: {readonly path: string; readonly sizeBytes: number}) => void) | undefined;
};

/** A checkpoint that has to be read whole takes minutes over a slow link. */
const wholeReadMs = 20_000;

/**
Reads the checkpoint and the settings of a run.

@throws UserError `checkpoint-missing`, `checkpoint-truncated`, `checkpoint-unreadable`.
*/
export async function inspectRun(place: RunPlace, runDirectory: string, {checkpoint = posix.join(runDirectory, lastCheckpoint), onWholeRead}: InspectOptions = {}): Promise<InspectedRun> {
	const found = await place.find(checkpoint);
	const inspection = found && await inspectPieces(async () => place.open(checkpoint), {
		sizeBytes: found.sizeBytes,
		readEnd: async bytes => place.readEnd(checkpoint, bytes),
		limitMs: wholeReadMs,
		isLimitForSizedOnly: true,
		onWholeRead() {
			onWholeRead?.({path: checkpoint, sizeBytes: found.sizeBytes});
		},
	});
	if (inspection === undefined) {
		throw new UserError('checkpoint-missing', {path: checkpoint});
	}

	if (inspection.kind !== 'whole' && inspection.kind !== 'begun') {
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
