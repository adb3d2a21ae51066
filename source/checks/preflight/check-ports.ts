import type {PreflightFacts} from './facts.ts';
import {error, type PreflightFinding} from './finding.ts';

/** A published port has to be free. */
export function checkPorts({plan, busyPorts}: PreflightFacts): PreflightFinding[] {
	return plan.ports
		.filter(({hostPort}) => hostPort !== undefined && busyPorts.includes(hostPort))
		.flatMap(({hostPort, containerPort}) => error('port-taken', {port: `${hostPort}`, containerPort: `${containerPort}`}));
}
