import {checkDevices} from './check-devices.ts';
import {checkDisk} from './check-disk.ts';
import {checkGpu} from './check-gpu.ts';
import {checkImage} from './check-image.ts';
import {checkInputs} from './check-inputs.ts';
import {checkName} from './check-name.ts';
import {checkNetwork} from './check-network.ts';
import {checkPorts} from './check-ports.ts';
import {checkRecord} from './check-record.ts';
import {checkRunDirectory} from './check-run-directory.ts';
import {checkSharedMemory} from './check-shared-memory.ts';
import {checkSources} from './check-sources.ts';
import type {PreflightFacts} from './facts.ts';
import type {PreflightFinding} from './finding.ts';

/** Every check, in the order in which a person wants to know. */
const checks: ReadonlyArray<(facts: PreflightFacts) => PreflightFinding[]> = [
	checkImage, checkName, checkNetwork, checkPorts, checkSources, checkInputs, checkDevices, checkGpu, checkSharedMemory, checkRunDirectory, checkDisk, checkRecord,
];

/** What stands in the way of a start, errors first. */
export function runPreflight(facts: PreflightFacts): readonly PreflightFinding[] {
	const findings = checks.flatMap(check => check(facts));
	return (['error', 'warning', 'hint'] as const).flatMap(wanted => findings.filter(({level}) => level === wanted));
}
