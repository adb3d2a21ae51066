import {Buffer} from 'node:buffer';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {readJournalFile} from '../../../source/actions/journal-file.ts';
import {announcedDirectory} from '../../../source/cluster/job-run.ts';
import {findScriptTraining, insertBeforeCommands, replaceTraining} from '../../../source/cluster/job-script.ts';
import {parseJobsJson} from '../../../source/cluster/slurm/job-json.ts';
import {parseSacct, sacctFormat} from '../../../source/cluster/slurm/sacct-text.ts';
import {directivesOf} from '../../../source/cluster/slurm/sbatch-words.ts';
import {parseScontrolJobs} from '../../../source/cluster/slurm/scontrol-text.ts';
import {parseSinfo, sinfoFormat} from '../../../source/cluster/slurm/sinfo-text.ts';
import {slurmFailure, slurmWords} from '../../../source/cluster/slurm/slurm-error.ts';
import {parseSqueue, squeueFormat, unitSeparator} from '../../../source/cluster/slurm/squeue-text.ts';
import {
	parseContainerDetails,
	parseContainerSummary,
	parseExecDetails,
	parseProcessRows,
} from '../../../source/engine/container-details.ts';
import {parseContainerEvent} from '../../../source/engine/container-event.ts';
import {readJsonLines} from '../../../source/engine/json-lines.ts';
import {countersToSample, statsToCounters} from '../../../source/sample/container-stats.ts';
import {
	initialQuery,
	parseGpuLine,
	parseMigDevices,
	parseProcessLines,
	withoutRefusedField,
} from '../../../source/sample/nvidia-smi-csv.ts';
import {assignClaims, type RunCandidate, type TrainingFacts} from '../../../source/training/claims.ts';
import {parseTrainingCommand, parseTrainingLine} from '../../../source/training/command-line.ts';
import {parseProcessScan} from '../../../source/training/process-scan.ts';
import {readStacks} from '../../../source/training/python-stacks.ts';
import {groupByRun, parseRunListing} from '../../../source/training/run-listing.ts';
import {listWatches} from '../../../source/watch/watch-file.ts';
import {runCardToMarkdown} from '../../../source/plain/run-card.ts';
import {sampleNow, sampleStates} from '../../screen/fixtures/sample-run.ts';
import {cut} from '../mutate.ts';
import {
	require,
	requirePossible,
	requireSame,
} from '../properties.ts';
import type {Random} from '../random.ts';
import type {Target} from '../target.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text);
const textOf = (input: Uint8Array): string => Buffer.from(input).toString();

/** A row of an answer in which each field of the format has a value. */
const row = (format: string) => format.replaceAll(/%([a-z])/gi, (_, letter: string) => ({
	i: '2_1', A: '4', T: 'RUNNING', V: '1796084899', S: '1796084899', e: '1796085499', l: '1-10:00:00', M: '0:06', D: '1', b: 'gres:gpu:1(S:0)', G: 'gpu:a100:4(S:0-1),shard:2', Q: '4294901758', P: 'gpu*', a: 'up',
})[letter] ?? 'x');

const scontrol = `JobId=4 ArrayJobId=2 ArrayTaskId=1 JobName=a name | with
newline Partition=none
   UserId=ann(1000) GroupId=ann(1000) MCS_label=N/A
   Priority=4294901758 Nice=0 Account=(null) QOS=(null)
   JobState=FAILED Reason=NonZeroExitCode Dependency=(null)
   Requeue=1 Restarts=2 BatchFlag=1 Reboot=0 ExitCode=1:0
   RunTime=00:00:06 TimeLimit=00:10:00 TimeMin=N/A
   SubmitTime=1796084899 EligibleTime=1796084899
   StartTime=1796084899 EndTime=1796084905 Deadline=N/A
   NodeList=n[1-2]
   NumNodes=2 NumCPUs=1 NumTasks=1
   Command=/lab dir/job.sh --epochs 3
   WorkDir=/lab dir
   StdErr=/lab dir/slurm-%A_%3a.out
   StdIn=/dev/null
   StdOut=/lab dir/slurm-%A_%3a.out
   TresPerNode=gres:gpu:1
`;

const jobsJson = JSON.stringify({
	jobs: [{
		job_id: 4, name: 'a\nb', user_name: 'ann', job_state: ['TIMEOUT'], array_job_id: {set: true, infinite: false, number: 2}, array_task_id: {set: true, infinite: false, number: 1}, time_limit: {set: true, infinite: false, number: 10}, start_time: {set: true, infinite: false, number: 1_796_084_899}, end_time: 1_796_085_499, exit_code: {return_code: {set: true, number: 0}, signal: {id: {set: true, number: 9}}}, standard_output: '/lab/slurm-%A_%a.out', restart_cnt: 1, priority: 7, node_count: 1,
	}],
});

