import path from 'node:path';
import process from 'node:process';
import type {ActionJournal} from '../actions/action-journal.ts';
import {performAction} from '../actions/perform-action.ts';
import {planProbe, plannedVariables, shownProbeVariables} from '../plan/probe-environment.ts';
import {maskCommand} from '../domain/mask-command.ts';
import {withEnvironment} from '../actions/start/shown-commands.ts';
import type {Feed} from '../domain/feed.ts';
import {UserError} from '../domain/user-error.ts';
import {placeTraining} from '../actions/resume/find-training.ts';
import {refuseIntended} from '../actions/resume/refuse-written.ts';
import {wordsIn} from '../words/words.ts';
import type {Options} from './options/options.ts';
import type {Io} from './io.ts';
import {createLocalProcess, type LocalProcess} from './local-process.ts';
import {localProbeVariables, placeLocalProbe} from './probe-files.ts';
import {openJournal} from './open-journal.ts';
import {watchWish} from './watch/begin-watch.ts';
import {beginKept, tellKept} from './watch/kept-process.ts';
import type {ResolvedTarget} from './resolve-target.ts';
import {showRun} from './show-run.ts';
import {tellProbe} from './tell-probe.ts';
import {withWitnesses} from './writers.ts';

export type ShownProcess = {
	readonly local: LocalProcess;
	/** What was started; its name is what a person calls it. */
	readonly process: NonNullable<ResolvedTarget['process']>;
	readonly journal: ActionJournal;
};

/** Shows a training that was started as a plain process. It goes on when yolotop leaves. */
export async function showLocal({local, process: started, journal}: ShownProcess, options: Options, io: Io, wrap = (feed: Feed): Feed => feed): Promise<number> {
	io.stderr.write(wordsIn(options.language).launch.localStarted(`${local.pid()}`, local.logPath));
	try {
		return await showRun({
			feed: wrap(local.feed), process: started, journal, close: () => undefined,
		}, options, io);
	} finally {
		io.stderr.write(local.exitMessage(options.language));
	}
}

/** `yolotop run --local -- COMMAND`. */
export async function runLocal(options: Options, io: Io): Promise<number> {
	const command = options.words[0] === '--' ? options.words.slice(1) : options.words;
	const [program] = command;
	if (program === undefined || program.startsWith('-')) {
		throw new UserError(program === undefined ? 'usage-incomplete' : 'usage-invalid', {what: program ?? 'run --local', suggestion: 'yolotop run --local -- python train.py …'});
	}

	const shown = maskCommand(command);
	const probe = options.hasProbe ? planProbe({words: command}, localProbeVariables(io.environment)) : undefined;
	const variables = plannedVariables(probe);
	const wish = watchWish(options, io.now());
	if (options.isDryRun) {
		if (options.isJson) {
			io.stdout.writeJson({
				schema: 1, command: shown, environment: shownProbeVariables(variables, path.delimiter), process: null,
			}, 2);
		} else {
			io.stdout.write(`${withEnvironment(variables, shown)}\n`);
		}

		tellProbe(probe, options, io);

		io.stderr.write(`${wordsIn(options.language).launch.nothingDone}\n`);
		return 0;
	}

	const training = placeTraining(command, process.cwd());
	if (training !== undefined) {
		await withWitnesses(options, io, async witnesses => refuseIntended(witnesses, training, undefined, {signal: io.signal}));
	}

	const name = path.basename(command[0]!);
	const {journal, close: closeJournal} = openJournal(io);
	try {
		const placed = await placeLocalProbe(probe, io.environment);
		const begin = wish && beginKept({command, wish}, options, io);
		const local = createLocalProcess({command, ...placed, begin}, io);
		await performAction({
			journal, target: name, now: io.now, isReadOnly: options.isReadOnly,
		}, {trigger: 'yolotop run --local', signal: io.signal}, {
			action: 'run',
			command,
			async run() {
				await local.start();
				return {kind: 'done'};
			},
		});
		tellProbe(probe, options, io, local);
		await tellKept(local, options, io);
		if (options.isJson) {
			io.stdout.writeJson({schema: 1, command: shown, process: {pid: local.pid(), log: local.logPath}}, 2);
		}

		return await showLocal({local, process: {name, command, directory: process.cwd()}, journal}, options, io);
	} finally {
		closeJournal();
	}
}
