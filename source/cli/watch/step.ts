import path from 'node:path';
import type {ResumedRun} from '../../actions/resume/execute.ts';
import {writeLocalSettings} from '../../actions/resume/local.ts';
import type {ResumePlan} from '../../actions/resume/plan.ts';
import {isSameRun} from '../../actions/resume/beginning.ts';
import type {EndedRun} from '../../actions/resume/prepare.ts';
import {resumeRun, type ResumeBackend} from '../../actions/resume/resume-run.ts';
import {smallerMemory} from '../../checks/advice/smaller-memory.ts';
import {scriptConversation} from '../../conversation/adapters/script.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError, type ErrorCode} from '../../domain/user-error.ts';
import {hasCheckpoint} from '../../run/select-continuation.ts';
import {
	decide,
	type Change,
	type Decision,
	type WatchStep,
} from '../../watch/decide.ts';
import {
	changed,
	goneOn,
	type ProcessSubject,
	type Watch,
	type WatchOutcome,
} from '../../watch/watch.ts';
import {readWatch, writeWatch} from '../../watch/watch-file.ts';
import {actionFormat} from '../converse.ts';
import {createDiagnosing} from '../diagnosing.ts';
import type {Io} from '../io.ts';
import {jobBackend} from '../job-backend.ts';
import {localLogPath} from '../local-process.ts';
import {openJournal} from '../open-journal.ts';
import type {Options} from '../options/options.ts';
import {placeLocalProbe} from '../probe-files.ts';
import {readMachineOnce} from '../read-machine-once.ts';
import {readRun} from '../read-run.ts';
import {containerBackend, localBackend, refuseHere} from '../resume-backend.ts';
import {jobSubject} from './begin-watch.ts';
import {retryCode} from './keeper-protocol.ts';
import {notifyOfWatch} from './notify.ts';
import {openSubject} from './open-subject.ts';
import {keeperTrigger, toRunEnd, type EndedTraining} from './run-end.ts';
import {watchDirectory} from './watch-directory.ts';

/** Errors that go away by themselves. */
const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['engine-unreachable', 'engine-timeout', 'connection-broken', 'run-changed-recently', 'run-changed-by-unknown', 'cluster-unreachable', 'cluster-silent', 'cluster-command-killed', 'cluster-answer-unknown', 'cluster-not-authenticated', 'ssh-unreachable']);

/** What a framework always takes over when it resumes: the rest is left out where it would be ignored. */
const honoured: ReadonlySet<keyof Change> = new Set(['batchSize', 'imageSize', 'shmSizeBytes', 'memoryBytes']);

/** Reads a training once. */
export async function readTraining(watch: Watch, options: Options, io: Io): Promise<EndedTraining> {
	const target = await openSubject(watch, options, io);
	try {
		const state = await readRun(target.feed, io, {isFollowing: false});
		const machine = await readMachineOnce(target, io, state.locatedRunDirectory);
		return {target, state, diagnoses: createDiagnosing({language: 'en', ...machine}).diagnose(state, io.now())};
	} catch (error) {
		target.close();
		throw error;
	}
}

type Surroundings = {readonly options: Options; readonly io: Io};

/** What a training goes on in. */
type Next = Pick<Watch, 'name' | 'subject'> & {readonly completedEpochs: number | undefined};

/** Nobody is asked, so only the same run goes on, and only with epochs that are left; one without any epoch begins again, which loses nothing. */
function canBegin(plan: ResumePlan): boolean {
	const {completedEpochs, epochs} = plan.run?.inspection ?? {};
	return plan.way === 'restart' || (isSameRun(plan) && !(completedEpochs !== undefined && epochs !== undefined && completedEpochs >= epochs));
}

const isWithoutEpoch = (state: RunState): boolean => !hasCheckpoint(state);

async function goOnWith<Begun>(training: EndedTraining, change: Change, backend: ResumeBackend<Begun>, options: Options, io: Io): Promise<{readonly begun: Begun; readonly plan: ResumePlan} | undefined> {
	const {language} = options;
	const conversation = scriptConversation({
		language, format: actionFormat(language), isAgreed: false, write: text => io.stderr.write(text),
	});
	return resumeRun({
		conversation,
		report: async work => work({trigger: keeperTrigger, signal: io.signal}),
		backend,
		getState: () => training.state,
		showPlan: canBegin,
	}, {change, ...(isWithoutEpoch(training.state) && {way: 'restart'})});
}

