import {constants} from 'node:fs';
import {access, statfs} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type {DiskFacts} from '../checks/machine/doctor-facts.ts';

/** What hands GPUs to containers. Source: moby daemon/nvidia_linux.go, NVIDIA Container Toolkit. */
export const hookPrograms: readonly string[] = ['nvidia-container-runtime-hook', 'nvidia-cdi-hook'];

/** Where a service looks for programs, which a person's PATH may leave out. */
const systemFolders: readonly string[] = ['/usr/bin', '/usr/local/bin', '/usr/sbin', '/usr/local/sbin'];

export async function canAccess(file: string, mode = constants.R_OK): Promise<boolean> {
	try {
		await access(file, mode);
		return true;
	} catch {
		return false;
	}
}

/** Whether one of the programs is installed. */
export async function hasProgram(names: readonly string[]): Promise<boolean> {
	const folders = [...(process.env.PATH ?? '').split(':').filter(folder => folder !== ''), ...systemFolders];
	const found = await Promise.all(folders.flatMap(folder => names.map(async name => canAccess(path.join(folder, name), constants.X_OK))));
	return found.includes(true);
}

/** The file system of a directory; undefined where it cannot be asked. */
export async function diskAt(directory: string): Promise<DiskFacts | undefined> {
	try {
		const {bsize, blocks, bavail} = await statfs(directory);
		return {path: directory, sizeBytes: blocks * bsize, availableBytes: bavail * bsize};
	} catch {
		return undefined;
	}
}
