import process from 'node:process';
import {performAction, type ActionContext, type ActionWork} from '../../actions/perform-action.ts';
import type {ActionJournal} from '../../actions/action-journal.ts';
import type {ActionResult} from '../../domain/action.ts';
import type {TrainingBeginning} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import {besides} from '../../feed/combined-feeds.ts';
import {createContainerFeed} from '../../feed/container-feed.ts';
import {createExecFeed} from '../../feed/exec-feed.ts';
import {beginningOf} from '../../actions/resume/beginning.ts';
import {executeResume} from '../../actions/resume/execute.ts';
import {prepareLocalResume, writeLocalSettings, type LocalRun} from '../../actions/resume/local.ts';
import type {ResumePlan} from '../../actions/resume/plan.ts';
import {prepareResume} from '../../actions/resume/prepare.ts';
import type {ResumeRequest} from '../../actions/resume/request.ts';
import type {InspectOptions} from '../../actions/resume/inspect-run.ts';
import {initialRunState} from '../../run/initial-state.ts';
import type {Io} from '../io.ts';
import {launchedFeed} from '../launched-feed.ts';
import {createLocalProcess, type LocalProcess} from '../local-process.ts';
import {readStoppedRuns} from '../read-journal.ts';
import type {ContainerScene} from './action-scene.ts';
import type {NextTarget} from './monitored-run.ts';

/** How a run goes on: in a container, or as a plain process of this machine. */
export type ResumeMeans = {
	/** Finds out what would be done, and changes nothing. */
	prepare(request: ResumeRequest, onWholeRead: InspectOptions['onWholeRead']): Promise<ResumePlan>;
	/** Does a work and writes it into the journal. */
	perform(work: ActionWork, context: ActionContext): Promise<ActionResult>;
	/** Does what was planned. Gives what is to be read now, and what a person calls it: the container; undefined for a process. */
	begin(plan: ResumePlan, signal: AbortSignal): Promise<{readonly next: NextTarget; readonly name?: string}>;
	/** What a plan begins, as far as it is known now. */
	beginning(plan: ResumePlan): TrainingBeginning;
};

/** In the container, or in a new one with its settings. */
export function containerMeans({run, actions, container: {engine, details}, now}: ContainerScene): ResumeMeans {
	return {
		prepare: async (request, onWholeRead) => prepareResume(engine, await engine.inspectContainer(details.id), run.store.getState(), request, {ended: readStoppedRuns(details.id, {environment: process.env}), onWholeRead}),
		perform: async (work, context) => actions.perform(work, context),
		beginning: plan => beginningOf(plan, run.store.getState()),
		async begin(plan, signal) {
			const resumed = await executeResume(engine, plan, {signal, now: now()});
			if (resumed.kind === 'container') {
				const {launched} = resumed;
				return {next: {feed: launchedFeed(engine, launched, true), container: {engine, details: launched.details}}, name: launched.details.name};
			}

			const {container, exec} = resumed;
			const ofContainer = createContainerFeed(engine, container, {name: container.name, waitsForRestart: true});
			const feed = besides(createExecFeed({
				engine, exec, target: ofContainer.target, hasTerminal: true,
			}), ofContainer, {isReadOn: true});
			return {next: {feed, container: {engine, details: container}}, name: container.name};
		},
	};
}

export type LocalParts = {
	/** Undefined for a run that cannot go on here. */
	readonly local: LocalRun | undefined;
	readonly name: string;
	readonly journal: ActionJournal;
	readonly isReadOnly: boolean;
	readonly io: Io;
	/** Called with what was started, which outlives the screen. */
	onStart(started: LocalProcess): void;
};

/** As a plain process of this machine. */
export function localMeans({local, name, journal, isReadOnly, io, onStart}: LocalParts): ResumeMeans {
	return {
		async prepare(request) {
			if (local === undefined) {
				throw new UserError('run-directory-unknown', {name});
			}

			return prepareLocalResume(local, request);
		},
		perform: async (work, context) => performAction({
			journal, target: name, now: io.now, isReadOnly,
		}, context, work),
		beginning: plan => beginningOf(plan, local?.run ?? initialRunState),
		async begin(plan) {
			await writeLocalSettings(plan, io.now());
			const started = createLocalProcess({command: plan.command, workingDirectory: plan.directory}, io);
			await started.start();
			onStart(started);
			const place = {
				name, command: plan.command, directory: plan.directory, ...(beginningOf(plan, initialRunState).isSameRun && plan.runDirectory !== undefined && {runDirectory: plan.runDirectory}),
			};
			return {next: {feed: started.feed, process: place}};
		},
	};
}
