import type {ClusterHost} from './cluster-command.ts';
import type {Scheduler} from './scheduler.ts';
import {isSlurmJobId} from './slurm/job-id.ts';
import {createSlurm} from './slurm/slurm-scheduler.ts';

/** THE schedulers, by the word with which a target begins. */
export const schedulers: Readonly<Record<string, {
	create(host: ClusterHost): Scheduler;
	/** Whether a text can be the id of a job. */
	isJobId(text: string): boolean;
	/** The program that is there where the scheduler is. */
	readonly program: string;
}>> = {
	slurm: {create: createSlurm, isJobId: isSlurmJobId, program: 'squeue'},
};

/** A job as a person names it. */
export type JobName = {readonly kind: string; /** As ssh knows it. */ readonly host?: string; readonly id: string};

/** Reads `slurm:JOBID` and `slurm:HOST/JOBID`; undefined for what names no job. */
export function parseJobName(text: string): JobName | undefined {
	const [, kind, host, id] = /^([a-z]+):(?:([^/]+)\/)?(.+)$/.exec(text) ?? [];
	const scheduler = kind === undefined || !Object.hasOwn(schedulers, kind) ? undefined : schedulers[kind];
	// A host that begins with a dash would be an option of ssh.
	return scheduler === undefined || host?.startsWith('-') === true || !scheduler.isJobId(id!) ? undefined : {kind: kind!, id: id!, ...(host !== undefined && {host})};
}

/** The name of a job, as `parseJobName` reads it. */
export function jobNameOf({kind, host}: Pick<Scheduler, 'kind' | 'host'>, id: string): string {
	return `${kind}:${host === undefined ? '' : `${host}/`}${id}`;
}
