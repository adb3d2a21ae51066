import {checkIds, type CheckId} from '../../domain/check-result.ts';
import {runChecks as run} from '../check.ts';
import {engineChecks} from './engine.ts';
import type {DoctorFacts} from './doctor-facts.ts';
import type {Finding, MachineCheck} from './finding.ts';
import {gpuChecks} from './gpu.ts';
import {memoryChecks} from './memory.ts';
import {storageChecks} from './storage.ts';
import {surroundingsChecks} from './surroundings.ts';
import {torchChecks} from './torch.ts';

/** A check for every id; the compiler finds a missing one. */
const finders: Readonly<Record<CheckId, MachineCheck['find']>> = {
	...engineChecks, ...gpuChecks, ...torchChecks, ...memoryChecks, ...storageChecks, ...surroundingsChecks,
};

/** In the order in which a person would look: what comes later rests on what comes earlier. */
const checks: readonly MachineCheck[] = checkIds.map(id => ({id, find: finders[id]}));

/** What is right and what is wrong, one finding for each check that applies. Never throws. */
export function runChecks(facts: DoctorFacts): readonly Finding[] {
	return run(checks, facts, 'en');
}
