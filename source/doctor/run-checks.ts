import {checkContainerGpu} from './checks/container-gpu.ts';
import {checkContainerGpuRequest} from './checks/container-gpu-request.ts';
import {checkDiskSpace} from './checks/disk-space.ts';
import {checkEngine} from './checks/engine.ts';
import {checkEnginePermission} from './checks/engine-permission.ts';
import {checkGpuDriver} from './checks/gpu-driver.ts';
import {checkGpuToolkit} from './checks/gpu-toolkit.ts';
import {checkIpc} from './checks/ipc.ts';
import {checkMemoryLimit} from './checks/memory-limit.ts';
import {checkSharedMemory} from './checks/shared-memory.ts';
import {checkTerminalWidth} from './checks/terminal-width.ts';
import {checkTorchCuda} from './checks/torch-cuda.ts';
import {checkTorchDriver} from './checks/torch-driver.ts';
import {checkVolumes} from './checks/volumes.ts';
import {
	checkWslDrives,
	checkWslEngine,
	checkWslGpuLibrary,
	checkWslMemory,
} from './checks/wsl.ts';
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
