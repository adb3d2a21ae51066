import {advise} from '../checks/advice/advise.ts';
import type {ContainerFacts} from '../checks/diagnosis-facts.ts';
import type {AdviceFacts} from '../checks/advice/recommendation.ts';
import type {RunState} from '../domain/run.ts';
import type {
	DoctorFacts,
	EngineFacts,
	EngineInfo,
	ExaminedFacts,
	DriverFacts,
} from '../checks/machine/doctor-facts.ts';
import {gatherEngine} from '../gather/gather-engine.ts';
import {gatherContainerGpu} from '../gather/gather-gpu.ts';
import {gatherHost} from '../gather/gather-host.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {statsToCounters} from '../sample/container-stats.ts';
import {createHostSampler} from '../sample/host-sampler.ts';
import {createSharedMemorySampler} from '../sample/shared-memory-sampler.ts';
import {toContainerFacts} from '../gather/container-facts.ts';
import type {Machine} from './find-machine.ts';
import {containerRebuild, processRebuild} from './rebuild-command.ts';

/** What advice rests on, asked once: the machine on which containers run, its GPUs, and what the container uses. */
export async function gatherMachineFacts({engine, details, run}: Omit<Machine, 'close'>, signal: AbortSignal): Promise<AdviceFacts> {
	const engineFacts = 'kind' in engine ? engine : await gatherEngine(engine, signal);
	const host = await gatherHost(engineFacts, signal);
	const isElsewhere = engineFacts.kind === 'reachable' && !engineFacts.isLocal;
	const containerGpu = isElsewhere && !('kind' in engine) && details?.state.status === 'running' ? await gatherContainerGpu(engine, details.id, signal) : undefined;
	const memory = 'kind' in engine ? undefined : await memoryOf(engine, details, signal);
	return toAdviceFacts({
		engine: engineFacts, host, containerGpu, memory, container: details && toContainerFacts(details), run, sharedMemory: 'kind' in engine ? undefined : await sharedMemoryOf(engine, details, signal), rebuild: await rebuildOf(engine, details, run, signal),
	}, signal);
}

/**
The checks of the doctor look at what advice rests on: /dev/shm gets the same size from both. `present` is what is known beside that, with
the run where there is one.
*/
export async function withSharedMemoryAdvice(examined: ExaminedFacts, current: Partial<AdviceFacts>, signal: AbortSignal): Promise<DoctorFacts> {
	const {engine, host, container} = examined;
	if (container === undefined) {
		return {...examined, container: undefined};
	}

	const {gpu: containerGpu, memoryUsedBytes: usedBytes, memoryLimitBytes: limitBytes, sharedMemory} = container;
	const facts = await toAdviceFacts({
		engine, host, containerGpu, container, sharedMemory, run: current.run, memory: usedBytes === undefined ? undefined : {usedBytes, ...(limitBytes !== undefined && {limitBytes})},
	}, signal);
	return {...examined, container: {...container, sharedMemoryAdvice: advise({...facts, ...current}, 'en').sharedMemory}};
}

type Gathered = {
	readonly engine: EngineFacts;
	readonly host: DoctorFacts['host'];
	readonly containerGpu: DriverFacts | undefined;
	readonly memory: AdviceFacts['memory'];
	readonly container: ContainerFacts | undefined;
	readonly run: RunState | undefined;
	readonly sharedMemory: AdviceFacts['sharedMemory'] | undefined;
	readonly rebuild?: AdviceFacts['rebuild'] | undefined;
};

async function toAdviceFacts({engine, host, containerGpu, memory, container, run, sharedMemory, rebuild}: Gathered, signal: AbortSignal): Promise<AdviceFacts> {
	const isElsewhere = engine.kind === 'reachable' && !engine.isLocal;
	const gpus = gpusOf(isElsewhere ? containerGpu : host.gpu, isElsewhere ? undefined : host.hasGpu);
	return {
		...(run !== undefined && {run}),
		...(gpus !== undefined && {gpus}),
		...(memory !== undefined && {memory}),
		...(sharedMemory !== undefined && {sharedMemory}),
		...(container !== undefined && {container}),
		...(rebuild !== undefined && {rebuild}),
		host: engine.kind === 'reachable' ? await hostOfEngine(engine.info, isElsewhere, signal) : await hostHere(signal),
	};
}

async function rebuildOf(engine: Machine['engine'], details: ContainerDetails | undefined, run: RunState | undefined, signal: AbortSignal): Promise<AdviceFacts['rebuild']> {
	if (run === undefined) {
		return undefined;
	}

	return details === undefined || 'kind' in engine ? processRebuild(run) : containerRebuild(engine, details, run, signal);
}

/** A machine that has no sign of one, or whose driver sees none, has no GPU; in every other case of failure it is not known. */
function gpusOf(gpu: DriverFacts | undefined, hasGpu: boolean | undefined): AdviceFacts['gpus'] {
	if (gpu?.kind === 'found') {
		return gpu.gpus;
	}

	return hasGpu === false || gpu?.failure.code === 'no-devices' ? [] : undefined;
}

async function memoryOf(engine: Engine, details: ContainerDetails | undefined, signal: AbortSignal): Promise<AdviceFacts['memory']> {
	if (details?.state.status !== 'running') {
		return undefined;
	}

	const stats = statsToCounters(await engine.readStats(details.id, {signal}).catch(() => undefined));
	const usedBytes = stats?.sample.memoryUsedBytes;
	return usedBytes === undefined ? undefined : {usedBytes, ...(details.memoryLimitBytes !== undefined && {limitBytes: details.memoryLimitBytes})};
}

/** How full /dev/shm is, which a diagnosis of the run goes by too. */
async function sharedMemoryOf(engine: Engine, details: ContainerDetails | undefined, signal: AbortSignal): Promise<AdviceFacts['sharedMemory']> {
	if (details?.state.status !== 'running') {
		return undefined;
	}

	const sample = await createSharedMemorySampler(engine, details.id, {isDirect: false}).read(signal).catch(() => undefined);
	return sample?.kind === 'shared-memory' ? sample.sharedMemory : undefined;
}

/** The engine's machine may be a virtual one on this side (Docker Desktop) with less memory than there is here. */
async function hostOfEngine(info: EngineInfo | undefined, isElsewhere: boolean, signal: AbortSignal): Promise<NonNullable<AdviceFacts['host']>> {
	const here = isElsewhere ? {} : await hostHere(signal);
	return {
		...here,
		...(info?.memoryBytes !== undefined && {memoryTotalBytes: info.memoryBytes}),
		...(info?.cpuCount !== undefined && {cpuCount: info.cpuCount}),
	};
}

async function hostHere(signal: AbortSignal): Promise<NonNullable<AdviceFacts['host']>> {
	try {
		const sample = await createHostSampler().read(signal);
		return sample.kind === 'host' ? sample.host : {};
	} catch {
		return {};
	}
}
