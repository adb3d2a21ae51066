import type {JobPhase, WaitReason} from '../../domain/job.ts';

/** Source: squeue(1), JOB STATE CODES, of Slurm 18.08 to 24.11. */
const phases: ReadonlyMap<string, JobPhase> = new Map<string, JobPhase>([
	['PENDING', 'waiting'],
	['CONFIGURING', 'waiting'],
	['REQUEUED', 'waiting'],
	['REQUEUE_FED', 'waiting'],
	['REQUEUE_HOLD', 'waiting'],
	['SPECIAL_EXIT', 'waiting'],
	['RESV_DEL_HOLD', 'waiting'],
	['RUNNING', 'running'],
	['RESIZING', 'running'],
	['SIGNALING', 'running'],
	['STAGE_OUT', 'ending'],
	['COMPLETING', 'ending'],
	['SUSPENDED', 'suspended'],
	['STOPPED', 'suspended'],
	['COMPLETED', 'done'],
	['FAILED', 'failed'],
	['BOOT_FAIL', 'node-lost'],
	['NODE_FAIL', 'node-lost'],
	['PREEMPTED', 'node-lost'],
	['CANCELLED', 'cancelled'],
	['REVOKED', 'cancelled'],
	['TIMEOUT', 'timed-out'],
	['DEADLINE', 'timed-out'],
	['OUT_OF_MEMORY', 'out-of-memory'],
]);

/** Flags that stand beside a state and change what it means. */
const leading: readonly string[] = ['COMPLETING', 'CONFIGURING', 'REQUEUED', 'REQUEUE_HOLD', 'SPECIAL_EXIT'];

/** The phase of a job by its state: one word, several in a list, or, with sacct, `CANCELLED by 1000`. */
export function slurmPhase(state: string | readonly string[]): JobPhase {
	const words = (typeof state === 'string' ? state.split(/[ +,|]/) : state).map(word => word.toUpperCase());
	const found = leading.find(word => words.includes(word)) ?? words[0] ?? '';
	return phases.get(found) ?? 'unknown';
}

/** Source: Slurm 24.11, job_reason_codes; older versions have a part of them. */
const reasons: ReadonlyArray<readonly [RegExp, WaitReason]> = [
	[/^Resources$|^BurstBufferResources$|^Licenses$|^FrontEndDown$/, 'resources'],
	[/^Priority$|^FedJobLock$/, 'priority'],
	[/^DependencyNeverSatisfied$/, 'dependency-never'],
	[/^Dependency$/, 'dependency'],
	[/^JobHeldUser$/, 'held'],
	[/^JobHeldAdmin$|requeued held|^launch failed/, 'held-by-admin'],
	[/^JobArrayTaskLimit$/, 'array-limit'],
	[/^PartitionTimeLimit$|^(?:Assoc|QOS)MaxWallDurationPerJobLimit$/, 'time-limit'],
	[/^BeginTime$|^Cleaning$/, 'begin-time'],
	[/^Maintenance$|^ReqNodeNotAvail,.*Reserved for maintenance/, 'maintenance'],
	[/^ReqNodeNotAvail|^PartitionDown$|^PartitionInactive$|^NodeDown$|^ReservedForMaintenance$|^Reservation|^Nodes required for job are DOWN/, 'nodes-unavailable'],
	[/^QOS|^Assoc|^Max\w+Per|^Acc?ountLimit|^PartitionNodeLimit$|^InvalidQOS$|^InvalidAccount$|^Grp/, 'limit'],
];

/** Why a job waits; undefined where nothing is said. */
export function slurmWait(word: string | undefined): {readonly reason: WaitReason; readonly word: string} | undefined {
	const plain = word?.replaceAll(/^\(|\)$/g, '').replaceAll('_', ' ').trim() ?? '';
	return plain === '' || plain === 'None' ? undefined : {reason: reasons.find(([pattern]) => pattern.test(plain))?.[1] ?? 'other', word: plain};
}
