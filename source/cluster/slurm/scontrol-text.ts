import type {Job} from '../../domain/job.ts';
import {slurmPhase, slurmWait} from './slurm-state.ts';
import {
	outputPath,
	slurmCount,
	slurmDuration,
	slurmExit,
	slurmGres,
	slurmMemory,
	slurmText,
	slurmTime,
} from './slurm-value.ts';

/** Values that may hold blanks and line feeds: they end where the named word begins. */
const freeValues: ReadonlyMap<string, RegExp> = new Map([
	['JobName', /\n {3}UserId=/],
	['Command', /\n {3}WorkDir=/],
	['WorkDir', /\n {3}(?:AdminComment|Comment|StdErr)=/],
	['StdErr', /\n {3}StdIn=/],
	['StdIn', /\n {3}StdOut=/],
	['StdOut', /\n {3}|\n\n/],
]);

/** The fields of one record of `scontrol show job`. */
function fieldsOf(record: string): ReadonlyMap<string, string> {
	const fields = new Map<string, string>();
	const pattern = /(?:^|\s)([A-Z][\w/:]*)=/g;
	for (let match = pattern.exec(record); match !== null; match = pattern.exec(record)) {
		const name = match[1]!;
		const start = pattern.lastIndex;
		const free = freeValues.get(name);
		const rest = record.slice(start);
		const length = free === undefined ? /\s|$/.exec(rest)!.index : free.exec(rest)?.index ?? rest.length;
		if (!fields.has(name)) {
			fields.set(name, free === undefined ? rest.slice(0, length) : rest.slice(0, length).replace(/\n$/, ''));
		}

		pattern.lastIndex = start + length;
	}

	return fields;
}

/** The jobs in the answer of `scontrol show job ID`, with times in seconds where that was asked for: of an array one for each task or group of tasks. */
export function parseScontrolJobs(text: string): readonly Job[] {
	return text.split(/(?:^|\n)(?=JobId=\d)/).flatMap(record => {
		const fields = fieldsOf(record);
		return fields.has('JobId') ? [toJob(fields)] : [];
	});
}

function idOf(fields: ReadonlyMap<string, string>): string {
	const number = fields.get('JobId')!;
	const task = fields.get('ArrayTaskId');
	const offset = fields.get('HetJobOffset') ?? fields.get('PackJobOffset');
	if (task !== undefined) {
		const array = fields.get('ArrayJobId') ?? number;
		return /^\d+$/.test(task) ? `${array}_${task}` : `${array}_[${task}]`;
	}

	return offset === undefined ? number : `${fields.get('HetJobId') ?? fields.get('PackJobId') ?? number}+${offset}`;
}

function toJob(fields: ReadonlyMap<string, string>): Job {
	const get = (name: string) => slurmText(fields.get(name));
	const number = fields.get('JobId')!;
	const phase = slurmPhase(get('JobState') ?? '');
	const name = fields.get('JobName') ?? '';
	const user = get('UserId')?.replace(/\(\d+\)$/, '');
	const workDirectory = get('WorkDir');
	const arrayTask = get('ArrayTaskId');
	const isOver = !['waiting', 'running', 'suspended', 'ending', 'unknown'].includes(phase);
	return {
		id: idOf(fields),
		number,
		name,
		user,
		partition: get('Partition'),
		phase,
		state: get('JobState') ?? '',
		wait: phase === 'waiting' ? slurmWait(fields.get('Reason')) : undefined,
		submittedAt: slurmTime(get('SubmitTime')),
		startedAt: slurmTime(get('StartTime')),
		endedAt: isOver ? slurmTime(get('EndTime')) : undefined,
		limitMs: slurmDuration(get('TimeLimit')),
		ranMs: slurmDuration(get('RunTime')),
		nodeCount: slurmCount(get('NumNodes')?.split('-', 1)[0]),
		nodes: get('NodeList'),
		gres: slurmGres(get('TresPerNode') ?? get('TresPerJob') ?? get('Gres')),
		memoryBytes: slurmMemory(get('MinMemoryNode')),
		priority: slurmCount(get('Priority')),
		dependency: get('Dependency'),
		workDirectory,
		script: get('Command')?.split('\n', 1)[0],
		outputPath: outputPath(get('StdOut'), {
			number, arrayJob: get('ArrayJobId'), arrayTask: arrayTask !== undefined && /^\d+$/.test(arrayTask) ? arrayTask : undefined, name, user, node: get('BatchHost'), workDirectory,
		}),
		restarts: slurmCount(get('Restarts')),
		...(isOver && slurmExit(get('ExitCode'))),
	};
}