/** Tries the cure; of what the framework would ignore the rest remains, if there is any. */
async function tryChanges<T>(change: Change, attempt: (change: Change) => Promise<T>): Promise<{readonly result: T; readonly change: Change}> {
	try {
		return {result: await attempt(change), change};
	} catch (error) {
		const rest: Change = Object.fromEntries(Object.entries(change).filter(([name]) => honoured.has(name as keyof Change)));
		const isLess = Object.keys(rest).length > 0 && Object.keys(rest).length < Object.keys(change).length;
		if (!isLess || !(error instanceof UserError) || error.code !== 'new-run-for-settings') {
			throw error;
		}

		return {result: await attempt(rest), change: rest};
	}
}

function subjectAfter({subject}: Watch, begun: ResumedRun, {runDirectory}: ResumePlan): Next['subject'] {
	const {host, context} = subject.kind === 'container' ? subject : {};
	return {
		kind: 'container', containerId: begun.kind === 'container' ? begun.launched.details.id : begun.container.id, ...(host !== undefined && {host}), ...(context !== undefined && {context}), ...(begun.kind === 'exec' && runDirectory !== undefined && {program: {execId: begun.exec.id, runDirectory}}),
	};
}

/** What the keeper saw end beside the program of a container. */
function endedOf({subject, end}: Watch): readonly EndedRun[] {
	return end !== undefined && subject.kind === 'container' && subject.program !== undefined ? [{directory: subject.program.runDirectory, until: end.at}] : [];
}

/** Lets the training go on in a container; undefined when nothing is left to do. */
async function goOnInContainer(watch: Watch, training: EndedTraining, change: Change, {options, io}: Surroundings): Promise<Next | undefined> {
	const {engine, details} = training.target.container!;
	const {journal, close} = openJournal(io);
	try {
		const resumed = await goOnWith(training, change, containerBackend({engine, details, ended: endedOf(watch)}, () => training.state, {journal, isReadOnly: false}, options, io), options, io);
		return resumed && {
			name: resumed.begun.kind === 'container' ? resumed.begun.launched.details.name : resumed.begun.container.name,
			subject: subjectAfter(watch, resumed.begun, resumed.plan),
			completedEpochs: resumed.plan.run?.inspection.completedEpochs,
		};
	} finally {
		close();
	}
}

/** A process that the keeper is to start. */
export async function processToStart(plan: Pick<ResumePlan, 'command' | 'directory' | 'start' | 'runDirectory'>, io: Io): Promise<ProcessSubject> {
	const {environment} = await placeLocalProbe(plan.start.probe, io.environment);
	const variables = Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => value === undefined || value === io.environment[name] ? [] : [[name, value]]));
	return {
		kind: 'process',
		command: plan.command,
		directory: plan.directory,
		logPath: localLogPath(io.environment, io.now()),
		...(plan.runDirectory !== undefined && {runDirectory: plan.runDirectory}),
		...(Object.keys(variables).length > 0 && {variables}),
	};
}

async function goOnAsProcess(watch: Watch, training: EndedTraining, change: Change, {options, io}: Surroundings): Promise<Next | undefined> {
	const {directory, command, runDirectory: known} = watch.subject as ProcessSubject;
	const {state} = training;
	const runDirectory = known ?? (state.runDirectory === undefined ? undefined : path.resolve(directory, state.runDirectory));
	const {journal, close} = openJournal(io);
	try {
		const local = {
			name: watch.name, workingDirectory: directory, run: state, endedAt: watch.end?.at, ...(command !== undefined && {command}), ...(runDirectory !== undefined && {directory: runDirectory}),
		};
		const backend: ResumeBackend<ProcessSubject> = {
			...localBackend(local, {name: watch.name, isOnScreen: false}, {journal, isReadOnly: false}, options, io),
			async begin(plan) {
				await refuseHere(plan, {isOnScreen: false}, options, io);
				await writeLocalSettings(plan, io.now());
				return processToStart(plan, io);
			},
			nameOf: () => watch.name,
		};
		const resumed = await goOnWith(training, change, backend, options, io);
		return resumed && {name: watch.name, subject: resumed.begun, completedEpochs: resumed.plan.run?.inspection.completedEpochs};
	} finally {
		close();
	}
}

