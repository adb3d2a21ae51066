import type {Partition} from '../scheduler.ts';
import {slurmDuration, slurmText} from './slurm-value.ts';
import {recordSeparator, unitSeparator} from './squeue-text.ts';

/** Name with a star for the default, state, time limit, generic resources. Source: sinfo(1), --format. */
export const sinfoFormat = ['%P', '%a', '%l', '%G'].join(unitSeparator) + recordSeparator;

/** The partitions in the answer of `sinfo --noheader --format=…`, which has a row for each kind of nodes. */
export function parseSinfo(text: string): readonly Partition[] {
	const found = new Map<string, Partition>();
	for (const record of text.split(recordSeparator)) {
		const [label, state, limit, gres] = record.replace(/^\n/, '').split(unitSeparator);
		if (gres === undefined || label === undefined) {
			continue;
		}

		const name = label.replace(/\*$/, '');
		const before = found.get(name);
		// A list of several with commas; an index of sockets in brackets says nothing of what there is.
		const own = slurmText(gres)?.replaceAll(/\([^()]*\)/g, '').split(',') ?? [];
		found.set(name, {
			name, isDefault: label.endsWith('*'), isUp: state === 'up', maxTimeMs: slurmDuration(limit), gres: [...new Set([...(before?.gres ?? []), ...own])],
		});
	}

	return [...found.values()];
}
