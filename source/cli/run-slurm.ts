import {readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import {performAction} from '../actions/perform-action.ts';
import {placeTraining} from '../actions/resume/find-training.ts';
import {refuseIntended} from '../actions/resume/refuse-written.ts';
import {runJobPreflight, type JobPreflightFacts} from '../checks/preflight/job-checks.ts';
import {
	findScriptTraining,
	scriptOf,
	startDirectories,
	type ScriptTraining,
} from '../cluster/job-script.ts';
import {jobNameOf} from '../cluster/schedulers.ts';
import type {Scheduler, Submission} from '../cluster/scheduler.ts';
import {createHostRuns} from '../discover/host-runs.ts';
import {quoteCommand} from '../domain/shell-quote.ts';
import {UserError} from '../domain/user-error.ts';
import {parseTrainingCommand} from '../training/command-line.ts';
import {wordsIn} from '../words/words.ts';
import {planProbe} from '../plan/probe-environment.ts';
import type {Io} from './io.ts';
import {profileCommand} from './launch-words.ts';
import {openScheduler} from './open-cluster.ts';
import {openJournal} from './open-journal.ts';
import type {Options} from './options/options.ts';
import {canPassFindings, printFindings} from './pass-findings.ts';
import {localProbeVariables, placeLocalProbe} from './probe-files.ts';
import {findJobOf, withWitnesses} from './writers.ts';
import {showJob} from './show-job.ts';
import {watchWish} from './watch/begin-watch.ts';
import {watchJob} from './watch/watch-shown.ts';

type Wanted = Submission & {readonly found: ScriptTraining | undefined; /** What a person would type; the script by its name. */ readonly shown: string; readonly isCommand: boolean; /** Of the profile. */ readonly keepGoing: number | undefined};

/** What is to be submitted: a script as it is, or one that is made of a command, with the probe. */
async function readWanted(scheduler: Scheduler, {words, profiles, hasProbe, keepGoing}: Options, io: Io): Promise<Wanted> {
	const read = scheduler.readWords(words);
	const profile = read.command.length === 0 && Object.hasOwn(profiles, read.script[0] ?? '') ? profiles[read.script[0]!] : undefined;
	const command = profile === undefined ? read.command : profileCommand(profile);
	// The command line comes last and so counts.
	const flags = [...(profile?.slurm ?? []), ...read.flags];
	const wish = profile?.keepGoing;
	const isKept = (keepGoing ?? wish) !== undefined;
	const withName = (name: string, script: string) => [
		...flags,
		...scheduler.nameFlags(name, flags, script),
		// Begun again from its first epoch it would be another run: the watch lets it go on instead.
		...(isKept ? scheduler.restartFlags(findScriptTraining(script)?.training.options.resume !== undefined, flags, script) : []),
	];
	if (command.length > 0) {
		const probe = hasProbe && scheduler.files.isLocal ? planProbe({words: command}, localProbeVariables(io.environment)) : undefined;
		const {environment} = await placeLocalProbe(probe, io.environment);
		const names = probe !== undefined && 'variables' in probe ? ['PYTHONPATH', 'YOLOTOP_PROBE'] : [];
		const variables = Object.fromEntries(names.flatMap(name => environment[name] === undefined ? [] : [[name, environment[name]]]));
		const name = parseTrainingCommand(command)?.options.name ?? path.basename(command[0]!);
		const script = scriptOf(command, {PYTHONUNBUFFERED: '1', ...variables}); // eslint-disable-line @typescript-eslint/naming-convention -- Python's name
		return {
			flags: withName(name, script), keepGoing: wish, script, found: findScriptTraining(script), shown: quoteCommand([...scheduler.commands.submit(flags), '--', ...command]), isCommand: true,
		};
	}

	const [file, ...rest] = read.script;
	if (file === undefined) {
		throw new UserError('job-script-missing');
	}

	const script = await readFile(file, 'utf8').catch((error: unknown) => {
		throw new UserError('file-unreadable', {path: file, reason: (error as NodeJS.ErrnoException).code ?? String(error)}, {cause: error});
	});
	return {
		flags: withName(path.basename(file), script),
		keepGoing: wish,
		script: rest.length === 0 ? script : withArguments(script, rest),
		found: findScriptTraining(script),
		shown: quoteCommand([...scheduler.commands.submit(flags), file, ...rest]),
		isCommand: false,
	};
}

/** The arguments of a script, which goes through standard input: set before its first command. */
function withArguments(script: string, rest: readonly string[]): string {
	const lines = script.split('\n');
	const first = lines.findIndex(line => !line.startsWith('#'));
	return [...lines.slice(0, Math.max(0, first)), `set -- ${quoteCommand(rest)}`, ...lines.slice(Math.max(0, first))].join('\n');
}

/** How long the newest run of the same data here took for its epochs, with those that are asked for now. */
async function expectedTime(found: ScriptTraining | undefined, io: Io): Promise<Pick<JobPreflightFacts, 'expectedMs' | 'expectedBy'>> {
	const {data, epochs} = found?.training.options ?? {};
	const runs = data === undefined ? [] : await createHostRuns().list('.', {now: io.now(), signal: io.signal}).catch(() => []);
	const last = runs.filter(run => run.secondsPerEpoch !== undefined && path.basename(run.settings.data ?? '') === path.basename(data ?? '')).toSorted((one, other) => other.modifiedAt - one.modifiedAt)[0];
	const count = Number(epochs ?? last?.epochs ?? NaN);
	return last?.secondsPerEpoch === undefined || !Number.isFinite(count) ? {} : {expectedMs: last.secondsPerEpoch * count * 1000, expectedBy: path.relative('.', last.directory)};
}

async function gatherJobFacts(scheduler: Scheduler, {flags, script, found}: Wanted, io: Io): Promise<JobPreflightFacts> {
	const {signal} = io;
	const data = found?.training.options.data;
	const [partitions, refusal, expected, isDataHere] = await Promise.all([
		scheduler.partitions({signal}),
		scheduler.refusal({flags, script}, {signal}),
		expectedTime(found, io),
		data === undefined || !scheduler.files.isLocal || !path.isAbsolute(data) ? undefined : stat(data).then(() => true).catch(() => false),
	]);
	return {
		partitions, ...scheduler.wanted(flags, script), ...expected, ...(refusal !== undefined && {refusal}), ...(data !== undefined && {data}), ...(isDataHere !== undefined && {isDataHere}),
	};
}

/** Refuses a run directory that the command names, and that something writes already. Of files of another machine only its scheduler can say. */
async function refuseIntendedJob(scheduler: Scheduler, {found, flags, script}: Wanted, options: Options, io: Io): Promise<void> {
	const {directory = '.'} = scheduler.wanted(flags, script);
	const training = found && placeTraining(found.words, startDirectories(path.resolve(directory), found.directories)[0]!);
	if (training === undefined) {
		return;
	}

	const {signal} = io;
	await (scheduler.files.isLocal
		? withWitnesses(options, io, async witnesses => refuseIntended(witnesses, training, undefined, {signal}))
		: refuseIntended({engine: undefined, findJob: findJobOf(options, io)}, training, undefined, {signal}));
}

/** `yolotop run --slurm [FLAGS] SCRIPT` or `-- COMMAND`: checks, submits a job and shows it. The job goes on when yolotop leaves. */
export async function runSlurm(options: Options, io: Io): Promise<number> {
	const texts = wordsIn(options.language).launch;
	const scheduler = openScheduler({kind: 'slurm'}, options, io);
	const wanted = await readWanted(scheduler, options, io);
	const wish = watchWish(options, io.now(), wanted.keepGoing);
	const findings = runJobPreflight(await gatherJobFacts(scheduler, wanted, io));
	if (options.isDryRun) {
		printFindings(findings, options, io);
		if (options.isJson) {
			io.stdout.writeJson({
				schema: 1, command: scheduler.commands.submit(wanted.flags), script: wanted.script, job: null,
			}, 2);
		} else {
			io.stdout.write(`${wanted.shown}\n${wanted.isCommand ? `\n${wanted.script}` : ''}`);
		}

		io.stderr.write(`${texts.nothingDone}\n`);
		return 0;
	}

	await refuseIntendedJob(scheduler, wanted, options, io);
	if (!await canPassFindings(findings, options, io)) {
		io.stderr.write(texts.notStarted);
		return 1;
	}

	const {journal, close} = openJournal(io);
	try {
		let name: string | undefined;
		await performAction({
			journal, target: 'slurm', now: io.now, isReadOnly: options.isReadOnly,
		}, {trigger: 'yolotop run --slurm', signal: io.signal}, {
			action: 'run',
			shown: wanted.shown,
			async run({onTarget}) {
				name = jobNameOf(scheduler, await scheduler.submit(wanted, {signal: io.signal}));
				onTarget(name);
				return {kind: 'done'};
			},
		});
		await watchJob(name!, wish, options, io);
		return await showJob({name: name!}, journal, options, io);
	} finally {
		close();
	}
}
