import {changed, type Watch} from '../../watch/watch.ts';
import {readWatch, writeWatch} from '../../watch/watch-file.ts';
import type {Io} from '../io.ts';

/** One watch, and what its keeper works with. */
export type Keeping = {readonly directory: string; readonly id: string; readonly io: Io};

export const load = async ({directory, id}: Keeping): Promise<Watch | undefined> => readWatch(directory, id);

export async function save({directory, io}: Keeping, watch: Watch, change: Partial<Watch>): Promise<Watch> {
	const next = changed(watch, change, io.now());
	await writeWatch(directory, next);
	return next;
}
