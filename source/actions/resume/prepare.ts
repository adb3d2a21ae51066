import {posix} from 'node:path';
import {cloneToPlan} from '../../plan/clone-plan.ts';
import {findTrainings} from '../../training/find-trainings.ts';
import type {LaunchPlan} from '../../plan/launch-plan.ts';
import type {Framework} from '../../domain/framework.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {FindJobWriter} from '../../cluster/job-writers.ts';
import type {Engine} from '../../engine/engine.ts';
import {stringsAt, valueAt} from '../../engine/json-value.ts';
import {
	freeName,
	isIdleShell,
	namedImage,
	pathsToCarry,
	withResources,
} from '../start/new-container.ts';
import {planContainerProbe, planExecProbe, withProbe} from '../start/place-probe.ts';
import type {ProgramStart} from '../start/program-start.ts';
import {shownCommands} from '../start/shown-commands.ts';
import {isOfContainer} from './resume-command.ts';
import {chooseWay, type ChosenWay} from './choose-way.ts';
import {lastChange, refuseWrittenInContainer} from './refuse-written.ts';
import {findResumeDirectory} from './find-run-directory.ts';
import {guessTraining, placeTraining, type FoundTraining} from './find-training.ts';
import {inspectRun, type InspectOptions, type InspectedRun} from './inspect-run.ts';
import {containerPlace} from './place.ts';
import {describeProbe, type ResumeNote, type ResumePlan} from './plan.ts';
import type {ResumeRequest} from './request.ts';
import {
	isWithoutCheckpoint,
	readSettings,
	repeatCommand,
	toRestartPlan,
	type EarlierTraining,
} from './restart.ts';

/** Where the trainings that run in the container write; undefined for one of which that is not known. */
async function findRunning(engine: Engine, details: ContainerDetails): Promise<ReadonlyArray<string | undefined>> {
	if (details.state.status === 'paused') {
		throw new UserError('container-is-paused', {name: details.name});
	}

	if (details.state.status !== 'running') {
		return [];
	}

	try {
		const trainings = await findTrainings(engine, details.id);
		return trainings.map(({runDirectory}) => runDirectory);
	} catch (error) {
		if (!(error instanceof UserError) || error.code !== 'processes-unknown') {
			throw error;
		}

		// Without a shell in the image the first process is all that is known.
		return placeTraining(details.command, '/') === undefined ? [] : [undefined];
	}
}

function describeNotes(chosen: ChosenWay, run: InspectedRun, start: ProgramStart): ResumeNote[] {
	const {completedEpochs, epochs, isFinished} = run.inspection;
	const total = chosen.edits.epochs ?? epochs ?? run.settings.epochs;
	return [
		...(isFinished === true ? [{code: 'is-finished' as const, values: {}}] : []),
		chosen.way === 'new-run'
			? {code: 'begins-anew', values: {checkpoint: run.checkpoint}}
			: {code: 'continues', values: {epoch: completedEpochs === undefined ? '?' : `${completedEpochs + 1}`, epochs: total === undefined ? '?' : `${total}`, checkpoint: run.checkpoint}},
		...(run.inspection.kind === 'begun' ? [{code: 'end-unread' as const, values: {checkpoint: run.checkpoint}}] : []),
		...(Object.keys(chosen.edits).length === 0 || run.settingsFile === undefined ? [] : [{code: 'settings-edited' as const, values: {path: run.settingsFile.path, changes: Object.entries(chosen.edits).map(([key, value]) => `${key}: ${value}`).join(', ')}}]),
		...(start.kind === 'new-container' ? [{code: 'new-container' as const, values: {name: start.plan.name ?? '', old: start.container.name}}] : []),
		...(start.kind === 'new-container' ? start.carried.map(path => ({code: 'carried-over' as const, values: {path, name: start.plan.name ?? ''}})) : []),
		...(start.kind === 'exec' ? [{code: 'output-elsewhere' as const, values: {name: start.container.name}}] : []),
		...describeProbe(start),
		...(chosen.otherWays.length === 0 || chosen.verdicts.length === 0 ? [] : [{code: 'others-possible' as const, values: {ways: chosen.otherWays.join(', ')}}]),
	];
}

/** Puts the parts together, with what is to be shown. */
export function toResumePlan(chosen: ChosenWay, run: InspectedRun, directory: string, start: ProgramStart, more: readonly ResumeNote[] = []): ResumePlan {
	return {
		...chosen, run, runDirectory: run.runDirectory, directory, start,
		shown: shownCommands(start, chosen.command, directory),
		notes: [...describeNotes(chosen, run, start), ...more],
	};
}

