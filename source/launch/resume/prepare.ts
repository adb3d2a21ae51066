import {posix} from 'node:path';
import {cloneToPlan, withMemory} from '../../control/clone-plan.ts';
import {findTrainings} from '../../training/find-trainings.ts';
import {parseGpuSpec} from '../../control/gpu-spec.ts';
import type {LaunchPlan} from '../../control/launch-plan.ts';
import {isOfContainer} from '../../control/resume-command.ts';
import type {Framework} from '../../domain/framework.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {stringsAt, valueAt} from '../../engine/json-value.ts';
import {
	freeName,
	isIdleShell,
	namedImage,
	pathsToCarry,
} from '../new-container.ts';
import type {ProgramStart} from '../program-start.ts';
import {shownCommands} from '../shown-commands.ts';
import {chooseWay, type ChosenWay} from './choose-way.ts';
import {lastChange, refuseWrittenInContainer} from './refuse-written.ts';
import {findResumeDirectory} from './find-run-directory.ts';
import {guessTraining, placeTraining, type FoundTraining} from './find-training.ts';
import {inspectRun, type InspectedRun} from './inspect-run.ts';
import {containerPlace} from './place.ts';
import type {ResumeNote, ResumePlan} from './plan.ts';
import type {ResumeRequest} from './request.ts';

async function refuseRunning(engine: Engine, details: ContainerDetails): Promise<void> {
	if (details.state.status === 'paused') {
		throw new UserError('container-is-paused', {name: details.name});
	}

	if (details.state.status !== 'running') {
		return;
	}

	let isTraining: boolean;
	try {
		const trainings = await findTrainings(engine, details.id);
		isTraining = trainings.length > 0;
	} catch (error) {
		if (!(error instanceof UserError) || error.code !== 'processes-unknown') {
			throw error;
		}

		// Without a shell in the image the first process is all that is known.
		isTraining = placeTraining(details.command, '/') !== undefined;
	}

	if (isTraining) {
		throw new UserError('training-still-runs', {name: details.name});
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
		...(Object.keys(chosen.edits).length === 0 || run.settingsFile === undefined ? [] : [{code: 'settings-edited' as const, values: {path: run.settingsFile.path, changes: Object.entries(chosen.edits).map(([key, value]) => `${key}: ${value}`).join(', ')}}]),
		...(start.kind === 'new-container' ? [{code: 'new-container' as const, values: {name: start.plan.name ?? '', old: start.container.name}}] : []),
		...(start.kind === 'new-container' ? start.carried.map(path => ({code: 'carried-over' as const, values: {path, name: start.plan.name ?? ''}})) : []),
		...(start.kind === 'exec' ? [{code: 'output-elsewhere' as const, values: {name: start.container.name}}] : []),
		...(chosen.otherWays.length === 0 || chosen.verdicts.length === 0 ? [] : [{code: 'others-possible' as const, values: {ways: chosen.otherWays.join(', ')}}]),
	];
}

/** Puts the parts together, with what is to be shown. */
export function toResumePlan(chosen: ChosenWay, run: InspectedRun, directory: string, start: ProgramStart, more: readonly ResumeNote[] = []): ResumePlan {
	return {
		...chosen, run, directory, start,
		shown: shownCommands(start, chosen.command, directory),
		notes: [...describeNotes(chosen, run, start), ...more],
	};
}

/**
Finds out how a run of a container goes on, and changes nothing. `run` is what its feed tells of it: read it once with
`isFollowing` false where no screen shows it.

@throws UserError `training-still-runs`, `run-still-written`, `run-written-by-container`, `run-changed-recently`, `container-is-paused`, `run-directory-unknown`, `training-command-unknown`, `checkpoint-…`,
`resume-not-supported`, `resume-way-impossible`.
*/
export async function prepareResume(engine: Engine, details: ContainerDetails, run: RunState, request: ResumeRequest): Promise<ResumePlan> {
	await refuseRunning(engine, details);
	const place = containerPlace(engine, details.id);
	const answer = await engine.readContainerSettings(details.id);
	const ofContainer = placeTraining(details.command, details.workingDirectory) ?? placeTraining(stringsAt(answer, 'Config', 'Cmd'), details.workingDirectory);
	const given = request.command === undefined || request.command.length === 0 ? undefined : placeTraining(request.command, details.workingDirectory);
	if (given === undefined && request.command !== undefined && request.command.length > 0) {
		throw new UserError('training-command-unknown', {name: details.name});
	}

	const known = given ?? ofContainer;
	const checkpoint = request.checkpoint === undefined ? undefined : posix.resolve(known?.directory ?? details.workingDirectory, request.checkpoint);
	const runDirectory = checkpoint === undefined ? await findResumeDirectory(engine, details, place, {run, found: known}) : posix.dirname(posix.dirname(checkpoint));
	if (runDirectory === undefined) {
		throw new UserError('run-directory-unknown', {name: details.name});
	}

	await refuseWrittenInContainer(engine, details, runDirectory, {run, changedAt: await lastChange(place.find, runDirectory), now: Date.now()});
	const inspected = await inspectRun(place, runDirectory, checkpoint);
	const found: FoundTraining = known ?? await guessTraining(place, {
		framework: run.framework?.name, task: run.task, workingDirectory: details.workingDirectory, runDirectory, name: details.name,
	});
	const framework: Framework = run.framework?.name === found.training.framework ? run.framework : {name: found.training.framework};
	const chosen = chooseWay(inspected, found.training, framework, request);
	const {shmSizeBytes, memoryBytes, gpus} = request.change;
	const isNeedsContainer = isOfContainer(request.change);
	const isRunning = details.state.status === 'running';
	if (!isNeedsContainer && (isRunning || isIdleShell(details))) {
		return toResumePlan(chosen, inspected, found.directory, {kind: 'exec', container: details, isStartedBefore: !isRunning});
	}

	const original = cloneToPlan(answer, chosen.command);
	const clone: LaunchPlan = {
		...original,
		image: await namedImage(engine, details),
		name: await freeName(engine, details.name, 'resume'),
		workingDirectory: found.directory,
		...(shmSizeBytes !== undefined && {shmSizeBytes}),
		...(memoryBytes !== undefined && withMemory(original, memoryBytes)),
		...(gpus !== undefined && {gpus: parseGpuSpec(gpus)}),
	};
	const script = found.training.launcher.findLast(word => word.endsWith('.py'));
	const carried = await pathsToCarry(engine, details, clone, {runDirectory, directory: found.directory, script});
	const ports = Object.keys(valueAt(answer, 'HostConfig', 'PortBindings') ?? {});
	return toResumePlan(chosen, inspected, found.directory, {
		kind: 'new-container', container: details, plan: clone, carried,
	}, ports.length === 0 ? [] : [{code: 'ports-dropped', values: {ports: ports.join(', ')}}]);
}
