import type {Job} from '../../domain/job.ts';
import type {CommandOptions, RunClusterCommand} from '../cluster-command.ts';
import type {ClusterFiles, Scheduler, SchedulerCall} from '../scheduler.ts';
import {checkJobId} from './job-id.ts';
import {parseJobsJson} from './job-json.ts';
import {parseSacct, sacctFormat} from './sacct-text.ts';
import {parseScontrolJobs} from './scontrol-text.ts';
import {parseSinfo, sinfoFormat} from './sinfo-text.ts';
import {
	isUnknownJob,
	requireRead,
	slurmFailure,
	slurmWords,
} from './slurm-error.ts';
import {
	createSqueueParser,
	parseQueue,
	parseSqueue,
	queueFormat,
	recordSeparator,
	squeueFormat,
	unitSeparator,
} from './squeue-text.ts';

/** Times in seconds since 1970, whatever the clock and the zone of the login node are. Source: squeue(1), SLURM_TIME_FORMAT. */
const inSeconds = {SLURM_TIME_FORMAT: '%s'}; // eslint-disable-line @typescript-eslint/naming-convention -- The name of the variable.

/** Also what is asked for is read in this zone. */
const inSecondsByUtc = {...inSeconds, TZ: 'UTC'}; // eslint-disable-line @typescript-eslint/naming-convention -- The name of the variable.

/** A script is sent to each node: Slurm takes 4 MB. */
const maxScriptBytes = 4 * 1024 * 1024;

/** `scontrol --json` is there since 23.02. */
const firstWithJson = 23.02;

/** How Slurm's commands are asked. */
export type SlurmAsking = {
	readonly run: RunClusterCommand;
	/** As ssh knows it; undefined for this machine. */
	readonly host: string | undefined;
	/** The answer of a command. Throws what `slurmFailure` makes of a failure. */
	ask(words: readonly string[], options: CommandOptions): Promise<string>;
};

export function createSlurmAsking(run: RunClusterCommand, host: string | undefined): SlurmAsking {
	return {
		run,
		host,
		async ask(words, options) {
			const {exitCode, stdout, stderr} = await run(words, options);
			if (exitCode !== 0) {
				throw slurmFailure(words[0]!, stderr, host);
			}

			return stdout;
		},
	};
}

/** Lists jobs as text: the JSON of ten thousand is 40 MB. */
export function createSlurmList({run, ask, host}: SlurmAsking): Pick<Scheduler, 'list' | 'queue'> {
	let hasMe: boolean | undefined;
	return {
		async list({signal}) {
			const words = ['squeue', '--noheader', '--states=all', `--format=${squeueFormat}`];
			if (hasMe !== false) {
				const parser = createSqueueParser();
				const {exitCode, stdout, stderr} = await run([...words, '--me'], {signal, variables: inSeconds, onText: parser.push});
				if (exitCode === 0) {
					hasMe = true;
					parser.push(stdout);
					return requireRead(parser.jobs(), parser.unread(), {command: 'squeue', host});
				}

				// It is there since 20.02.
				if (!/--me|unrecognized option|invalid option/i.test(stderr)) {
					throw slurmFailure('squeue', stderr, host);
				}

				hasMe = false;
			}

			const user = await ask(['id', '-un'], {signal});
			const answer = await ask([...words, `--user=${user.trim()}`], {signal, variables: inSeconds});
			return requireRead(parseSqueue(answer), answer, {command: 'squeue', host});
		},
		queue: async ({signal}) => parseQueue(await ask(['squeue', '--noheader', '--states=PENDING', '--all', `--format=${queueFormat}`], {signal})),
	};
}

/** The job of an answer about one id: of an array that is named as a whole the task that works counts. */
function chooseJob(jobs: readonly Job[], id: string): Job | undefined {
	return jobs.find(job => job.id === id) ?? jobs.find(({number}) => number === id) ?? jobs.find(({phase}) => phase === 'running') ?? jobs[0];
}

/** Asked by one program: a program for each would take longer than its answer, over ssh much longer. */
const idsPerProgram = 25;

/** A fixed text; the ids are its arguments. A record separator ends each answer. */
const severalScript = (scontrol: string) => String.raw`for id in "$@"; do ${scontrol} show job "$id" 2>/dev/null; printf '\036'; done`;

