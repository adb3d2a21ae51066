import type {RunState} from '../domain/run.ts';

/** Whether the training is a plain process, here or in a job: nothing of a container is to be said then. */
export function isOnThisMachine({target}: Pick<RunState, 'target'>): boolean {
	return target?.kind === 'process' || target?.kind === 'job';
}
