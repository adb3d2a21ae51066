import {posix} from 'node:path';
import {createCheckpointScanner, type CheckpointInspection} from '../../training/checkpoint/checkpoint-inspection.ts';
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
	readonly settingsFile?: {readonly path: string; readonly text: string};
};

/** Inspects one checkpoint as it streams by. */
async function scan(place: RunPlace, path: string): Promise<CheckpointInspection> {
	const content = await place.open(path);
	if (content === undefined) {
		throw new UserError('checkpoint-missing', {path});
	}

	const scanner = createCheckpointScanner();
	for await (const chunk of content) {
		scanner.push(chunk);
	}

	return scanner.end();
}

/**
Reads the checkpoint and the settings of a run.

@throws UserError `checkpoint-missing`, `checkpoint-truncated`, `checkpoint-unreadable`.
*/
export async function inspectRun(place: RunPlace, runDirectory: string, checkpoint = posix.join(runDirectory, lastCheckpoint)): Promise<InspectedRun> {
	if (await place.find(checkpoint) === undefined) {
		throw new UserError('checkpoint-missing', {path: checkpoint});
	}

	const inspection = await scan(place, checkpoint);
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
