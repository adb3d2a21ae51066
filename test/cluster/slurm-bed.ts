import {spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {once} from 'node:events';
import net from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {describe, test} from 'vitest';
import {createSlurm} from '../../source/cluster/slurm/slurm-scheduler.ts';
import type {Scheduler} from '../../source/cluster/scheduler.ts';
import {leftOutName} from '../left-out.ts';

/** A real Slurm of two nodes on this machine, with services of its own: nothing of the system is read or changed. */
export type SlurmBed = {
	/** Where jobs are submitted and write; holds train.py. */
	readonly lab: string;
	/** For the program under test and for Slurm's commands. */
	readonly environment: NodeJS.ProcessEnv;
	readonly scheduler: Scheduler;
	/** Gives standard output. */
	command(...words: readonly string[]): Promise<string>;
	/** Submits a script with these lines; gives the id of the job. */
	submit(lines: readonly string[], ...flags: readonly string[]): Promise<string>;
	/** The node on which a job runs. */
	findNode(id: string): Promise<string>;
	/** Ends the service of a node and every training of a job on it, as a node that loses its power; gives what brings the node back. */
	loseNode(node: string): Promise<() => Promise<void>>;
	close(): Promise<void>;
};

const trainer = fileURLToPath(new URL('../docker/yolo-trainer.py', import.meta.url));

/** Polls until the condition holds. */
export async function until<T>(what: string, condition: () => Promise<T | undefined>, limitMs = 40_000): Promise<NonNullable<T>> {
	const end = performance.now() + limitMs;
	for (;;) {
		const value = await condition();
		if (value) {
			return value;
		}

		if (performance.now() > end) {
			throw new Error(`Timed out: ${what}`);
		}

		await delay(100);
	}
}

const needed = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'squeue', 'scancel', 'scontrol', 'python3'];

/** A trainer whose epoch takes three seconds: the moment for a signal is judged by size and time of files, which shorter ones do not leave. */
export const trainerSettings = {TRAINER_SAVE_SECONDS: '0.2', TRAINER_START_SECONDS: '0.2', TRAINER_CHECKPOINT_BYTES: '40000'};

const places = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;

const isThere = (program: string) => places.split(':').some(place => existsSync(path.join(place, program)));

async function freePort(): Promise<number> {
	const server = net.createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as net.AddressInfo;
	server.close();
	return port;
}

function configuration(directory: string, [controller, first, second]: readonly number[]): string {
	return `ClusterName=lab
SlurmctldHost=localhost
AuthType=auth/munge
AuthInfo=socket=${directory}/munge/socket
SlurmUser=root
SlurmdUser=root
SlurmctldPort=${controller}
SlurmctldPidFile=${directory}/controller.pid
SlurmdPidFile=${directory}/%n.pid
SlurmdSpoolDir=${directory}/%n
StateSaveLocation=${directory}/state
SlurmctldLogFile=${directory}/controller.log
SlurmdLogFile=${directory}/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
KillWait=2
OverTimeLimit=0
SchedulerParameters=sched_interval=2,bf_interval=2,sched_min_interval=200000,batch_sched_delay=0
GresTypes=gpu
NodeName=n1 NodeHostname=localhost NodeAddr=127.0.0.1 Port=${first} CPUs=1 RealMemory=500 Gres=gpu:1 State=UNKNOWN
NodeName=n2 NodeHostname=localhost NodeAddr=127.0.0.1 Port=${second} CPUs=1 RealMemory=500 Gres=gpu:1 State=UNKNOWN
PartitionName=gpu Nodes=n1,n2 Default=YES MaxTime=1-0 State=UP
`;
}

function endProcess(pidFile: string, signal: NodeJS.Signals = 'SIGTERM'): void {
	try {
		process.kill(Number(readFileSync(pidFile, 'utf8')), signal);
	} catch {
		// It was not started, or has ended.
	}
}

/** The processes of this machine of which a file in /proc is meant. */
function findProcesses(file: 'environ' | 'cmdline', isMeant: (parts: readonly string[]) => boolean): readonly number[] {
	return readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(name => {
		try {
			return isMeant(readFileSync(`/proc/${name}/${file}`, 'utf8').split('\0')) ? [Number(name)] : [];
		} catch {
			return [];
		}
	});
}

/** The processes of jobs on a node, by what Slurm sets in their environment. */
function trainingsOf(lab: string, node: string): readonly number[] {
	return findProcesses('environ', variables => variables.includes(`SLURMD_NODENAME=${node}`) && variables.includes(`SLURM_SUBMIT_DIR=${lab}`));
}

