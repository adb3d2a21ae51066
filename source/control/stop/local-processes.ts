import {readdir, readFile, readlink} from 'node:fs/promises';
import {hasInterrupt, type ContainerProcess} from '../process-scan.ts';

type Row = {readonly pid: number; readonly parentPid: number; readonly state: string; readonly startTicks: number};

/** One line of /proc/PID/stat; undefined for a process that has ended meanwhile. Source: proc(5). */
async function readRow(pid: number): Promise<Row | undefined> {
	const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
	const fields = line?.slice(line.lastIndexOf(') ') + 2).split(' ');
	return fields && {
		pid, state: fields[0] ?? '', parentPid: Number(fields[1]), startTicks: Number(fields[19]),
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

/** A process of this machine and all below it; empty when it is gone, undefined where there is no /proc. */
export async function listProcessTree(root: number): Promise<ContainerProcess[] | undefined> {
	const names = await readdir('/proc').catch(() => []);
	const pids = names.filter(name => /^\d+$/.test(name)).map(Number);
	if (pids.length === 0) {
		return undefined;
	}

	const found = await Promise.all(pids.map(async pid => readRow(pid)));
	const rows = found.filter(row => row !== undefined);
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
