import type {ContainerFacts} from '../checks/diagnosis-facts.ts';
import type {Resources} from '../run/resources.ts';
import {toContainerFacts} from '../gather/container-facts.ts';
import type {Io} from './io.ts';
import type {ResolvedTarget} from './resolve-target.ts';
import {startSampling} from './start-sampling.ts';

/** What is known of the machine while a run is followed without a screen. */
export type MachineWatch = {
	readonly container?: ContainerFacts;
	readonly resources?: () => Resources;
	/** Settles when no sampler works any more. */
	stop(): Promise<void>;
};

/** Samples a container that runs and the disk of its run, so that the rules see what is about to go wrong; nothing for any other target. */
export function watchMachine({container}: ResolvedTarget, io: Io, runDirectory?: () => string | undefined): MachineWatch {
	if (container === undefined) {
		return {stop: async () => undefined};
	}

	const {engine, details} = container;
	const facts = toContainerFacts(details);
	if (details.state.status !== 'running') {
		return {container: facts, stop: async () => undefined};
	}

	const over = new AbortController();
	const sampling = startSampling({container: {engine, id: details.id, ...(runDirectory !== undefined && {runDirectory})}, signal: AbortSignal.any([io.signal, over.signal]), now: io.now});
	return {
		container: facts,
		resources: sampling.resources.getState,
		async stop() {
			over.abort();
			await sampling.ended;
		},
	};
}
