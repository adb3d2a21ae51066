import {readdir, readFile, readlink} from 'node:fs/promises';
import {hasInterrupt, type ContainerProcess} from './process-scan.ts';

type Row = {readonly pid: number; readonly parentPid: number; readonly state: string; readonly startTicks: number};

/** The same on every architecture that Node runs on. Source: Linux, include/uapi/asm-generic/param.h (USER_HZ). */
const ticksPerSecond = 100;

/** In the flags of a process: it is a thread of the kernel, of which a machine of many cores has thousands. Source: Linux, include/linux/sched.h (PF_KTHREAD). */
const kernelThread = 0x00_20_00_00;

/** One line of /proc/PID/stat; undefined for a process that has ended meanwhile, and for the kernel's own threads. Source: proc(5). */
async function readRow(pid: number): Promise<Row | undefined> {
	const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
	const fields = line?.slice(line.lastIndexOf(') ') + 2).split(' ') ?? [];
	const isOfKernel = Math.floor(Number(fields[6]) / kernelThread) % 2 === 1;
	if (isOfKernel || fields.length === 0) {
		return undefined;
	}

	return {
		pid, state: fields[0]!, parentPid: Number(fields[1]), startTicks: Number(fields[19]),
	};
}

async function readProcess(row: Row): Promise<ContainerProcess | undefined> {
	try {
		const [status, command, directory] = await Promise.all([
			readFile(`/proc/${row.pid}/status`, 'utf8'),
			readFile(`/proc/${row.pid}/cmdline`, 'utf8'),
			readlink(`/proc/${row.pid}/cwd`).catch(() => undefined),
		]);
		const maskOf = (name: string): string => new RegExp(String.raw`^${name}:\s*(\S+)`, 'm').exec(status)?.[1] ?? '';
		return {
			...row,
			isInterruptIgnored: hasInterrupt(maskOf('SigIgn')),
			isInterruptHandled: hasInterrupt(maskOf('SigCgt')),
			directory,
			command: command.replace(/\0$/, '').split('\0'),
		};
	} catch {
		return undefined;
	}
}

async function readRows(): Promise<readonly Row[]> {
	const names = await readdir('/proc').catch(() => []);
	const rows = await Promise.all(names.filter(name => /^\d+$/.test(name)).map(async pid => readRow(Number(pid))));
	return rows.filter(row => row !== undefined);
}

/** All processes of this machine that see its files as this one does: those of containers see others. Empty where there is no /proc. */
export async function listProcesses(): Promise<ContainerProcess[]> {
	const own = await readlink('/proc/self/ns/mnt').catch(() => undefined);
	const [rows, machine] = await Promise.all([readRows(), readFile('/proc/stat', 'utf8').catch(() => '')]);
	const bootedAt = /^btime (\d+)$/m.exec(machine)?.[1];
	const processes = await Promise.all(rows.map(async row => {
		const [process, namespace] = await Promise.all([readProcess(row), readlink(`/proc/${row.pid}/ns/mnt`).catch(() => own)]);
		const startedAt = bootedAt === undefined ? undefined : (Number(bootedAt) + (row.startTicks / ticksPerSecond)) * 1000;
		return process !== undefined && namespace === own ? {...process, ...(startedAt !== undefined && {startedAt})} : undefined;
	}));
	return processes.filter(process => process !== undefined);
}

/** A process of this machine and all below it; empty when it is gone, undefined where there is no /proc. */
export async function listProcessTree(root: number): Promise<ContainerProcess[] | undefined> {
	const rows = await readRows();
	if (rows.length === 0) {
		return undefined;
	}

	const tree = new Set([root]);
	for (let size = 0; size !== tree.size;) {
		size = tree.size;
		for (const {pid, parentPid} of rows) {
			if (tree.has(parentPid)) {
				tree.add(pid);
			}
		}
	}

	const processes = await Promise.all(rows.filter(({pid}) => tree.has(pid)).map(async row => readProcess(row)));
	return processes.filter(process => process !== undefined);
}
