import path from 'node:path';
import process from 'node:process';
import type {ActionJournal} from '../../actions/action-journal.ts';
import {createContainerActions, type ContainerActions} from '../../actions/actions.ts';
import {createJobActions, type JobActions} from '../../actions/job-actions.ts';
import {createProcessActions, createWriterActions, type ProcessActions} from '../../actions/process-actions.ts';
import type {LocalRun} from '../../actions/resume/local.ts';
import type {FindJobWriter} from '../../cluster/job-writers.ts';
import {createActionClock} from '../action-clock.ts';
import type {ResolvedTarget} from '../resolve-target.ts';
import type {MonitoredRun} from './monitored-run.ts';

/** What the screen can do to a run, by what the run is. */
export type RunAccess = {
	/** Undefined for a run in no container. */
	container(run: MonitoredRun): ContainerActions | undefined;
	/** Of the process that this yolotop has started; undefined before its start and for everything else. */
	process(run: MonitoredRun): ProcessActions | undefined;
	/** Of whatever process of this machine trains into a run directory, which is looked for when an action begins; undefined for every other run. */
	writer(run: MonitoredRun): ProcessActions | undefined;
	/** Of a job of a scheduler; undefined for every other run. */
	job(run: MonitoredRun): JobActions | undefined;
	/** A run of this machine that could go on as a plain process; undefined for every other. */
	local(run: MonitoredRun): Omit<LocalRun, 'findJob'> | undefined;
};

/** Whether a run is one of this machine, in no container. */
export function isLocalRun({target}: MonitoredRun): boolean {
	return ['process', 'directory'].includes(target().feed.target.kind);
}

export function createRunAccess({journal, now, isReadOnly, findJob}: {readonly journal: ActionJournal; now(): number; readonly isReadOnly: boolean; readonly findJob: FindJobWriter}): RunAccess {
	const known = new WeakMap<ResolvedTarget, ContainerActions>();
	const clock = createActionClock(now);
	return {
		container(run) {
			const target = run.target();
			const {container} = target;
			if (container === undefined) {
				return undefined;
			}

			const actions = known.get(target) ?? createContainerActions({
				engine: container.engine, container: container.details, getState: run.store.getState, journal, clock, isReadOnly, findJob,
			});
			known.set(target, actions);
			return actions;
		},

		job(run) {
			const {job} = run.target();
			return job && createJobActions({
				...job, getState: run.store.getState, journal, clock, isReadOnly,
			});
		},

		process(run) {
			const {process: started} = run.target();
			const {target} = run.store.getState();
			return started === undefined || target?.kind !== 'process' || target.pid === undefined
				? undefined
				: createProcessActions({
					...started, pid: target.pid, getState: run.store.getState, journal, clock, isReadOnly,
				});
		},

		writer(run) {
			const {feed: {target}} = run.target();
			return target.kind === 'directory'
				? createWriterActions({
					name: target.name, directory: path.resolve(target.path), getState: run.store.getState, journal, clock, isReadOnly,
				})
				: undefined;
		},

		local(run) {
			const {feed: {target}, process: started} = run.target();
			const state = run.store.getState();
			if (target.kind === 'directory') {
				return {
					name: target.path, directory: target.path, workingDirectory: process.cwd(), run: state,
				};
			}

			const {runDirectory} = state;
			const directory = started?.runDirectory ?? (runDirectory === undefined ? undefined : path.resolve(started?.directory ?? '.', runDirectory));
			return started && {
				name: started.name, ...(directory !== undefined && {directory}), workingDirectory: started.directory, command: started.command, run: state,
			};
		},
	};
}
