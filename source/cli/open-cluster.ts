import {access, constants} from 'node:fs/promises';
import path from 'node:path';
import {schedulers, type JobName} from '../cluster/schedulers.ts';
import type {Scheduler} from '../cluster/scheduler.ts';
import type {Host} from '../domain/host.ts';
import type {Options} from './options/options.ts';
import type {Io} from './io.ts';

/** The scheduler of a job that is named: on the host of the name, else that of `--cluster`, else on this machine. */
export function openScheduler({kind, host}: Pick<JobName, 'kind' | 'host'>, {cluster}: {readonly cluster?: string | undefined}, {environment}: Pick<Io, 'environment'>): Scheduler {
	const name = host ?? cluster;
	return schedulers[kind].create({environment, ...(name !== undefined && {host: name})});
}

/** Whether a program is in PATH. */
async function hasProgram(program: string, environment: Io['environment']): Promise<boolean> {
	const places = (environment.PATH ?? '').split(path.delimiter).filter(place => place !== '');
	const found = await Promise.all(places.map(async place => {
		try {
			await access(path.join(place, program), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	}));
	return found.includes(true);
}

/** A scheduler, and where the list has it from. */
export type ListedScheduler = {readonly scheduler: Scheduler; readonly listed: Host & {readonly kind: 'scheduler'}};

/** The schedulers whose jobs a list shows: of every host that is named, and of this machine where it has their commands. */
export async function findSchedulers({hosts}: Pick<Options, 'hosts'>, io: Pick<Io, 'environment'>): Promise<readonly ListedScheduler[]> {
	const found = await Promise.all(hosts.map(async listed => {
		if (listed.kind !== 'scheduler') {
			return [];
		}

		const {scheduler: kind, host} = listed;
		return host !== undefined || await hasProgram(schedulers[kind].program, io.environment) ? [{listed, scheduler: openScheduler({kind, ...(host !== undefined && {host})}, {}, io)}] : [];
	}));
	return found.flat();
}
