import type {HostSample} from '../domain/sample.ts';

/** The files that describe the machine; empty where one cannot be read. */
export type HostTexts = {
	/** /proc/stat */
	readonly stat: string;
	/** /proc/meminfo */
	readonly memory: string;
	/** /proc/sys/kernel/osrelease */
	readonly release: string;
	/** /proc/loadavg */
	readonly load?: string;
};

/** CPU time of all cores since the start of the machine, in ticks. */
export type CpuTimes = {
	readonly busy: number;
	readonly total: number;
	readonly cpuCount: number;
	/** The same of each core. */
	readonly cores: ReadonlyArray<{readonly busy: number; readonly total: number}>;
};

/** Reads /proc/stat. Undefined when it holds no line of all cores. */
export function parseCpuTimes(text: string): CpuTimes | undefined {
	const ticks = /^cpu +(\d+(?: +\d+){3,})/m.exec(text)?.[1];
	if (ticks === undefined) {
		return undefined;
	}

	const cores = Array.from(text.matchAll(/^cpu\d+ +(\d+(?: +\d+){3,})/gm), match => timesOf(match[1]!));
	return {...timesOf(ticks), cpuCount: cores.length, cores};
}

/** User, nice, system, idle, iowait, irq, softirq, steal; guest time is part of user already. */
function timesOf(line: string): {readonly busy: number; readonly total: number} {
	const ticks = line.split(/ +/).map(Number);
	const total = ticks.slice(0, 8).reduce((sum, value) => sum + value, 0);
	const idle = ticks.slice(3, 5).reduce((sum, value) => sum + value, 0);
	return {busy: total - idle, total};
}

/** The three means of /proc/loadavg; undefined where it holds something else. */
export function parseLoads(text: string): readonly [number, number, number] | undefined {
	const [one, five, fifteen] = text.trim().split(' ').map(Number);
	return [one, five, fifteen].every(load => Number.isFinite(load)) ? [one!, five!, fifteen!] : undefined;
}

/** How busy something was between two readings, 0 to 100; undefined where no time has passed. */
function shareBetween(now: {readonly busy: number; readonly total: number} | undefined, earlier: {readonly busy: number; readonly total: number} | undefined): number | undefined {
	const elapsed = now === undefined || earlier === undefined ? 0 : now.total - earlier.total;
	return elapsed > 0 ? Math.min(100, Math.max(0, (now!.busy - earlier!.busy) / elapsed * 100)) : undefined;
}

/** Reads /proc/meminfo. What it does not name is undefined. */
export function parseMemory(text: string): Pick<HostSample, 'memoryTotalBytes' | 'memoryAvailableBytes' | 'swapTotalBytes' | 'swapFreeBytes'> {
	const bytes = (name: string): number | undefined => {
		const kibibytes = new RegExp(`^${name}: +([0-9]+) kB`, 'm').exec(text)?.[1];
		return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
	};

	return {
		memoryTotalBytes: bytes('MemTotal'),
		memoryAvailableBytes: bytes('MemAvailable'),
		swapTotalBytes: bytes('SwapTotal'),
		swapFreeBytes: bytes('SwapFree'),
	};
}

/** Whether the kernel is that of WSL 2, from /proc/sys/kernel/osrelease or /proc/version. */
export function isWslKernel(release: string): boolean {
	return /microsoft/i.test(release);
}

/** The sample of the machine; CPU over the time since an earlier reading. */
export function hostSample(texts: HostTexts, earlier: CpuTimes | undefined): {readonly sample: HostSample; readonly cpu: CpuTimes | undefined} {
	const cpu = parseCpuTimes(texts.stat);
	const cores = (cpu?.cores ?? []).map((core, index) => shareBetween(core, earlier?.cores[index]));
	const loads = texts.load === undefined ? undefined : parseLoads(texts.load);
	return {
		cpu,
		sample: {
			...parseMemory(texts.memory),
			cpuPercent: shareBetween(cpu, earlier),
			...(cores.length > 0 && cores.every(core => core !== undefined) && {corePercents: cores}),
			...(loads !== undefined && {loads}),
			cpuCount: cpu === undefined || cpu.cpuCount === 0 ? undefined : cpu.cpuCount,
			isWsl: texts.release === '' ? undefined : isWslKernel(texts.release),
		},
	};
}

export type DiskFree = {readonly sizeBytes: number; readonly usedBytes: number; readonly availableBytes: number};

/**
The size and use of one file system from the output of `df -kP PATH` (coreutils and busybox). Undefined when it has no such
row.
*/
export function parseDiskFree(output: string): DiskFree | undefined {
	const match = /\s(\d+)\s+(\d+)\s+(\d+)\s+(?:\d+%|-)\s+\/[^\n]*$/.exec(output.trimEnd());
	if (match === null) {
		return undefined;
	}

	const [sizeBytes, usedBytes, availableBytes] = match.slice(1).map(kibibytes => Number(kibibytes) * 1024);
	return {sizeBytes: sizeBytes!, usedBytes: usedBytes!, availableBytes: availableBytes!};
}
