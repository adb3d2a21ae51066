import type {ContainerSample} from '../domain/sample.ts';
import {
	amountAt,
	arrayAt,
	positiveAt,
	stringAt,
	valueAt,
} from '../engine/json-value.ts';

/** One record of the engine's stats, reduced to the counters that are used. */
export type ContainerCounters = {
	/** When the engine read them, in milliseconds since 1970, with fractions. */
	readonly readAt: number;
	/** CPU time since the container started. */
	readonly cpuNanoseconds?: number | undefined;
	/** The container's limit, or the memory of the machine where there is none. */
	readonly memoryBoundBytes?: number | undefined;
	readonly sample: ContainerSample;
};

/**
Reads a stats record. Undefined for the empty record that the engine gives for a container that does not run.

Source: GET /containers/ID/stats of Docker 20.10 with cgroup v1 and v2, and of Podman 4.3.
*/
export function statsToCounters(stats: unknown): ContainerCounters | undefined {
	const readAt = timeToMs(stringAt(stats, 'read'));
	if (readAt === undefined || readAt <= 0) {
		return undefined;
	}

	return {
		readAt,
		cpuNanoseconds: amountAt(stats, 'cpu_stats', 'cpu_usage', 'total_usage'),
		memoryBoundBytes: amountAt(stats, 'memory_stats', 'limit'),
		sample: {
			cpuCount: cpuCount(stats),
			memoryUsedBytes: memoryUsed(stats),
			pids: amountAt(stats, 'pids_stats', 'current'),
			blockReadBytes: blockBytes(stats, 'read'),
			blockWrittenBytes: blockBytes(stats, 'write'),
			networkReceivedBytes: networkBytes(stats, 'rx_bytes'),
			networkSentBytes: networkBytes(stats, 'tx_bytes'),
		},
	};
}

/**
The sample of a record, with CPU and rates over the time since an earlier one.

The engine's own formula (share of the CPU time of the whole machine) is not used: a one-shot reading has no values before,
and Podman means another thing by `system_cpu_usage`. CPU time per real time is the same figure and works everywhere.
*/
export function countersToSample(now: ContainerCounters, earlier: ContainerCounters | undefined): ContainerSample {
	const elapsedMs = earlier === undefined ? 0 : now.readAt - earlier.readAt;
	if (earlier === undefined || elapsedMs <= 0) {
		return now.sample;
	}

	const perSecond = (current: number | undefined, past: number | undefined): number | undefined =>
		// A counter that fell belongs to a container that was started again.
		current === undefined || past === undefined || current < past ? undefined : (current - past) / elapsedMs * 1000;

	const nanosecondsPerSecond = perSecond(now.cpuNanoseconds, earlier.cpuNanoseconds);
	return {
		...now.sample,
		cpuPercent: nanosecondsPerSecond === undefined ? undefined : nanosecondsPerSecond / 1e7,
		blockReadBytesPerSecond: perSecond(now.sample.blockReadBytes, earlier.sample.blockReadBytes),
		blockWrittenBytesPerSecond: perSecond(now.sample.blockWrittenBytes, earlier.sample.blockWrittenBytes),
		networkReceivedBytesPerSecond: perSecond(now.sample.networkReceivedBytes, earlier.sample.networkReceivedBytes),
		networkSentBytesPerSecond: perSecond(now.sample.networkSentBytes, earlier.sample.networkSentBytes),
	};
}

/** Date.parse knows milliseconds only, the engine writes nanoseconds. */
function timeToMs(time: string | undefined): number | undefined {
	const match = /^(\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(time ?? '');
	if (match === null) {
		return undefined;
	}

	const seconds = Date.parse(`${match[1]}${match[3]}`);
	return Number.isNaN(seconds) ? undefined : seconds + (Number(match[2] ?? 0) * 1000);
}

function cpuCount(stats: unknown): number | undefined {
	const perCpu = arrayAt(stats, 'cpu_stats', 'cpu_usage', 'percpu_usage').length;
	return positiveAt(stats, 'cpu_stats', 'online_cpus') ?? (perCpu > 0 ? perCpu : undefined);
}

/**
What the kernel could drop from the page cache at once is taken off, as the docker command does: cgroup v1 calls it
`total_inactive_file`, v2 `inactive_file`.
*/
function memoryUsed(stats: unknown): number | undefined {
	const usage = amountAt(stats, 'memory_stats', 'usage');
	const droppable = amountAt(stats, 'memory_stats', 'stats', 'total_inactive_file') ?? amountAt(stats, 'memory_stats', 'stats', 'inactive_file') ?? 0;
	return usage === undefined || droppable >= usage ? usage : usage - droppable;
}

/** Cgroup v1 writes `Read`, v2 `read`; one row for each disk. */
function blockBytes(stats: unknown, operation: string): number | undefined {
	const rows = arrayAt(stats, 'blkio_stats', 'io_service_bytes_recursive');
	return sum(rows.filter(row => stringAt(row, 'op')?.toLowerCase() === operation).map(row => amountAt(row, 'value')));
}

function networkBytes(stats: unknown, counter: string): number | undefined {
	const networks = valueAt(stats, 'networks');
	return typeof networks === 'object' && networks !== null
		? sum(Object.values(networks).map(network => amountAt(network, counter)))
		: undefined;
}

function sum(values: ReadonlyArray<number | undefined>): number | undefined {
	const known = values.filter(value => value !== undefined);
	return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0);
}
