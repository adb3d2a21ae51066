import type {Engine} from '../engine/engine.ts';
import type {EngineFacts, ExaminedFacts} from '../checks/machine/doctor-facts.ts';
import {gatherContainer, type TrainingFacts} from './gather-container.ts';
import {findGpuContainer, gatherEngine} from './gather-engine.ts';
import {gatherHost} from './gather-host.ts';

/** The engine, or why there is none. */
export type EngineToExamine = Engine | Extract<EngineFacts, {kind: 'unreachable'}>;

/**
Asks everything that the checks look at. It takes some seconds with a running container: PyTorch is loaded in it once, unless
memory is short.

@throws UserError when the container cannot be inspected.
*/
export async function examine(engine: EngineToExamine, container: string | undefined, training: TrainingFacts, signal: AbortSignal): Promise<ExaminedFacts> {
	if (isUnreachable(engine)) {
		return {engine, host: await gatherHost(engine, signal)};
	}

	const engineFacts = await gatherEngine(engine, signal);
	const host = await gatherHost(engineFacts, signal);
	if (engineFacts.kind === 'unreachable') {
		return {engine: engineFacts, host};
	}

	const [containerFacts, gpuContainer] = await Promise.all([
		container === undefined ? undefined : gatherContainer(engine, container, training, {engine: engineFacts, memoryAvailableBytes: host.memoryAvailableBytes, signal}),
		findGpuContainer(engine, container, signal),
	]);
	return {
		engine: engineFacts, host, gpuContainer, container: containerFacts,
	};
}

function isUnreachable(engine: EngineToExamine): engine is Extract<EngineFacts, {kind: 'unreachable'}> {
	return 'kind' in engine;
}
