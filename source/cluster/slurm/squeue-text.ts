import type {Job} from '../../domain/job.ts';
import {slurmPhase, slurmWait} from './slurm-state.ts';
import {
	slurmCount,
	slurmDuration,
	slurmGres,
	slurmText,
	slurmTime,
} from './slurm-value.ts';

/** Unit and record separators of ASCII: no name or path has them, a bar or a line feed may be in either. */
export const unitSeparator = '\u{1F}';
export const recordSeparator = '\u{1E}';

/** What is asked for, in this order. Source: squeue(1), --format; all letters are there since Slurm 14. */
const letters = ['i', 'A', 'T', 'P', 'u', 'V', 'S', 'e', 'l', 'M', 'D', 'N', 'r', 'b', 'Q', 'E', 'Z', 'o', 'j'] as const;

/** For `squeue --format`. */
export const squeueFormat = letters.map(letter => `%${letter}`).join(unitSeparator) + recordSeparator;

/**
The jobs in the answer of `squeue --noheader --format=…` with times in seconds. One text for all versions: the JSON of a job has 4 KB, this has 200 bytes,
and a cluster has ten thousand. A record that is cut off is left out.
*/
export function parseSqueue(text: string): readonly Job[] {
	return text.split(recordSeparator).flatMap(record => {
		const fields = record.replace(/^\n/, '').split(unitSeparator);
		return fields.length === letters.length ? [toJob(fields)] : [];
	});
}

function toJob(fields: readonly string[]): Job {
	const [id, number, state, partition, user, submit, start, end, limit, ran, count, nodes, reason, gres, priority, dependency, directory, command, name] = fields;
	const phase = slurmPhase(state!);
	const endedAt = slurmTime(end);
	const isOver = !['waiting', 'running', 'suspended', 'ending', 'unknown'].includes(phase);
	return {
		id: id!.trim(),
		number: slurmText(number),
		name: name!,
		user: slurmText(user),
		partition: slurmText(partition),
		phase,
		state: state!,
		wait: phase === 'waiting' ? slurmWait(reason) : undefined,
		submittedAt: slurmTime(submit),
		startedAt: slurmTime(start),
		// Of a job that runs it is when its limit ends.
		endedAt: isOver ? endedAt : undefined,
		limitMs: slurmDuration(limit),
		ranMs: slurmDuration(ran),
		nodeCount: slurmCount(count),
		nodes: slurmText(nodes),
		gres: slurmGres(gres),
		priority: slurmCount(priority),
		dependency: slurmText(dependency),
		workDirectory: slurmText(directory),
		script: slurmText(command),
	};
}
