import type {Job} from '../../domain/job.ts';
import {UserError} from '../../domain/user-error.ts';
import {
	createClusterCommand,
	placeOf,
	type ClusterHost,
	type RunClusterCommand,
} from '../cluster-command.ts';
import {localClusterFiles, remoteClusterFiles} from '../cluster-files.ts';
import type {JobSignal, Scheduler} from '../scheduler.ts';
import {directivesOf, parseSbatchWords, sbatchValue} from './sbatch-words.ts';
import {slurmDuration, toSlurmDuration} from './slurm-value.ts';
import {checkJobId, isSlurmJobId} from './job-id.ts';
import {
	createSlurmAsking,
	createSlurmList,
	createSlurmQuestions,
	createSlurmRead,
} from './slurm-reading.ts';

/** Steps that are no training: the script itself, and what belongs to Slurm. */
const ownSteps = /\.(?:batch|extern|interactive)$/;

export type SlurmOptions = ClusterHost & {
	/** How commands are run; those of a test are given. */
	readonly run?: RunClusterCommand;
};

/** Slurm through squeue, scontrol, sbatch, scancel, sacct and sinfo, of 18.08 to 24.11. */
export function createSlurm({host, environment, run = createClusterCommand({host, environment})}: SlurmOptions): Scheduler {
	const asking = createSlurmAsking(run, host);
	const files = host === undefined ? localClusterFiles() : remoteClusterFiles({host, environment}, run);
	return {
		kind: 'slurm',
		...(host !== undefined && {host}),
		...createSlurmList(asking),
		...createSlurmRead(asking),
		...createSlurmQuestions(asking, files),
		async submit({flags, script, directory}, {signal}) {
			const answer = await asking.ask(['sbatch', '--parsable', ...flags], {signal, input: script, directory});
			const id = answer.trim().split(';', 1)[0]!;
			if (!isSlurmJobId(id)) {
				throw new UserError('cluster-refused', {command: 'sbatch', reason: answer.trim().slice(0, 300), place: placeOf(host)});
			}

			return id;
		},
		readWords: parseSbatchWords,
		wanted: wantedOf,
		nameFlags: (name, flags, script) => sbatchValue([...directivesOf(script), ...flags], 'job-name', 'J') === undefined ? [`--job-name=${name}`] : [],
		flagsOf: slurmFlagsOf,
		restartVariable: 'SLURM_RESTART_COUNT',
		memoryFlags: bytes => [`--mem=${Math.ceil(bytes / (1024 ** 2))}M`],
		restartFlags: (canRestart, flags, script) => [...directivesOf(script), ...flags].some(flag => /^--(?:no-)?requeue$/.test(flag)) ? [] : [canRestart ? '--requeue' : '--no-requeue'],
		flagsAfter: id => [`--dependency=afterany:${id}`],
		async signalCommand(id, signal, options) {
			checkJobId(id);
			const {exitCode, stdout} = await run(['squeue', '--steps', `--jobs=${id}`, '--noheader', '--format=%i'], options);
			const hasSteps = exitCode === 0 && stdout.split('\n').some(step => step !== '' && !ownSteps.test(step.trim()));
			return scancelSignal(id, signal, hasSteps);
		},
		commands: {
			submit: flags => ['sbatch', ...flags],
			cancel: id => ['scancel', id],
			// What an administrator holds back by `hold` its owner may not release.
			hold: id => ['scontrol', 'uhold', id],
			release: id => ['scontrol', 'release', id],
		},
		async send(command, {signal}) {
			await asking.ask(command, {signal});
		},
		files,
	};
}

function wantedOf(flags: readonly string[], script: string): ReturnType<Scheduler['wanted']> {
	const all = [...directivesOf(script), ...flags];
	const partition = sbatchValue(all, 'partition', 'p');
	const gpus = sbatchValue(all, 'gpus', 'G') ?? sbatchValue(all, 'gpus-per-node') ?? sbatchValue(all, 'gpus-per-task');
	const gres = sbatchValue(all, 'gres') ?? (gpus === undefined ? undefined : `gpu:${gpus}`);
	const timeMs = slurmDuration(sbatchValue(all, 'time', 't'));
	const directory = sbatchValue(all, 'chdir', 'D');
	return {
		...(partition !== undefined && {partition}), ...(gres !== undefined && {gres}), ...(timeMs !== undefined && {timeMs}), ...(directory !== undefined && {directory}),
	};
}

/** Source: sbatch(1). */
function slurmFlagsOf({name, partition, gres, limitMs, workDirectory}: Job): readonly string[] {
	return [
		...(name === '' ? [] : [`--job-name=${name}`]),
		...(partition === undefined ? [] : [`--partition=${partition}`]),
		...(gres === undefined ? [] : [`--gres=${gres}`]),
		...(limitMs === undefined ? [] : [`--time=${toSlurmDuration(limitMs)}`]),
		...(workDirectory === undefined ? [] : [`--chdir=${workDirectory}`]),
		// The output of the job before may go to the same file.
		'--open-mode=append',
	];
}

/**
A signal for the training in a job. Where srun has started it, its own steps get the signal and the script goes on; where the script has started it, all processes
of the script get it, as by Ctrl-C in a terminal. `--full` alone would reach srun and not what it has started (measured with Slurm 22.05).
*/
export function scancelSignal(id: string, signal: JobSignal, hasSteps: boolean): readonly string[] {
	return ['scancel', `--signal=${signal.slice('SIG'.length)}`, ...(hasSteps ? [] : ['--full']), id];
}
