import {readFile} from 'node:fs/promises';

/**
Whether a process id that the engine named is that process on this machine. A socket says nothing about it: behind it may be
a virtual machine (Docker Desktop) or a tunnel, where the same number is another process or none.
*/
export async function isProcessHere(pid: number, containerId: string): Promise<boolean> {
	try {
		const groups = await readFile(`/proc/${pid}/cgroup`, 'utf8');
		return groups.includes(containerId);
	} catch {
		return false;
	}
}

/**
The ids of the containers that a process of this machine belongs to, the outermost first; none for a process in none, and for one that cannot be seen.

Source: engines name the control group of a container by its id, `docker-ID.scope`, `libpod-ID.scope`, `/docker/ID`, `/kubepods/.../ID`.
*/
export async function containersOfProcess(pid: number): Promise<readonly string[]> {
	try {
		return containersInGroups(await readFile(`/proc/${pid}/cgroup`, 'utf8'));
	} catch {
		return [];
	}
}

/** The same from the text of /proc/PID/cgroup. */
export function containersInGroups(groups: string): readonly string[] {
	return [...new Set(groups.match(/(?<![\da-f])[\da-f]{64}(?![\da-f])/g))];
}
