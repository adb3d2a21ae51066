import {withMemory} from '../../plan/clone-plan.ts';
import {planToDockerCommand} from '../../plan/docker-command.ts';
import {parseGpuSpec} from '../../plan/gpu-spec.ts';
import {quoteCommand, quoteWord} from '../../domain/shell-quote.ts';
import type {ContainerContext} from './finding.ts';

export type ContainerChanges = {
	readonly isWithGpu?: boolean;
	readonly memoryBytes?: number;
	/** A folder beside the person, mounted in addition. */
	readonly folderHere?: {readonly name: string; readonly destination: string};
};

/**
The `docker run` that makes the container of the facts again, with changes; none where it is not known how the container was made. No GPU is
asked for where there is none: the engine would refuse. The shared memory is never less than advised, whatever the command was asked for.
*/
export function recreateCommands({container: {sharedMemoryAdvice, plan, gpuRequest}, host}: ContainerContext, {isWithGpu = false, memoryBytes, folderHere}: ContainerChanges): readonly string[] {
	if (plan === undefined) {
		return [];
	}

	const ipcMode = plan.ipcMode === 'none' ? undefined : plan.ipcMode;
	const words = planToDockerCommand({
		...plan,
		...(host.hasGpu === false && {gpus: undefined, runtime: plan.runtime === 'nvidia' ? undefined : plan.runtime, devices: plan.devices.filter(({hostPath}) => !hostPath.startsWith('nvidia.com/'))}),
		...(isWithGpu && host.hasGpu !== false && gpuRequest === undefined && {gpus: parseGpuSpec('all')}),
		ipcMode,
		shmSizeBytes: ipcMode === 'host' ? undefined : Math.max(plan.shmSizeBytes ?? 0, sharedMemoryAdvice.sizeBytes),
		...(memoryBytes !== undefined && withMemory(plan, memoryBytes)),
	});
	const [docker, run, ...rest] = words;
	// The shell fills in where the person is.
	const folder = folderHere === undefined ? [] : [`-v "$PWD/${folderHere.name}":${quoteWord(folderHere.destination)}`];
	return [[docker, run, ...folder, quoteCommand(rest)].join(' ')];
}
