import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {Framework} from '../../domain/framework.ts';
import type {RunState} from '../../domain/run.ts';
import type {FindJobWriter} from '../../cluster/job-writers.ts';
import {UserError} from '../../domain/user-error.ts';
import type {Engine} from '../../engine/engine.ts';
import {planProbe} from '../../plan/probe-environment.ts';
import type {ProgramStart} from '../start/program-start.ts';
import {editedSettings} from './carry-over.ts';
import {chooseWay} from './choose-way.ts';
import {guessTraining, placeTraining, type FoundTraining} from './find-training.ts';
import {inspectRun} from './inspect-run.ts';
import {localPlace} from './place.ts';
import type {ResumePlan} from './plan.ts';
import {lastChange, refuseWrittenHere} from './refuse-written.ts';
import {toResumePlan} from './prepare.ts';
import type {ResumeRequest} from './request.ts';
import {
	isWithoutCheckpoint,
	readSettings,
	repeatCommand,
	toRestartPlan,
	type EarlierTraining,
} from './restart.ts';

export type LocalRun = {
	/** What a person calls it. */
	readonly name: string;
	/** Of the run; undefined while nothing says where it is. */
	readonly directory?: string | undefined;
	/** Where a command is started that says nothing else, absolute. */
	readonly workingDirectory: string;
	/** The command that has started it; undefined when it is not known. */
	readonly command?: readonly string[];
	/** What its feed reports of it. */
	readonly run: RunState;
	/** When its process is known to have ended, in milliseconds since 1970; undefined when that is not known. */
	readonly endedAt?: number | undefined;
	/** The variables with which the probe would record it; undefined where nobody wants it. */
	readonly probeVariables?: readonly string[] | undefined;
	/** What writes the directory now is known, and is over before anything begins. */
	readonly isWriterAwaited?: boolean;
	/** Whose containers may see the directory too; undefined where none can be reached. */
	readonly engine?: Engine;
	/** Who beside the engine is asked for what writes. */
	readonly findJob: FindJobWriter;
};

/**
The same as prepareResume for a run of this machine, which goes on as a plain process.

@throws UserError `run-still-written`, `run-written-by-container`, `run-changed-recently`, `training-command-unknown`, `run-directory-unknown`,
`checkpoint-…`, `resume-not-supported`, `resume-way-impossible`.
*/
export async function prepareLocalResume(local: LocalRun, request: ResumeRequest): Promise<ResumePlan> {
	if (request.way === 'restart') {
		return prepareRestart(local, request, true);
	}

	try {
		return await prepareContinuation(local, request);
	} catch (error) {
		if (request.way !== undefined || request.checkpoint !== undefined || !isWithoutCheckpoint(error)) {
			throw error;
		}

		const restart = await prepareRestart(local, request, false).catch(() => undefined);
		if (restart === undefined) {
			throw error;
		}

		return restart;
	}
}

/** The command that a person names now, else the one that has started the run; undefined where nobody knows it. */
function knownTraining({name, workingDirectory, command}: LocalRun, request: ResumeRequest): FoundTraining | undefined {
	const given = request.command === undefined || request.command.length === 0 ? undefined : placeTraining(request.command, workingDirectory);
	if (given === undefined && request.command !== undefined && request.command.length > 0) {
		throw new UserError('training-command-unknown', {name});
	}

	return given ?? (command === undefined ? undefined : placeTraining(command, workingDirectory));
}

async function prepareContinuation(local: LocalRun, request: ResumeRequest): Promise<ResumePlan> {
	const {name, directory, workingDirectory, run, endedAt, engine, findJob, isWriterAwaited = false} = local;
	if (directory === undefined) {
		throw new UserError('run-directory-unknown', {name});
	}

	const runDirectory = path.resolve(directory);
	if (!isWriterAwaited) {
		await refuseWrittenHere({engine, findJob}, runDirectory, {
			run, endedAt, changedAt: await lastChange(localPlace.find, runDirectory), now: Date.now(),
		});
	}

	const inspected = await inspectRun(localPlace, runDirectory, {checkpoint: request.checkpoint === undefined ? undefined : path.resolve(request.checkpoint)});
	const found = knownTraining(local, request) ?? await guessTraining(localPlace, {
		framework: run.framework?.name, task: run.task, python: run.probe?.executable, workingDirectory, runDirectory, name,
	});
	const framework: Framework = run.framework?.name === found.training.framework ? run.framework : {name: found.training.framework};
	const chosen = chooseWay(inspected, found.training, framework, request);
	return toResumePlan(chosen, inspected, found.directory, startHere(local, chosen.command));
}

async function prepareRestart(local: LocalRun, request: ResumeRequest, hasCheckpoint: boolean): Promise<ResumePlan> {
	const {name, directory, workingDirectory, command, run} = local;
	const runDirectory = directory === undefined ? undefined : path.resolve(directory);
	if (runDirectory !== undefined && local.isWriterAwaited !== true) {
		await refuseWrittenHere({engine: local.engine, findJob: local.findJob}, runDirectory, {now: Date.now()});
	}

	const found = knownTraining(local, request) ?? (runDirectory === undefined
		? undefined
		: await guessTraining(localPlace, {
			framework: run.framework?.name, task: run.task, python: run.probe?.executable, workingDirectory, runDirectory, name,
		}));
	if (!hasCheckpoint && found === undefined) {
		throw new UserError('training-command-unknown', {name});
	}

	const words = request.command !== undefined && request.command.length > 0 ? request.command : command;
	const earlier: EarlierTraining = {
		...(found && {found}),
		...(words !== undefined && {words}),
		...(runDirectory !== undefined && {runDirectory}),
		// Words as they were change the directory themselves.
		directory: words === undefined ? found?.directory ?? workingDirectory : workingDirectory,
		settings: await readSettings(localPlace, runDirectory, run.settings),
		name,
	};
	const repeated = repeatCommand(earlier, request);
	const place = repeated.isVerbatim ? earlier : {...earlier, directory: found?.directory ?? workingDirectory};
	return toRestartPlan(place, repeated, startHere(local, repeated.command), {hasCheckpoint});
}

function startHere({probeVariables}: LocalRun, command: readonly string[]): ProgramStart {
	return {kind: 'process', probe: probeVariables && planProbe({words: command}, probeVariables)};
}

/** Edits the settings of a local run, with a backup beside them. To be called before its process is started. */
export async function writeLocalSettings({run, edits}: ResumePlan, now: number): Promise<void> {
	const edited = run && editedSettings(run, edits, now);
	if (edited === undefined) {
		return;
	}

	await writeFile(edited.backup, edited.before);
	await writeFile(edited.path, edited.text);
}
