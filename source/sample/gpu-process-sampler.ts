import type {GpuProcess} from '../domain/sample.ts';
import {parseProcessLines, processQueryArguments} from './nvidia-smi-csv.ts';
import {nvidiaSmiFailure} from './nvidia-smi-failure.ts';
import type {PolledSampler} from './polled-sampler.ts';
import {runProgram} from './run-program.ts';
import {containersOfProcess} from './same-host.ts';
import {SamplerError} from './sampler-error.ts';

/** As the commands of the engines shorten an id. */
const shortId = 12;

/** The names of the containers that run, by their ids. */
type ReadNames = (signal: AbortSignal) => Promise<ReadonlyMap<string, string>>;

/**
Which process holds how much memory of which GPU. A question of its own with a start of its own, therefore rare. The driver
knows host process ids only, so which of them are in the container can be known on the engine's machine alone.
*/
export function createGpuProcessSampler(program: string, containerId: string | undefined, readNames: ReadNames = async () => new Map()): PolledSampler {
	let names: ReadonlyMap<string, string> = new Map();

	/** The engine is asked for names only when a container that it has not named is on the GPU. */
	async function withContainers(processes: Readonly<Record<string, readonly GpuProcess[]>>, signal: AbortSignal): Promise<Readonly<Record<string, readonly GpuProcess[]>>> {
		const pids = Object.values(processes).flatMap(rows => rows.flatMap(({pid}) => pid ?? []));
		const containers = new Map(await Promise.all(pids.map(async pid => [pid, await containersOfProcess(pid)] as const)));
		const others = [...containers.values()].filter(ids => ids.length > 0 && (containerId === undefined || !ids.includes(containerId)));
		if (others.some(ids => ids.every(id => !names.has(id)))) {
			names = await readNames(signal).catch(() => names);
		}

		return Object.fromEntries(Object.entries(processes).map(([uuid, rows]) => [uuid, rows.map(row => row.pid === undefined ? row : withContainer(row, containers.get(row.pid)!, containerId, names))]));
	}

	return {
		name: 'gpu-processes',
		intervalMs: 15_000,
		timeLimitMs: 12_000,
		async read(signal) {
			const {exitCode, output} = await runProgram(program, processQueryArguments, {signal, timeLimitMs: 10_000});
			if (exitCode !== 0) {
				throw new SamplerError(exitCode === undefined ? {code: 'no-answer'} : nvidiaSmiFailure(exitCode, output));
			}

			return {kind: 'gpu-processes', processes: await withContainers(parseProcessLines(output), signal)};
		},
	};
}

function withContainer(row: GpuProcess, ids: readonly string[], own: string | undefined, names: ReadonlyMap<string, string>): GpuProcess {
	const isOwn = own !== undefined && ids.includes(own);
	const other = isOwn ? undefined : ids.flatMap(id => names.get(id) ?? [])[0] ?? ids.at(-1)?.slice(0, shortId);
	return {...row, ...(own !== undefined && {isInContainer: isOwn}), ...(other !== undefined && {otherContainer: other})};
}