const script = String.raw`#!/bin/bash
#SBATCH --job-name=a -t 10
#SBATCH --output "x y.out"
cd $HOME/yolov5 && source venv/bin/activate
srun --label python train.py --epochs 3 \
	--name 'a b' > log.txt 2>&1 &
wait
`;

function readCluster(input: Uint8Array): void {
	const text = textOf(input);
	for (const [place, jobs] of [['squeue', parseSqueue(text)], ['sacct', parseSacct(text)], ['scontrol', parseScontrolJobs(text)], ['JSON', parseJobsJson(text) ?? []]] as const) {
		requirePossible(jobs, [place]);
		require(jobs.every(job => !((job.submittedAt ?? 0) > 8.64e15)), () => `${place}: a time that is no date`);
	}

	requirePossible(parseSinfo(text), ['sinfo']);
	require(slurmWords(text).length <= text.length + 100, () => 'the words of Slurm are longer than what it said');
	slurmFailure('squeue', text, 'here');
}

function readScript(input: Uint8Array): void {
	const text = textOf(input);
	directivesOf(text);
	const found = findScriptTraining(text);
	insertBeforeCommands(text, 'export A=b\n');
	if (found !== undefined) {
		require(found.start >= 0 && found.start < found.end && found.end <= text.length, () => `the training is from ${found.start} to ${found.end} of ${text.length}`);
		const replaced = replaceTraining(text, found, ['python', 'train.py', '--resume', 'a b.pt']);
		require(replaced.startsWith(text.slice(0, found.start)) && replaced.endsWith(text.slice(found.end)), () => 'more than the training was replaced');
	}

	const directory = announcedDirectory(input);
	require(!directory?.includes('\n'), () => 'a directory of several lines was announced');
}

const processes = [
	'btime\t1700000000',
	...['python\u{1}train.py\u{1}--epochs\u{1}3\u{1}', 'bash\u{1}-c\u{1}cd /w && yolo detect train data=a.yaml &', 'torchrun\u{1}--nproc_per_node\u{1}2\u{1}train.py\u{1}--project\u{1}/r\u{1}--name\u{1}x\u{1}'].map((command, index) => `${index + 1}\t0\tS\t0\t2\t1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 ${100 + index} 0\t/w\t/dev/pts/0\t${command}`),
	...['/w/runs/train/exp/opt.yaml', '/w/runs/train/exp/results.csv', '/w/runs/train/exp2/opt.yaml', '/w/runs/detect/train/args.yaml', '/r/x/opt.yaml'].map((file, index) => `${1_700_000_001 + index}\t100\t2049:${index}\t${file}`),
].join('\n');

/** Who writes which of the runs, from a listing of processes and files that may hold anything. */
function readClaims(input: Uint8Array, random: Random): void {
	const text = textOf(input);
	const found = parseProcessScan(text);
	requirePossible(found, ['processes']);
	const files = parseRunListing(text);
	requirePossible(files, ['files']);
	const candidates: RunCandidate[] = [...groupByRun(files)].slice(0, 50).map(([directory, group]) => {
		const times = [...group.values()].map(({modifiedAt}) => modifiedAt);
		return {
			directory, id: {place: `host:${directory}`}, modifiedAt: Math.min(...times), changedAt: Math.max(...times), isPlotted: random.below(2) === 0, isExact: random.below(2) === 0,
		};
	});
	const trainings: TrainingFacts[] = found.slice(0, 50).flatMap(({command, startedAt, directory = '/'}) => {
		const training = parseTrainingCommand(command);
		return training === undefined
			? []
			: [{
				training, directory, candidates, idOf: (place: string) => ({place: `host:${place}`}), ...(startedAt !== undefined && {startedAt}),
			}];
	});
	const claims = assignClaims(trainings, sampleNow);
	require(claims.length === trainings.length, () => 'a training has no answer');
	const byTime = claims.flatMap(claim => claim !== undefined && ['named', 'settings-time'].includes(claim.evidence) ? [claim.directory] : []);
	require(new Set(byTime).size === byTime.length, () => `two trainings were given one run by its time: ${byTime.join(' ')}`);
	for (const line of text.split('\n').slice(0, 40)) {
		parseTrainingLine(line);
	}
}

