import type {ActionJournal} from '../../actions/action-journal.ts';
import {
	copyResults,
	pauseContainer,
	removeContainer,
	restartContainer,
} from '../../actions/change-container.ts';
import {cancelJob, holdJob, type JobActions} from '../../actions/job-actions.ts';
import {hasEnded} from '../../actions/report-action.ts';
import {offerBeforeLimit} from '../../actions/stop/offer-before-limit.ts';
import {stopTraining, type StopScene} from '../../actions/stop/stop-training.ts';
import {tellFailure} from '../../actions/tell-failure.ts';
import type {Conversation} from '../../conversation/conversation.ts';
import type {ActionResult} from '../../domain/action.ts';
import type {Remedy} from '../../domain/remedy.ts';
import {isJobActive} from '../../domain/job.ts';
import {isUp} from '../../domain/container-state.ts';
import {isGoing} from '../../domain/run-status.ts';
import type {RunCommand} from '../../keys/keymap.ts';
import {selectStatus} from '../../run/select-status.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import type {Io} from '../io.ts';
import type {Options} from '../options/options.ts';
import {wordsIn, type Language} from '../../words/words.ts';
import {beginWatch, jobSubject} from '../watch/begin-watch.ts';
import {createActionRunner, type ActionRunner} from './action-runner.ts';
import type {ContainerScene, Scene} from './action-scene.ts';
import type {MonitoredRun} from './monitored-run.ts';
import {createResumeKeys, type ResumeKeys} from './resume-keys.ts';
import {isLocalRun, type RunAccess} from './run-access.ts';
import {createShellKey, type ShellKey} from './shell-key.ts';

/** Commands that act on the run, one at a time. */
export const actionCommands = ['stop', 'pause', 'resume', 'relaunch', 'restart', 'remove', 'copy-out', 'shell'] as const satisfies readonly RunCommand[];

export type ActionCommand = typeof actionCommands[number];

/** Whether a run trains now, and whether its process still ends. */
export function lifeOf({store}: MonitoredRun, now: number): {readonly isTraining: boolean; readonly isEnding: boolean; readonly isReading: boolean} {
	const {status, isEnding = false} = selectStatus(store.getState(), now);
	return {isTraining: isGoing(status), isEnding, isReading: status === 'reading'};
}

/** The keys that act on the run on the screen. */
export type RunKeys = {
	/** Does what a key asks for and says how it went. Never rejects. */
	press(command: ActionCommand, pressed: Pressed): Promise<void>;
	/** From the key to the end, what is looked at and asked before included. */
	isActing(): boolean;
	readonly runner: ActionRunner;
	/** Lets go of what would hold up a training while yolotop stands still. */
	suspend(): void;
	/** Ends all waiting, and says of everything that goes on how to find it again. */
	leave(language: Language): {readonly ofShells: string; readonly ofProcesses: string};
};

export type Pressed = {readonly run: MonitoredRun; readonly conversation: Conversation; readonly dialogs: Dialogs; readonly remedy?: Remedy | undefined};

/** What the keys work with. */
type KeyParts = {
	readonly runner: ActionRunner;
	readonly shells: ShellKey;
	readonly resumes: ResumeKeys;
	readonly access: RunAccess;
	/** Aborted when the screen is left. */
	readonly leaving: AbortSignal;
	now(): number;
	/** Lets a small process end a job before its time limit. */
	stopBeforeLimit(name: string): Promise<void>;
};

/** Ends the training; also where a relaunch has asked for it, this is the action of its own key. */
async function stop({runner, now}: KeyParts, scene: Scene, parts: Pick<StopScene, 'actions' | 'name'>): Promise<ActionResult | undefined> {
	const {run, conversation} = scene;
	return stopTraining({
		...parts, conversation, report: runner.report('stop', conversation), isEnding: lifeOf(run, now()).isEnding,
	});
}

