import {terminalSize} from '../../plan/create-request.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import type {StartedExec} from '../../engine/exec.ts';
import {plannedVariables} from '../../plan/probe-environment.ts';
import {isProbePlaced, type ProbeFiles} from '../start/place-probe.ts';
import {launchContainer, type LaunchedContainer} from '../start/launch-container.ts';
import type {FindJobWriter} from '../../cluster/job-writers.ts';
import {carryOver, editedSettings, writeSettings} from './carry-over.ts';
import type {ResumePlan} from './plan.ts';
import {refusePlanned} from './refuse-written.ts';

/** What runs now. */
export type ResumedRun =
	/** `isWithoutProbe` as of a launched container. */
	| {readonly kind: 'exec'; readonly container: ContainerDetails; readonly exec: StartedExec; readonly isWithoutProbe: boolean}
	| {readonly kind: 'container'; readonly launched: LaunchedContainer; readonly isWithoutProbe: boolean};

/**
Does what prepareResume has planned for a container. The settings are edited with a backup, in the old container where the run
is on a volume, else in the copy that the new one gets. A new container that cannot be started is removed again.

@throws UserError of the engine, and what `refusePlanned` throws.
*/
export async function executeResume(engine: Engine, plan: ResumePlan, {signal, now = Date.now(), probe, findJob}: {readonly signal?: AbortSignal; readonly now?: number; readonly probe?: ProbeFiles | undefined; readonly findJob: FindJobWriter}): Promise<ResumedRun> {
	const {start, command, directory, run, edits} = plan;
	if (start.kind === 'process') {
		throw new TypeError('a local process is not resumed by an engine');
	}

	const edited = run && editedSettings(run, edits, now);
	const {container} = start;
	await refusePlanned({engine, findJob}, plan, container, {now, ...(signal !== undefined && {signal})});

	if (start.kind === 'exec') {
		if (start.isStartedBefore) {
			await engine.startContainer(container.id, {signal});
		}

		if (edited !== undefined) {
			await writeSettings(engine, container.id, edited, now);
		}

		const variables = plannedVariables(start.probe);
		const isWithoutProbe = variables.length > 0 && !await isProbePlaced(engine, container.id, probe, signal);
		const exec = await engine.startExec(container.id, {
			command, workingDirectory: directory, terminal: terminalSize, ...(variables.length > 0 && !isWithoutProbe && {environment: variables}),
		}, {signal});
		return {
			kind: 'exec', exec, container: await engine.inspectContainer(container.id, {signal}), isWithoutProbe,
		};
	}

	const {carried} = start;
	const isCarried = run !== undefined && carried.some(path => run.runDirectory === path || run.runDirectory.startsWith(`${path}/`));
	if (edited !== undefined && !isCarried) {
		await writeSettings(engine, container.id, edited, now);
	}

	const launched = await launchContainer(engine, start.plan, {
		signal,
		probe,
		async prepare(id) {
			for (const path of carried) {
				await carryOver(engine, {from: container.id, to: id, path});
			}

			if (edited !== undefined && isCarried) {
				await writeSettings(engine, id, edited, now);
			}
		},
	});
	return {kind: 'container', launched, isWithoutProbe: launched.isWithoutProbe};
}
