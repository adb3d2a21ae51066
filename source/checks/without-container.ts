import type {RunState} from '../domain/run.ts';

/** Whether the training is a plain process, here or as a job of a cluster: nothing of a container is to be said then. */
export function isWithoutContainer({target}: Pick<RunState, 'target'>): boolean {
	return target?.kind === 'process' || target?.kind === 'job';
}
