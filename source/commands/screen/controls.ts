import type {Options} from '../../config/options.ts';
import {createContainerActions, type ContainerActions} from '../../control/actions.ts';
import type {DisabledReason} from '../../control/keys/binding.ts';
import type {KeyCommand} from '../../control/keymap.ts';
import {createProcessActions, type ProcessActions} from '../../control/process-actions.ts';
import type {Remedy} from '../../domain/diagnosis.ts';
import {selectStatus} from '../../run/select-status.ts';
import type {Language} from '../../text/language.ts';
import {screenActionWords} from '../../text/screen-actions.ts';
import type {Dialogs} from '../../tui/overlays/dialogs.ts';
import type {ScreenControls} from '../../tui/screen-options.ts';
import {createActionClock} from '../action-clock.ts';
import type {Io} from '../io.ts';
import {openJournal} from '../open-journal.ts';
import type {ResolvedTarget} from '../resolve-target.ts';
import {createActionRunner, tellFailure} from './action-runner.ts';
import type {ContainerScene} from './action-scene.ts';
import {
	copyOut,
	pause,
	remove,
	restart,
} from './container-handlers.ts';
import type {CurrentRun} from './current-run.ts';
import {journalLines} from './journal-lines.ts';
import {lendShell} from './lend-shell.ts';
import type {MonitoredRun} from './monitored-run.ts';
import {relaunch, resume} from './resume-run.ts';
import {stopRun} from './stop-run.ts';
import {whyDisabled} from './why-disabled.ts';

/** Commands that act on the run. */
const runCommands = ['stop', 'pause', 'resume', 'relaunch', 'restart', 'remove', 'copy-out', 'shell'] as const satisfies readonly KeyCommand[];

export type ScreenActions = ScreenControls & {close(): void};

/** The commands of the screen that act on the run: what can be done now, and the doing. */
export function createScreenControls(current: CurrentRun, options: Options, io: Io): ScreenActions {
	const {isReadOnly} = options;
	// The command that has started the run keeps its own journal.
	const begun = current.run().target().journal;
	const {journal, close: closeJournal} = begun === undefined ? openJournal(io) : {journal: begun, close: () => undefined};
	const runner = createActionRunner();
	const known = new WeakMap<ResolvedTarget, ContainerActions>();
	const clock = createActionClock(io.now);

	function actionsOf(run: MonitoredRun): ContainerActions | undefined {
		const target = run.target();
		const {container} = target;
		if (container === undefined) {
			return undefined;
		}

		const actions = known.get(target) ?? createContainerActions({
			engine: container.engine, container: container.details, getState: () => run.store.getState(), journal, clock, isReadOnly,
		});
		known.set(target, actions);
		return actions;
	}

	/** Of the process that this yolotop has started; undefined before its start and for everything else. */
	function processActionsOf(run: MonitoredRun): ProcessActions | undefined {
		const {process} = run.target();
		const {target} = run.store.getState();
		return process === undefined || target?.kind !== 'process' || target.pid === undefined
			? undefined
			: createProcessActions({
				...process, pid: target.pid, getState: () => run.store.getState(), journal, clock, isReadOnly,
			});
	}

	const isTraining = (): boolean => ['starting', 'training', 'validating'].includes(selectStatus(current.run().store.getState(), io.now()).status);

	const handlers: Partial<Record<KeyCommand, (scene: ContainerScene) => Promise<unknown>>> = {
		pause,
		resume,
		restart,
		remove,
		stop: async scene => stopRun({...scene, name: scene.container.details.name}),
		relaunch: async scene => relaunch(scene, isTraining),
		shell: async scene => lendShell(scene, options, io),
		'copy-out': copyOut,
	};

	async function act(command: KeyCommand, language: Language, dialogs: Dialogs, remedy?: Remedy): Promise<void> {
		const run = current.run();
		const scene = {
			run, runner, language, dialogs, now: io.now,
		};
		const {container} = run.target();
		const actions = actionsOf(run);
		const processActions = command === 'stop' ? processActionsOf(run) : undefined;
		try {
			if (processActions !== undefined) {
				await stopRun({...scene, actions: processActions});
			} else if (container !== undefined && actions !== undefined) {
				await handlers[command]?.({
					...scene, actions, container, remedy,
				});
			}
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
			isBusy: runner.isBusy(),
			isTraining: isTraining(),
			status: container && (state.container?.status ?? container.details.state.status),
			isProcessRunning: processActionsOf(run) && state.exitCode === undefined,
		};
		return {
			...Object.fromEntries(runCommands.flatMap(command => {
				const reason = whyDisabled(command, facts);
				return reason === undefined ? [] : [[command, reason]];
			})),
			...(!runner.isBusy() && {'cancel-action': 'nothing-to-cancel' as const}),
		};
	}

	return {
		disabled,
		execute(command, language, dialogs, remedy) {
			if (command === 'journal') {
				const shownClock = {now: io.now(), utcOffsetMinutes: -new Date(io.now()).getTimezoneOffset()};
				dialogs.show(screenActionWords(language).journalTitle, journalLines(journal.entries(), language, shownClock));
			} else if (command === 'cancel-action') {
				runner.cancel();
			} else {
				void act(command, language, dialogs, remedy);
			}
		},
		close() {
			runner.close();
			closeJournal();
		},
	};
}
