import {
	relaunchRun,
	resumeRun,
	type ResumeBackend,
	type ResumeScene,
	type Resumed,
} from '../../actions/resume/resume-run.ts';
import type {TrainingBeginning} from '../../domain/run.ts';
import type {Io} from '../io.ts';
import type {LocalProcess} from '../local-process.ts';
import type {Options} from '../options/options.ts';
import {
	containerBackend,
	localBackend,
	localTarget,
	resumedTarget,
	type Journalled,
} from '../resume-backend.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import {jobBackend, type BegunJob} from '../job-backend.ts';
import {resolveTarget, type ResolvedTarget} from '../resolve-target.ts';
import type {Scene} from './action-scene.ts';
import type {NextTarget} from './monitored-run.ts';
import type {RunAccess} from './run-access.ts';

/** The keys that let the run on the screen go on. Both reject where that is not possible. */
export type ResumeKeys = {
	/** Goes on with a run that has ended. */
	resume(scene: Scene): Promise<void>;
	/** Goes on with other settings; `hasStopped` ends the training that still runs and says whether that worked, undefined when none runs. */
	relaunch(scene: Scene, hasStopped: (() => Promise<boolean>) | undefined): Promise<void>;
	/** Says of every process that was started and goes on how to find it again. */
	leave(language: Language): string;
};

/** What a run on the screen goes on with. */
type Next = {readonly target: NextTarget; readonly name?: string; readonly isWithoutProbe: boolean};

export function createResumeKeys(journalled: Journalled, access: RunAccess, options: Options, io: Io): ResumeKeys {
	const started: LocalProcess[] = [];

	/** Lets the same run go on with what was begun, and says so. */
	function showNext({run, conversation}: Scene, {target, name, isWithoutProbe}: Next, beginning: TrainingBeginning): void {
		run.continueWith(target, beginning);
		const words = wordsIn(conversation.language).settingsForm;
		const told = beginning.isSameRun
			? (name === undefined ? words.goesOnLocal : words.goesOn(name))
			: (name === undefined ? words.beganLocal : words.beganIn(name));
		conversation.tell(isWithoutProbe ? [told, wordsIn(conversation.language).resume.notes['probe-not-placed']] : told, 'good', 12_000);
	}

	async function goOn<Begun>(scene: Scene, backend: ResumeBackend<Begun>, next: (begun: Begun, plan: Resumed<Begun>['plan']) => Next, resume: (scene: ResumeScene<Begun>) => Promise<Resumed<Begun> | undefined>): Promise<void> {
		const {run, conversation, report, remedy} = scene;
		const resumed = await resume({
			conversation,
			report,
			backend,
			getState: run.store.getState,
			form: {remedy, hasGpu: run.resources().host?.hasGpu, now: io.now()},
		});
		if (resumed !== undefined) {
			showNext(scene, next(resumed.begun, resumed.plan), resumed.beginning);
		}
	}

	/** Another job; one that waits for the end of this one is only named. */
	async function beginJob(scene: Scene, job: NonNullable<ResolvedTarget['job']>, resume: (scene: ResumeScene<BegunJob>) => Promise<Resumed<BegunJob> | undefined>): Promise<void> {
		const {run, conversation, report, remedy} = scene;
		const resumed = await resume({
			conversation, report, backend: jobBackend(job, run.store.getState, journalled, options, io), getState: run.store.getState, form: {remedy, now: io.now()},
		});
		if (resumed === undefined) {
			return;
		}

		const {begun: {name, after}, beginning} = resumed;
		const {jobs} = wordsIn(conversation.language);
		if (after !== undefined) {
			conversation.tell(jobs.submittedAfter(name, after).trim(), 'good', 12_000);
			return;
		}

		run.continueWith(await resolveTarget({...options, target: name}, io, {isOnScreen: true}), beginning);
		conversation.tell(jobs.submitted(name).trim(), 'good', 12_000);
	}

	async function begin(scene: Scene, resume: <Begun>(scene: ResumeScene<Begun>) => Promise<Resumed<Begun> | undefined>): Promise<void> {
		const {run} = scene;
		const {container, process, job, feed} = run.target();
		if (container !== undefined) {
			const {engine} = container;
			await goOn(scene, containerBackend(container, run.store.getState, journalled, options, io), begun => ({target: resumedTarget(engine, begun, true), isWithoutProbe: begun.isWithoutProbe, name: begun.kind === 'exec' ? begun.container.name : begun.launched.details.name}), resume);
			return;
		}

		if (job !== undefined) {
			await beginJob(scene, job, resume);
			return;
		}

		const name = process?.name ?? feed.target.name;
		await goOn(scene, localBackend(access.local(run), {name, isOnScreen: true}, journalled, options, io), (begun, plan) => {
			started.push(begun);
			return {target: localTarget(begun, plan, name), isWithoutProbe: begun.isWithoutProbe};
		}, resume);
	}

	return {
		resume: async scene => begin(scene, async parts => resumeRun(parts, {change: {}})),
		relaunch: async (scene, hasStopped) => begin(scene, async parts => relaunchRun(parts, hasStopped)),
		leave: language => started.map(local => local.exitMessage(language)).join(''),
	};
}
