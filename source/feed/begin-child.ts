import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {open} from 'node:fs/promises';
import {constants} from 'node:os';
import path from 'node:path';
import {makeFolder} from '../files/make-folder.ts';
import {UserError} from '../domain/user-error.ts';

export type ProcessPlan = {
	/** Program and arguments; no shell reads them. */
	readonly command: readonly string[];
	/** Where its output is kept; directories are made as needed. */
	readonly logPath: string;
	readonly workingDirectory?: string;
	readonly environment?: Readonly<Record<string, string | undefined>>;
	/** Begins the process; undefined for a child of this one. */
	readonly begin?: BeginProcess;
};

/** A process that was begun: `exitCode` resolves when it has ended, undefined where nobody can tell how. */
export type BegunProcess = {
	readonly pid?: number | undefined;
	readonly exitCode: Promise<number | undefined>;
	/** It was begun by somebody else, and may live on for long. */
	readonly isOfBefore?: true;
};

/**
Begins the process of a plan, whose output goes into its log.

@throws UserError `process-not-started`, `program-not-found`.
*/
export type BeginProcess = (plan: Omit<ProcessPlan, 'begin'>) => Promise<BegunProcess>;

/** Exit code of a process that a signal ended, as a shell tells it. */
const signalExitCode = (signal: NodeJS.Signals | undefined): number => signal === undefined ? 1 : 128 + constants.signals[signal];

/** A child in a process group of its own that prints into a file, not into a pipe, so that it goes on when this process ends, however that happens. */
export const beginChild: BeginProcess = async ({command, logPath, workingDirectory, environment}) => {
	await makeFolder(path.dirname(logPath));
	const log = await open(logPath, 'a');
	const child = spawn(command[0] ?? '', command.slice(1), {
		cwd: workingDirectory,
		...(environment !== undefined && {env: environment}),
		detached: true,
		stdio: ['ignore', log.fd, log.fd],
	});
	const exitCode = new Promise<number>(resolve => {
		child.once('exit', (code, killedBy) => {
			resolve(code ?? signalExitCode(killedBy ?? undefined));
		});
	});
	try {
		await once(child, 'spawn');
	} catch (error) {
		// Without its working directory a program is not found either.
		if ((error as NodeJS.ErrnoException).code === 'ENOENT' && (workingDirectory === undefined || existsSync(workingDirectory))) {
			throw new UserError('program-not-found', {command: command[0] ?? ''}, {cause: error});
		}

		const reason = error instanceof Error ? error.message : String(error);
		throw new UserError('process-not-started', {command: command[0] ?? '', reason}, {cause: error});
	} finally {
		await log.close();
	}

	// Yolotop may leave before its child.
	child.unref();
	return {pid: child.pid, exitCode};
};
