import {realpath} from 'node:fs/promises';
import {findJobWriter} from '../cluster/job-run.ts';
import {jobNameOf} from '../cluster/schedulers.ts';
import {UserError} from '../domain/user-error.ts';
import type {Io} from './io.ts';
import {findSchedulers} from './open-cluster.ts';
import type {Options} from './options/options.ts';

/**
Refuses a directory of this machine that a job of a scheduler writes. A scheduler that does not answer cannot be asked: what else sees the directory decides then.

@throws UserError `run-written-by-job`.
*/
export async function refuseJobWriter(directory: string, options: Pick<Options, 'hosts'>, io: Pick<Io, 'environment' | 'signal'>): Promise<void> {
	// What is at the same path on a cluster that the configuration only lists is another directory.
	for (const {scheduler} of await findSchedulers({hosts: options.hosts.filter(({name}) => name === undefined)}, io)) {
		const writer = await findJobWriter(scheduler, directory, {signal: io.signal, realPath: async path => realpath(path).catch(() => path)}).catch((error: unknown) => {
			io.signal.throwIfAborted();
			if (!(error instanceof UserError)) {
				throw error;
			}

			return undefined;
		});
		if (writer !== undefined) {
			throw new UserError('run-written-by-job', {path: directory, name: jobNameOf(scheduler, writer.id)});
		}
	}
}
