import type {GpuProcess} from '../domain/sample.ts';
import {parseProcessLines, processQueryArguments} from './nvidia-smi-csv.ts';
import {nvidiaSmiFailure} from './nvidia-smi-failure.ts';
import type {PolledSampler} from './polled-sampler.ts';
import {runProgram} from './run-program.ts';
import {isProcessHere} from './same-host.ts';
import {SamplerError} from './sampler-error.ts';

/**
Which process holds how much memory of which GPU. A question of its own with a start of its own, therefore rare. The driver
knows host process ids only, so which of them are in the container can be known on the engine's machine alone.
*/
export function createGpuProcessSampler(program: string, containerId: string | undefined): PolledSampler {
	return {
		name: 'gpu-processes',
		intervalMs: 15_000,
		timeLimitMs: 12_000,
		async read(signal) {
			const {exitCode, output} = await runProgram(program, processQueryArguments, {signal, timeLimitMs: 10_000});
			if (exitCode !== 0) {
				throw new SamplerError(exitCode === undefined ? {code: 'no-answer'} : nvidiaSmiFailure(exitCode, output));
			}

			const processes = await Promise.all(Object.entries(parseProcessLines(output)).map(async ([uuid, rows]) =>
				[uuid, await Promise.all(rows.map(async row => withContainer(row, containerId)))] as const));
			return {kind: 'gpu-processes', processes: Object.fromEntries(processes)};
		},
	};
}

async function withContainer(row: GpuProcess, containerId: string | undefined): Promise<GpuProcess> {
	return containerId === undefined || row.pid === undefined ? row : {...row, isInContainer: await isProcessHere(row.pid, containerId)};
}
