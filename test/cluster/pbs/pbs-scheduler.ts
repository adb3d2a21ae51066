import type {ClusterHost, RunClusterCommand} from '../../../source/cluster/cluster-command.ts';
import {localClusterFiles} from '../../../source/cluster/cluster-files.ts';
import type {Scheduler} from '../../../source/cluster/scheduler.ts';
import type {Job, JobPhase} from '../../../source/domain/job.ts';
import {UserError} from '../../../source/domain/user-error.ts';

/** Source: qstat(1B) of PBS Professional, job states. */
const phases: Readonly<Record<string, JobPhase>> = {
	Q: 'waiting', H: 'waiting', W: 'waiting', T: 'waiting', R: 'running', E: 'ending', S: 'suspended', U: 'suspended',
};

type Record_ = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined;

function clockMs(text: string | undefined): number | undefined {
	const [hours, minutes, seconds] = (text ?? '').split(':').map(Number);
	return seconds === undefined ? undefined : (((hours! * 60) + minutes!) * 60 * 1000) + (seconds * 1000);
}

function toJob(id: string, answer: Record_): Job {
	const state = textOf(answer.job_state) ?? '';
	const exitCode = typeof answer.Exit_status === 'number' ? answer.Exit_status : undefined;
	const variables = (answer.Variable_List ?? {}) as Record_;
	const resources = (answer.Resource_List ?? {}) as Record_;
	const startedAt = Date.parse(textOf(answer.stime) ?? '');
	return {
		id,
		name: textOf(answer.Job_Name) ?? '',
		phase: phases[state] ?? (state === 'F' ? (exitCode === 0 ? 'done' : 'failed') : 'unknown'),
		state,
		partition: textOf(answer.queue),
		limitMs: clockMs(textOf(resources.walltime)),
		workDirectory: textOf(variables.PBS_O_WORKDIR),
		// HOST:PATH
		outputPath: textOf(answer.Output_Path)?.replace(/^[^/:]+:/, ''),
		...(phases[state] === 'waiting' && {wait: {reason: state === 'H' ? 'held' : 'resources', word: state} as const}),
		...(!Number.isNaN(startedAt) && {startedAt}),
		...(exitCode !== undefined && {exitCode}),
	};
}

/** A scheduler of another shape, which only a test knows: PBS through qstat, qsub, qsig, qdel, qhold and qrls. */
export function createPbs({host, run}: ClusterHost & {readonly run: RunClusterCommand}): Scheduler {
	async function ask(words: readonly string[], options: Parameters<RunClusterCommand>[1]): Promise<string> {
		const {exitCode, stdout, stderr} = await run(words, options);
		if (exitCode !== 0) {
			throw new UserError('cluster-refused', {command: words[0]!, reason: stderr, place: ''});
		}

		return stdout;
	}

	async function query(words: readonly string[], signal: AbortSignal): Promise<readonly Job[]> {
		const answer = JSON.parse(await ask(['qstat', '-f', '-x', '-F', 'json', ...words], {signal})) as {readonly Jobs?: Readonly<Record<string, Record_>>};
		return Object.entries(answer.Jobs ?? {}).map(([id, job]) => toJob(id, job));
	}

	return {
		kind: 'pbs',
		...(host !== undefined && {host}),
		list: async ({signal}) => query([], signal),
		queue: async ({signal}) => query([], signal),
		async read(id, {signal}) {
			const jobs = await query([id], signal);
			return jobs[0];
		},
		async readSeveral(ids, {signal}) {
			const jobs = await query(ids, signal);
			return ids.map(id => jobs.find(job => job.id === id));
		},
		past: async () => undefined,
		readScript: async ({id}, {signal}) => ask(['qcat', id], {signal}).catch(() => undefined),
		partitions: async () => [],
		async submit({flags, script, directory}, {signal}) {
			const id = await ask(['qsub', ...flags], {signal, input: script, directory});
			return id.trim();
		},
		flagsOf: ({name, partition}) => [`-N${name}`, ...(partition === undefined ? [] : [`-q${partition}`])],
		memoryFlags: bytes => [`-lmem=${bytes}b`],
		restartFlags: canRestart => [canRestart ? '-ry' : '-rn'],
		flagsAfter: id => [`-Wdepend=afterany:${id}`],
		readWords: words => ({flags: [], script: words, command: []}),
		wanted: () => ({}),
		nameFlags: name => [`-N${name}`],
		refusal: async () => undefined,
		signalCommand: async (id, signal) => ['qsig', '-s', signal, id],
		commands: {
			submit: flags => ['qsub', ...flags],
			cancel: id => ['qdel', id],
			hold: id => ['qhold', id],
			release: id => ['qrls', id],
		},
		async send(command, {signal}) {
			await ask(command, {signal});
		},
		files: localClusterFiles(),
	};
}

/** `12.head`. */
export const isPbsJobId = (text: string): boolean => /^\d+(?:\[\d*\])?\.[\w-]+$/.test(text);
