import {realpath} from 'node:fs/promises';
import type {Witnesses} from '../actions/resume/refuse-written.ts';
import {createFindJobWriter, type FindJobWriter} from '../cluster/job-writers.ts';
import type {Io} from './io.ts';
import {findSchedulers} from './open-cluster.ts';
import {requireLocalEngine} from './open-engine.ts';
import type {Options} from './options/options.ts';

/** The job that writes a directory of this machine, among those of the schedulers that this machine knows. */
export function findJobOf({hosts}: Pick<Options, 'hosts'>, io: Pick<Io, 'environment'>): FindJobWriter {
	// What is at the same path on a cluster that the configuration only lists is another directory.
	const here = {hosts: hosts.filter(({name}) => name === undefined)};
	return createFindJobWriter(async () => {
		const found = await findSchedulers(here, io);
		return found.map(({scheduler}) => scheduler);
	}, async path => realpath(path).catch(() => path));
}

/**
Gives everybody who may know what writes a directory of this machine, for as long as something is done. Whatever begins a training here asks them.

@throws UserError of an engine that is there and does not answer.
*/
export async function withWitnesses<T>(options: Options, io: Io, work: (witnesses: Witnesses) => Promise<T>, how: {readonly isOnScreen?: boolean} = {}): Promise<T> {
	const engine = await requireLocalEngine(options, io, how);
	try {
		return await work({engine, findJob: findJobOf(options, io)});
	} finally {
		engine?.close();
	}
}
