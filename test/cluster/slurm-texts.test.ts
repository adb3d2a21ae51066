import {describe, expect, test} from 'vitest';
import {
	isJobActive,
	isJobOver,
	jobsBefore,
	limitEndsAt,
	type Job,
} from '../../source/domain/job.ts';
import {parseJobName} from '../../source/cluster/schedulers.ts';
import {parseJobsJson} from '../../source/cluster/slurm/job-json.ts';
import {parseSacct, sacctFormat} from '../../source/cluster/slurm/sacct-text.ts';
import {parseScontrolJobs} from '../../source/cluster/slurm/scontrol-text.ts';
import {parseSinfo} from '../../source/cluster/slurm/sinfo-text.ts';
import {slurmFailure} from '../../source/cluster/slurm/slurm-error.ts';
import {scancelSignal} from '../../source/cluster/slurm/slurm-scheduler.ts';
import {slurmPhase, slurmWait} from '../../source/cluster/slurm/slurm-state.ts';
import {
	outputPath,
	slurmDuration,
	slurmTime,
	toSlurmDuration,
} from '../../source/cluster/slurm/slurm-value.ts';
import {
	parseSqueue,
	recordSeparator,
	squeueFormat,
	unitSeparator,
} from '../../source/cluster/slurm/squeue-text.ts';

const minute = 60_000;

describe('values', () => {
	test.each([
		['10:00', 10 * minute],
		['1-00:00:00', 1440 * minute],
		['01:02:03', 3_723_000],
		['30', 30 * minute],
		['2-3', 51 * 60 * minute],
		['0:04', 4000],
		['UNLIMITED', undefined],
		['NOT_SET', undefined],
		['INVALID', undefined],
		['', undefined],
		[undefined, undefined],
	])('the duration %s', (text, ms) => {
		expect(slurmDuration(text)).toBe(ms);
	});

	test.each([[minute, '00:01:00'], [90 * minute, '01:30:00'], [1441 * minute, '1-00:01:00'], [1, '00:01:00']])('%d ms as a limit', (ms, text) => {
		expect(toSlurmDuration(ms)).toBe(text);
		expect(slurmDuration(text)).toBeGreaterThanOrEqual(ms);
	});

	test.each([['1796084899', 1_796_084_899_000], ['N/A', undefined], ['Unknown', undefined], ['', undefined], [0, undefined], ['2026-12-01T00:28:19Z', Date.UTC(2026, 11, 1, 0, 28, 19)]])('the time %s', (text, ms) => {
		expect(slurmTime(text)).toBe(ms);
	});

	const facts = {
		number: '41', arrayJob: '40', arrayTask: '7', name: 'a/b', user: 'ann', node: 'n3', workDirectory: '/home/ann/lab',
	};
	test.each([
		[undefined, {...facts, arrayTask: undefined}, '/home/ann/lab/slurm-41.out'],
		[undefined, facts, '/home/ann/lab/slurm-40_7.out'],
		['logs/%A_%3a-%u.log', facts, '/home/ann/lab/logs/40_007-ann.log'],
		['/scratch/%j/%N.out', facts, '/scratch/41/n3.out'],
		['/scratch/100%%.out', facts, '/scratch/100%.out'],
		['/dev/null', facts, undefined],
		// What Slurm 22.05 writes for tasks that wait.
		['/lab/slurm-2_4294967294.out', facts, undefined],
	])('the output path of %s', (pattern, given, path) => {
		expect(outputPath(pattern, given)).toBe(path);
	});
});

