import path from 'node:path';
import process from 'node:process';
import {maskCommand} from '../plan/secrets.ts';
import {quoteCommand} from '../domain/shell-quote.ts';
import type {ActionName} from '../domain/action.ts';
import type {Feed} from '../domain/feed.ts';
import {UserError} from '../domain/user-error.ts';
import {placeTraining, type FoundTraining} from '../actions/resume/find-training.ts';
import {refuseIntended} from '../actions/resume/refuse-written.ts';
import {launchTexts} from '../text/launch.ts';
import type {Options} from './options/options.ts';
import type {Io} from './io.ts';
import {createLocalProcess} from './local-process.ts';
import {requireLocalEngine} from './open-engine.ts';
import {openJournal} from './open-journal.ts';
import {showRun} from './show-run.ts';

export type LocalLaunch = {
	/** What the journal says was done, and by which command. */
	readonly action: ActionName;
	readonly trigger: string;
	/** What a person calls it; in the journal, too. */
	readonly name: string;
	readonly command: readonly string[];
	/** Undefined for the present one. */
	readonly workingDirectory?: string;
	/** Called when it runs, with where its output is kept. */
	onStart?(process: {readonly pid: number; readonly log: string}): void;
};

/** Starts a training as a plain process, in a session of its own, and shows it. It goes on when yolotop leaves. */
export async function showLocal({command, workingDirectory, action, trigger, name, onStart}: LocalLaunch, options: Options, io: Io, wrap = (feed: Feed): Feed => feed): Promise<number> {
	const texts = launchTexts(options.language);
	const {journal, close: closeJournal} = openJournal(io);
	const entry = journal.begin({
		at: io.now(), action, trigger, target: name, dockerCommand: quoteCommand(maskCommand(command)),
	});
	const local = createLocalProcess({
		command,
		workingDirectory,
		onStart(pid) {
			onStart?.({pid, log: local.logPath});
			io.stderr.write(texts.localStarted(`${pid}`, local.logPath));
			journal.finish(entry, {kind: 'succeeded'}, io.now());
		},
	}, io);
	try {
		return await showRun({
			feed: wrap(local.feed), process: {name, command, directory: path.resolve(workingDirectory ?? '.')}, journal, close: () => undefined,
		}, options, io);
	} catch (error) {
		if (local.pid() === undefined && error instanceof UserError) {
			journal.finish(entry, {kind: 'failed', code: error.code, values: error.values}, io.now());
		}

		throw error;
	} finally {
		closeJournal();
		io.stderr.write(local.farewell(options.language));
	}
}

async function refuseSecondWriter(training: FoundTraining, options: Options, io: Io): Promise<void> {
	const engine = await requireLocalEngine(options, io);
	try {
		await refuseIntended(engine, training, undefined, {signal: io.signal});
	} finally {
		engine?.close();
	}
}

/** `yolotop run --local -- COMMAND`. */
export async function runLocal(options: Options, io: Io): Promise<number> {
	const command = options.words[0] === '--' ? options.words.slice(1) : options.words;
	if (command.length === 0 || command[0]!.startsWith('-')) {
		throw new UserError('usage-invalid', {what: command[0] ?? '--local', suggestion: 'yolotop run --local -- python train.py …'});
	}

	const shown = maskCommand(command);
	if (options.isDryRun) {
		if (options.isJson) {
			io.stdout.writeJson({schema: 1, command: shown, process: null}, 2);
		} else {
			io.stdout.write(`${quoteCommand(shown)}\n`);
		}

		io.stderr.write(`${launchTexts(options.language).nothingDone}\n`);
		return 0;
	}

	const training = placeTraining(command, process.cwd());
	if (training !== undefined) {
		await refuseSecondWriter(training, options, io);
	}

	return showLocal({
		command,
		action: 'run',
		trigger: 'yolotop run --local',
		name: path.basename(command[0]!),
		onStart(started) {
			if (options.isJson) {
				io.stdout.writeJson({schema: 1, command: shown, process: started}, 2);
			}
		},
	}, options, io);
}
