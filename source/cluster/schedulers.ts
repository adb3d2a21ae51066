import {schedulerKinds, type SchedulerKind} from '../domain/host.ts';
import {UserError} from '../domain/user-error.ts';
import type {ClusterHost} from './cluster-command.ts';
import type {Scheduler} from './scheduler.ts';
import {isSlurmJobId} from './slurm/job-id.ts';
import {createSlurm} from './slurm/slurm-scheduler.ts';

/** THE schedulers, by the word with which a target begins. */
export const schedulers: Readonly<Record<SchedulerKind, {
	create(host: ClusterHost): Scheduler;
	/** Whether a text can be the id of a job. */
	isJobId(text: string): boolean;
	/** The program that is there where the scheduler is. */
	readonly program: string;
}>> = {
	slurm: {create: createSlurm, isJobId: isSlurmJobId, program: 'squeue'},
};

/** A job as a person names it. */
export type JobName = {readonly kind: SchedulerKind; /** As ssh knows it. */ readonly host?: string; readonly id: string};

/**
Reads `slurm:JOBID` and `slurm:HOST/JOBID`; undefined for what begins with no scheduler.

@throws UserError `job-id-invalid` for what names no job of it.
*/
export function parseJobName(text: string): JobName | undefined {
	const [, word, host, id = ''] = /^([a-z]+):(?:([^/]+)\/)?(.*)$/s.exec(text) ?? [];
	const kind = schedulerKinds.find(one => one === word);
	if (kind === undefined) {
		return undefined;
	}

	// A host that begins with a dash would be an option of ssh.
	if (host?.startsWith('-') === true || !schedulers[kind].isJobId(id)) {
		throw new UserError('job-id-invalid', {id: text.slice(kind.length + 1)});
	}

	return {kind, id, ...(host !== undefined && {host})};
}

/** The name of a job, as `parseJobName` reads it. */
export function jobNameOf({kind, host}: Pick<Scheduler, 'kind' | 'host'>, id: string): string {
	return `${kind}:${host === undefined ? '' : `${host}/`}${id}`;
}
