import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterEach,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import {createClusterCommand} from '../../source/cluster/cluster-command.ts';
import {UserError} from '../../source/domain/user-error.ts';
import {describeError} from '../../source/words/errors.ts';
import {loadWords} from '../../source/words/words.ts';
import {runMain} from '../cli/run-main.ts';

/** What every command of a scheduler that is at fault does, and what is said of it. */
type Fault = {readonly does: string; readonly en: RegExp; readonly zh: RegExp; /** A word of the hint that names the machine, where it has one. */ readonly byHand?: string};

const faults: Readonly<Record<string, Fault>> = {
	'no munge': {
		does: 'echo "$0: error: Munge encode failed: Failed to access /run/munge/socket: No such file or directory" >&2; exit 1', en: /does not accept who you are/, zh: /不认可你的身份/, byHand: 'systemctl status munge',
	},
	'a controller that refuses': {
		does: 'echo "slurm_load_jobs error: Unable to contact slurm controller (connect failure)" >&2; exit 1', en: /controller of the scheduler does not answer/, zh: /控制器没有应答/, byHand: 'scontrol ping',
	},
	'commands of another version than the controller': {
		does: 'echo "slurm_load_jobs error: Incompatible versions of client and server code" >&2; exit 1', en: /incompatible versions/, zh: /互不兼容/,
	},
	'no permission': {
		does: 'echo "slurm_load_jobs error: Access/permission denied" >&2; exit 1', en: /refuses this to you/, zh: /不允许/, byHand: 'squeue --jobs',
	},
	'another output than is known': {
		does: 'echo "JOBID PARTITION NAME ST"; echo "12 gpu x R"', en: /answered what yolotop cannot read[^\n]*: JOBID PARTITION/, zh: /无法读懂/, byHand: 'squeue --version',
	},
	'a refusal that nobody knows': {
		does: 'echo "error: quota of the moon exceeded" >&2; exit 1', en: /refused[^\n]*quota of the moon exceeded/, zh: /拒绝了[^\n]*quota of the moon exceeded/,
	},
};

const commands: ReadonlyArray<readonly [words: readonly string[], flags: Readonly<Record<string, unknown>>]> = [
	[['ls'], {}], [['status', 'slurm:7'], {}], [['stop', 'slurm:7'], {now: true, yes: true}], [['stop', 'slurm:7'], {afterEpoch: true}],
];

let folder = '';

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'yolotop-cluster-faults-'));
	mkdirSync(path.join(folder, 'home'));
});

afterEach(() => {
	rmSync(folder, {recursive: true, force: true});
});

function program(name: string, text: string): void {
	const file = path.join(folder, name);
	writeFileSync(file, `#!/bin/sh\n${text}\n`);
	chmodSync(file, 0o755);
}

const variables = (more: Readonly<Record<string, string>> = {}) => Object.fromEntries([['PATH', `${folder}:${process.env.PATH ?? ''}`], ['HOME', path.join(folder, 'home')], ['XDG_STATE_HOME', path.join(folder, 'home')], ['DOCKER_HOST', 'unix:///nonexistent/docker.sock'], ...Object.entries(more)]);

/** Stands for ssh: the host has the programs of this machine. */
const sshToHere = 'case "$1" in -G) echo "controlpath none"; exit 0;; esac\nfor line in "$@"; do :; done\nexec sh -c "$line"';

describe.each(Object.entries(faults))('%s', (_, {does, en, zh, byHand}) => {
	beforeEach(() => {
		for (const name of ['squeue', 'scontrol', 'scancel', 'sbatch', 'sinfo', 'sacct']) {
			program(name, does);
		}

		program('ssh', sshToHere);
	});

	test.each(commands)('is said once, with what to do, by %j %j', async (words, flags) => {
		for (const cluster of [undefined, 'login1']) {
			for (const [lang, says] of [['en', en], ['zh', zh]] as const) {
				const {stderr, exitCode} = await runMain(words, {flags: {...flags, lang, ...(cluster !== undefined && {cluster})}, environment: variables()});
				expect(stderr.split('\n').filter(line => says.test(line)), `${lang} ${String(cluster)}\n${stderr}`).toHaveLength(1);
				expect(stderr).not.toMatch(/mistake in yolotop|undefined|\{\w+\}/);
				expect(stderr.includes('login1'), stderr).toBe(cluster !== undefined);
				expect(stderr).toContain(byHand === undefined ? '' : `${cluster === undefined ? '' : 'ssh login1 '}${byHand}`);
				expect(words[0] === 'ls' || exitCode !== 0).toBe(true);
			}
		}
	});
});

describe('a command that gives no answer', () => {
	test.each([
		['hangs', 'exec sleep 60', 'cluster-silent', /did not answer within 0\.5 s/],
		['is killed', 'kill -SEGV $$', 'cluster-command-killed', /SIGSEGV/],
		['is not there', undefined, 'cluster-command-missing', /squeue/],
	])('that %s', async (_, does, code, says) => {
		await loadWords('en');
		if (does !== undefined) {
			program('squeue', does);
		}

		const run = createClusterCommand({environment: Object.fromEntries([['PATH', `${folder}:/usr/bin:/bin`]])});
		const words = [`squeue${does === undefined ? '-of-nobody' : ''}`];
		const error: unknown = await run(words, {signal: AbortSignal.timeout(30_000), limitMs: does === 'kill -SEGV $$' ? 30_000 : 500}).catch((error: unknown) => error);
		expect(error).toBeInstanceOf(UserError);
		expect((error as UserError).code).toBe(code);
		const {message, hint} = describeError(error as UserError, 'en');
		expect(message).toMatch(says);
		expect(`${message} ${hint}`).not.toMatch(/\{\w+\}/);
	});

	test('an ssh that dies names its host and the command to try', async () => {
		program('ssh', 'echo "ssh: connect to host login1 port 22: Connection refused" >&2; exit 255');
		for (const [words, flags] of commands) {
			const {stderr} = await runMain(words, {flags: {...flags, cluster: 'login1'}, environment: variables()});
			expect(stderr).toMatch(/ssh cannot reach login1: .*Connection refused.*ssh login1/s);
		}
	});
});
