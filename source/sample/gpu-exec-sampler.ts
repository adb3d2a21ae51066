import type {Engine} from '../engine/engine.ts';
import type {ExecResult} from '../engine/exec.ts';
import {createGpuRows, withFixedFacts, type FixedGpuFacts} from './gpu-rows.ts';
import {
	gpuQueryArguments,
	initialQuery,
	parseCudaVersion,
	withoutRefusedField,
} from './nvidia-smi-csv.ts';
import {nvidiaSmiFailure} from './nvidia-smi-failure.ts';
import {nvidiaSmiPrograms} from './nvidia-smi-process.ts';
import type {PolledSampler} from './polled-sampler.ts';
import {SamplerError} from './sampler-error.ts';

/**
A program that hangs inside the container cannot be ended from outside: it ends itself. Images without `timeout` do
without.
*/
const prefixes: ReadonlyArray<readonly string[]> = [['timeout', '-s', 'KILL', '8'], []];

const limits = {timeLimitMs: 12_000, maxBytes: 65_536};
const commands: ReadonlyArray<readonly string[]> = nvidiaSmiPrograms.flatMap(program => prefixes.map(prefix => [...prefix, program]));

/**
The GPUs as the container sees them, for an engine on another machine: one nvidia-smi every five seconds, never a second
one beside it. One that repeats its answer would go on for ever in the container after yolotop has gone.
*/
export function createGpuExecSampler(engine: Engine, container: string): PolledSampler {
	let query = initialQuery;
	/** What has worked last, tried first. */
	let commandIndex = 0;
	let fixed: FixedGpuFacts | undefined;

	async function ask(signal: AbortSignal): Promise<ExecResult> {
		let answer: ExecResult | undefined;
		for (const command of [...commands.slice(commandIndex), ...commands.slice(0, commandIndex)]) {
			answer = await engine.exec(container, [...command, ...gpuQueryArguments(query)], {signal, ...limits});
			if (answer.exitCode !== 126 && answer.exitCode !== 127) {
				commandIndex = commands.indexOf(command);
				return answer;
			}
		}

		return answer!;
	}

	/** Once, with the command that has just worked; what it does not say is not asked for again. */
	async function askFixed(signal: AbortSignal): Promise<FixedGpuFacts> {
		const {stdout} = await engine.exec(container, commands[commandIndex]!, {signal, ...limits});
		return {cudaVersion: parseCudaVersion(stdout)};
	}

	return {
		name: 'gpu',
		intervalMs: 5000,
		timeLimitMs: 60_000,
		async read(signal) {
			for (;;) {
				const {exitCode, stdout, stderr} = await ask(signal);
				const rows = createGpuRows(query);
				const gpus = rows.push(`${stdout}\n`);
				if (gpus.length > 0) {
					fixed ??= await askFixed(signal);
					return {kind: 'gpu', gpus: withFixedFacts(gpus, fixed)};
				}

				const narrower = withoutRefusedField(query, rows.rest());
				if (narrower === undefined) {
					throw new SamplerError(nvidiaSmiFailure(exitCode, `${rows.rest()}${stderr}`));
				}

				query = narrower;
			}
		},
	};
}
