import type {AdviceFacts} from '../../checks/advice/recommendation.ts';
import type {Options} from '../options/options.ts';
import type {Io} from '../io.ts';
import type {MachineSource} from '../../screen/screen-options.ts';
import {createEngineQuestion} from './engine-question.ts';
import type {MonitoredRun} from './monitored-run.ts';

/** Asks the machine of the shown run, or that of the options. One question at a time; `signal` ends it. */
export function createMachineSource(run: () => MonitoredRun, options: Options, io: Io, signal: AbortSignal): MachineSource {
	let known: {readonly container: string | undefined; readonly facts: Omit<AdviceFacts, 'run'>} | undefined;

	const ask = createEngineQuestion(run, options, io, async ({engine, container}) => {
		// Loaded when it is asked for: a screen starts faster without it.
		const {gatherMachineFacts} = await import('../machine-facts.ts');
		const details = container === undefined ? undefined : await container.engine.inspectContainer(container.details.id, {signal});
		const {run: _, ...facts} = await gatherMachineFacts({engine, run: run().store.getState(), ...(details !== undefined && {details})}, signal);
		known = {container: details?.id, facts};
	});
	return {
		facts: () => known?.container === run().target().container?.details.id ? known?.facts : undefined,
		ask,
	};
}
