import type {GpuSample} from '../domain/sample.ts';
import type {Engine} from '../engine/engine.ts';
import {createGpuExecSampler} from '../sample/gpu-exec-sampler.ts';
import {createGpuRows} from '../sample/gpu-rows.ts';
import {
	gpuQueryArguments,
	initialQuery,
	parseCudaVersion,
	withoutRefusedField,
} from '../sample/nvidia-smi-csv.ts';
import {nvidiaSmiFailure} from '../sample/nvidia-smi-failure.ts';
import {nvidiaSmiPrograms} from '../sample/nvidia-smi-process.ts';
import {runProgram, type ProgramResult} from '../sample/run-program.ts';
import {toSamplerFailure} from '../sample/sampler-error.ts';
import type {DriverFacts} from '../checks/machine/doctor-facts.ts';

const timeLimitMs = 15_000;

/** Asks the driver of this machine, once. Never rejects. */
export async function gatherHostGpu(signal: AbortSignal): Promise<DriverFacts> {
	for (const program of nvidiaSmiPrograms) {
		const facts = await askProgram(program, signal);
		if (facts !== undefined) {
			return facts;
		}
	}

	return {kind: 'failed', failure: {code: 'tool-missing'}};
}

/** Undefined when there is no such program. */
async function askProgram(program: string, signal: AbortSignal): Promise<DriverFacts | undefined> {
	const run = async (...words: readonly string[]): Promise<ProgramResult> => runProgram(program, words, {signal, timeLimitMs});
	let query = initialQuery;
	for (;;) {
		const {isMissing, exitCode, output} = await run(...gpuQueryArguments(query));
		if (isMissing) {
			return undefined;
		}

		const narrower = withoutRefusedField(query, output);
		if (narrower === undefined) {
			const gpus = createGpuRows(query).push(`${output}\n`);
			return gpus.length === 0
				? {kind: 'failed', failure: exitCode === undefined ? {code: 'no-answer'} : nvidiaSmiFailure(exitCode, output)}
				: foundGpus(gpus, await run(), await run('--query-gpu=compute_cap', '--format=csv,noheader'));
		}

		query = narrower;
	}
}

/** Asks nvidia-smi inside the container, once. Never rejects, except for the abort. */
export async function gatherContainerGpu(engine: Engine, container: string, signal: AbortSignal): Promise<DriverFacts> {
	const run = async (...words: readonly string[]): Promise<Pick<ProgramResult, 'output' | 'exitCode'>> => {
		const {stdout, exitCode} = await engine.exec(container, words, {signal, timeLimitMs, maxBytes: 65_536});
		return {output: stdout, exitCode};
	};

	try {
		const sample = await createGpuExecSampler(engine, container).read(signal);
		const gpus = sample.kind === 'gpu' ? sample.gpus : [];
		return foundGpus(gpus, await run('nvidia-smi'), await run('nvidia-smi', '--query-gpu=compute_cap', '--format=csv,noheader'));
	} catch (error) {
		signal.throwIfAborted();
		return {kind: 'failed', failure: toSamplerFailure(error)};
	}
}

/**
The newest CUDA that the driver can is only in the head of the table; an old driver does not know its compute capability.
*/
function foundGpus(gpus: readonly GpuSample[], table: Pick<ProgramResult, 'output'>, capabilities: Pick<ProgramResult, 'output' | 'exitCode'>): DriverFacts {
	return {
		kind: 'found',
		gpus,
		cudaVersion: parseCudaVersion(table.output),
		computeCapabilities: capabilities.exitCode === 0
			? capabilities.output.split(/\r?\n/).map(line => line.trim()).filter(line => /^\d+\.\d+$/.test(line))
			: [],
	};
}
