import {
	codedFindings,
	runChecks,
	sortByLevel,
	type Check,
} from '../check.ts';
import type {Words} from '../../words/words.ts';
import type {PreflightFinding} from './checks.ts';

/** A part of a cluster, as far as a check before a start needs it. */
export type PartitionFacts = {
	readonly name: string;
	readonly isDefault: boolean;
	readonly isUp: boolean;
	readonly maxTimeMs?: number | undefined;
	readonly gres: readonly string[];
};

/** What is known before a job is submitted; undefined where nothing says. */
export type JobPreflightFacts = {
	readonly partitions?: readonly PartitionFacts[];
	readonly partition?: string;
	/** As it is asked for: `gpu:a100:2`. */
	readonly gres?: string;
	readonly timeMs?: number;
	/** How long the last run of the same data took, or would take, in milliseconds. */
	readonly expectedMs?: number;
	/** The name of that run. */
	readonly expectedBy?: string;
	/** The scheduler's own refusal. */
	readonly refusal?: string;
	/** The data set of the command, which the node must see. */
	readonly data?: string;
	readonly isDataHere?: boolean;
};

const levels = ['error', 'warning', 'hint'] as const;
type Level = typeof levels[number];
type Values = Readonly<Record<keyof Words['preflight'], Readonly<Record<string, string>>>>;

const error = codedFindings<Level, Values>('error');
const warning = codedFindings<Level, Values>('warning');
const hint = codedFindings<Level, Values>('hint');

const hours = (ms: number): string => `${(ms / 3_600_000).toFixed(1)} h`;

function partitionOf({partitions, partition}: JobPreflightFacts): PartitionFacts | undefined {
	return partitions?.find(({name, isDefault}) => partition === undefined ? isDefault : name === partition);
}

/** Whether what is asked for is of a kind that a partition has: `gpu`, `gpu:a100`, `gpu:a100:2`. */
function hasGres(wanted: string, there: readonly string[]): boolean {
	const [name, kind] = wanted.split(':', 2);
	return there.some(own => own === name || own.startsWith(`${name}:`)) && (kind === undefined || /^\d+$/.test(kind) || there.some(own => own.startsWith(`${name}:${kind}`)));
}

/** Every check before a job is submitted, in the order in which a person wants to know. */
const checks: ReadonlyArray<Check<JobPreflightFacts, PreflightFinding, Level, string>> = [
	{
		id: 'job-partition',
		find({partitions, partition}) {
			const known = partitions?.map(({name}) => name);
			const isKnown = partition?.split(',').some(name => known?.includes(name) !== false);
			return isKnown === false ? error('job-partition', {partition: partition!, partitions: known!.join(', ')}) : undefined;
		},
	},
	{
		id: 'job-partition-down',
		find(facts) {
			const own = partitionOf(facts);
			return own?.isUp === false ? warning('job-partition-down', {partition: own.name}) : undefined;
		},
	},
	{
		id: 'job-gres',
		find(facts) {
			const own = partitionOf(facts);
			const wanted = facts.gres?.split(',') ?? [];
			return own !== undefined && wanted.some(one => !hasGres(one, own.gres)) ? error('job-gres', {gres: wanted.join(','), partition: own.name, there: own.gres.length === 0 ? '—' : own.gres.join(', ')}) : undefined;
		},
	},
	{
		id: 'job-no-gpu',
		find(facts) {
			const own = partitionOf(facts);
			return facts.gres === undefined && own?.gres.some(one => one.startsWith('gpu')) === true ? warning('job-no-gpu', {partition: own.name}) : undefined;
		},
	},
	{
		id: 'job-time-max',
		find(facts) {
			const own = partitionOf(facts);
			return own?.maxTimeMs !== undefined && facts.timeMs !== undefined && facts.timeMs > own.maxTimeMs ? error('job-time-max', {time: hours(facts.timeMs), max: hours(own.maxTimeMs), partition: own.name}) : undefined;
		},
	},
	{id: 'job-refused', find: ({refusal}) => refusal === undefined ? undefined : error('job-refused', {reason: refusal})},
	{
		id: 'job-time-short',
		find(facts) {
			const limit = facts.timeMs ?? partitionOf(facts)?.maxTimeMs;
			return limit !== undefined && facts.expectedMs !== undefined && facts.expectedMs > limit ? warning('job-time-short', {time: hours(limit), expected: hours(facts.expectedMs), run: facts.expectedBy ?? ''}) : undefined;
		},
	},
	{id: 'job-data-missing', find: ({data, isDataHere}) => data !== undefined && isDataHere === false ? warning('job-data-missing', {data}) : undefined},
	{id: 'job-data-unknown', find: ({data, isDataHere}) => data !== undefined && isDataHere !== false ? hint('job-data-unknown', {data}) : undefined},
];

/** What speaks against submitting a job, the worst first. */
export function runJobPreflight(facts: JobPreflightFacts): readonly PreflightFinding[] {
	return sortByLevel(runChecks(checks, facts, 'en'), levels);
}
