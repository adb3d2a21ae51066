import process from 'node:process';
import type {Options} from '../options/options.ts';
import type {ActionJournal} from '../../actions/action-journal.ts';
import {sizeValue} from '../../plan/flag-context.ts';
import {performAction} from '../../actions/perform-action.ts';
import {parseTrainingCommand} from '../../training/command-line.ts';
import type {Feed} from '../../domain/feed.ts';
import type {TrainingBeginning} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {besides, precededBy} from '../../feed/combined-feeds.ts';
import {createContainerFeed} from '../../feed/container-feed.ts';
import {createDirectoryFeed} from '../../feed/directory-feed.ts';
import {createExecFeed} from '../../feed/exec-feed.ts';
import {beginningOf} from '../../actions/resume/beginning.ts';
import {executeResume, type ResumedRun} from '../../actions/resume/execute.ts';
import {prepareLocalResume, writeLocalSettings} from '../../actions/resume/local.ts';
import type {ResumePlan} from '../../actions/resume/plan.ts';
import {prepareResume} from '../../actions/resume/prepare.ts';
import type {ResumeRequest, ResumeWay} from '../../actions/resume/request.ts';
import {commandNotes} from '../../text/command-notes.ts';
import {launchTexts} from '../../text/launch.ts';
import {describeResume, resumeTexts, settingLabel} from '../../text/resume.ts';
import {canAsk, isConfirmed} from '../ask.ts';
import {stopExitCode, type Io} from '../io.ts';
import {requireLocalEngine, openEngine} from '../open-engine.ts';
import {openJournal} from '../open-journal.ts';
import {readStoppedRuns} from '../read-journal.ts';
import {readRun} from '../read-run.ts';
import {resolveTarget} from '../resolve-target.ts';
import {showLocal} from '../run-local.ts';
import {showLaunched} from '../show-launched.ts';
import {isScreenWanted, showRun} from '../show-run.ts';
import {bytesToText} from '../../format/bytes.ts';

/** Looking into more containers would take long on an engine that keeps hundreds. */
const mostContainers = 50;

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
	const ended = all.filter(({status}) => status === 'exited').slice(0, mostContainers);
	const details = await Promise.all(ended.map(async ({id}) => engine.inspectContainer(id, {signal}).catch(() => undefined)));
	const names = details.flatMap(container => container !== undefined && parseTrainingCommand(container.command) !== undefined ? [container.name] : []);
	if (names.length !== 1) {
		throw new UserError('resume-target-unknown', {candidates: names.length === 0 ? '—' : names.join(', ')});
	}

	return names[0]!;
}

/**
Where nobody is asked, a run that can only begin anew does so when that is what was asked for: a script that meant to go on would
otherwise train everything again.
*/
function refuseUnaskedNewRun({way, run, verdicts}: ResumePlan, asked: ResumeWay | undefined): void {
	if (asked !== undefined || way === 'resume' || way === 'edit') {
		return;
	}

	if (run === undefined) {
		throw new UserError('restart-unasked');
	}

	throw run.inspection.isFinished === true
		? new UserError('new-run-of-finished', {path: run.checkpoint})
		: new UserError('new-run-for-settings', {path: run.checkpoint, settings: verdicts.filter(({onResume}) => onResume === 'ignored').map(({setting}) => `--${settingLabel(setting)}`).join(', ')});
}

