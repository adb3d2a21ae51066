import type {Options} from '../options/options.ts';
import type {DisabledReason} from '../../keys/binding.ts';
import type {KeyCommand} from '../../keys/keymap.ts';
import type {Remedy} from '../../domain/diagnosis.ts';
import {isGoing} from '../../domain/run-status.ts';
import {selectStatus} from '../../run/select-status.ts';
import type {Language} from '../../text/language.ts';
import {screenActionWords} from '../../text/screen-actions.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import type {ScreenControls} from '../../screen/screen-options.ts';
import type {Io} from '../io.ts';
import type {LocalProcess} from '../local-process.ts';
import {openJournal} from '../open-journal.ts';
import {containerTarget} from '../resolve-target.ts';
import {createActionRunner, tellFailure} from './action-runner.ts';
import type {ContainerScene, Scene} from './action-scene.ts';
import {
	copyOut,
	pause,
	remove,
	restart,
} from './container-handlers.ts';
import type {CurrentRun} from './current-run.ts';
import {followSuccessors} from './follow-successor.ts';
import {journalLines} from './journal-lines.ts';
import {containerMeans, localMeans} from './resume-means.ts';
import {relaunch, resume} from './resume-run.ts';
import {createRunAccess, isLocalRun} from './run-access.ts';
import {createShellKey} from './shell-key.ts';
import {stopRun} from './stop-run.ts';
import {createTensorboardKey} from './tensorboard-key.ts';
import {createToolKeys} from './tool-keys.ts';
import {whyDisabled} from './why-disabled.ts';
import {isToolCommand, toolCommands, whyToolDisabled} from './why-tool-disabled.ts';

/** Commands that act on the run. */
const runCommands = ['stop', 'pause', 'resume', 'relaunch', 'restart', 'remove', 'copy-out', 'shell'] as const satisfies readonly KeyCommand[];

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
	const runner = createActionRunner();
	const access = createRunAccess({journal, now: io.now, isReadOnly});
	const started: LocalProcess[] = [];
	const leaving = new AbortController();
	// From the key to the end, what is looked at and asked before included.
	let isActing = false;
	const tools = createToolKeys({journal, isReadOnly}, io);
	const shells = createShellKey(options, io);
	const tensorboard = createTensorboardKey({
		journal, isReadOnly, isKept: options.isKept, port: options.tensorboard?.port,
	}, io);

	const statusNow = () => selectStatus(current.run().store.getState(), io.now());
	const isTraining = (): boolean => isGoing(statusNow().status);
	const isEnding = (): boolean => statusNow().isEnding === true;

	const ofContainer: Partial<Record<KeyCommand, (scene: ContainerScene) => Promise<unknown>>> = {
		pause,
		restart,
		remove,
		stop: async scene => stopRun({...scene, name: scene.container.details.name}),
		resume: async scene => resume({...scene, means: containerMeans(scene)}),
		relaunch: async scene => relaunch({...scene, means: containerMeans(scene)}, isTraining() || isEnding() ? async () => stopRun({...scene, name: scene.container.details.name}) : undefined),
		shell: async scene => shells.press(scene),
		'copy-out': copyOut,
	};

	/** For a run of this machine. */
	async function actHere(command: KeyCommand, scene: Scene): Promise<void> {
		const {run} = scene;
		const {feed: {target}, process} = run.target();
		const actions = run.store.getState().exitCode === undefined ? access.process(run) : undefined;
		const stop = actions && (async () => stopRun({...scene, actions}));
		const means = localMeans({
			local: access.local(run),
			name: process?.name ?? target.name,
			journal,
			isReadOnly,
			io,
			onStart(local) {
				started.push(local);
			},
		});
		switch (command) {
			case 'stop': {
				await stop?.();
				break;
			}

			case 'resume': {
				await resume({...scene, means});
				break;
			}

			case 'relaunch': {
				await relaunch({...scene, means}, stop);
				break;
			}

			default: {
				break;
			}
		}
	}

	async function act(command: KeyCommand, language: Language, dialogs: Dialogs, remedy?: Remedy): Promise<void> {
		const run = current.run();
		const scene = {
			run, runner, language, dialogs, remedy, now: io.now,
		};
		const {container} = run.target();
		const actions = access.container(run);
		isActing = true;
		try {
			if (container !== undefined && actions !== undefined) {
				await ofContainer[command]?.({...scene, actions, container});
			} else if (isLocalRun(run)) {
				await actHere(command, scene);
			}
		} catch (error) {
			await tellFailure(error, language, dialogs);
		} finally {
			isActing = false;
		}
	}

	/** Programs that run beside the training hold up nothing that is done to it. */
	async function actBeside(command: typeof toolCommands[number], language: Language, dialogs: Dialogs): Promise<void> {
		const scene = {run: current.run(), language, dialogs};
		try {
			await (command === 'tensorboard'
				? tensorboard.press({...scene, trigger: 'B'})
				: tools.press(command === 'validate' ? 'val' : 'detect', {...scene, isTraining: isTraining(), trigger: command === 'validate' ? 'V' : 'P'}));
		} catch (error) {
			await tellFailure(error, language, dialogs);
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
				void tensorboard.press({
					run: current.run(), language: language(), dialogs, trigger: 'yolotop run',
				});
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
			io.stderr.write(ofShells + (left ?? ''));
			for (const local of started) {
				io.stderr.write(local.farewell(options.language));
			}
		},
	};
}
