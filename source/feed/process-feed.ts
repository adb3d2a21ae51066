import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {mkdir, open} from 'node:fs/promises';
import {constants} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {parseTrainingCommand} from '../training/command-line.ts';
import type {Feed} from '../domain/feed.ts';
import {quoteCommand} from '../domain/shell-quote.ts';
import {UserError} from '../domain/user-error.ts';
import {followFile} from './follow-file.ts';
import {withProbeRecords} from './probe-watch.ts';
import {toSeenProcess} from './seen-process.ts';
import {deliverPieces} from './text-pieces.ts';

export type ProcessPlan = {
	/** Program and arguments; no shell reads them. */
	readonly command: readonly string[];
	/** Where its output is kept; directories are made as needed. */
	readonly logPath: string;
	readonly workingDirectory?: string;
	readonly environment?: Readonly<Record<string, string | undefined>>;
};

/** Exit code of a process that a signal ended, as a shell tells it. */
const signalExitCode = (signal: NodeJS.Signals | undefined): number => signal === undefined ? 1 : 128 + constants.signals[signal];

/**
A plain child process. It gets its own process group and prints into a file, not into a pipe, so that it goes on when
yolotop leaves, however that happens. Aborting only stops the reading.
*/
export function createProcessFeed({command, logPath, workingDirectory, environment}: ProcessPlan): Feed {
	const training = parseTrainingCommand(command);
	const name = quoteCommand(command);
	return {
		target: {kind: 'process', name, command},
		async run(listener, {signal, isFollowing}) {
			await mkdir(path.dirname(logPath), {recursive: true});
			const log = await open(logPath, 'a');
			const ended = new AbortController();
			let exitCode: number | undefined;
			const child = spawn(command[0] ?? '', command.slice(1), {
				cwd: workingDirectory,
				...(environment !== undefined && {env: environment}),
				detached: true,
				stdio: ['ignore', log.fd, log.fd],
			});
			child.once('exit', (code, killedBy) => {
				exitCode = code ?? signalExitCode(killedBy ?? undefined);
				ended.abort();
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
			const pieces = followFile(logPath, {signal, isFollowing, endSignal: ended.signal});
			await withProbeRecords(listener, {workingDirectory: workingDirectory ?? process.cwd(), isMeant: environment?.YOLOTOP_PROBE !== undefined}, async next => deliverPieces(pieces, next, {
				target: {
					kind: 'process', name, command, ...(child.pid !== undefined && {pid: child.pid}),
				},
				name,
				signal,
				canBeEmpty: true,
				openingEvents: training === undefined ? [] : [{type: 'process-seen', process: toSeenProcess(training, Date.now())}],
				closingEvents: () => exitCode === undefined
					? []
					: [
						{type: 'process-exited', exitCode, at: Date.now()},
						{type: 'connection-changed', connection: {kind: 'ended'}},
					],
			}));
		},
	};
}
