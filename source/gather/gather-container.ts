import path from 'node:path';
import {containerToPlan} from '../plan/clone-plan.ts';
import {hasProbeVariables, probeDirectory} from '../plan/probe-environment.ts';
import {stringsAt} from '../engine/json-value.ts';
import type {Device} from '../domain/framework.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import type {ExecResult} from '../engine/exec.ts';
import {statsToCounters} from '../sample/container-stats.ts';
import {parseDiskFree} from '../sample/host-files.ts';
import {createSharedMemorySampler} from '../sample/shared-memory-sampler.ts';
import type {
	DiskFacts,
	EngineFacts,
	ExaminedContainer,
} from '../checks/machine/doctor-facts.ts';
import {toContainerFacts} from './container-facts.ts';
import {gatherContainerGpu} from './gather-gpu.ts';
import {gatherTorch} from './gather-torch.ts';

/** What is known of the training from its output. */
export type TrainingFacts = {
	/** As the framework prints it, relative to its working directory or absolute. */
	readonly runDirectory?: string | undefined;
	readonly devices: readonly Device[];
};

/** Loading PyTorch a second time takes about half a gigabyte; this leaves room for the training beside it. */
const torchBytes = 1.5 * (1024 ** 3);

/**
Looks at a container and, when it runs, into it. What cannot be asked is undefined.

@throws UserError when the container cannot be inspected.
*/
export async function gatherContainer(engine: Engine, container: string, training: TrainingFacts, context: {readonly engine: EngineFacts; readonly memoryAvailableBytes?: number | undefined; readonly signal: AbortSignal}): Promise<ExaminedContainer> {
	const {signal} = context;
	const details = await engine.inspectContainer(container, {signal});
	const settings = await attempt(engine.readContainerSettings(details.id, {signal}));
	const known = {
		...toContainerFacts(details),
		...(settings !== undefined && {plan: containerToPlan(settings)}),
		hasProbeFiles: hasProbeVariables(stringsAt(settings, 'Config', 'Env')) ? await attempt(hasFile(engine, details.id, `${probeDirectory}/sitecustomize.py`, signal)) : undefined,
		trainingDevices: training.devices,
		runDirectory: training.runDirectory === undefined ? undefined : path.posix.resolve(details.workingDirectory, training.runDirectory),
	};
	if (details.state.status !== 'running') {
		return known;
	}

	const run = async (...command: readonly string[]): Promise<ExecResult | undefined> => attempt(engine.exec(details.id, command, {signal, timeLimitMs: 10_000, maxBytes: 16_384}));
	const sharedMemory = await attempt(createSharedMemorySampler(engine, details.id, {isDirect: false}).read(signal));
	const stats = statsToCounters(await attempt(engine.readStats(details.id, {signal})));
	const memoryUsedBytes = stats?.sample.memoryUsedBytes;
	const hasRoom = hasRoomForTorch(details, memoryUsedBytes, context);
	return {
		...known,
		gpu: await gatherContainerGpu(engine, details.id, signal),
		torch: hasRoom ? await gatherTorch(engine, details.id, signal) : {kind: 'memory-short'},
		sharedMemory: sharedMemory?.kind === 'shared-memory' ? sharedMemory.sharedMemory : undefined,
		memoryUsedBytes,
		terminal: details.hasTerminal ? parseTerminalSize(await run('/bin/sh', '-c', 'stty size </proc/1/fd/0')) : undefined,
		disk: await gatherDisk(known.runDirectory, run),
	};
}

function hasRoomForTorch({memoryLimitBytes}: ContainerDetails, usedBytes: number | undefined, context: {readonly engine: EngineFacts; readonly memoryAvailableBytes?: number | undefined}): boolean {
	const underLimit = memoryLimitBytes === undefined || usedBytes === undefined ? undefined : memoryLimitBytes - usedBytes;
	const isHere = context.engine.kind === 'reachable' && context.engine.isLocal;
	const onMachine = isHere ? context.memoryAvailableBytes : undefined;
	return (underLimit ?? torchBytes) >= torchBytes && (onMachine ?? torchBytes) >= torchBytes;
}

/** Rows and columns as `stty size` prints them. */
export function parseTerminalSize(result: Pick<ExecResult, 'stdout'> | undefined): ExaminedContainer['terminal'] {
	const match = /^(\d+) (\d+)\s*$/.exec(result?.stdout ?? '');
	return match === null ? undefined : {rows: Number(match[1]), columns: Number(match[2])};
}

async function hasFile(engine: Engine, container: string, file: string, signal: AbortSignal): Promise<boolean> {
	return await engine.statFile(container, file, {signal}) !== undefined;
}

async function gatherDisk(runDirectory: string | undefined, run: (...command: readonly string[]) => Promise<ExecResult | undefined>): Promise<DiskFacts | undefined> {
	for (const directory of [...(runDirectory === undefined ? [] : [runDirectory]), '/']) {
		const answer = await run('df', '-kP', directory);
		const disk = parseDiskFree(answer?.stdout ?? '');
		if (disk !== undefined) {
			return {path: directory, sizeBytes: disk.sizeBytes, availableBytes: disk.availableBytes};
		}
	}

	return undefined;
}

async function attempt<T>(call: Promise<T>): Promise<T | undefined> {
	try {
		return await call;
	} catch {
		return undefined;
	}
}