async function actOnContainer(command: ActionCommand, keys: KeyParts, scene: ContainerScene): Promise<unknown> {
	const {shells, resumes, leaving, now} = keys;
	const {run, actions, container: {details}} = scene;
	const own = {...scene, name: details.name, signal: leaving};
	const status = run.store.getState().container?.status ?? details.state.status;
	switch (command) {
		case 'stop': {
			return stop(keys, scene, own);
		}

		case 'pause': {
			return pauseContainer(own, status === 'paused' ? 'unpause' : 'pause');
		}

		case 'restart': {
			return restartContainer(own, isUp(status));
		}

		case 'remove': {
			return removeContainer(own);
		}

		case 'copy-out': {
			return copyResults(own, {});
		}

		case 'shell': {
			return shells.press(scene);
		}

		case 'resume': {
			return resumes.resume(scene);
		}

		case 'relaunch': {
			const {isTraining, isEnding} = lifeOf(run, now());
			return resumes.relaunch(scene, isTraining || isEnding ? async () => hasEnded(await stop(keys, scene, {actions, name: details.name})) : undefined);
		}
	}
}

/** For a job of a scheduler. */
async function actOnJob(command: ActionCommand, {resumes, ...keys}: KeyParts, scene: Scene, actions: JobActions): Promise<unknown> {
	const {run} = scene;
	const {job} = run.store.getState();
	const own = {...scene, actions, name: run.target().job!.name};
	switch (command) {
		case 'stop': {
			const {conversation} = scene;
			const answer = await offerBeforeLimit(conversation, run.store.getState(), {name: own.name, now: keys.now()});
			if (answer === 'otherwise') {
				return stop({resumes, ...keys}, scene, own);
			}

			if (answer === undefined) {
				return undefined;
			}

			await keys.stopBeforeLimit(own.name);
			conversation.tell(wordsIn(conversation.language).watch.endsBeforeLimit(own.name), 'good');
			return answer === 'follow-up' ? resumes.resume(scene) : undefined;
		}

		case 'pause': {
			return holdJob(own, job?.wait?.reason === 'held' ? 'release' : 'hold');
		}

		case 'remove': {
			return cancelJob(own, job !== undefined && isJobActive(job));
		}

		case 'resume': {
			return resumes.resume(scene);
		}

		case 'relaunch': {
			return resumes.relaunch(scene, undefined);
		}

		default: {
			return undefined;
		}
	}
}

/** For a run of this machine. */
async function runLocalAction(command: ActionCommand, keys: KeyParts, scene: Scene): Promise<unknown> {
	const {resumes, access} = keys;
	const {run} = scene;
	const actions = run.store.getState().exitCode === undefined ? access.process(run) : undefined;
	switch (command) {
		case 'stop': {
			const stoppable = actions ?? access.writer(run);
			return stoppable && stop(keys, scene, {actions: stoppable});
		}

		case 'resume': {
			return resumes.resume(scene);
		}

		case 'relaunch': {
			return resumes.relaunch(scene, actions && (async () => hasEnded(await stop(keys, scene, {actions}))));
		}

		default: {
			return undefined;
		}
	}
}

export function createRunKeys(access: RunAccess, journal: ActionJournal, options: Options, io: Io): RunKeys {
	const leaving = new AbortController();
	const runner = createActionRunner(io.now);
	const shells = createShellKey(options, io);
	const resumes = createResumeKeys({journal, isReadOnly: options.isReadOnly}, access, options, io);
	const keys: KeyParts = {
		runner,
		shells,
		resumes,
		access,
		leaving: leaving.signal,
		now: io.now,
		async stopBeforeLimit(name) {
			await beginWatch(jobSubject(name), name, {isBeforeLimit: true}, options, io);
		},
	};
	let isActing = false;

	return {
		async press(command, pressed) {
			const {run, conversation} = pressed;
			const scene: Scene = {...pressed, report: runner.report(command, conversation)};
			const {container} = run.target();
			const actions = access.container(run);
			isActing = true;
			try {
				if (container !== undefined && actions !== undefined) {
					await actOnContainer(command, keys, {...scene, actions, container});
				} else if (access.job(run) !== undefined) {
					await actOnJob(command, keys, scene, access.job(run)!);
				} else if (isLocalRun(run)) {
					await runLocalAction(command, keys, scene);
				}
			} catch (error) {
				await tellFailure(error, conversation);
			} finally {
				isActing = false;
			}
		},
		isActing: () => isActing,
		runner,
		suspend: shells.suspend,
		leave(language) {
			leaving.abort();
			runner.close();
			return {ofShells: shells.leave(language), ofProcesses: resumes.leave(language)};
		},
	};
}
