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