/** A folder for one input. */
async function inFolder(work: (folder: string) => void | Promise<void>): Promise<void> {
	const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'));
	try {
		await work(folder);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

const journal = [
	{kind: 'started'}, {kind: 'succeeded'}, {kind: 'failed', code: 'container-not-found', values: {name: 'x'}},
].map((outcome, id) => `${JSON.stringify({
	session: '1-2', id, at: 1_700_000_000_000, action: 'stop', trigger: 's', target: 'yolo', dockerCommand: 'docker kill', stopped: {container: 'a', runDirectory: '/r'}, outcome, endedAt: 1_700_000_000_001,
})}\n`).join('');

async function readJournal(input: Uint8Array): Promise<void> {
	await inFolder(folder => {
		const file = path.join(folder, 'actions.jsonl');
		writeFileSync(file, input);
		const entries = readJournalFile(file);
		requirePossible(entries.map(({at, endedAt}) => ({at, endedAt})), ['journal']);
		runCardToMarkdown({
			state: sampleStates.training(), settings: {}, diagnoses: [], journal: entries.map(({at, action, dockerCommand, outcome}) => ({
				at, action, command: dockerCommand, outcome: outcome.kind,
			})),
		}, 'en', {now: sampleNow, utcOffsetMinutes: 0});
	});
}

const watch = JSON.stringify({
	schema: 1, id: 'c-0', name: 'yolo', subject: {kind: 'container', containerId: 'a'}, max: 3, begunAt: 1, changedAt: 1, language: 'en', steps: [{at: 1, cause: 'killed', change: {batchSize: '8'}}], queue: [{
		id: '1', words: ['image', 'python'], isLocal: false, directory: '/', isAfterSuccess: true, max: 0,
	}], outcome: {
		kind: 'give-up', at: 1, reason: 'error', rule: 'x',
	},
}, undefined, '\t');

async function readWatches(input: Uint8Array): Promise<void> {
	await inFolder(async folder => {
		writeFileSync(path.join(folder, 'c-0.json'), input);
		requirePossible(await listWatches(folder), ['watches']);
	});
}

const inspect = {
	Id: 'a'.repeat(64), Name: '/yolo', Image: 'x', Path: 'python', Args: ['train.py'], State: {
		Status: 'running', Running: true, ExitCode: 0, StartedAt: '2026-11-23T21:16:11Z', FinishedAt: '0001-01-01T00:00:00Z',
	}, Config: {
		Image: 'x', Cmd: ['python', 'train.py'], Env: ['A=b'], Labels: {a: 'b'}, Tty: true,
	}, HostConfig: {ShmSize: 67_108_864, Memory: 0, Binds: ['/a:/b']}, Mounts: [{
		Type: 'bind', Source: '/a', Destination: '/b', RW: true,
	}],
};
const stats = {
	read: '2026-11-23T20:31:22.486532784Z', cpu_stats: {cpu_usage: {total_usage: 100, percpu_usage: [1, 2]}, system_cpu_usage: 1000, online_cpus: 2}, memory_stats: {usage: 1000, limit: 5000, stats: {cache: 10, inactive_file: 5}}, networks: {eth0: {rx_bytes: 1, tx_bytes: 2}}, blkio_stats: {io_service_bytes_recursive: [{op: 'Read', value: 3}]}, pids_stats: {current: 3},
};
const event = {
	Type: 'container', Action: 'exec_die', id: 'abc', timeNano: 1_700_000_000_000_000_000, Actor: {ID: 'abc', Attributes: {exitCode: '137', execID: 'x'}},
};

async function * inPieces(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
	yield * pieces;
}

/* eslint-disable unicorn/prefer-array-from-async -- The types of this version do not have it. */
async function jsonOf(pieces: readonly Uint8Array[]): Promise<readonly unknown[]> {
	const found: unknown[] = [];
	for await (const value of readJsonLines(inPieces(pieces))) {
		found.push(value);
	}

	return found;
}
/* eslint-enable unicorn/prefer-array-from-async */

async function readAnswers(input: Uint8Array, random: Random): Promise<void> {
	const values = await jsonOf([input]);
	requireSame(values, await jsonOf(cut(input, random)), 'an answer');
	for (const value of values) {
		for (const parse of [parseContainerSummary, parseExecDetails, parseProcessRows, parseContainerEvent]) {
			parse(value);
		}

		requirePossible(parseContainerDetails(value), ['details']);
		const counters = statsToCounters(value);
		if (counters !== undefined) {
			requirePossible(countersToSample(counters, statsToCounters(stats)), ['stats']);
		}
	}
}

function readGpu(input: Uint8Array): void {
	const text = textOf(input);
	withoutRefusedField(initialQuery, text);
	requirePossible(parseProcessLines(text), ['processes of the GPU']);
	requirePossible(parseMigDevices(text), ['parts of the GPU']);
	for (const line of text.split('\n').slice(0, 40)) {
		requirePossible(parseGpuLine(line, initialQuery), ['GPU']);
	}
}

const stacks = JSON.stringify({
	processes: [{
		pid: 7, parent: 1, rank: 0, state: 'S', answer: 'stack', stack: 'Thread 0x7f (most recent call first):\n  File "/a/train.py", line 12 in main\n',
	}],
});

export const machineTargets: readonly Target[] = [
	{
		name: 'cluster',
		stock: () => ({
			samples: [bytesOf(row(squeueFormat)), bytesOf(row(sinfoFormat)), bytesOf(sacctFormat.split(',').map(name => ({
				NNodes: '1', Submit: '1796084899', Start: '2026-12-01T00:28:19', ExitCode: '1:0', Elapsed: '1-00:00:01', ReqTRES: 'cpu=1,gres/gpu:a100=2',
			})[name] ?? 'x').join(unitSeparator)), bytesOf(scontrol), bytesOf(jobsJson)], words: ['\u{1F}', '\u{1E}', '\nJobId=5 ', 'JobName=', 'Command=', '\n   UserId=', 'WorkDir=', 'StdOut=', '{"set":true,"infinite":true,"number":', 'slurm_load_jobs error: '].map(text => bytesOf(text)), isStream: false,
		}),
		read: readCluster,
	},
	{
		name: 'job-script',
		stock: () => ({samples: [bytesOf(script), bytesOf('Logging results to runs/train/exp\nResults saved to runs/train/exp\n')], words: ['#SBATCH --', '\\\n', '&&', '||', '|', ';', '$(', '`', '\'', '"', '<<EOF\n', 'python train.py ', 'yolo train ', 'cd ', '2>&1'].map(text => bytesOf(text)), isStream: false}),
		read: readScript,
	},
	{
		name: 'claims',
		stock: () => ({samples: [bytesOf(processes)], words: ['\u{1}', '\t', '\npython\u{1}train.py', '--resume\u{1}', '--project\u{1}', 'exist_ok=True', '/../', '//', 'bash\u{1}-c\u{1}', '&& ', 'nohup '].map(text => bytesOf(text)), isStream: false}),
		read: readClaims,
	},
	{
		name: 'journal',
		stock: () => ({samples: [bytesOf(journal)], words: ['"at":', '"outcome":', '"action":', 'null', '{}', '[]', '"__proto__":', '8640000000000001'].map(text => bytesOf(text)), isStream: false}),
		read: readJournal,
	},
	{
		name: 'watch-file',
		stock: () => ({samples: [bytesOf(watch)], words: ['null', '{}', '[]', '"queue":', '"steps":', '"subject":', '8640000000000001'].map(text => bytesOf(text)), isStream: false}),
		read: readWatches,
	},
	{
		name: 'engine-answers',
		stock: () => ({samples: [inspect, stats, event, [event], {Titles: ['PID', 'PPID', 'COMMAND'], Processes: [['1', '0', 'python train.py']]}].map(value => bytesOf(`${JSON.stringify(value)}\n`)), words: ['null', '{}', '[]', '\n', '"__proto__":', '"State":'].map(text => bytesOf(text)), isStream: false}),
		read: readAnswers,
	},
	{
		name: 'gpu',
		stock: () => ({samples: ['0, GPU-1, NVIDIA GeForce MX450, 550.1, 45, 10, 20, 1000, 2002, 12.5, 25.0, P0, 0\n', '123, 456 MiB, python\n', 'Field "x" is not a valid field to query.\n', '  MIG 1g.5gb     Device  0: (UUID: MIG-1)\n'].map(text => bytesOf(text)), words: ['[N/A]', '[Not Supported]', 'ERR!', ', '].map(text => bytesOf(text)), isStream: false}),
		read: readGpu,
	},
	{
		name: 'stacks',
		stock: () => ({samples: [bytesOf(stacks)], words: ['null', '{}', '[]', String.raw`\n  File \"`].map(text => bytesOf(text)), isStream: false}),
		read(input) {
			requirePossible(readStacks(textOf(input)), ['stacks']);
		},
	},
];
