import process from 'node:process';
import type {Options} from '../options/options.ts';
import type {ActionJournal} from '../../actions/action-journal.ts';
import type {ResumedRun} from '../../actions/resume/execute.ts';
import type {ResumePlan} from '../../actions/resume/plan.ts';
import type {ResumeRequest} from '../../actions/resume/request.ts';
import {resumeRun, type Resumed, type ResumeBackend} from '../../actions/resume/resume-run.ts';
import type {Consent} from '../../conversation/conversation.ts';
import type {Feed} from '../../domain/feed.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {precededBy} from '../../feed/combined-feeds.ts';
import {createDirectoryFeed} from '../../feed/directory-feed.ts';
import {sizeValue} from '../../plan/flag-context.ts';
import {parseTrainingCommand} from '../../training/command-line.ts';
import {converse} from '../converse.ts';
import {watchWish} from '../watch/begin-watch.ts';
import {tellKept} from '../watch/kept-process.ts';
import {watchContainer, watchJob} from '../watch/watch-shown.ts';
import {stopExitCode, type Io} from '../io.ts';
import {openEngine} from '../open-engine.ts';
import {openJournal} from '../open-journal.ts';
import {readRun} from '../read-run.ts';
import {jobBackend} from '../job-backend.ts';
import {resolveTarget, type ResolvedTarget} from '../resolve-target.ts';
import {showJob} from '../show-job.ts';
import {
	containerBackend,
	localBackend,
	localTarget,
	resumedTarget,
} from '../resume-backend.ts';
import {showLocal} from '../run-local.ts';
import {showLaunched} from '../show-launched.ts';
import {isScreenWanted, showRun} from '../show-run.ts';
import {commandNotes} from '../../words/command-notes.ts';
import {describeResume} from '../../words/resume.ts';
import {wordsIn} from '../../words/words.ts';
import type {WatchedProgram} from '../../watch/watch.ts';

/** Looking into more containers would take long on an engine that keeps hundreds. */
const maxContainers = 50;

/** What the options ask for. */
export function readResumeRequest({checkpoint, way, words, shmSize, memory, ...options}: Options): ResumeRequest {
	const {batchSize, workers, epochs, imageSize, patience, device} = options;
	const change = {
		batchSize, workers, epochs, imageSize, patience, device,
	};
	return {
		checkpoint, way, command: words,
		change: {
			...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
			...(shmSize !== undefined && {shmSizeBytes: sizeValue('--shm-size', shmSize)}),
			...(memory !== undefined && {memoryBytes: sizeValue('--memory', memory, '12g')}),
		},
	};
}

/** The one container that has trained and ended; the person has to say which where there are several. */
async function findEnded(engine: Engine, signal: AbortSignal): Promise<string> {
	const all = await engine.listContainers({isAll: true, signal});
	const ended = all.filter(({status}) => status === 'exited').slice(0, maxContainers);
	const details = await Promise.all(ended.map(async ({id}) => engine.inspectContainer(id, {signal}).catch(() => undefined)));
	const names = details.flatMap(container => container !== undefined && parseTrainingCommand(container.command) !== undefined ? [container.name] : []);
	if (names.length !== 1) {
		throw new UserError('resume-target-unknown', {candidates: names.length === 0 ? '—' : names.join(', ')});
	}

	return names[0]!;
}

