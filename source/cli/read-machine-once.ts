import {createResourceStore} from '../run/resource-store.ts';
import {hasGpuHere} from '../sample/gpu-presence.ts';
import {createOutputDiskSampler} from '../sample/output-disk-sampler.ts';
import {createSharedMemorySampler} from '../sample/shared-memory-sampler.ts';
import {toContainerFacts} from '../gather/container-facts.ts';
import type {Io} from './io.ts';
import type {ResolvedTarget} from './resolve-target.ts';
import type {MachineWatch} from './watch-machine.ts';

/**
What can be known of the machine at once, for a command that gives one answer: how the container was made, whether there is a GPU at
all, and the use of its /dev/shm and the space on the disk of its run where they can be seen without a program in the container.
*/
export async function readMachineOnce({container}: ResolvedTarget, io: Io, runDirectory: string | undefined): Promise<Pick<MachineWatch, 'container' | 'resources'>> {
	if (container === undefined) {
		return {};
	}

	const {engine, details} = container;
	const store = createResourceStore();
	const hasGpu = engine.endpoint.startsWith('unix:') ? await hasGpuHere() : undefined;
	if (hasGpu !== undefined) {
		store.dispatch({type: 'sampled', sample: {kind: 'host', host: {hasGpu}}, at: io.now()});
	}

	if (details.state.status === 'running') {
		for (const sampler of [createSharedMemorySampler(engine, details.id, {isDirect: true}), createOutputDiskSampler(engine, details.id, () => runDirectory, {isDirect: true})]) {
			try {
				store.dispatch({type: 'sampled', sample: await sampler.read(io.signal), at: io.now()});
			} catch {
				// On another machine, or not as root: then only the settings tell.
			}
		}
	}

	return {container: toContainerFacts(details), resources: store.getState};
}
