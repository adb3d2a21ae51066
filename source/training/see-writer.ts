import {
	readdir,
	readFile,
	readlink,
	realpath,
	statfs,
} from 'node:fs/promises';
import path from 'node:path';
import {findHostWriter} from './find-writer.ts';
import {listProcesses} from './local-processes.ts';

/** File systems that no other machine writes: ext, XFS, Btrfs, F2FS, ZFS, tmpfs, overlay. Source: statfs(2). */
const localSystems: ReadonlySet<number> = new Set([0xEF_53, 0x58_46_53_42, 0x91_23_68_3E, 0xF2_F5_20_10, 0x2F_C1_2F_C1, 0x01_02_19_94, 0x79_4C_76_30]);

/** What a training may run under, whatever its script is called. */
const programs = /^(?:python|pypy|yolo|torchrun|accelerate)[\d.]*$/;

/** A process of the kernel that only the first namespace of a machine shows: without it there are processes that nobody can see here. */
async function isSeeingAll(): Promise<boolean> {
	const name = await readFile('/proc/2/comm', 'utf8').catch(() => '');
	return name.trim() === 'kthreadd';
}

/** The processes that could train, by their numbers; those of containers too, whose places nobody can compare with those of this machine. */
async function listCandidates(): Promise<readonly number[]> {
	const names = await readdir('/proc').catch(() => []);
	const found = await Promise.all(names.filter(name => /^\d+$/.test(name)).map(async name => {
		const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
		const words = command.split('\0', 3);
		return words.some(word => programs.test(path.basename(word))) ? Number(name) : undefined;
	}));
	return found.filter(pid => pid !== undefined);
}

/**
Whether a process of this machine writes a run directory: true for a training that is seen to, false where every process can be seen
and none could. Undefined where nobody can tell: a program of any other name may train, a container may, or another machine.
*/
export async function seeWriter(runDirectory: string): Promise<boolean | undefined> {
	if (await findHostWriter(runDirectory) !== undefined) {
		return true;
	}

	const place = await realpath(runDirectory).catch(() => undefined);
	const system = place === undefined ? undefined : await statfs(place).catch(() => undefined);
	if (place === undefined || system === undefined || !localSystems.has(system.type) || !(await isSeeingAll())) {
		return undefined;
	}

	const [candidates, here] = await Promise.all([listCandidates(), listProcesses()]);
	const elsewhere = await Promise.all(candidates.map(async pid => {
		const directory = here.find(process => process.pid === pid)?.directory;
		// One of a container or of another person may write anywhere.
		return directory !== undefined && !isInside(place, directory) && !(await hasOpenBelow(pid, place));
	}));
	return elsewhere.every(Boolean) ? false : undefined;
}

function isInside(place: string, directory: string): boolean {
	return place === directory || place.startsWith(directory.endsWith('/') ? directory : `${directory}/`);
}

async function hasOpenBelow(pid: number, place: string): Promise<boolean> {
	const folder = `/proc/${pid}/fd`;
	const names = await readdir(folder).catch(() => []);
	const files = await Promise.all(names.map(async name => readlink(path.join(folder, name)).catch(() => '')));
	return files.some(file => file.startsWith(`${place}/`));
}
