/** What the simulated machine is doing. */
export type MachineLoad = 'training' | 'waiting' | 'idle';

const gibibyte = 2 ** 30;

/** A laptop: what is made up of it stays in these bounds. */
export const demoMachine = {
	gpuName: 'NVIDIA GeForce MX450', gpuUuid: 'GPU-5e0d0000-de30-4000-8000-000000000000', driver: '535.183.01', cuda: '12.2', gpuMemoryMebibytes: 2048,
	cores: 8, memoryBytes: 16 * gibibyte, diskBytes: 256 * gibibyte, freeDiskBytes: 40 * gibibyte, systemBytes: 2 * gibibyte, release: '6.8.0-simulated',
} as const;

/** Between -1 and 1, the same for the same moment, without a jump from one second to the next. */
function wave(ms: number, seconds: number): number {
	return Math.sin((ms / 1000) * 2 * Math.PI / seconds);
}

/** Figures of a moment; `ms` is the time that the machine has worked. */
export function machineAt(ms: number, load: MachineLoad) {
	const isBusy = load === 'training';
	// A training that waits for its data keeps its memory.
	const isLoaded = load !== 'idle';
	const swing = (middle: number, amount: number) => middle + (amount * ((wave(ms, 17) + wave(ms, 5)) / 2));
	return {
		gpuPercent: isBusy ? Math.round(swing(95, 4)) : 0,
		gpuMemoryMebibytes: isLoaded ? Math.round(swing(1440, 12)) : 6,
		celsius: Math.round(isBusy ? swing(71, 2) : 45),
		watts: isBusy ? swing(24, 1.5) : 3.2,
		clockMhz: isBusy ? 1395 : 300,
		cpuShare: isBusy ? swing(0.24, 0.05) : 0.01,
		memoryBytes: Math.round((isLoaded ? swing(3.1, 0.1) : 0.02) * gibibyte),
		sharedMemoryShare: isLoaded ? swing(0.45, 0.2) : 0,
	};
}

/** The answer of nvidia-smi to a query of fields. */
export function gpuAnswer(fields: readonly string[], ms: number, load: MachineLoad): string {
	const {gpuPercent, gpuMemoryMebibytes, celsius, watts, clockMhz} = machineAt(ms, load);
	/* eslint-disable @typescript-eslint/naming-convention -- the driver's words */
	const values: Readonly<Record<string, string>> = {
		index: '0', uuid: demoMachine.gpuUuid, name: demoMachine.gpuName, 'pci.bus_id': '00000000:01:00.0', driver_version: demoMachine.driver, pstate: load === 'training' ? 'P0' : 'P8',
		'utilization.gpu': String(gpuPercent), 'utilization.memory': String(Math.round(gpuPercent * 0.6)), 'memory.used': String(gpuMemoryMebibytes), 'memory.total': String(demoMachine.gpuMemoryMebibytes),
		'temperature.gpu': String(celsius), 'power.draw': watts.toFixed(2), 'enforced.power.limit': '25.00', 'clocks.sm': String(clockMhz), 'clocks.max.sm': '1575', 'clocks.mem': '5000', 'clocks_event_reasons.active': '0x0000000000000000',
		'pcie.link.gen.current': load === 'training' ? '3' : '1', 'pcie.link.width.current': '4', 'utilization.encoder': '0',
	};
	/* eslint-enable @typescript-eslint/naming-convention */
	return `${fields.map(field => values[field] ?? '[N/A]').join(', ')}\n`;
}

/** The head of what nvidia-smi prints without arguments. */
export const gpuTable = `| NVIDIA-SMI ${demoMachine.driver}    Driver Version: ${demoMachine.driver}    CUDA Version: ${demoMachine.cuda} |\n`;

/** The files of /proc that describe the machine, one after the other. */
export function procText(ms: number, load: MachineLoad): string {
	const {cpuShare, memoryBytes} = machineAt(ms, load);
	const ticks = Math.round(ms / 10);
	const busy = Math.round(ticks * cpuShare);
	const kibibytes = (bytes: number) => Math.round(bytes / 1024);
	const cpus = Array.from({length: demoMachine.cores}, (_, index) => `cpu${index} ${busy} 0 0 ${ticks - busy} 0 0 0 0 0 0`);
	return [
		`cpu  ${busy * demoMachine.cores} 0 0 ${(ticks - busy) * demoMachine.cores} 0 0 0 0 0 0`,
		...cpus,
		`MemTotal: ${kibibytes(demoMachine.memoryBytes)} kB`,
		`MemAvailable: ${kibibytes(demoMachine.memoryBytes - memoryBytes - demoMachine.systemBytes)} kB`,
		'SwapTotal: 0 kB',
		'SwapFree: 0 kB',
		demoMachine.release,
		'',
	].join('\n');
}

/** One record of the engine's stats. `cpuMs` is the time that the container has worked. */
export function statsRecord({cpuMs, load, at}: {readonly cpuMs: number; readonly load: MachineLoad; readonly at: number}): unknown {
	const {memoryBytes} = machineAt(cpuMs, load);
	/* eslint-disable @typescript-eslint/naming-convention -- the engine's words */
	return {
		read: new Date(at).toISOString(),
		cpu_stats: {cpu_usage: {total_usage: Math.round(cpuMs * (load === 'waiting' ? 0.08e6 : 1.9e6))}, online_cpus: demoMachine.cores},
		memory_stats: {usage: memoryBytes, limit: demoMachine.memoryBytes, stats: {inactive_file: 0}},
		pids_stats: {current: load === 'idle' ? 1 : 27},
		blkio_stats: {io_service_bytes_recursive: [{op: 'read', value: Math.round(cpuMs * 900)}, {op: 'write', value: Math.round(cpuMs * 120)}]},
		networks: {},
	};
	/* eslint-enable @typescript-eslint/naming-convention */
}

/** The answer of `df -kP` about one file system. */
export function diskAnswer(name: string, sizeBytes: number, usedBytes: number, path: string): string {
	const [size, used] = [sizeBytes, usedBytes].map(bytes => Math.round(bytes / 1024));
	return `Filesystem 1024-blocks Used Available Capacity Mounted on\n${name} ${size!} ${used!} ${size! - used!} ${Math.round(100 * used! / size!)}% ${path}\n`;
}