/** How a command shows what it is about to do: as JSON, or as text where no question does it. With `--dry-run` nothing follows. */
function showPlanOf(consent: Consent, {isJson, isDryRun, language}: Options, io: Io): (plan: ResumePlan) => boolean {
	return plan => {
		if (isJson) {
			const {way, otherWays, verdicts, shown, directory, run, runDirectory} = plan;
			io.stdout.writeJson({
				schema: 1, way, otherWays, directory, checkpoint: run?.checkpoint ?? null, runDirectory: runDirectory ?? null, completedEpochs: run?.inspection.completedEpochs ?? null, settings: verdicts, commands: shown,
			}, 2);
		} else if (isDryRun || consent !== 'asked') {
			const output = isDryRun ? io.stdout : io.stderr;
			output.write(`${describeResume(plan, language).join('\n')}\n\n${[wordsIn(language).resume.commands, ...commandNotes(plan.shown, language)].map(line => `# ${line}\n`).join('')}${plan.shown.join('\n')}\n`);
		}

		if (isDryRun) {
			io.stderr.write(`${wordsIn(language).launch.nothingDone}\n`);
		}

		return !isDryRun;
	};
}

/** Goes on with a run by the command line: undefined when nothing was begun. */
async function resumeByCommand<Begun>(backend: ResumeBackend<Begun>, run: RunState, options: Options, io: Io): Promise<Resumed<Begun> | undefined> {
	const conversation = converse(options, io);
	const resumed = await resumeRun({
		conversation,
		// What is shown then says how it went.
		report: async work => work({trigger: 'yolotop resume', signal: io.signal}),
		backend,
		getState: () => run,
		form: {now: io.now()},
		showPlan: showPlanOf(conversation.consent, options, io),
	}, readResumeRequest(options));
	if (resumed === undefined && !options.isDryRun && !io.signal.aborted) {
		io.stderr.write(wordsIn(options.language).resume.notDone);
	}

	return resumed;
}

/** The plan has said what comes with the probe. */
function tellWithoutProbe({isWithoutProbe}: {readonly isWithoutProbe: boolean}, {language}: Options, io: Io): void {
	if (!isWithoutProbe) {
		return;
	}

	const {launch, resume: {notes}} = wordsIn(language);
	io.stderr.write(launch.remark(notes['probe-not-placed']));
}

/** `past` is about the run that is to go on: one that was chosen among those of the container, or its last. */
async function resumeContainer({engine, details, past}: {readonly engine: Engine; readonly details: ContainerDetails; readonly past: Feed}, options: Options, io: Io): Promise<number> {
	const run = await readRun(past, io, {isFollowing: false});
	const {journal, close: closeJournal} = openJournal(io);
	try {
		const resumed = await resumeByCommand(containerBackend({engine, details}, () => run, {journal, isReadOnly: options.isReadOnly}, options, io), run, options, io);
		if (resumed === undefined) {
			return stopExitCode(io) ?? 0;
		}

		const {begun, beginning} = resumed;
		tellWithoutProbe(begun, options, io);
		const wrap = (feed: Feed): Feed => precededBy(feed, past, beginning);
		if (begun.kind === 'container') {
			io.stderr.write(wordsIn(options.language).launch.started(begun.launched.details.name));
			await watchContainer(begun.launched.details, watchWish(options, io.now()), options, io);
			return await showLaunched({engine, launched: begun.launched, journal}, options, io, wrap);
		}

		await watchContainer(begun.container, watchWish(options, io.now()), options, io, programOf(begun, resumed.plan));
		return await showExec({
			engine, resumed: begun, journal, wrap,
		}, options, io);
	} finally {
		closeJournal();
	}
}

/** What is watched of a training that goes on by an exec; undefined where nobody knows where it writes. */
export function programOf({exec}: ResumedRun & {readonly kind: 'exec'}, {runDirectory}: ResumePlan): WatchedProgram | undefined {
	return runDirectory === undefined ? undefined : {execId: exec.id, runDirectory};
}

type ShownExec = {readonly engine: Engine; readonly resumed: ResumedRun & {readonly kind: 'exec'}; readonly journal: ActionJournal; readonly wrap: (feed: Feed) => Feed};

/** Shows a training that goes on by an exec; then says that it goes on. */
async function showExec({engine, resumed, journal, wrap}: ShownExec, options: Options, io: Io): Promise<number> {
	const texts = wordsIn(options.language).resume;
	const {name} = resumed.container;
	io.stderr.write(texts.execStarted(name));
	const {feed, container} = resumedTarget(engine, resumed, isScreenWanted(options, io));
	try {
		return await showRun({
			feed: wrap(feed), ...(container && {container}), journal, close: () => undefined,
		}, options, io);
	} finally {
		const current = await engine.inspectExec(resumed.exec.id).catch(() => undefined);
		if (current?.isRunning === true) {
			io.stderr.write(texts.execGoesOn(name));
		}
	}
}

/** Another job goes on with the run of a job. One that waits for the end of this one is only named. */
async function resumeJob(target: ResolvedTarget, options: Options, io: Io): Promise<number> {
	const run = await readRun(target.feed, io, {isFollowing: false});
	const {journal, close: closeJournal} = openJournal(io);
	try {
		const resumed = await resumeByCommand(jobBackend(target.job!, () => run, {journal, isReadOnly: options.isReadOnly}, options, io), run, options, io);
		if (resumed === undefined) {
			return stopExitCode(io) ?? 0;
		}

		await watchJob(resumed.begun.name, watchWish(options, io.now()), options, io);
		return await showJob(resumed.begun, journal, options, io);
	} finally {
		closeJournal();
	}
}

async function resumeDirectory(directory: string, options: Options, io: Io): Promise<number> {
	const run = await readRun(createDirectoryFeed(directory), io, {isFollowing: false});
	const {journal, close: closeJournal} = openJournal(io);
	try {
		const local = {
			name: directory, directory, workingDirectory: process.cwd(), run,
		};
		const resumed = await resumeByCommand(localBackend(local, {name: directory, isOnScreen: false}, {journal, isReadOnly: options.isReadOnly}, options, io), run, options, io);
		if (resumed === undefined) {
			return stopExitCode(io) ?? 0;
		}

		const {begun, plan, beginning} = resumed;
		tellWithoutProbe(begun, options, io);
		const {process: started} = localTarget(begun, plan, directory);
		await tellKept(begun, options, io);
		return await showLocal({local: begun, process: started!, journal}, options, io, feed => precededBy(feed, createDirectoryFeed(directory), beginning));
	} finally {
		closeJournal();
	}
}

/** `yolotop resume`: goes on with a run that has ended, also with other settings, and shows it. */
export async function resume(options: Options, io: Io): Promise<number> {
	// A wrong value is said before anything is looked at.
	readResumeRequest(options);
	watchWish(options, io.now());
	let {target} = options;
	if (target === undefined) {
		const engine = await openEngine(options, io);
		try {
			target = await findEnded(engine, io.signal);
			io.stderr.write(wordsIn(options.language).resume.chosen(target));
		} finally {
			engine.close();
		}
	}

	const resolved = await resolveTarget({...options, target}, io);
	try {
		if (resolved.container !== undefined) {
			return await resumeContainer({...resolved.container, past: resolved.feed}, options, io);
		}

		if (resolved.job !== undefined) {
			return await resumeJob(resolved, options, io);
		}

		if (resolved.feed.target.kind === 'directory') {
			return await resumeDirectory(resolved.feed.target.path, options, io);
		}

		throw new UserError('resume-target-unknown', {candidates: target});
	} finally {
		resolved.close();
	}
}
