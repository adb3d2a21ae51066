import {stat} from 'node:fs/promises';
import {posix} from 'node:path';
import process from 'node:process';
import {mountOf} from '../../plan/mount-of.ts';
import type {Feed} from '../../domain/feed.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {createContainerFeed} from '../../feed/container-feed.ts';
import {createExecFeed} from '../../feed/exec-feed.ts';
import {createProcessFeed} from '../../feed/process-feed.ts';
import {launchContainer} from '../start/launch-container.ts';
import {carryOver} from '../resume/carry-over.ts';
import type {ToolPlan} from './tool-plan.ts';
import {endProgram, withProcessId} from './process-id.ts';

/** A val or detect program that runs. */
export type StartedTool = {
	/** What it prints; ends with the program. */
	readonly feed: Feed;
	/** Where it runs; undefined for a plain process. */
	readonly container?: ContainerDetails;
	/** Interrupts it as Ctrl-C would. `pid` is what the feed has reported of it. */
	interrupt(pid: number | undefined): Promise<void>;
	/** After its end: leaves the containers as they were. `savedAt` is where the results are. Gives whether a container of its own holds them. */
	tidy(savedAt: string | undefined): Promise<{readonly keptContainer?: string}>;
};

/**
Starts what was planned for a container.

@throws UserError of the engine.
*/
export async function startTool(engine: Engine, {start, command, directory}: ToolPlan, signal?: AbortSignal): Promise<StartedTool> {
	if (start.kind === 'process') {
		throw new TypeError('a local process is not started by an engine');
	}

	const {container} = start;
	if (start.kind === 'exec') {
		if (start.isStartedBefore) {
			await engine.startContainer(container.id, {signal});
		}

		const exec = await engine.startExec(container.id, {command: withProcessId(command), workingDirectory: directory}, {signal});
		return {
			container,
			feed: createExecFeed({
				engine, target: {kind: 'container', id: container.id, name: container.name}, exec, hasTerminal: false,
			}),
			interrupt: async pid => endProgram(engine, container.id, pid),
			async tidy() {
				if (start.isStartedBefore) {
					await engine.stopContainer(container.id, {timeoutSeconds: 1}).catch(() => undefined);
				}

				return {};
			},
		};
	}

	const {details} = await launchContainer(engine, start.plan, {
		signal,
		async prepare(id) {
			for (const path of start.carried) {
				await carryOver(engine, {from: container.id, to: id, path});
			}
		},
	});
	return {
		container: details,
		feed: createContainerFeed(engine, details, {name: details.name}),
		async interrupt() {
			await engine.killContainer(details.id, 'SIGINT').catch(() => undefined);
		},
		async tidy(savedAt) {
			const mounts = details.mounts.map(({destination: target, ...mount}) => ({...mount, target}));
			const isKept = savedAt !== undefined && mountOf(mounts, savedAt) === undefined;
			if (!isKept) {
				await engine.removeContainer(details.id, {isForced: true}).catch(() => undefined);
			}

			return isKept ? {keptContainer: details.name} : {};
		},
	};
}

/** Where a program of this machine keeps what it prints, and its environment. */
export type LocalToolPlace = {readonly logPath: string; readonly environment: Readonly<Record<string, string | undefined>>};

/** Starts what was planned for a run directory of this machine. */
export function startLocalTool({command, directory}: ToolPlan, {logPath, environment}: LocalToolPlace): StartedTool {
	return {
		feed: createProcessFeed({
			command, logPath, workingDirectory: directory, environment,
		}),
		async interrupt(pid) {
			if (pid !== undefined) {
				process.kill(pid, 'SIGINT');
			}
		},
		tidy: async () => ({}),
	};
}

/** Where a path of a container is on this machine; undefined where it is not, or the engine is elsewhere. */
export async function findOnHost(engine: Pick<Engine, 'endpoint'>, {mounts}: Pick<ContainerDetails, 'mounts'>, path: string): Promise<string | undefined> {
	const mount = mountOf(mounts.filter(({kind}) => kind === 'bind').map(({source, destination}) => ({source, target: destination})), path);
	if (mount?.source === undefined || !engine.endpoint.startsWith('unix://')) {
		return undefined;
	}

	const onHost = posix.join(mount.source, posix.relative(mount.target, path));
	const facts = await stat(onHost).catch(() => undefined);
	return facts && onHost;
}
