import {execFileSync, spawnSync} from 'node:child_process';
import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
} from 'node:fs';
import {homedir, tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';

export const probeFolder = path.resolve('probe');
export const standIns = path.resolve('test/probe/stand-ins');

function versionOf(program: string): string | undefined {
	try {
		return /^(3\.\d+)\./.exec(execFileSync(program, ['-c', 'import sys; print(sys.version)'], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}))?.[1];
	} catch {
		return undefined;
	}
}

function pyenvPrograms(): readonly string[] {
	const folder = path.join(process.env.PYENV_ROOT ?? path.join(homedir(), '.pyenv'), 'versions');
	try {
		return readdirSync(folder).map(name => path.join(folder, name, 'bin/python3'));
	} catch {
		return [];
	}
}

/** The Pythons of this machine by their version, such as `3.11`; python3 itself first. */
export const pythons: ReadonlyMap<string, string> = new Map(['python3', ...Array.from({length: 9}, (_, index) => `python3.${index + 6}`), ...pyenvPrograms()].flatMap(program => {
	const version = versionOf(program);
	return version === undefined ? [] : [[version, program] as const];
}).toReversed());

export type Outcome = {readonly code: number | undefined; readonly output: string; readonly directory: string};

const folders: string[] = [];

export function temporaryFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'yolotop-probe-'));
	folders.push(folder);
	return folder;
}

/** After the tests. */
export function removeFolders(): void {
	for (const folder of folders.splice(0)) {
		rmSync(folder, {recursive: true, force: true});
	}
}

/** Runs a script of the stand-ins with the probe as yolotop loads it; `environment` may take it away. */
export function runStandIn(script: string, environment: Readonly<Record<string, string | undefined>>, {python = 'python3', directory = temporaryFolder(), words = [], timeoutMs = 120_000}: {readonly python?: string; readonly directory?: string; readonly words?: readonly string[]; readonly timeoutMs?: number} = {}): Outcome {
	const {status, stdout, stderr} = spawnSync(python, ['-B', path.join(standIns, script), ...words, directory], {
		encoding: 'utf8', env: environmentOf(environment), timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024,
	});
	return {code: status ?? undefined, output: stdout + stderr, directory};
}

export function environmentOf(more: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
	const {PATH, HOME} = process.env;
	return {
		PATH, HOME, YOLOTOP_PROBE: 'process', PYTHONPATH: [probeFolder, standIns].join(':'), ...more,
	};
}

export type ProbeRecord = Readonly<Record<string, unknown>> & {readonly type: string};

/** What the probe has written; empty without a file. */
export function recordsIn(directory: string): readonly ProbeRecord[] {
	try {
		return readFileSync(path.join(directory, 'yolotop-probe.ndjson'), 'utf8').split('\n').filter(line => line !== '').map(line => JSON.parse(line) as ProbeRecord);
	} catch {
		return [];
	}
}

/** All other files of a run, by name. */
export function filesOf(directory: string): Readonly<Record<string, string>> {
	return Object.fromEntries(readdirSync(directory, {withFileTypes: true}).filter(entry => entry.isFile() && !entry.name.startsWith('yolotop-probe')).map(({name}) => [name, readFileSync(path.join(directory, name), 'utf8')]));
}
