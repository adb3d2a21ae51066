import type {Options} from '../options/options.ts';
import {
	copyResults,
	pauseContainer,
	removeContainer,
	restartContainer,
} from '../../actions/change-container.ts';
import {hasEnded} from '../../actions/report-action.ts';
import {stopTraining, type StopScene} from '../../actions/stop/stop-training.ts';
import {tellFailure} from '../../actions/tell-failure.ts';
import {createTensorboardSession} from '../../actions/tensorboard/tensorboard-session.ts';
import {isUp} from '../../domain/container-state.ts';
import type {DisabledReason} from '../../keys/binding.ts';
import type {KeyCommand} from '../../keys/keymap.ts';
import type {Remedy} from '../../domain/diagnosis.ts';
import {selectStatus} from '../../run/select-status.ts';
import type {Conversation} from '../../conversation/conversation.ts';
import {screenConversation} from '../../conversation/adapters/screen.ts';
import type {Language} from '../../text/language.ts';
import {screenActionWords} from '../../text/screen-actions.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import type {ScreenControls} from '../../screen/screen-options.ts';
import {actionFormat} from '../converse.ts';
import type {Io} from '../io.ts';
import {openJournal} from '../open-journal.ts';
import {containerTarget} from '../resolve-target.ts';
import {createActionRunner} from './action-runner.ts';
import type {ContainerScene, Scene} from './action-scene.ts';
import type {CurrentRun} from './current-run.ts';
import {followSuccessors} from './follow-successor.ts';
import {journalLines} from './journal-lines.ts';
import {createResumeKeys} from './resume-keys.ts';
import {createRunAccess, isLocalRun} from './run-access.ts';
import {createShellKey} from './shell-key.ts';
import {createToolKeys} from './tool-keys.ts';
import {whyDisabled} from './why-disabled.ts';
import {isToolCommand, toolCommands, whyToolDisabled} from './why-tool-disabled.ts';

/** Commands that act on the run. */
const runCommands = ['stop', 'pause', 'resume', 'relaunch', 'restart', 'remove', 'copy-out', 'shell'] as const satisfies readonly KeyCommand[];

/** What the journal names as having asked for it. */
const triggers: Readonly<Record<(typeof runCommands)[number], string>> = {
	stop: 's', pause: 'p', resume: 'r', relaunch: 'e', restart: 'Ctrl-R', remove: 'D', 'copy-out': 'C', shell: 'E',
};

function isRunCommand(command: KeyCommand): command is (typeof runCommands)[number] {
	return (runCommands as readonly KeyCommand[]).includes(command);
}

export type ScreenActions = ScreenControls & {
	/** Before yolotop stands still: lets go of what would hold up a training meanwhile. */
	suspend(): void;
	/** Once the screen is gone: says of everything that was started from it and goes on how to find it again. */
	close(): Promise<void>;
};