/** Shows the plan, and asks where there is somebody to ask. Gives whether to do it. */
async function isWanted(plan: ResumePlan, options: Options, io: Io): Promise<boolean> {
	const texts = resumeTexts(options.language);
	if (options.isJson) {
		const {way, otherWays, verdicts, shown, directory, run, runDirectory} = plan;
		io.stdout.writeJson({
			schema: 1, way, otherWays, directory, checkpoint: run?.checkpoint ?? null, runDirectory: runDirectory ?? null, completedEpochs: run?.inspection.completedEpochs ?? null, settings: verdicts, commands: shown,
		}, 2);
	} else {
		const output = options.isDryRun ? io.stdout : io.stderr;
		output.write(`${describeResume(plan, options.language).join('\n')}\n\n${[texts.commands, ...commandNotes(plan.shown, options.language)].map(line => `# ${line}\n`).join('')}${plan.shown.join('\n')}\n`);
	}

	if (options.isDryRun) {
		io.stderr.write(`${launchTexts(options.language).nothingDone}\n`);
		return false;
	}

	if (options.isYes || !canAsk(io)) {
		refuseUnaskedNewRun(plan, options.way);
		return true;
	}

	if (await isConfirmed({
		resume: texts.question, edit: texts.question, 'new-run': texts.newRunQuestion, restart: texts.restartQuestion,
	}[plan.way], io)) {
		return true;
	}

	io.stderr.write(texts.notDone);
	return false;
}

/** `past` tells of the run that is to go on: one that was chosen among those of the container, or its last. */
async function resumeContainer({engine, details, past}: {readonly engine: Engine; readonly details: ContainerDetails; readonly past: Feed}, options: Options, io: Io): Promise<number> {
	const run = await readRun(past, io, {isFollowing: false});
	const plan = await prepareResume(engine, details, run, readResumeRequest(options), {
		ended: readStoppedRuns(details.id, io),
		signal: io.signal,
		onWholeRead({path, sizeBytes}) {
			io.stderr.write(`${resumeTexts(options.language).wholeRead(path, bytesToText(sizeBytes))}\n`);
		},
	});
	if (!await isWanted(plan, options, io)) {
		return 0;
	}

	const {journal, close: closeJournal} = openJournal(io);
	try {
		const resumed = await performResume({
			engine, details, plan, journal,
		}, options, io);
		if (resumed === undefined) {
			return stopExitCode(io) ?? 1;
		}

		return await showResumed({
			engine, details, resumed, journal, beginning: beginningOf(plan, run),
		}, past, options, io);
	} finally {
		closeJournal();
	}
}

type Resuming = {readonly engine: Engine; readonly details: ContainerDetails; readonly journal: ActionJournal};

/** Gives what runs now; undefined when yolotop was told to leave before. */
async function performResume({engine, details, plan, journal}: Resuming & {readonly plan: ResumePlan}, {isReadOnly}: Options, io: Io): Promise<ResumedRun | undefined> {
	let resumed: ResumedRun | undefined;
	await performAction({
		journal, target: details.name, now: io.now, isReadOnly,
	}, {trigger: 'yolotop resume', signal: io.signal}, {
		action: plan.verdicts.length === 0 ? 'resume' : 'relaunch',
		shown: plan.shown.join('; '),
		async run({onTarget}) {
			resumed = await executeResume(engine, plan, {signal: io.signal, now: io.now()});
			onTarget(resumed.kind === 'exec' ? resumed.container.name : resumed.launched.details.name);
			return {kind: 'done'};
		},
	});
	return resumed;
}

async function showResumed({engine, resumed, journal, beginning}: Resuming & {readonly resumed: ResumedRun; readonly beginning: TrainingBeginning}, past: Feed, options: Options, io: Io): Promise<number> {
	if (resumed.kind === 'container') {
		io.stderr.write(launchTexts(options.language).started(resumed.launched.details.name));
		return showLaunched({engine, launched: resumed.launched, journal}, options, io, feed => precededBy(feed, past, beginning));
	}

	const {container, exec} = resumed;
	const texts = resumeTexts(options.language);
	io.stderr.write(texts.execStarted(container.name));
	const isReadOn = isScreenWanted(options, io);
	const containerFeed = createContainerFeed(engine, container, {waitsForRestart: isReadOn});
	const execFeed = createExecFeed({
		engine, exec, target: containerFeed.target, hasTerminal: true,
	});
	try {
		return await showRun({
			feed: precededBy(besides(execFeed, containerFeed, {isReadOn}), past, beginning), container: {engine, details: container}, journal, close: () => undefined,
		}, options, io);
	} finally {
		const present = await engine.inspectExec(exec.id).catch(() => undefined);
		if (present?.isRunning === true) {
			io.stderr.write(texts.execGoesOn(container.name));
		}
	}
}

async function resumeDirectory(directory: string, options: Options, io: Io): Promise<number> {
	const run = await readRun(createDirectoryFeed(directory), io, {isFollowing: false});
	const engine = await requireLocalEngine(options, io);
	let plan: ResumePlan;
	try {
		plan = await prepareLocalResume({
			name: directory, directory, workingDirectory: process.cwd(), run, ...(engine !== undefined && {engine}),
		}, readResumeRequest(options));
	} finally {
		engine?.close();
	}

	const ofContainer = plan.verdicts.find(({onResume}) => onResume === 'by-new-container');
	if (ofContainer !== undefined) {
		throw new UserError('usage-invalid', {what: `--${settingLabel(ofContainer.setting)}`, suggestion: `yolotop resume ${directory}`});
	}

	if (!await isWanted(plan, options, io)) {
		return 0;
	}

	await writeLocalSettings(plan, io.now());
	return showLocal({
		command: plan.command, workingDirectory: plan.directory, action: plan.verdicts.length === 0 ? 'resume' : 'relaunch', trigger: 'yolotop resume', name: directory,
	}, options, io, feed => precededBy(feed, createDirectoryFeed(directory), beginningOf(plan, run)));
}

/** `yolotop resume`: goes on with a run that has ended, also with other settings, and shows it. */
export async function resume(options: Options, io: Io): Promise<number> {
	// A wrong value is said before anything is looked at.
	readResumeRequest(options);
	let {target} = options;
	if (target === undefined) {
		const engine = await openEngine(options, io);
		try {
			target = await findEnded(engine, io.signal);
			io.stderr.write(resumeTexts(options.language).chosen(target));
		} finally {
			engine.close();
		}
	}

	const resolved = await resolveTarget({...options, target}, io);
	try {
		if (resolved.container !== undefined) {
			return await resumeContainer({...resolved.container, past: resolved.feed}, options, io);
		}

		if (resolved.feed.target.kind === 'directory') {
			return await resumeDirectory(resolved.feed.target.path, options, io);
		}

		throw new UserError('resume-target-unknown', {candidates: target});
	} finally {
		resolved.close();
	}
}
