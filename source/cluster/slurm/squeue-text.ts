import type {Job} from '../../domain/job.ts';
import type {QueuedJob} from '../scheduler.ts';
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

/** What ten thousand jobs have in common is read once: they have a handful of partitions, states, reasons and limits. */
function keepValues() {
	const keep = <Text extends string | undefined, Value>(read: (text: Text) => Value) => {
		const values = new Map<Text, Value>();
		return (text: Text): Value => {
			if (!values.has(text)) {
				values.set(text, read(text));
			}

			return values.get(text)!;
		};
	};

	return {
		once: keep((text: string | undefined) => text), phase: keep((text: string) => slurmPhase(text)), wait: keep((text: string | undefined) => slurmWait(text)), duration: keep((text: string | undefined) => slurmDuration(text)),
	};
}

type Kept = ReturnType<typeof keepValues>;

/**
Takes the answer of `squeue --noheader --format=…` with times in seconds, piece by piece, and gives its jobs. One text for all versions: the JSON of a job has
4 KB, this has 200 bytes, and a cluster has ten thousand. A record that is cut off is left out.
*/
export function createSqueueParser(): {push(text: string): void; jobs(): readonly Job[]; /** The last piece that was no job, or empty. */ unread(): string} {
	const jobs: Job[] = [];
	const kept = keepValues();
	let open = '';
	let odd = '';
	return {
		push(text) {
			const records = (open + text).split(recordSeparator);
			open = records.pop()!;
			for (const record of records) {
				const fields = record.replace(/^\n/, '').split(unitSeparator);
				if (fields.length === letters.length) {
					jobs.push(toJob(fields, kept));
				} else {
					odd = record;
				}
			}
		},
		jobs: () => jobs,
		unread: () => odd === '' ? open : odd,
	};
}

/** The jobs in a whole answer. */
export function parseSqueue(text: string): readonly Job[] {
	const parser = createSqueueParser();
	parser.push(text);
	return parser.jobs();
}

/** For `squeue --format`, where only the order of what waits counts. */
export const queueFormat = `%i${unitSeparator}%P${unitSeparator}%Q${recordSeparator}`;

/** The waiting jobs in the answer to that. */
export function parseQueue(text: string): readonly QueuedJob[] {
	return text.split(recordSeparator).flatMap(record => {
		const [id, partition, priority, ...rest] = record.replace(/^\n/, '').split(unitSeparator);
		return priority === undefined || rest.length > 0
			? []
			: [{
				id: id!.trim(), partition: slurmText(partition), priority: slurmCount(priority), phase: 'waiting' as const,
			}];
	});
}

function toJob(fields: readonly string[], {once, ...of}: Kept): Job {
	const [id, number, state, partition, user, submit, start, end, limit, ran, count, nodes, reason, gres, priority, dependency, directory, command, name] = fields;
	const phase = of.phase(state!);
	const endedAt = slurmTime(end);
	const isOver = !['waiting', 'running', 'suspended', 'ending', 'unknown'].includes(phase);
	return {
		id: id!.trim(),
		number: slurmText(number),
		name: name!,
		user: once(slurmText(user)),
		partition: once(slurmText(partition)),
		phase,
		state: once(state)!,
		wait: phase === 'waiting' ? of.wait(reason) : undefined,
		submittedAt: slurmTime(submit),
		startedAt: slurmTime(start),
		// Of a job that runs it is when its limit ends.
		endedAt: isOver ? endedAt : undefined,
		limitMs: of.duration(limit),
		ranMs: of.duration(ran),
		nodeCount: slurmCount(count),
		nodes: once(slurmText(nodes)),
		gres: once(slurmGres(gres)),
		priority: slurmCount(priority),
		dependency: once(slurmText(dependency)),
		workDirectory: once(slurmText(directory)),
		script: slurmText(command),
	};
}
