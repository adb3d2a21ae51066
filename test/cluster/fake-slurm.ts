import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {recordSeparator, unitSeparator} from '../../source/cluster/slurm/squeue-text.ts';

/** A job that programs of the names of Slurm's tell of, where no Slurm is needed. */
export type FakeJob = {
	readonly id: string;
	/** Such as `RUNNING`. */
	readonly state: string;
	readonly directory: string;
	readonly script: string;
	/** What it has printed; undefined for nothing yet. */
	readonly output?: string;
	readonly restarts?: number;
};

const listLine = ({id, state, directory}: FakeJob) => [id, id, state, 'gpu', 'me', '', '', '', '10:00', '0:10', '1', '', '', '', '1', '', directory, '', 'name'].join(unitSeparator) + recordSeparator;

const showText = ({id, state, directory, output, restarts = 0}: FakeJob, outputFile: string) => `JobId=${id} JobName=name
   UserId=me(0) GroupId=me(0) MCS_label=N/A
   JobState=${state} Reason=None Dependency=(null)
   Requeue=1 Restarts=${restarts} BatchFlag=1 Reboot=0 ExitCode=0:0
   RunTime=00:00:10 TimeLimit=00:10:00 TimeMin=N/A
   Partition=gpu AllocNode:Sid=localhost:1
   WorkDir=${directory}
   StdErr=/dev/null
   StdIn=/dev/null
   StdOut=${output === undefined ? '/dev/null' : outputFile}
`;

/** Programs that answer as Slurm's do; what is submitted is counted in the file `submitted`. Gives the PATH with them in front. */
export function createFakeSlurm(directory: string, jobs: readonly FakeJob[]): {readonly path: string; readonly submitted: string} {
	const bin = path.join(directory, 'bin');
	const submitted = path.join(directory, 'submitted');
	mkdirSync(bin, {recursive: true});
	writeFileSync(submitted, '');
	const program = (name: string, text: string) => {
		const file = path.join(bin, name);
		writeFileSync(file, `#!/bin/sh\n${text}`);
		chmodSync(file, 0o755);
	};

	writeFileSync(path.join(directory, 'list'), jobs.map(job => listLine(job)).join(''));
	for (const job of jobs) {
		const file = path.join(directory, `${job.id}.out`);
		writeFileSync(file, job.output ?? '');
		writeFileSync(path.join(directory, `${job.id}.show`), showText(job, file));
		writeFileSync(path.join(directory, `${job.id}.script`), job.script);
	}

	program('squeue', `cat '${directory}/list'\n`);
	program('scontrol', `case "$1 $2" in
	'--version '*) echo 'slurm 22.05.8';;
	'show job') cat '${directory}'/"$3".show;;
	'write batch_script') cat '${directory}'/"$3".script;;
esac
`);
	program('sbatch', `case "$*" in *--test-only*) cat > /dev/null; exit 0;; esac\necho x >> '${submitted}'\ncat > '${directory}/last-script'\necho 99\n`);
	program('sinfo', 'exit 0\n');
	program('sacct', 'exit 1\n');
	return {path: `${bin}:${process.env.PATH ?? ''}`, submitted};
}
