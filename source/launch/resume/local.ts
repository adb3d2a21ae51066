import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {Framework} from '../../domain/framework.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import {editedSettings} from './carry-over.ts';
import {chooseWay} from './choose-way.ts';
import {guessTraining, placeTraining} from './find-training.ts';
import {inspectRun} from './inspect-run.ts';
import {localPlace} from './place.ts';
import type {ResumePlan} from './plan.ts';
import {toResumePlan} from './prepare.ts';
import type {ResumeRequest} from './request.ts';

/**
The same as prepareResume for a run directory of this machine, which goes on as a plain process.

@throws UserError `training-command-unknown`, `checkpoint-…`, `resume-not-supported`, `resume-way-impossible`.
*/
export async function prepareLocalResume(directory: string, run: RunState, request: ResumeRequest, workingDirectory: string): Promise<ResumePlan> {
	const runDirectory = path.resolve(directory);
	const inspected = await inspectRun(localPlace, runDirectory, request.checkpoint === undefined ? undefined : path.resolve(request.checkpoint));
	const given = request.command === undefined || request.command.length === 0 ? undefined : placeTraining(request.command, workingDirectory);
	if (given === undefined && request.command !== undefined && request.command.length > 0) {
		throw new UserError('training-command-unknown', {name: directory});
	}

	const found = given ?? await guessTraining(localPlace, {
		framework: run.framework?.name, task: run.task, workingDirectory, runDirectory, name: directory,
	});
	const framework: Framework = run.framework?.name === found.training.framework ? run.framework : {name: found.training.framework};
	return toResumePlan(chooseWay(inspected, found.training, framework, request), inspected, found.directory, {kind: 'process'});
}

/** Edits the settings of a local run, with a backup beside them. To be called before its process is started. */
export async function writeLocalSettings({run, edits}: ResumePlan, now: number): Promise<void> {
	const edited = editedSettings(run, edits, now);
	if (edited === undefined) {
		return;
	}

	await writeFile(edited.backup, edited.before);
	await writeFile(edited.path, edited.text);
}
