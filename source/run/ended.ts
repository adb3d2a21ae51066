import type {Phase} from '../domain/run.ts';

/** Whether the process has ended, by its own words. */
export function isEnded({kind}: Phase): boolean {
	return ['finished', 'interrupted', 'failed', 'killed'].includes(kind);
}
