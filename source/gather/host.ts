import {constants} from 'node:fs';
import {
	access,
	readdir,
	readFile,
	statfs,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {hasBoardOfNvidia, hasGpuHere} from '../sample/gpu-presence.ts';
import {isWslKernel, parseMemory} from '../sample/host-files.ts';
import {isElsewhere} from '../checks/machine/engine.ts';
import type {DiskFacts, DoctorFacts, EngineFacts} from '../checks/machine/facts.ts';
import {gatherHostGpu} from './gpu.ts';

const wslLibrary = '/usr/lib/wsl/lib/libdxcore.so';
const wslGpuLibrary = '/usr/lib/wsl/lib/libcuda.so.1';

/** Looks at the machine on which yolotop runs. What cannot be read is undefined. Never rejects. */
export async function gatherHost(engine: EngineFacts, signal: AbortSignal): Promise<DoctorFacts['host']> {
	const [release, memoryText] = await Promise.all([readText('/proc/sys/kernel/osrelease'), readText('/proc/meminfo')]);
	const isWsl = isWslKernel(release);
	const memory = parseMemory(memoryText);
	const isEngineElsewhere = isElsewhere(engine);
	const rootDirectory = engine.kind === 'reachable' && engine.isLocal && engine.info?.isDesktop !== true ? engine.info?.rootDirectory : undefined;
	const [gpu, hasGpu, hasNvidiaBoard, hasToolkitProgram, wslConfig, disk, hasWslLibrary] = await Promise.all([
		isEngineElsewhere ? undefined : gatherHostGpu(signal),
		isEngineElsewhere ? undefined : hasGpuHere(),
		isWsl ? undefined : hasBoardOfNvidia(),
		hasProgram(['nvidia-container-runtime-hook', 'nvidia-cdi-hook', 'nvidia-container-runtime', 'nvidia-ctk']),
		isWsl ? readWslConfig() : undefined,
		rootDirectory === undefined ? undefined : diskAt(rootDirectory),
		isWsl ? canAccess(wslLibrary) : undefined,
	]);
	return {
		isWsl,
		memoryBytes: memory.memoryTotalBytes,
		memoryAvailableBytes: memory.memoryAvailableBytes,
		gpu,
		hasGpu,
		hasNvidiaBoard,
		hasToolkitProgram,
		hasWslGpuLibrary: hasWslLibrary === undefined ? undefined : await canAccess(wslGpuLibrary),
		wslConfig,
		disk,
	};
}

async function readText(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
	} catch {
		return '';
	}
}

async function canAccess(file: string, mode = constants.R_OK): Promise<boolean> {
	try {
		await access(file, mode);
		return true;
	} catch {
		return false;
	}
}

async function hasProgram(names: readonly string[]): Promise<boolean> {
	const folders = [...(process.env.PATH ?? '').split(':').filter(folder => folder !== ''), '/usr/bin', '/usr/local/bin'];
	const found = await Promise.all(folders.flatMap(folder => names.map(async name => canAccess(path.join(folder, name), constants.X_OK))));
	return found.includes(true);
}

/** The person of Windows is not known here; mostly there is one with such a file. */
async function readWslConfig(): Promise<DoctorFacts['host']['wslConfig']> {
	try {
		for (const person of await readdir('/mnt/c/Users')) {
			const file = path.join('/mnt/c/Users', person, '.wslconfig');
			const text = await readText(file);
			if (text !== '') {
				return {path: file, memory: /^[\t ]*memory[\t ]*=[\t ]*(\w+)/im.exec(text)?.[1]};
			}
		}
	} catch {}

	return undefined;
}

async function diskAt(directory: string): Promise<DiskFacts | undefined> {
	try {
		const {bsize, blocks, bavail} = await statfs(directory);
		return {path: directory, sizeBytes: blocks * bsize, availableBytes: bavail * bsize};
	} catch {
		return undefined;
	}
}
