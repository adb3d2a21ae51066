import type {ContainerState} from './run.ts';

type Status = ContainerState['status'];

const withProcesses: ReadonlySet<Status> = new Set<Status>(['running', 'paused']);

/** Whether processes of a container exist: one that is paused has them, one that the engine is about to start again has none. */
export function hasProcesses(status: Status): boolean {
	return withProcesses.has(status);
}

/** Whether a container has not come to an end: with the ones that the engine starts again by itself. */
export function isUp(status: Status): boolean {
	return hasProcesses(status) || status === 'restarting';
}
