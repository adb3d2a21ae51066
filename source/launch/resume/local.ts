import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {Framework} from '../../domain/framework.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {Engine} from '../../engine/engine.ts';
import {editedSettings} from './carry-over.ts';
import {chooseWay} from './choose-way.ts';
import {guessTraining, placeTraining} from './find-training.ts';
import {inspectRun} from './inspect-run.ts';
import {localPlace} from './place.ts';
import type {ResumePlan} from './plan.ts';
import {lastChange, refuseWrittenHere} from './refuse-written.ts';
import {toResumePlan} from './prepare.ts';
import type {ResumeRequest} from './request.ts';

export type LocalRun = {
	/** Of the run, as the person knows it. */
	readonly directory: string;
	/** Where a command is started that says nothing else, absolute. */
	readonly workingDirectory: string;
	/** The command that has started it; undefined when it is not known. */
	readonly command?: readonly string[];
	/** What its feed tells of it. */
	readonly run: RunState;
	/** Whose containers may see the directory too; undefined where none can be reached. */
	readonly engine?: Engine;
};

/**
The same as prepareResume for a run directory of this machine, which goes on as a plain process.

@throws UserError `run-still-written`, `run-written-by-container`, `run-changed-recently`, `training-command-unknown`, `checkpoint-…`, `resume-not-supported`, `resume-way-impossible`.
*/
export async function prepareLocalResume({directory, workingDirectory, command, run, engine}: LocalRun, request: ResumeRequest): Promise<ResumePlan> {
	const runDirectory = path.resolve(directory);
	await refuseWrittenHere(engine, runDirectory, {run, changedAt: await lastChange(localPlace.find, runDirectory), now: Date.now()});
	const inspected = await inspectRun(localPlace, runDirectory, request.checkpoint === undefined ? undefined : path.resolve(request.checkpoint));
	const given = request.command === undefined || request.command.length === 0 ? undefined : placeTraining(request.command, workingDirectory);
	if (given === undefined && request.command !== undefined && request.command.length > 0) {
		throw new UserError('training-command-unknown', {name: directory});
	}

	const known = command === undefined ? undefined : placeTraining(command, workingDirectory);
	const found = given ?? known ?? await guessTraining(localPlace, {
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
