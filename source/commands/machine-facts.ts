import type {AdviceFacts} from '../advisor/recommendation.ts';
import type {EngineInfo, GpuFacts} from '../doctor/facts.ts';
import {gatherEngine} from '../doctor/gather-engine.ts';
import {gatherContainerGpu} from '../doctor/gather-gpu.ts';
import {gatherHost} from '../doctor/gather-host.ts';
import {placeOptions} from '../doctor/recreate-command.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {statsToCounters} from '../sample/container-stats.ts';
import {createHostSampler} from '../sample/host-sampler.ts';
import {toContainerFacts} from './container-facts.ts';
import type {Machine} from './find-machine.ts';

/** What advice rests on, asked once: the machine on which containers run, its GPUs, and what the container uses. */
export async function gatherMachineFacts({engine, details, run}: Omit<Machine, 'close'>, signal: AbortSignal): Promise<AdviceFacts> {
	const engineFacts = 'kind' in engine ? engine : await gatherEngine(engine, signal);
	const host = await gatherHost(engineFacts, signal);
	const isElsewhere = engineFacts.kind === 'reachable' && !engineFacts.isLocal;
	const containerGpu = isElsewhere && !('kind' in engine) && details?.state.status === 'running' ? await gatherContainerGpu(engine, details.id, signal) : undefined;
	const gpus = gpusOf(isElsewhere ? containerGpu : host.gpu, isElsewhere ? undefined : host);
	const memory = 'kind' in engine ? undefined : await memoryOf(engine, details, signal);
	return {
		...(run !== undefined && {run}),
		...(gpus !== undefined && {gpus}),
		...(memory !== undefined && {memory}),
		...(details !== undefined && {container: toContainerFacts(details)}),
		...(details !== undefined && placeOptions(details) !== undefined && {placeOptions: placeOptions(details)!}),
		host: isElsewhere || engineFacts.kind === 'reachable' ? await hostOfEngine(engineFacts.kind === 'reachable' ? engineFacts.info : undefined, isElsewhere, signal) : await hostHere(signal),
	};
}

/** A machine that has no board, or whose driver sees none, has no GPU; in every other case of failure it is not known. */
function gpusOf(gpu: GpuFacts | undefined, host: {readonly hasNvidiaBoard?: boolean; readonly isWsl: boolean; readonly hasWslGpuLibrary?: boolean} | undefined): AdviceFacts['gpus'] {
	if (gpu?.kind === 'found') {
		return gpu.gpus;
	}

	const isWithout = gpu?.failure.code === 'no-devices' || (gpu?.failure.code === 'tool-missing' && host !== undefined && (host.hasNvidiaBoard === false || (host.isWsl && host.hasWslGpuLibrary === false)));
	return isWithout ? [] : undefined;
}

async function memoryOf(engine: Engine, details: ContainerDetails | undefined, signal: AbortSignal): Promise<AdviceFacts['memory']> {
	if (details?.state.status !== 'running') {
		return undefined;
	}

	const stats = statsToCounters(await engine.readStats(details.id, {signal}).catch(() => undefined));
	const usedBytes = stats?.sample.memoryUsedBytes;
	return usedBytes === undefined ? undefined : {usedBytes, ...(details.memoryLimitBytes !== undefined && {limitBytes: details.memoryLimitBytes})};
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