/** A run that is known to have ended, absolute in its container, and when, in milliseconds since 1970. */
export type EndedRun = {readonly directory: string; readonly until: number};

export type PrepareOptions = Pick<InspectOptions, 'onWholeRead'> & {
	/** Who beside the engine is asked for what writes. */
	readonly findJob: FindJobWriter;
	/** Runs of the container that are known to have ended, newest first. */
	readonly ended?: readonly EndedRun[];
	/** Whether the probe is to record what begins. */
	readonly hasProbe?: boolean;
	/** Aborted when nobody waits for the answer any more. */
	readonly signal?: AbortSignal;
};

/** A container whose run is to go on, and what is known of its training. */
type Context = {
	readonly engine: Engine;
	readonly details: ContainerDetails;
	/** The whole answer of inspect; holds values of the environment. */
	readonly answer: unknown;
	/** What its feed reports. */
	readonly run: RunState;
	readonly request: ResumeRequest;
	/** Named by the person. */
	readonly given: FoundTraining | undefined;
	/** The container's own command. */
	readonly ofContainer: FoundTraining | undefined;
	/** Where the trainings that run in it write; undefined for one of which that is not known. */
	readonly running: ReadonlyArray<string | undefined>;
} & PrepareOptions;

/**
Finds out how a run of a container goes on, and changes nothing. `run` is what its feed reports about it: read it once with
`isFollowing` false where no screen shows it. A run without a checkpoint can only be started again.

@throws UserError `training-still-runs`, `run-still-written`, `run-written-by-container`, `run-changed-recently`, `container-is-paused`, `run-directory-unknown`,
`training-command-unknown`, `own-script-resume`, `checkpoint-…`,
`resume-not-supported`, `resume-way-impossible`.
*/
export async function prepareResume(engine: Engine, details: ContainerDetails, run: RunState, request: ResumeRequest, options: PrepareOptions): Promise<ResumePlan> {
	const running = await findRunning(engine, details);
	const answer = await engine.readContainerSettings(details.id);
	const ofContainer = placeTraining(details.command, details.workingDirectory) ?? placeTraining(stringsAt(answer, 'Config', 'Cmd'), details.workingDirectory);
	const given = request.command === undefined || request.command.length === 0 ? undefined : placeTraining(request.command, details.workingDirectory);
	if (given === undefined && request.command !== undefined && request.command.length > 0) {
		throw new UserError('training-command-unknown', {name: details.name});
	}

	const context = {
		engine, details, answer, run, request, given, ofContainer, running, ...options,
	};
	if (request.way === 'restart') {
		return prepareRestart(context, true);
	}

	try {
		return await prepareContinuation(context);
	} catch (error) {
		if (request.way !== undefined || request.checkpoint !== undefined || !isWithoutCheckpoint(error)) {
			throw error;
		}

		const restart = await prepareRestart(context, false).catch(() => undefined);
		if (restart === undefined) {
			// Without its command there is not even a restart: the first reason is the one to tell.
			throw error;
		}

		return restart;
	}
}

/** How the program of a plan comes to run: in the container where that can be, else in a new one. */
async function chooseStart({engine, details, answer, request, hasProbe = false}: Context, command: {readonly plan: LaunchPlan; readonly ending: 'resume' | 'restart'; readonly found: FoundTraining | undefined; readonly runDirectory: string | undefined}): Promise<ProgramStart> {
	const isRunning = details.state.status === 'running';
	if (!isOfContainer(request.change) && (isRunning || isIdleShell(details))) {
		return {
			kind: 'exec', container: details, isStartedBefore: !isRunning, probe: hasProbe ? planExecProbe(answer, command.plan) : undefined,
		};
	}

	const plan = {
		...withResources(command.plan, request.change),
		image: await namedImage(engine, details),
		name: await freeName(engine, details.name, command.ending),
	};
	const script = command.found?.training.launcher.findLast(word => word.endsWith('.py'));
	const carried = await pathsToCarry(engine, details, plan, {runDirectory: command.runDirectory, directory: command.found?.directory ?? details.workingDirectory, script});
	const probe = hasProbe ? planContainerProbe(plan, stringsAt(answer, 'ImageConfig', 'Env')) : undefined;
	return {
		kind: 'new-container', container: details, plan: withProbe(plan, probe), carried, probe,
	};
}

function portNotes({answer}: Context, start: ProgramStart): readonly ResumeNote[] {
	const ports = start.kind === 'new-container' ? Object.keys(valueAt(answer, 'HostConfig', 'PortBindings') ?? {}) : [];
	return ports.length === 0 ? [] : [{code: 'ports-dropped', values: {ports: ports.join(', ')}}];
}

