import type {Job} from '../../domain/job.ts';
import {slurmPhase} from './slurm-state.ts';
import {
	slurmCount,
	slurmDuration,
	slurmExit,
	slurmGres,
	slurmText,
	slurmTime,
} from './slurm-value.ts';
import {unitSeparator} from './squeue-text.ts';

/** Source: sacct(1); all are there since Slurm 18.08. The name comes last: it may hold line feeds. */
const fields = ['JobID', 'JobIDRaw', 'State', 'Partition', 'User', 'Submit', 'Start', 'End', 'Timelimit', 'Elapsed', 'NNodes', 'NodeList', 'ExitCode', 'ReqTRES', 'WorkDir', 'JobName'] as const;

export const sacctFormat = fields.join(',');

/** Jobs of the past from `sacct --parsable2 --noheader --allocations --delimiter=…`. */
export function parseSacct(text: string): readonly Job[] {
	const rows: string[][] = [];
	for (const line of text.split('\n')) {
		const cells = line.split(unitSeparator);
		if (cells.length === fields.length) {
			rows.push(cells);
		} else if (line !== '' && rows.length > 0 && cells.length === 1) {
			const row = rows.at(-1)!;
			row[row.length - 1] += `\n${line}`;
		}
	}

	return rows.map(row => toJob(row));
}

function toJob([id, number, state, partition, user, submit, start, end, limit, ran, count, nodes, exit, tres, directory, name]: readonly string[]): Job {
	const phase = slurmPhase(state!);
	const gpu = /gres\/(gpu(?::\w+)?)=(\d+)/.exec(tres!);
	return {
		id: id!, number: slurmText(number), name: name!, user: slurmText(user), partition: slurmText(partition), phase, state: state!,
		submittedAt: slurmTime(slurmText(submit)), startedAt: slurmTime(slurmText(start)), endedAt: slurmTime(slurmText(end)), limitMs: slurmDuration(limit), ranMs: slurmDuration(ran),
		nodeCount: slurmCount(count), nodes: slurmText(nodes), ...(gpu !== null && {gres: slurmGres(`${gpu[1]}:${gpu[2]}`)}), workDirectory: slurmText(directory), ...slurmExit(exit),
	};
}
