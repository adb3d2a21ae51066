import {homedir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {Options} from '../config/options.ts';
import {maskCommand} from '../control/secrets.ts';
import {quoteCommand} from '../control/shell-quote.ts';
import type {ActionName} from '../domain/action.ts';
import type {Feed} from '../domain/feed.ts';
import {UserError} from '../domain/user-error.ts';
import type {Environment} from '../config/read-flag.ts';
import {createProcessFeed} from '../feed/process-feed.ts';
import {launchTexts} from '../text/launch.ts';
import type {Io} from './io.ts';
import {openJournal} from './open-journal.ts';
import {showRun} from './show-run.ts';

/** Where the output of local trainings is kept. Source: XDG Base Directory Specification 0.8. */
export function localLogPath(environment: Environment, now: number): string {
	const base = environment.XDG_STATE_HOME;
	const state = base !== undefined && path.isAbsolute(base) ? base : path.join(environment.HOME ?? homedir(), '.local', 'state');
	const stamp = new Date(now).toISOString().replaceAll(/[:T]/g, '-').slice(0, 19);
	return path.join(state, 'yolotop', 'logs', `${stamp}-${process.pid}.log`);
}

export type LocalLaunch = {
	/** What the journal says was done, and by which command. */
	readonly action: ActionName;
	readonly trigger: string;
	/** What a person calls it; in the journal, too. */
	readonly name: string;
	readonly command: readonly string[];
	/** Undefined for the present one. */
	readonly workingDirectory?: string;
};

/** Starts a training as a plain process, in a session of its own, and shows it. It goes on when yolotop leaves. */
export async function showLocal({command, workingDirectory, action, trigger, name}: LocalLaunch, options: Options, io: Io, wrap = (feed: Feed): Feed => feed): Promise<number> {
	const texts = launchTexts(options.language);
	const logPath = localLogPath(io.environment, io.now());
	const inner = createProcessFeed({
		command,
		logPath,
		workingDirectory,
		// Printed as it comes, not when a buffer is full.
		environment: {PYTHONUNBUFFERED: '1', ...io.environment}, // eslint-disable-line @typescript-eslint/naming-convention -- Python's name
	});
	const {journal, close: closeJournal} = openJournal(io);
	const entry = journal.begin({
		at: io.now(), action, trigger, target: name, dockerCommand: quoteCommand(maskCommand(command)),
	});
	let pid: string | undefined;
	let hasEnded = false;
	const feed: Feed = {
		...inner,
		async run(listener, runOptions) {
			await inner.run(batch => {
				for (const event of batch.events) {
					if (event.type === 'target-described' && event.target.kind === 'process' && event.target.pid !== undefined) {
						pid = `${event.target.pid}`;
						io.stderr.write(texts.localStarted(pid, logPath));
						journal.finish(entry, {kind: 'succeeded'}, io.now());
					}

					hasEnded ||= event.type === 'process-exited';
				}

				listener(batch);
			}, runOptions);
		},
	};
	try {
		return await showRun({
			feed: wrap(feed), process: {name, directory: path.resolve(workingDirectory ?? '.')}, journal, close: () => undefined,
		}, options, io);
	} catch (error) {
		if (pid === undefined && error instanceof UserError) {
			journal.finish(entry, {kind: 'failed', code: error.code, values: error.values}, io.now());
		}

		throw error;
	} finally {
		closeJournal();
		if (pid !== undefined && !hasEnded) {
			io.stderr.write(texts.localGoesOn(pid, logPath));
		}
	}
}

/** `yolotop run --local -- COMMAND`. */
export async function runLocal(options: Options, io: Io): Promise<number> {
	const command = options.words[0] === '--' ? options.words.slice(1) : options.words;
	if (command.length === 0 || command[0]!.startsWith('-')) {
		throw new UserError('usage-invalid', {what: command[0] ?? '--local', suggestion: 'yolotop run --local -- python train.py …'});
	}

	if (options.isDryRun) {
		io.stdout.write(`${quoteCommand(maskCommand(command))}\n`);
		io.stderr.write(`${launchTexts(options.language).nothingDone}\n`);
		return 0;
	}

	return showLocal({
		command, action: 'run', trigger: 'yolotop run --local', name: path.basename(command[0]!),
	}, options, io);
}
