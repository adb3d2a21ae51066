import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

export const bundle = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** A Node that the bundle must run on. */
export type Runtime = {readonly name: string; readonly executable: string};

/** Where .ci/run puts the versions of Node that the machine itself has not. */
const runtimeFolder = fileURLToPath(new URL('../../node_modules/.cache/runtimes', import.meta.url));

/** The Node that runs the tests. */
const ownRuntime: Runtime = {name: `Node ${process.versions.node}`, executable: process.execPath};

/** The Node that runs the tests, and one of each other major version that the bundle must run on and that is at hand. */
export function findRuntimes(): Runtime[] {
	const installed = existsSync(runtimeFolder) ? readdirSync(runtimeFolder).map(name => path.join(runtimeFolder, name, 'node_modules/node/bin/node')) : [];
	const ofMachine = (process.env.PATH ?? '').split(path.delimiter).filter(folder => !folder.includes('node_modules')).map(folder => path.join(folder, 'node'));
	const found = [...installed, ...ofMachine]
		.filter(file => existsSync(file))
		.map(executable => ({name: `Node ${spawnSync(executable, ['--version'], {encoding: 'utf8'}).stdout.trim().slice(1)}`, executable}));
	const majors = new Map<string, Runtime>();
	for (const runtime of [ownRuntime, ...found]) {
		const major = /^Node (2\d)\./.exec(runtime.name)?.[1];
		if (major !== undefined && !majors.has(major)) {
			majors.set(major, runtime);
		}
	}

	return [...majors.values()];
}

/** The environment of a person, without what tells a program that it is tested. */
export function personEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
	const kept = ['PATH', 'HOME', 'TMPDIR', 'USER'].map(name => [name, process.env[name] ?? '']);
	return {
		...Object.fromEntries(kept) as Record<string, string>, ...Object.fromEntries([['LANG', 'C.UTF-8'], ['TERM', 'xterm-256color'], ['DOCKER_HOST', 'unix:///nonexistent/docker.sock']]), ...extra,
	};
}

export type Finished = {readonly stdout: string; readonly stderr: string; readonly exitCode: number | undefined; readonly signal: string | undefined};

/** What may be asked of any program of the command line. */
export type ProgramOptions = {
	readonly environment?: Readonly<Record<string, string>>;
	readonly cwd?: string;
	/** Called with the standard output so far; may stop the process. */
	onOutput?(stdout: string, child: Pick<ChildProcess, 'kill'>): void;
	/** The same of the standard error. */
	onError?(stderr: string, child: Pick<ChildProcess, 'kill'>): void;
	/** Ends the process with SIGTERM after so long. */
	readonly limitMs?: number;
};

type RunOptions = Omit<ProgramOptions, 'onOutput' | 'onError'> & {
	readonly runtime?: Runtime;
	readonly input?: string | Uint8Array;
	onOutput?(stdout: string, child: ChildProcess): void;
	onError?(stderr: string, child: ChildProcess): void;
};

/** Runs the built command line as a child process, without a terminal, and waits for its end. */
export async function runBundle(words: readonly string[], options: RunOptions = {}): Promise<Finished> {
	const {
		runtime = ownRuntime, input, environment, cwd, onOutput, onError, limitMs,
	} = options;
	if (!existsSync(bundle)) {
		throw new Error('dist/cli.js is missing: npm run build');
	}

	const child = spawn(runtime.executable, [bundle, ...words], {
		env: personEnvironment(environment), cwd, stdio: 'pipe', timeout: limitMs,
	});
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
		onOutput?.(stdout, child);
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
		onError?.(stderr, child);
	});
	child.stdin.on('error', () => undefined);
	if (input !== undefined) {
		child.stdin.end(input);
	}

	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => {
			resolve({
				stdout, stderr, exitCode: code ?? undefined, signal: signal ?? undefined,
			});
		});
	});
}
