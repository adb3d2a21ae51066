import process from 'node:process';
import type {Engine} from '../engine/engine.ts';
import {createContainerSampler} from './container-sampler.ts';
import {createGpuExecSampler} from './gpu-exec-sampler.ts';
import {createGpuProcessSampler} from './gpu-process-sampler.ts';
import {createHostSampler, createRemoteHostSampler} from './host-sampler.ts';
import {runNvidiaSmi} from './nvidia-smi-process.ts';
import {createOutputDiskSampler} from './output-disk-sampler.ts';
import {createProcessSampler} from './process-sampler.ts';
import {runPolledSampler, type Sampling} from './polled-sampler.ts';
import {canSeeSharedMemory, createSharedMemorySampler} from './shared-memory-sampler.ts';

export type SamplingOptions = Sampling & {
	/** Undefined for a target that is no container: then only this machine and its GPUs are sampled. */
	readonly container?: {readonly engine: Engine; readonly id: string; readonly runDirectory?: (() => string | undefined) | undefined} | undefined;
	/** Where to look for nvidia-smi; the usual places unless given. */
	readonly nvidiaSmiPrograms?: readonly string[] | undefined;
};

/**
Samples everything that can be known of the target until the signal aborts, then resolves. Never rejects: a sampler that
fails reports it and tries again, more and more rarely.

An engine behind a local socket is on this machine, or in a virtual machine on it that uses the same GPU; then the figures
come from this side for nothing. Otherwise they are asked for inside the container, rarely.
*/
export async function runSampling({container, nvidiaSmiPrograms, ...sampling}: SamplingOptions): Promise<void> {
	const isLocal = container === undefined || container.engine.endpoint.startsWith('unix:');
	await Promise.all([
		isLocal ? runLocalGpu(sampling, container, nvidiaSmiPrograms) : runPolledSampler(createGpuExecSampler(container.engine, container.id), sampling),
		runHost(sampling, isLocal ? undefined : container),
		...(isLocal && process.platform === 'linux' ? [runPolledSampler(createProcessSampler(container?.id), sampling)] : []),
		...(container === undefined
			? []
			: [
				runPolledSampler(createContainerSampler(container.engine, container.id), sampling),
				runSharedMemory(sampling, container),
				runPolledSampler(createOutputDiskSampler(container.engine, container.id, container.runDirectory ?? (() => undefined), {isDirect: false}), sampling),
			]),
	]);
}

async function runLocalGpu(sampling: Sampling, container: SamplingOptions['container'], programs: readonly string[] | undefined): Promise<void> {
	let processes: Promise<void> | undefined;
	await runNvidiaSmi({
		...sampling,
		programs,
		onProgramFound(program) {
			processes ??= runPolledSampler(createGpuProcessSampler(program, container?.id, container && (async signal => namesOf(container.engine, signal))), sampling);
		},
	});
	await processes;
}

async function namesOf(engine: Engine, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
	const containers = await engine.listContainers({signal});
	return new Map(containers.map(({id, name}) => [id, name]));
}

async function runHost(sampling: Sampling, remote: SamplingOptions['container']): Promise<void> {
	if (remote !== undefined) {
		await runPolledSampler(createRemoteHostSampler(remote.engine, remote.id), sampling);
	} else if (process.platform === 'linux') {
		await runPolledSampler(createHostSampler(), sampling);
	}
}

async function runSharedMemory(sampling: Sampling, {engine, id}: NonNullable<SamplingOptions['container']>): Promise<void> {
	const isDirect = await canSeeSharedMemory(engine, id, sampling.signal);
	await runPolledSampler(createSharedMemorySampler(engine, id, {isDirect}), sampling);
}