describe('states', () => {
	test.each<readonly [string | readonly string[], Job['phase']]>([
		['RUNNING', 'running'],
		[['RUNNING'], 'running'],
		[['RUNNING', 'COMPLETING'], 'ending'],
		[['PENDING', 'REQUEUE_HOLD'], 'waiting'],
		['CANCELLED by 1000', 'cancelled'],
		['CANCELLED+', 'cancelled'],
		['TIMEOUT', 'timed-out'],
		['NODE_FAIL', 'node-lost'],
		['OUT_OF_MEMORY', 'out-of-memory'],
		['COMPLETED', 'done'],
		['SOMETHING', 'unknown'],
		[[], 'unknown'],
	])('%j is %s', (word, phase) => {
		expect(slurmPhase(word)).toBe(phase);
	});

	test.each([
		['(Resources)', 'resources'],
		['Priority', 'priority'],
		['JobHeldUser', 'held'],
		['JobHeldAdmin', 'held-by-admin'],
		['launch_failed_requeued_held', 'held-by-admin'],
		['Dependency', 'dependency'],
		['DependencyNeverSatisfied', 'dependency-never'],
		['JobArrayTaskLimit', 'array-limit'],
		['QOSMaxJobsPerUserLimit', 'limit'],
		['AssocGrpGRES', 'limit'],
		['PartitionTimeLimit', 'time-limit'],
		['BeginTime', 'begin-time'],
		['ReqNodeNotAvail, UnavailableNodes:n[1-2]', 'nodes-unavailable'],
		['ReqNodeNotAvail,_Reserved_for_maintenance', 'maintenance'],
		['Nodes_required_for_job_are_DOWN,_DRAINED_or_reserved', 'nodes-unavailable'],
		['Novelty', 'other'],
	])('a job waits for %s', (word, reason) => {
		expect(slurmWait(word)?.reason).toBe(reason);
	});

	test('nothing is said of a reason that is none', () => {
		expect([slurmWait('None'), slurmWait(''), slurmWait(undefined)]).toEqual([undefined, undefined, undefined]);
	});
});

const squeueRow = (fields: Readonly<Record<string, string>>) => squeueFormat.replaceAll(/%([a-z])/gi, (_, letter: string) => fields[letter] ?? '');

describe('squeue', () => {
	const running = squeueRow({
		i: '2_1', A: '4', T: 'RUNNING', P: 'gpu', u: 'root', V: '1796084899', S: '1796084899', e: '1796085499', l: '10:00', M: '0:06', D: '1', N: 'n2', r: 'None', b: 'gres:gpu:1', Q: '4294901758', E: '(null)', Z: '/lab dir', o: '/lab dir/job.sh', j: 'a name | with\nnewline',
	});
	const waiting = squeueRow({
		i: '2_[2-3%1]', A: '2', T: 'PENDING', P: 'gpu', u: 'root', V: '1796084899', S: 'N/A', e: 'N/A', l: 'UNLIMITED', M: '0:00', D: '1', N: '', r: 'JobArrayTaskLimit', b: 'N/A', Q: '7', E: 'afterok:1(unfulfilled)', Z: '/lab', o: '(null)', j: 'x',
	});

	test('reads names of any characters, tasks of arrays and what is not known', () => {
		const jobs = parseSqueue(`${running}\n${waiting}\n`);
		expect(jobs).toMatchObject([
			{
				id: '2_1', number: '4', name: 'a name | with\nnewline', phase: 'running', startedAt: 1_796_084_899_000, limitMs: 10 * minute, ranMs: 6000, gres: 'gpu:1', workDirectory: '/lab dir', nodes: 'n2',
			},
			{
				id: '2_[2-3%1]', phase: 'waiting', wait: {reason: 'array-limit', word: 'JobArrayTaskLimit'}, dependency: 'afterok:1(unfulfilled)', priority: 7,
			},
		]);
		expect(jobs[0]!.endedAt).toBeUndefined();
		expect(jobs[1]).toMatchObject({
			startedAt: undefined, limitMs: undefined, gres: undefined, script: undefined,
		});
	});

	test('leaves out a record that is cut off', () => {
		expect(parseSqueue(`${running}\n${waiting.slice(0, -20)}`)).toHaveLength(1);
		expect(parseSqueue('')).toEqual([]);
	});

	test('never throws on bytes of any kind', () => {
		expect(parseSqueue([...Array.from({length: 40}).keys()].map(index => String.fromCodePoint(index)).join(unitSeparator) + recordSeparator)).toEqual([]);
	});
});