/** Reads one job: as JSON where the version has it, else as text. */
export function createSlurmRead({run, ask, host}: SlurmAsking): Pick<Scheduler, 'read' | 'readSeveral'> {
	let version: Promise<number> | undefined;

	/** Year and month, as a number; 0 where it is not said. Slurm of Debian says slurm-wlm. */
	async function readVersion(options: SchedulerCall): Promise<number> {
		version ??= (async () => {
			const {stdout} = await run(['scontrol', '--version'], options);
			return Number(/\b(\d\d\.\d\d)\b/.exec(stdout)?.[1] ?? 0);
		})();
		try {
			return await version;
		} catch (error) {
			version = undefined;
			throw error;
		}
	}

	async function readJobs(id: string, {signal}: SchedulerCall): Promise<readonly Job[]> {
		checkJobId(id);
		const options = {signal, variables: inSeconds};
		const hasJson = await readVersion({signal}) >= firstWithJson;
		const {exitCode, stdout, stderr} = await run(['scontrol', ...(hasJson ? ['--json'] : []), 'show', 'job', id], options);
		if (exitCode !== 0) {
			if (isUnknownJob(stderr)) {
				return [];
			}

			throw slurmFailure('scontrol', stderr, host);
		}

		const jobs = hasJson ? parseJobsJson(stdout) : undefined;
		if (jobs !== undefined) {
			return jobs;
		}

		const answer = hasJson ? await ask(['scontrol', 'show', 'job', id], options) : stdout;
		return requireRead(parseScontrolJobs(answer), answer, {command: 'scontrol', host});
	}

	async function readPart(ids: readonly string[], {signal}: SchedulerCall): Promise<ReadonlyArray<Job | undefined>> {
		for (const id of ids) {
			checkJobId(id);
		}

		const hasJson = await readVersion({signal}) >= firstWithJson;
		const {stdout} = await run(['sh', '-c', severalScript(hasJson ? 'scontrol --json' : 'scontrol'), 'sh', ...ids], {signal, variables: inSeconds});
		const answers = stdout.split(recordSeparator);
		return ids.map((id, index) => chooseJob((hasJson ? parseJobsJson(answers[index] ?? '') : parseScontrolJobs(answers[index] ?? '')) ?? [], id));
	}

	return {
		read: async (id, options) => chooseJob(await readJobs(id, options), id),
		async readSeveral(ids, options) {
			const jobs: Array<Job | undefined> = [];
			for (let start = 0; start < ids.length; start += idsPerProgram) {
				jobs.push(...await readPart(ids.slice(start, start + idsPerProgram), options));
			}

			return jobs;
		},
	};
}

/** What else is asked, and changes nothing. */
export function createSlurmQuestions({run, ask, host}: SlurmAsking, files: ClusterFiles): Pick<Scheduler, 'past' | 'readScript' | 'partitions' | 'refusal'> {
	return {
		async past(since, {signal}) {
			const start = new Date(since).toISOString().slice(0, 19);
			const words = ['sacct', '--parsable2', '--noheader', '--allocations', `--delimiter=${unitSeparator}`, `--starttime=${start}`, `--format=${sacctFormat}`];
			const {exitCode, stdout, stderr} = await run(words, {signal, variables: inSecondsByUtc});
			return exitCode !== 0 || /accounting storage is disabled/i.test(stderr) ? undefined : parseSacct(stdout);
		},
		async readScript({number, id, script}, options) {
			checkJobId(number ?? id);
			const {exitCode, stdout} = await run(['scontrol', 'write', 'batch_script', number ?? id, '-'], options);
			if (exitCode === 0 && stdout !== '') {
				return stdout;
			}

			const bytes = script === undefined ? undefined : await files.readStart(script, maxScriptBytes, options);
			return bytes && new TextDecoder().decode(bytes);
		},
		async partitions({signal}) {
			const answer = await ask(['sinfo', '--noheader', `--format=${sinfoFormat}`], {signal});
			return requireRead(parseSinfo(answer), answer, {command: 'sinfo', host});
		},
		async refusal({flags, script}, {signal}) {
			const {exitCode, stderr} = await run(['sbatch', '--test-only', ...flags], {signal, input: script});
			return exitCode === 0 ? undefined : slurmWords(stderr);
		},
	};
}
