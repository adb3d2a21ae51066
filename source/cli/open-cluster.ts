import {access, constants} from 'node:fs/promises';
import path from 'node:path';
import {schedulers, type JobName} from '../cluster/schedulers.ts';
import type {Scheduler} from '../cluster/scheduler.ts';
import type {Options} from './options/options.ts';
import type {Io} from './io.ts';

/** The scheduler of a job that is named: on the host of the name, else that of `--cluster`, else on this machine. */
export function openScheduler({kind, host}: Pick<JobName, 'kind' | 'host'>, {cluster}: Pick<Options, 'cluster'>, {environment}: Pick<Io, 'environment'>): Scheduler {
	const name = host ?? cluster;
	return schedulers[kind]!.create({environment, ...(name !== undefined && {host: name})});
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

/** The schedulers whose jobs a list shows: where `--cluster` names a host its own, else those whose commands this machine has. */
export async function findSchedulers(options: Pick<Options, 'cluster'>, io: Pick<Io, 'environment'>): Promise<readonly Scheduler[]> {
	const found = await Promise.all(Object.entries(schedulers).map(async ([kind, {program}]) =>
		options.cluster !== undefined || await hasProgram(program, io.environment) ? [openScheduler({kind}, options, io)] : []));
	return found.flat();
}