/** Starts a Slurm of the tests, or says why it cannot be had. */
export async function openSlurm(): Promise<SlurmBed | string> {
	const missing = needed.filter(program => !isThere(program));
	if (missing.length > 0) {
		return `they need Slurm (apt-get install slurm-wlm munge): ${missing.join(', ')} missing.`;
	}

	if (process.getuid?.() !== 0) {
		return 'they need Slurm, and root to start it.';
	}

	const directory = mkdtempSync(path.join(tmpdir(), 'yolotop-slurm-'));
	chmodSync(directory, 0o755);
	for (const name of ['munge', 'state', 'n1', 'n2', 'lab', 'home']) {
		mkdirSync(path.join(directory, name));
	}

	const lab = path.join(directory, 'lab');
	copyFileSync(trainer, path.join(lab, 'train.py'));
	writeFileSync(path.join(directory, 'munge/key'), randomBytes(1024), {mode: 0o400});
	writeFileSync(path.join(directory, 'slurm.conf'), configuration(directory, [await freePort(), await freePort(), await freePort()]));
	writeFileSync(path.join(directory, 'cgroup.conf'), 'CgroupPlugin=cgroup/v1\nCgroupAutomount=no\n');
	writeFileSync(path.join(directory, 'gres.conf'), 'NodeName=n1 Name=gpu Count=1 File=/dev/null\nNodeName=n2 Name=gpu Count=1 File=/dev/zero\n');
	writeFileSync(path.join(directory, 'plugstack.conf'), '');
	const environment: NodeJS.ProcessEnv = {
		...process.env, ...trainerSettings, PATH: places, SLURM_CONF: path.join(directory, 'slurm.conf'), XDG_STATE_HOME: path.join(directory, 'home'), DOCKER_HOST: 'unix:///nonexistent/docker.sock', PYTHONUNBUFFERED: '1',
	};
	const close = async () => {
		spawnSync('scancel', ['--signal=KILL', '--full', '--user=root'], {env: environment});
		spawnSync('scancel', ['--user=root'], {env: environment});
		await delay(300);
		for (const name of ['n1.pid', 'n2.pid', 'controller.pid', 'munge/pid']) {
			endProcess(path.join(directory, name));
		}

		await delay(300);
		rmSync(directory, {recursive: true, force: true, maxRetries: 5});
	};

	const start = (program: string, ...words: readonly string[]) => {
		const {status, stderr} = spawnSync(program, words, {env: environment, encoding: 'utf8', timeout: 20_000});
		if (status !== 0) {
			throw new Error(`${program} does not start: ${stderr}`);
		}
	};

	const command = async (...[program, ...words]: readonly string[]) => {
		const {stdout, stderr, status} = spawnSync(program!, words, {env: environment, cwd: lab, encoding: 'utf8'});
		if (status !== 0) {
			throw new Error(`${program}: ${stderr}`);
		}

		return stdout.trim();
	};

	try {
		const file = (name: string) => path.join(directory, 'munge', name);
		start('munged', '--force', '--num-threads=2', `--key-file=${file('key')}`, `--socket=${file('socket')}`, `--pid-file=${file('pid')}`, `--log-file=${file('log')}`, `--seed-file=${file('seed')}`);
		start('slurmctld', '-c', '-f', environment.SLURM_CONF!);
		start('slurmd', '-N', 'n1', '-f', environment.SLURM_CONF!);
		start('slurmd', '-N', 'n2', '-f', environment.SLURM_CONF!);
		await until('two nodes', async () => (await command('sinfo', '--noheader', '--format=%D %T').catch(() => '')) === '2 idle', 60_000);
	} catch (error) {
		await close();
		return `they need Slurm, which does not start here: ${String(error).slice(0, 200)}`;
	}

	return {
		lab,
		environment,
		scheduler: createSlurm({environment}),
		command,
		async submit(lines, ...flags) {
			const script = path.join(lab, `job-${randomBytes(4).toString('hex')}.sh`);
			writeFileSync(script, `#!/bin/bash\n#SBATCH --gres=gpu:1 --time=10\n${lines.join('\n')}\n`);
			return command('sbatch', '--parsable', ...flags, script);
		},
		findNode: async id => command('squeue', '--noheader', '--format=%N', `--jobs=${id}`),
		async loseNode(node) {
			endProcess(path.join(directory, `${node}.pid`), 'SIGKILL');
			// What starts a job tells its end, also without the service.
			const listed = await command('squeue', '--noheader', `--nodelist=${node}`, '--format=%i');
			const ids = listed.split('\n');
			for (const pid of [...findProcesses('cmdline', lines => ids.some(id => lines[0]?.startsWith(`slurmstepd: [${id}.`) === true)), ...trainingsOf(lab, node)]) {
				process.kill(pid, 'SIGKILL');
			}

			await command('scontrol', 'update', `nodename=${node}`, 'state=down', 'reason=lost');
			return async () => {
				start('slurmd', '-N', node, '-f', environment.SLURM_CONF!);
				// One that has come back may have said so itself.
				await command('scontrol', 'update', `nodename=${node}`, 'state=resume').catch(() => undefined);
			};
		},
		close,
	};
}

/** Tests that need a Slurm; without one they are counted and named after the last test. */
export function describeWithSlurm(name: string, bed: SlurmBed | string, body: (bed: SlurmBed) => void): void {
	if (typeof bed !== 'string') {
		describe(name, () => {
			body(bed);
		});
		return;
	}

	const count = String(body).match(/(?:__\.test\)?|(?<![\w.])test)(?:\.\w+)*\(/g)?.length ?? 1;
	describe.skip(name, () => {
		test(leftOutName(count, bed), () => undefined);
	});
}
