import {checkContainerGpu} from './container-gpu.ts';
import {checkContainerGpuRequest} from './container-gpu-request.ts';
import {checkDiskSpace} from './disk-space.ts';
import {checkEngine} from './engine.ts';
import {checkEnginePermission} from './engine-permission.ts';
import {checkGpuDriver} from './gpu-driver.ts';
import {checkGpuToolkit} from './gpu-toolkit.ts';
import {checkIpc} from './ipc.ts';
import {checkMemoryLimit} from './memory-limit.ts';
import {checkSharedMemory} from './shared-memory.ts';
import {checkTerminalWidth} from './terminal-width.ts';
import {checkTorchCuda} from './torch-cuda.ts';
import {checkTorchDriver} from './torch-driver.ts';
import {checkVolumes} from './volumes.ts';
import {
	checkWslDrives,
	checkWslEngine,
	checkWslGpuLibrary,
	checkWslMemory,
} from './wsl.ts';
import type {DoctorFacts} from './facts.ts';
import type {Finding} from './finding.ts';

/** Every check, in the order in which a person would look: what stands lower rests on what stands higher. */
const checks: ReadonlyArray<(facts: DoctorFacts) => Finding | undefined> = [
	checkEngine,
	checkEnginePermission,
	checkGpuDriver,
	checkGpuToolkit,
	checkContainerGpuRequest,
	checkContainerGpu,
	checkTorchCuda,
	checkTorchDriver,
	checkSharedMemory,
	checkIpc,
	checkVolumes,
	checkMemoryLimit,
	checkWslGpuLibrary,
	checkWslMemory,
	checkWslEngine,
	checkWslDrives,
	checkDiskSpace,
	checkTerminalWidth,
];

/** What is right and what is wrong, one finding for each check that applies. Never throws. */
export function runChecks(facts: DoctorFacts): readonly Finding[] {
	return checks.flatMap(check => check(facts) ?? []);
}