/** As Slurm 22.05.8 writes it, with times in seconds. */
const scontrol = `JobId=4 ArrayJobId=2 ArrayTaskId=1 ArrayTaskThrottle=1 JobName=a name | with
newline Partition=none
   UserId=ann(1000) GroupId=ann(1000) MCS_label=N/A
   Priority=4294901758 Nice=0 Account=(null) QOS=(null)
   JobState=FAILED Reason=NonZeroExitCode Dependency=(null)
   Requeue=1 Restarts=2 BatchFlag=1 Reboot=0 ExitCode=1:0
   RunTime=00:00:06 TimeLimit=00:10:00 TimeMin=N/A
   SubmitTime=1796084899 EligibleTime=1796084899
   AccrueTime=1796084899
   StartTime=1796084899 EndTime=1796084905 Deadline=N/A
   SuspendTime=None SecsPreSuspend=0 LastSchedEval=1796084899 Scheduler=Main
   Partition=gpu AllocNode:Sid=localhost:29501
   ReqNodeList=(null) ExcNodeList=(null)
   NodeList=n[1-2]
   BatchHost=n1
   NumNodes=2 NumCPUs=1 NumTasks=1 CPUs/Task=1 ReqB:S:C:T=0:0:*:*
   TRES=cpu=1,node=1,billing=1
   Command=/lab dir/job.sh --epochs 3
   WorkDir=/lab dir
   StdErr=/lab dir/slurm-2_1.out
   StdIn=/dev/null
   StdOut=/lab dir/slurm-2_1.out
   Power=
   TresPerNode=gres:gpu:1
   

JobId=5 JobName=second
   UserId=ann(1000) GroupId=ann(1000) MCS_label=N/A
   JobState=PENDING Reason=Resources Dependency=afterany:4(unfulfilled)
   RunTime=00:00:00 TimeLimit=UNLIMITED TimeMin=N/A
   SubmitTime=1796084899 EligibleTime=1796084899
   StartTime=Unknown EndTime=Unknown Deadline=N/A
   Partition=gpu AllocNode:Sid=localhost:29501
   NodeList=(null)
   NumNodes=1-1 NumCPUs=1 NumTasks=1
   Command=(null)
   WorkDir=/lab
   StdErr=/lab/%x-%j.out
   StdIn=/dev/null
   StdOut=/lab/%x-%j.out
   Power=
`;

describe('scontrol', () => {
	test('reads paths with blanks, two nodes, an end and a job that waits', () => {
		expect(parseScontrolJobs(scontrol)).toMatchObject([
			{
				id: '2_1', number: '4', name: 'a name | with\nnewline Partition=none', user: 'ann', partition: 'gpu', phase: 'failed', exitCode: 1, endedAt: 1_796_084_905_000, nodes: 'n[1-2]', nodeCount: 2,
				workDirectory: '/lab dir', outputPath: '/lab dir/slurm-2_1.out', script: '/lab dir/job.sh --epochs 3', gres: 'gpu:1', restarts: 2, limitMs: 10 * minute,
			},
			{
				id: '5', phase: 'waiting', wait: {reason: 'resources'}, dependency: 'afterany:4(unfulfilled)', outputPath: '/lab/second-5.out', limitMs: undefined, script: undefined,
			},
		]);
	});

	test.each([
		['', []],
		['slurm_load_jobs error: Invalid job id specified', []],
		['JobId=9 HetJobId=8 HetJobOffset=1 JobName=x\n   UserId=a(1)\n   JobState=RUNNING Reason=None', [{id: '8+1', number: '9', phase: 'running'}]],
		// Slurm 18.08.
		['JobId=9 PackJobId=8 PackJobOffset=1 JobName=x\n   UserId=a(1)\n   JobState=RUNNING Reason=None', [{id: '8+1'}]],
		['JobId=2 ArrayJobId=2 ArrayTaskId=2-3%1 JobName=x\n   UserId=a(1)\n   JobState=PENDING Reason=None', [{id: '2_[2-3%1]'}]],
	])('reads %j', (text, jobs) => {
		expect(parseScontrolJobs(text)).toMatchObject(jobs);
		expect(parseScontrolJobs(text)).toHaveLength(jobs.length);
	});
});

const common = {
	job_id: 4, name: 'a\nb', user_name: 'ann', partition: 'gpu', current_working_directory: '/lab', command: '/lab/job.sh', nodes: 'n1', batch_host: 'n1',
};