/** The commands of the screen that act on the run: what can be done now, and the doing. */
export function createScreenControls(current: CurrentRun, options: Options, io: Io): ScreenActions {
	const {isReadOnly} = options;
	// The command that has started the run keeps its own journal.
	const begun = current.run().target().journal;
	const {journal, close: closeJournal} = begun === undefined ? openJournal(io) : {journal: begun, close: () => undefined};
	const runner = createActionRunner(io.now);
	const access = createRunAccess({journal, now: io.now, isReadOnly});
	const leaving = new AbortController();
	// From the key to the end, what is looked at and asked before included.
	let isActing = false;
	const tools = createToolKeys({journal, isReadOnly}, io);
	const shells = createShellKey(options, io);
	const resumes = createResumeKeys({journal, isReadOnly}, access, options, io);
	const tensorboard = createTensorboardSession({
		journal, now: io.now, isReadOnly, isKept: options.isKept, port: options.tensorboard?.port,
	});

	const statusNow = () => selectStatus(current.run().store.getState(), io.now());
	const isTraining = (): boolean => ['starting', 'training', 'validating'].includes(statusNow().status);
	const isEnding = (): boolean => statusNow().isEnding === true;

	const converse = (dialogs: Dialogs, language: Language) => screenConversation(dialogs, language, actionFormat(language));

	async function actOnContainer(command: (typeof runCommands)[number], scene: ContainerScene): Promise<unknown> {
		const {run, container: {details}} = scene;
		const own = {...scene, name: details.name, signal: leaving.signal};
		const status = run.store.getState().container?.status ?? details.state.status;
		// Also where a relaunch has asked for it, it is this key's action.
		const stop = async () => stopTraining({...own, report: runner.report(triggers.stop, scene.conversation), isEnding: isEnding()});
		switch (command) {
			case 'stop': {
				return stop();
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
				return resumes.relaunch(scene, isTraining() || isEnding() ? async () => hasEnded(await stop()) : undefined);
			}
		}
	}

	/** For a run of this machine. */
	async function actHere(command: (typeof runCommands)[number], scene: Scene): Promise<unknown> {
		const {run, conversation} = scene;
		const actions = run.store.getState().exitCode === undefined ? access.process(run) : undefined;
		const stopScene: StopScene | undefined = actions && {
			conversation, actions, report: runner.report(triggers.stop, conversation), isEnding: isEnding(),
		};
		switch (command) {
			case 'stop': {
				return stopScene && stopTraining(stopScene);
			}

			case 'resume': {
				return resumes.resume(scene);
			}

			case 'relaunch': {
				return resumes.relaunch(scene, stopScene && (async () => hasEnded(await stopTraining(stopScene))));
			}

			default: {
				return undefined;
			}
		}
	}

	async function act(command: (typeof runCommands)[number], language: Language, dialogs: Dialogs, remedy?: Remedy): Promise<void> {
		const run = current.run();
		const conversation = converse(dialogs, language);
		const scene: Scene = {
			run, conversation, dialogs, remedy, report: runner.report(triggers[command], conversation),
		};
		const {container} = run.target();
		const actions = access.container(run);
		isActing = true;
		try {
			if (container !== undefined && actions !== undefined) {
				await actOnContainer(command, {...scene, actions, container});
			} else if (isLocalRun(run)) {
				await actHere(command, scene);
			}
		} catch (error) {
			await tellFailure(error, conversation);
		} finally {
			isActing = false;
		}
	}

	async function openTensorboard(conversation: Conversation, trigger: string): Promise<void> {
		const run = current.run();
		return tensorboard.press({
			conversation, target: run.target(), run: run.store.getState(), trigger,
		});
	}

	/** Programs that run beside the training hold up nothing that is done to it. */
	async function actBeside(command: typeof toolCommands[number], language: Language, dialogs: Dialogs): Promise<void> {
		const conversation = converse(dialogs, language);
		try {
			await (command === 'tensorboard'
				? openTensorboard(conversation, 'B')
				: tools.press(command === 'validate' ? 'val' : 'detect', {
					run: current.run(), conversation, dialogs, isTraining: isTraining(), trigger: command === 'validate' ? 'V' : 'P',
				}));
		} catch (error) {
			await tellFailure(error, conversation);
		}
	}

	function disabled(): Partial<Record<KeyCommand, DisabledReason>> {
		const run = current.run();
		const state = run.store.getState();
		const {container} = run.target();
		const facts = {
			isReadOnly,
			isBusy: isActing,
			isTraining: isTraining(),
			isEnding: isEnding(),
			isReading: statusNow().status === 'reading',
			status: container && (state.container?.status ?? container.details.state.status),
			isLocal: container === undefined && isLocalRun(run),
			isProcessRunning: access.process(run) && state.exitCode === undefined,
		};
		return {
			...Object.fromEntries(runCommands.flatMap(command => {
				const reason = whyDisabled(command, facts);
				return reason === undefined ? [] : [[command, reason]];
			})),
			...Object.fromEntries(toolCommands.flatMap(command => {
				const reason = whyToolDisabled(command, {isReadOnly, status: facts.status, target: run.target().feed.target.kind});
				return reason === undefined ? [] : [[command, reason]];
			})),
			...(!runner.isBusy() && !tools.isRunning() && {'cancel-action': 'nothing-to-cancel' as const}),
		};
	}

	return {
		begin(language, dialogs) {
			followSuccessors({
				current,
				open: async (engine, id) => containerTarget(engine, id, options, io, {isOnScreen: true}),
				onFollow(name) {
					dialogs.tell(screenActionWords(language()).madeAnew(name), 'warning', 12_000);
				},
				isActing: () => isActing,
				signal: AbortSignal.any([io.signal, leaving.signal]),
			});
			if (options.tensorboard !== undefined) {
				void openTensorboard(converse(dialogs, language()), 'yolotop run');
			}
		},
		disabled,
		execute(command, language, dialogs, remedy) {
			if (command === 'journal') {
				const shownClock = {now: io.now(), utcOffsetMinutes: -new Date(io.now()).getTimezoneOffset()};
				dialogs.show(screenActionWords(language).journalTitle, journalLines(journal.entries(), language, shownClock));
			} else if (command === 'cancel-action') {
				// What acts on the run comes first.
				if (!runner.cancel()) {
					tools.cancel();
				}
			} else if (isToolCommand(command)) {
				void actBeside(command, language, dialogs);
			} else if (isRunCommand(command)) {
				void act(command, language, dialogs, remedy);
			}
		},
		suspend() {
			shells.suspend();
		},
		async close() {
			leaving.abort();
			runner.close();
			const ofShells = shells.leave(options.language);
			const [left] = await Promise.all([tools.leave(), tensorboard.close()]);
			closeJournal();
			io.stderr.write(ofShells + (left ?? '') + resumes.leave(options.language));
		},
	};
}