/** From a checkpoint, or from its weights. */
async function prepareContinuation(context: Context): Promise<ResumePlan> {
	const {engine, details, answer, run, request, given, ofContainer, running, ended = [], signal, onWholeRead, findJob} = context;
	const place = containerPlace(engine, details.id, signal);
	const known = given ?? ofContainer;
	// A program that only might have trained says nothing where the output is YOLOv5's: its train.py is looked for.
	const isForeign = given === undefined && known?.training.certainty === 'possible' && run.framework?.name === 'yolov5';
	const checkpoint = request.checkpoint === undefined ? undefined : posix.resolve(known?.directory ?? details.workingDirectory, request.checkpoint);
	const runDirectory = checkpoint === undefined ? await findResumeDirectory(engine, details, place, {run, found: known}) : posix.dirname(posix.dirname(checkpoint));
	if (running.includes(undefined) || (runDirectory === undefined && running.length > 0)) {
		throw new UserError('training-still-runs', {name: details.name});
	}

	if (runDirectory === undefined) {
		throw new UserError('run-directory-unknown', {name: details.name});
	}

	await refuseWrittenInContainer({engine, findJob}, details, runDirectory, {
		run, changedAt: await lastChange(place.find, runDirectory), endedAt: ended.find(({directory}) => directory === runDirectory)?.until, now: Date.now(),
	});
	const inspected = await inspectRun(place, runDirectory, {checkpoint, onWholeRead});
	const found: FoundTraining = (isForeign ? undefined : known) ?? await guessTraining(place, {
		framework: run.framework?.name, task: run.task, python: run.probe?.executable, workingDirectory: details.workingDirectory, runDirectory, name: details.name,
	});
	if (given === undefined && found.training.program === 'script' && found.training.framework === 'ultralytics') {
		throw new UserError('own-script-resume', {name: details.name, script: found.training.launcher.at(-1) ?? '', path: inspected.checkpoint});
	}

	const framework: Framework = run.framework?.name === found.training.framework ? run.framework : {name: found.training.framework};
	const chosen = chooseWay(inspected, found.training, framework, request);
	const start = await chooseStart(context, {
		plan: {...cloneToPlan(answer, chosen.command), workingDirectory: found.directory}, ending: 'resume', found, runDirectory,
	});
	return toResumePlan(chosen, inspected, found.directory, start, portNotes(context, start));
}

/** The same command again, from epoch 1. */
async function prepareRestart(context: Context, hasCheckpoint: boolean): Promise<ResumePlan> {
	const {engine, details, answer, run, request, given, ofContainer, running} = context;
	const {name, workingDirectory} = details;
	if (running.length > 0) {
		throw new UserError('training-still-runs', {name});
	}

	const place = containerPlace(engine, details.id);
	const known = given ?? ofContainer;
	const isNamed = run.runDirectory !== undefined || run.locatedRunDirectory !== undefined;
	const runDirectory = isNamed ? await findResumeDirectory(engine, details, place, {run, found: known}) : undefined;
	const found = known ?? (runDirectory === undefined
		? undefined
		: await guessTraining(place, {
			framework: run.framework?.name, task: run.task, python: run.probe?.executable, workingDirectory, runDirectory, name,
		}));
	if (!hasCheckpoint && found === undefined) {
		// What is not known to be a training is not offered unasked.
		throw new UserError('training-command-unknown', {name});
	}

	const [entrypoint, words] = [stringsAt(answer, 'Config', 'Entrypoint'), stringsAt(answer, 'Config', 'Cmd')];
	// A shell that waits for a person would wait again.
	const isOwn = given === undefined && !isIdleShell(details) && details.state.status !== 'running';
	const earlier: EarlierTraining = {
		...(found && {found}),
		words: isOwn ? [...entrypoint, ...words] : request.command,
		...(runDirectory !== undefined && {runDirectory}),
		directory: found?.directory ?? workingDirectory,
		settings: await readSettings(place, runDirectory, run.settings),
		name,
	};
	const repeated = repeatCommand(earlier, request);
	const start = await chooseStart(context, {
		plan: isOwn && repeated.isVerbatim ? {...cloneToPlan(answer, words), entrypoint} : {...cloneToPlan(answer, repeated.command), workingDirectory: earlier.directory},
		ending: 'restart',
		found,
		runDirectory: undefined,
	});
	return toRestartPlan(earlier, repeated, start, {hasCheckpoint, more: portNotes(context, start)});
}