describe('JSON of the versions', () => {
	test.each([
		['21.08 and 22.05', {
			...common, job_state: 'TIMEOUT', array_job_id: 2, array_task_id: 1, array_task_string: '', time_limit: 10, start_time: 1_796_084_899, end_time: 1_796_085_499, submit_time: 1_796_084_899, exit_code: 0, standard_output: '', priority: 7, node_count: 1, tres_per_node: 'gres:gpu:1', het_job_id: 0,
		}],
		['23.02', {
			...common, job_state: 'TIMEOUT', array_job_id: {set: true, infinite: false, number: 2}, array_task_id: {set: true, infinite: false, number: 1}, array_task_string: '', time_limit: {set: true, infinite: false, number: 10}, start_time: 1_796_084_899, end_time: 1_796_085_499, submit_time: 1_796_084_899, exit_code: 0, standard_output: '/lab/slurm-2_1.out', priority: {set: true, infinite: false, number: 7}, node_count: {set: true, infinite: false, number: 1}, tres_per_node: 'gres:gpu:1', het_job_id: {set: true, infinite: false, number: 0},
		}],
		['23.11 to 24.11', {
			...common, job_state: ['TIMEOUT'], array_job_id: {set: true, infinite: false, number: 2}, array_task_id: {set: true, infinite: false, number: 1}, array_task_string: '', time_limit: {set: true, infinite: false, number: 10}, start_time: {set: true, infinite: false, number: 1_796_084_899}, end_time: {set: true, infinite: false, number: 1_796_085_499}, submit_time: {set: true, infinite: false, number: 1_796_084_899}, exit_code: {status: ['SUCCESS'], return_code: {set: true, infinite: false, number: 0}, signal: {id: {set: false, infinite: false, number: 0}, name: ''}}, standard_output: '/lab/slurm-%A_%a.out', priority: {set: true, infinite: false, number: 7}, node_count: {set: true, infinite: false, number: 1}, tres_per_node: 'gres/gpu:1', het_job_id: {set: true, infinite: false, number: 0},
		}],
	])('%s say the same', (_, job) => {
		expect(parseJobsJson(JSON.stringify({jobs: [job]}))).toEqual([{
			id: '2_1', number: '4', name: 'a\nb', user: 'ann', partition: 'gpu', phase: 'timed-out', state: 'TIMEOUT', wait: undefined, submittedAt: 1_796_084_899_000, startedAt: 1_796_084_899_000, endedAt: 1_796_085_499_000,
			limitMs: 10 * minute, nodeCount: 1, nodes: 'n1', gres: 'gpu:1', priority: 7, dependency: undefined, workDirectory: '/lab', script: '/lab/job.sh', outputPath: '/lab/slurm-2_1.out', restarts: undefined, exitCode: 0,
		}]);
	});

	test.each([
		['a limit without an end', {job_state: ['RUNNING'], time_limit: {set: false, infinite: true, number: 0}}, {limitMs: undefined, phase: 'running'}],
		['tasks that wait', {
			job_state: ['PENDING'], array_job_id: {set: true, number: 4}, array_task_id: {set: false, number: 0}, array_task_string: '5-9',
		}, {id: '4_[5-9]'}],
		['a part of a heterogeneous job', {job_state: 'RUNNING', het_job_id: 3, het_job_offset: 1}, {id: '3+1'}],
		['a status of wait', {job_state: 'FAILED', exit_code: 256}, {exitCode: 1}],
		['a signal', {job_state: ['FAILED'], exit_code: {return_code: {set: true, number: 0}, signal: {id: {set: true, number: 9}}}}, {exitSignal: 9}],
		['a job without anything', {}, {id: '4', phase: 'unknown', limitMs: undefined}],
	])('%s', (_, fields, expected) => {
		expect(parseJobsJson(JSON.stringify({jobs: [{...common, ...fields}]}))![0]).toMatchObject(expected);
	});

	test.each(['', '{', '[]', '{"jobs": 3}', 'null'])('%j is no answer', text => {
		expect(parseJobsJson(text)).toBeUndefined();
	});

	test('leaves out what is no job', () => {
		expect(parseJobsJson('{"jobs": [1, null, "x", {}, {"job_id": "?"}]}')).toEqual([]);
	});
});

