import path from 'node:path';
import type {ActionJournal} from '../actions/action-journal.ts';
import {performAction} from '../actions/perform-action.ts';
import {beginningOf} from '../actions/resume/beginning.ts';
import {executeResume, type ResumedRun} from '../actions/resume/execute.ts';
import {prepareLocalResume, writeLocalSettings, type LocalRun} from '../actions/resume/local.ts';
import type {ResumePlan} from '../actions/resume/plan.ts';
import {prepareResume, type EndedRun} from '../actions/resume/prepare.ts';
import {refuseKnownWriter, refusePlanned} from '../actions/resume/refuse-written.ts';
import type {ResumeBackend} from '../actions/resume/resume-run.ts';
import type {RunState} from '../domain/run.ts';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {besides} from '../feed/combined-feeds.ts';
import {createContainerFeed} from '../feed/container-feed.ts';
import {createExecFeed} from '../feed/exec-feed.ts';
import {initialRunState} from '../run/initial-state.ts';
import {settingLabel} from '../words/resume.ts';
import {launchedFeed} from '../feed/launched-feed.ts';
import type {Io} from './io.ts';
import {createLocalProcess, type LocalProcess} from './local-process.ts';
import {loadProbe, localProbeVariables, placeLocalProbe} from './probe-files.ts';
import type {Options} from './options/options.ts';
import {readStoppedRuns} from './read-journal.ts';
import type {ResolvedTarget} from './resolve-target.ts';
import {watchWish} from './watch/begin-watch.ts';
import {beginKept} from './watch/kept-process.ts';
import {findJobOf, withWitnesses} from './writers.ts';

/** Where what is done is written down. */
export type Journalled = {readonly journal: ActionJournal; readonly isReadOnly: boolean};

/** In the container, or in a new one with its settings. */
export function containerBackend({engine, details, ended = []}: {readonly engine: Engine; readonly details: ContainerDetails; /** Runs of it that somebody saw end. */ readonly ended?: readonly EndedRun[]}, getState: () => RunState, {journal, isReadOnly}: Journalled, options: Pick<Options, 'hasProbe' | 'hosts'>, io: Io): ResumeBackend<ResumedRun> {
	return {
		async prepare(request, onWholeRead) {
			const current = await engine.inspectContainer(details.id);
			return prepareResume(engine, current, getState(), request, {
				ended: [...ended, ...readStoppedRuns(details.id, io)], hasProbe: options.hasProbe, signal: io.signal, onWholeRead, findJob: findJobOf(options, io),
			});
		},
		perform: async (work, context) => performAction({
			journal, target: details.name, now: io.now, isReadOnly,
		}, context, work),
		begin: async (plan, signal) => executeResume(engine, plan, {
			signal, now: io.now(), probe: await loadProbe(options), findJob: findJobOf(options, io),
		}),
		nameOf: resumed => resumed.kind === 'exec' ? resumed.container.name : resumed.launched.details.name,
	};
}

/** What is read of a run that goes on in a container. */
export function resumedTarget(engine: Engine, resumed: ResumedRun, isOnScreen: boolean): Pick<ResolvedTarget, 'feed' | 'container'> {
	if (resumed.kind === 'container') {
		const {launched} = resumed;
		return {feed: launchedFeed(engine, launched, isOnScreen), container: {engine, details: launched.details}};
	}

	const {container, exec} = resumed;
	const ofContainer = createContainerFeed(engine, container, {name: container.name, waitsForRestart: isOnScreen});
	const ofProgram = createExecFeed({
		engine, exec, target: ofContainer.target, hasTerminal: true,
	});
	return {feed: besides(ofProgram, ofContainer, {isReadOn: isOnScreen}), container: {engine, details: container}};
}

/** Refuses a second writer right before a plain process is started. */
export async function refuseHere(plan: ResumePlan, how: {readonly isOnScreen: boolean}, options: Options, io: Io): Promise<void> {
	await withWitnesses(options, io, async witnesses => refusePlanned(witnesses, plan, undefined, {now: io.now(), signal: io.signal}), how);
}

/** As a plain process of this machine; undefined for a run that cannot go on here, called by `name`. */
export function localBackend(local: Omit<LocalRun, 'findJob'> | undefined, {name, isOnScreen}: {readonly name: string; readonly isOnScreen: boolean}, {journal, isReadOnly}: Journalled, options: Options, io: Io): ResumeBackend<LocalProcess> {
	return {
		async prepare(request) {
			if (local === undefined) {
				throw new UserError('run-directory-unknown', {name});
			}

			// A container may write the directory, too, or a job.
			return withWitnesses(options, io, async ({engine, findJob}) => {
				if (isOnScreen && local.directory !== undefined) {
					await refuseKnownWriter({engine, findJob}, path.resolve(local.directory), {signal: io.signal});
				}

				const plan = await prepareLocalResume({
					...local, findJob, probeVariables: options.hasProbe ? localProbeVariables(io.environment) : undefined, ...(!isOnScreen && engine !== undefined && {engine}),
				}, request);
				const ofContainer = plan.verdicts.find(({onResume}) => onResume === 'by-new-container');
				if (ofContainer !== undefined) {
					throw new UserError('flag-of-another-command', {what: `--${settingLabel(ofContainer.setting)}`, suggestion: `yolotop resume ${name}`});
				}

				return plan;
			}, {isOnScreen});
		},
		perform: async (work, context) => performAction({
			journal, target: name, now: io.now, isReadOnly,
		}, context, work),
		async begin(plan) {
			const wish = watchWish(options, io.now());
			const begin = wish && beginKept({command: plan.command, wish}, options, io);
			await refuseHere(plan, {isOnScreen}, options, io);
			await writeLocalSettings(plan, io.now());
			const {environment, isWithoutProbe} = await placeLocalProbe(plan.start.probe, io.environment);
			const started = createLocalProcess({
				command: plan.command, workingDirectory: plan.directory, environment, isWithoutProbe, begin,
			}, io);
			await started.start();
			return started;
		},
		nameOf: () => name,
	};
}

/** What is read of a run that goes on as a plain process. */
export function localTarget(started: LocalProcess, plan: ResumePlan, name: string): Pick<ResolvedTarget, 'feed' | 'process'> {
	const {isSameRun} = beginningOf(plan, initialRunState);
	return {
		feed: started.feed,
		process: {
			name, command: plan.command, directory: plan.directory, ...(isSameRun && plan.runDirectory !== undefined && {runDirectory: plan.runDirectory}),
		},
	};
}
