import type {HostSample} from '../domain/sample.ts';

/** The files that describe the machine; empty where one cannot be read. */
export type HostTexts = {
	/** /proc/stat */
	readonly stat: string;
	/** /proc/meminfo */
	readonly memory: string;
	/** /proc/sys/kernel/osrelease */
	readonly release: string;
};

/** CPU time of all cores since the start of the machine, in ticks. */
export type CpuTimes = {
	readonly busy: number;
	readonly total: number;
	readonly cpuCount: number;
};

/** Reads /proc/stat. Undefined when it holds no line of all cores. */
export function parseCpuTimes(text: string): CpuTimes | undefined {
	const ticks = /^cpu +(\d+(?: +\d+){3,})/m.exec(text)?.[1]?.split(/ +/).map(Number);
	if (ticks === undefined) {
		return undefined;
	}

	// User, nice, system, idle, iowait, irq, softirq, steal; guest time is part of user already.
	const total = ticks.slice(0, 8).reduce((sum, value) => sum + value, 0);
	const idle = ticks.slice(3, 5).reduce((sum, value) => sum + value, 0);
	return {busy: total - idle, total, cpuCount: text.match(/^cpu\d+ /gm)?.length ?? 0};
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
	const elapsed = cpu === undefined || earlier === undefined ? 0 : cpu.total - earlier.total;
	return {
		cpu,
		sample: {
			...parseMemory(texts.memory),
			cpuPercent: elapsed > 0 ? Math.min(100, Math.max(0, (cpu!.busy - earlier!.busy) / elapsed * 100)) : undefined,
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
