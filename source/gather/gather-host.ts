import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {hasBoardOfNvidia, hasGpuHere} from '../sample/gpu-presence.ts';
import {isWslKernel, parseMemory} from '../sample/host-files.ts';
import {isElsewhere} from '../checks/machine/engine.ts';
import type {DoctorFacts, EngineFacts} from '../checks/machine/doctor-facts.ts';
import {
	canAccess,
	diskAt,
	hasProgram,
	hookPrograms,
} from './files.ts';
import {gatherHostGpu} from './gather-gpu.ts';

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
		hasProgram([...hookPrograms, 'nvidia-container-runtime', 'nvidia-ctk']),
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
