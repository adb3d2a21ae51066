import type {PreflightFacts} from './facts.ts';
import {error, type PreflightFinding} from './finding.ts';

/** A name that the engine resolves itself and lists nowhere: a shim by its name or path. */
const isShim = (runtime: string): boolean => runtime.startsWith('io.containerd.') || runtime.startsWith('/');

/** A runtime that Docker does not list, and a device of this machine that is not there: both make every start fail, so they are errors. */
export function checkDevices({plan: {runtime}, runtimes, missingDevices = []}: PreflightFacts): PreflightFinding[] {
	return [
		...(runtime === undefined || runtimes === undefined || isShim(runtime) || runtimes.includes(runtime) ? [] : error('runtime-unknown', {runtime, known: runtimes.join(', ')})),
		...missingDevices.flatMap(path => error('device-missing', {path})),
	];
}