/** Another job of the same script. More memory than the scheduler has is not asked for: fewer workers and a smaller batch take less. */
async function goOnAsJob(watch: Watch, training: EndedTraining, {memoryBytes, ...change}: Change, {options, io}: Surroundings): Promise<Next | undefined> {
	const {job} = training.target;
	const {journal, close} = openJournal(io);
	const attempt = async (tried: Change) => goOnWith(training, tried, jobBackend(job!, () => training.state, {journal, isReadOnly: false}, {...options, keepGoing: watch.max}, io), options, io);
	try {
		const resumed = memoryBytes === undefined
			? await attempt(change)
			: await attempt({...change, memoryBytes}).catch(async (error: unknown) => {
				if (!(error instanceof UserError) || error.code !== 'cluster-refused') {
					throw error;
				}

				const {kind, ...less} = smallerMemory(training.state).remedy;
				return attempt(less);
			});
		return resumed && {
			name: resumed.begun.name, subject: jobSubject(resumed.begun.name), completedEpochs: resumed.plan.run?.inspection.completedEpochs,
		};
	} finally {
		close();
	}
}

/** How each kind of training goes on. */
const goOnAs: Readonly<Record<Watch['subject']['kind'], (watch: Watch, training: EndedTraining, change: Change, surroundings: Surroundings) => Promise<Next | undefined>>> = {container: goOnInContainer, process: goOnAsProcess, job: goOnAsJob};

/** Keeps how a watch came to its end, and says so to the person's own program. */
async function finish(watch: Watch, outcome: Omit<WatchOutcome, 'at'>, options: Options, io: Io): Promise<void> {
	const next = changed(watch, {outcome: {...outcome, at: io.now()}}, io.now());
	await writeWatch(watchDirectory(io.environment), next);
	await notifyOfWatch(next, outcome.kind === 'give-up' ? 'given-up' : 'watch-ended', options);
}

const toOutcome = ({kind, reason, rule}: Decision & {readonly kind: 'over' | 'give-up'}): Omit<WatchOutcome, 'at'> => ({kind, reason, ...(rule !== undefined && {rule})});

/** Nobody wants to be watched beyond the end alone. */
function withoutKeeping(watch: Watch, decision: Decision): Omit<WatchOutcome, 'at'> | undefined {
	if (watch.isBeforeLimit === true && watch.max === 0 && watch.end?.jobPhase === 'timed-out') {
		return {kind: 'give-up', reason: 'limit-first'};
	}

	if (watch.isUntilAsked === true && decision.kind === 'over' && decision.reason === 'stopped-by-yolotop') {
		return {kind: 'over', reason: 'until-reached'};
	}

	return decision.kind === 'go-on' ? undefined : toOutcome(decision);
}

/** After an end: lets the training go on where a known cure says how, else keeps why not. Gives the exit code of the step. */
export async function goOnStep(watch: Watch, options: Options, io: Io): Promise<number> {
	let training: EndedTraining | undefined;
	try {
		training = await readTraining(watch, options, io);
		const decision = decide(toRunEnd(watch, training, io), watch.steps, watch.max);
		const outcome = withoutKeeping(watch, decision);
		if (outcome !== undefined || decision.kind !== 'go-on') {
			await finish(watch, outcome!, options, io);
			return 0;
		}

		const ended = training;
		const surroundings = {options, io};
		const {result: next, change} = await tryChanges(decision.change, async tried => goOnAs[watch.subject.kind](watch, ended, tried, surroundings));
		if (next === undefined) {
			await finish(watch, {kind: 'over', reason: 'epochs-complete'}, options, io);
			return 0;
		}

		const step: WatchStep = {
			at: io.now(), cause: decision.cause, change, completedEpochs: next.completedEpochs,
		};
		const {pace, ...rest} = goneOn(watch, next, step);
		await writeWatch(watchDirectory(io.environment), rest);
		await notifyOfWatch(rest, 'goes-on', options);
		return 0;
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}

		if (passing.has(error.code)) {
			return retryCode;
		}

		// A job that was to go on after this one does so, and is watched from now on.
		const next = watch.subject.kind === 'job' && (error.code === 'run-awaited-by-job' || error.code === 'run-written-by-job') ? error.values.name : undefined;
		if (next !== undefined) {
			const {end, pace, ...rest} = watch;
			await writeWatch(watchDirectory(io.environment), changed(rest, {name: next, subject: jobSubject(next)}, io.now()));
			return 0;
		}

		await finish(watch, {kind: 'give-up', reason: 'error', error: {code: error.code, values: error.values}}, options, io);
		return 0;
	} finally {
		training?.target.close();
	}
}

/** The watch of a step; undefined where it is gone. */
export const loadWatch = async (id: string, {environment}: Io): Promise<Watch | undefined> => readWatch(watchDirectory(environment), id);
