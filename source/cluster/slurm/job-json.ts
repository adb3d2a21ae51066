import type {Job} from '../../domain/job.ts';
import {toAmount} from '../../domain/possible-number.ts';
import {slurmPhase, slurmWait} from './slurm-state.ts';
import {
	outputPath,
	slurmGres,
	slurmMemory,
	slurmText,
	slurmTime,
} from './slurm-value.ts';

type Value = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Value => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A number as the versions write it: itself, as text, or `{set, infinite, number}` since 23.02; undefined where it is not set or has no end. */
function numberOf(value: unknown): number | undefined {
	if (isTable(value)) {
		return value.set === false || value.infinite === true ? undefined : numberOf(value.number);
	}

	const number = typeof value === 'string' && value !== '' ? Number(value) : value;
	return toAmount(number);
}

const textOf = (value: unknown): string | undefined => typeof value === 'string' ? slurmText(value) : undefined;

function wordsOf(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : (typeof value === 'string' ? [value] : []);
}

/** Before 23.11 the status of wait(2); since then a table. */
function exitOf(value: unknown): {readonly exitCode?: number; readonly exitSignal?: number} {
	if (isTable(value) && ('return_code' in value || 'signal' in value)) {
		const code = numberOf(value.return_code);
		const signal = isTable(value.signal) ? numberOf(value.signal.id) ?? numberOf(value.signal.signal_id) : undefined;
		return {...(code !== undefined && {exitCode: code}), ...(signal !== undefined && signal !== 0 && {exitSignal: signal})};
	}

	const status = numberOf(value);
	return status === undefined ? {} : {exitCode: Math.floor(status / 256) % 256, ...(status % 128 !== 0 && {exitSignal: status % 128})};
}

/**
The jobs in the answer of `scontrol show job ID --json` or `squeue --json`, of Slurm 21.08 to 24.11; undefined when it is none.

Source: the data parsers v0.0.37 to v0.0.42 of Slurm.
*/
export function parseJobsJson(text: string): readonly Job[] | undefined {
	let answer: unknown;
	try {
		answer = JSON.parse(text);
	} catch {
		return undefined;
	}

	const jobs: unknown = isTable(answer) ? answer.jobs : undefined;
	return Array.isArray(jobs) ? jobs.filter(job => isTable(job)).flatMap(job => toJob(job) ?? []) : undefined;
}

function idOf(job: Value, number: number): {readonly id: string; readonly arrayJob?: number; readonly arrayTask?: number} {
	const array = numberOf(job.array_job_id);
	const task = numberOf(job.array_task_id);
	const group = textOf(job.array_task_string);
	if (array !== undefined && array !== 0) {
		const isGroup = task === undefined || (group !== undefined && group !== '' && !/^\d+$/.test(group));
		return {id: isGroup ? `${array}_[${group ?? ''}]` : `${array}_${task}`, arrayJob: array, ...(!isGroup && {arrayTask: task})};
	}

	const het = numberOf(job.het_job_id);
	return {id: het === undefined || het === 0 ? String(number) : `${het}+${numberOf(job.het_job_offset) ?? 0}`};
}

function toJob(job: Value): Job | undefined {
	const number = numberOf(job.job_id);
	if (number === undefined) {
		return undefined;
	}

	const states = wordsOf(job.job_state);
	const phase = slurmPhase(states);
	const isOver = !['waiting', 'running', 'suspended', 'ending', 'unknown'].includes(phase);
	const {id, arrayJob, arrayTask} = idOf(job, number);
	const name = typeof job.name === 'string' ? job.name : '';
	const limit = numberOf(job.time_limit);
	const workDirectory = textOf(job.current_working_directory);
	const user = textOf(job.user_name);
	const startedAt = slurmTime(numberOf(job.start_time));
	return {
		id,
		number: String(number),
		name,
		user,
		partition: textOf(job.partition),
		phase,
		state: states.join('+'),
		wait: phase === 'waiting' ? slurmWait(textOf(job.state_reason)) : undefined,
		submittedAt: slurmTime(numberOf(job.submit_time)),
		startedAt,
		endedAt: isOver ? slurmTime(numberOf(job.end_time)) : undefined,
		limitMs: limit === 0 ? undefined : toAmount(Number(limit) * 60_000),
		nodeCount: numberOf(job.node_count),
		nodes: textOf(job.nodes),
		gres: slurmGres(textOf(job.tres_per_node) ?? textOf(job.tres_per_job)),
		memoryBytes: slurmMemory(numberOf(job.memory_per_node)),
		priority: numberOf(job.priority),
		dependency: textOf(job.dependency),
		workDirectory,
		script: textOf(job.command)?.split('\n', 1)[0],
		outputPath: outputPath(textOf(job.standard_output), {
			number: String(number), arrayJob: arrayJob?.toString(), arrayTask: arrayTask?.toString(), name, user, node: textOf(job.batch_host), workDirectory,
		}),
		restarts: numberOf(job.restart_cnt),
		...(isOver && exitOf(job.exit_code)),
	};
}