describe('sacct and sinfo', () => {
	const row = (values: Readonly<Record<string, string>>) => sacctFormat.split(',').map(name => values[name] ?? '').join(unitSeparator);

	test('reads the past, with names of several lines', () => {
		const text = `${row({
			JobID: '12_3', JobIDRaw: '15', State: 'CANCELLED by 1000', End: '1796085499', ExitCode: '0:15', ReqTRES: 'billing=1,cpu=1,gres/gpu=2,node=1', NNodes: '1', JobName: 'first',
		})}\nand more\n${row({
			JobID: '16', State: 'COMPLETED', ExitCode: '0:0', NNodes: '1', JobName: 'x',
		})}\n`;
		expect(parseSacct(text)).toMatchObject([{
			id: '12_3', number: '15', phase: 'cancelled', exitSignal: 15, gres: 'gpu:2', name: 'first\nand more',
		}, {id: '16', phase: 'done', exitCode: 0}]);
		expect(parseSacct('no past')).toEqual([]);
	});

	test('joins the rows of a partition', () => {
		const text = [['gpu*', 'up', '1-00:00:00', 'gpu:a100:4(S:0-1),nvme:1'], ['gpu*', 'up', '1-00:00:00', 'gpu:v100:2'], ['cpu', 'down', 'infinite', '(null)']].map(cells => cells.join(unitSeparator)).join(`${recordSeparator}\n`) + recordSeparator;
		expect(parseSinfo(text)).toEqual([
			{
				name: 'gpu', isDefault: true, isUp: true, maxTimeMs: 1440 * minute, gres: ['gpu:a100:4', 'nvme:1', 'gpu:v100:2'],
			},
			{
				name: 'cpu', isDefault: false, isUp: false, maxTimeMs: undefined, gres: [],
			},
		]);
	});
});

test.each([
	['squeue: error: Munge encode failed: Failed to access "/x": No such file or directory (Did you start munged?)', 'cluster-not-authenticated'],
	['slurm_load_jobs error: Unable to contact slurm controller (connect failure)', 'cluster-unreachable'],
	['squeue: fatal: Unable to process configuration file', 'cluster-not-configured'],
	['scancel: error: Kill job error on job id 2: Access/permission denied', 'cluster-permission-denied'],
	['sbatch: error: invalid partition specified: nope\nsbatch: error: Batch job submission failed: Invalid partition name specified', 'cluster-refused'],
])('%s', (stderr, code) => {
	expect(slurmFailure('squeue', stderr).code).toBe(code);
});

test('a signal goes to the steps of srun, else to all processes of the script', () => {
	expect(scancelSignal('7', 'SIGINT', true)).toEqual(['scancel', '--signal=INT', '7']);
	expect(scancelSignal('7_2', 'SIGTERM', false)).toEqual(['scancel', '--signal=TERM', '--full', '7_2']);
});

test.each([
	['slurm:123', {kind: 'slurm', id: '123'}],
	['slurm:login1/123_4', {kind: 'slurm', host: 'login1', id: '123_4'}],
	['slurm:ann@login1/8+1', {kind: 'slurm', host: 'ann@login1', id: '8+1'}],
	['slurm:123_[5-9]', {kind: 'slurm', id: '123_[5-9]'}],
	['yolo:runs/train/exp', undefined],
	['constructor:1', undefined],
])('the name %s', (text, name) => {
	expect(parseJobName(text)).toEqual(name);
});

test.each(['slurm:', 'slurm:exp', 'slurm:-oProxyCommand=x/12', 'slurm:12;rm'])('%s is no container but a job that cannot be', text => {
	expect(() => parseJobName(text)).toThrow(expect.objectContaining({code: 'job-id-invalid', values: {id: text.slice('slurm:'.length)}}) as Error);
});

test('what is known of jobs follows from their phase', () => {
	const job = (fields: Partial<Job>): Job => ({
		id: '1', name: 'x', phase: 'waiting', state: 'PENDING', partition: 'gpu', ...fields,
	});
	const jobs = [job({priority: 5}), job({id: '2', priority: 9}), job({id: '3', priority: 9, partition: 'cpu'}), job({id: '4', priority: 9, phase: 'running'}), job({id: '5', priority: 5})];
	expect(jobsBefore(jobs[0]!, jobs)).toBe(1);
	expect(jobsBefore(jobs[3]!, jobs)).toBeUndefined();
	expect([isJobOver(jobs[0]!), isJobOver(job({phase: 'timed-out'})), isJobActive(job({phase: 'ending'}))]).toEqual([false, true, true]);
	expect(limitEndsAt(job({phase: 'running', startedAt: 1000, limitMs: 500}))).toBe(1500);
	expect(limitEndsAt(job({phase: 'suspended', startedAt: 1000, limitMs: 500}))).toBeUndefined();
});
