import path from 'node:path';
import type {Options} from '../../config/options.ts';
import {createContainerActions, type ContainerActions, type StopAction} from '../../control/actions.ts';
import type {DisabledReason} from '../../control/keys/binding.ts';
import type {KeyCommand} from '../../control/keymap.ts';
import {createProcessActions, type ProcessActions} from '../../control/process-actions.ts';
import {shellCommand} from '../../control/shell-command.ts';
import type {Remedy} from '../../domain/diagnosis.ts';
import {UserError} from '../../domain/user-error.ts';
import {selectStatus} from '../../run/select-status.ts';
import {actionNote, removalLines, stopCostLines} from '../../text/actions.ts';
import {describeError} from '../../text/errors.ts';
import type {Language} from '../../text/language.ts';
import {screenActionWords} from '../../text/screen-actions.ts';
import type {Dialogs} from '../../tui/overlays/dialogs.ts';
import type {ScreenControls} from '../../tui/screen-options.ts';
import {createActionClock} from '../action-clock.ts';
import type {Io} from '../io.ts';
import {actionFormat} from '../open-container.ts';
import {openJournal} from '../open-journal.ts';
import type {ResolvedTarget} from '../resolve-target.ts';
import {engineWords, runShell} from '../shell.ts';
import {createActionRunner, tellFailure} from './action-runner.ts';
import type {CurrentRun} from './current-run.ts';
import type {MonitoredRun} from './monitored-run.ts';
import {fillSettings, resumeRun, type ResumeScene} from './resume-run.ts';
import {journalLines} from './journal-lines.ts';
import {askForForce, askHowToStop} from './stop-dialog.ts';

/** What a stop works with: a training in a container, or a plain process of our own. */
type StopScene = {
	readonly run: MonitoredRun;
	readonly actions: ProcessActions;
	/** Of the container; undefined for a process. */
	readonly name?: string;
	readonly language: Language;
	readonly dialogs: Dialogs;
};

/** What a handler of a command works with. */
type Scene = {
	readonly run: MonitoredRun;
	readonly actions: ContainerActions;
	readonly target: NonNullable<ResolvedTarget['container']>;
	readonly language: Language;
	readonly dialogs: Dialogs;
	/** What a diagnosis on the screen proposes. */
	readonly remedy?: Remedy | undefined;
};

/** What a stop that was asked for has come to. */
type StopEnd = 'ended' | 'goes-on';

/** Commands that need a container. */
const containerCommands = ['stop', 'pause', 'resume', 'relaunch', 'restart', 'remove', 'copy-out', 'shell'] as const satisfies readonly KeyCommand[];

/** Commands that change nothing but what is shown. */
const harmless: ReadonlySet<KeyCommand> = new Set<KeyCommand>(['journal', 'cancel-action']);

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

	function actionsOf(target: ResolvedTarget): ContainerActions | undefined {
		const {container} = target;
		if (container === undefined) {
			return undefined;
		}

		const run = current.run();
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

	/** Gives whether the training has ended. */
	async function stop(scene: StopScene): Promise<StopEnd> {
		const {actions, name, language, dialogs, run} = scene;
		const action = await askHowToStop(actions, name, {language, dialogs, epoch: run.store.getState().progress?.epoch});
		return action === undefined ? 'goes-on' : performStop(action, scene);
	}

	/** A stop that did not work says so, and offers what remains. */
	async function performStop(action: StopAction, scene: StopScene): Promise<StopEnd> {
		const {actions, language, dialogs} = scene;
		let unstopped: UserError | undefined;
		const result = await runner.run('s', async context => {
			try {
				return await actions.perform(action, context);
			} catch (error) {
				if (error instanceof UserError && (error.code === 'stop-without-effect' || error.code === 'interrupt-ignored')) {
					unstopped = error;
					return {kind: 'cancelled'};
				}

				throw error;
			}
		}, language, dialogs);
		if (unstopped === undefined) {
			return result === undefined || result.kind === 'cancelled' ? 'goes-on' : 'ended';
		}

		const {message, hint} = describeError(unstopped, language);
		const force = await askForForce(language, dialogs, [message, hint]);
		return force === undefined ? 'goes-on' : performStop(force, scene);
	}

	async function pause({actions, language, dialogs}: Scene): Promise<void> {
		const isPaused = current.run().store.getState().container?.status === 'paused';
		const result = await runner.run('p', async context => actions.perform(isPaused ? 'unpause' : 'pause', context), language, dialogs);
		if (result === undefined) {
			return;
		}

		const words = screenActionWords(language);
		dialogs.tell(isPaused ? words.unpaused : words.paused, isPaused ? 'good' : 'warning', 12_000);
	}

	async function restart({actions, target, language, dialogs}: Scene): Promise<void> {
		const words = screenActionWords(language);
		const isRunning = current.run().store.getState().container?.status === 'running';
		const cost = isRunning ? await actions.describeStop(AbortSignal.timeout(10_000)).catch(() => undefined) : undefined;
		const answer = await dialogs.ask({
			title: words.restartTitle(target.details.name),
			paragraphs: [actionNote('restarts', language), ...(cost === undefined ? [] : stopCostLines(cost, language, actionFormat(language)))],
			command: `docker restart ${target.details.name}`,
			choices: [{id: 'keep', label: words.leaveIt, key: 'l'}, {
				id: 'restart', label: words.restart, key: 'r', isDanger: true,
			}],
		});
		if (answer === 'restart') {
			await runner.run('Ctrl-R', async context => actions.perform('restart', context), language, dialogs);
		}
	}

	async function remove(scene: Scene): Promise<void> {
		const {actions, target, language, dialogs} = scene;
		const words = screenActionWords(language);
		const consequence = await actions.describeRemoval(AbortSignal.timeout(10_000));
		const answer = await dialogs.ask({
			title: words.removeTitle(target.details.name),
			paragraphs: removalLines(consequence, language),
			command: `docker rm --force ${target.details.name}`,
			choices: [{id: 'keep', label: words.keep, key: 'k'}, {id: 'copy', label: words.copyFirst, key: 'c'}, {
				id: 'remove', label: words.remove, key: 'r', isDanger: true,
			}],
		});
		if (answer === 'copy') {
			await copyOut(scene);
		} else if (answer === 'remove') {
			await runner.run('D', async context => actions.perform('remove', context), language, dialogs);
		}
	}

	async function copyOut({actions, language, dialogs}: Scene): Promise<void> {
		const destination = await dialogs.prompt(screenActionWords(language).copyPrompt, '.');
		if (destination === undefined || destination.trim() === '') {
			return;
		}

		await runner.run('C', async context => actions.copyOut({destination: path.resolve(destination.trim())}, context), language, dialogs);
	}

	const resumeScene = ({run, actions, target, language, dialogs}: Scene, trigger: string): ResumeScene => ({
		run, actions, container: target, runner, language, dialogs, trigger, now: io.now,
	});

	async function resume(scene: Scene): Promise<void> {
		await resumeRun(resumeScene(scene, 'r'), {change: {}});
	}

	/** A training that runs is stopped before, in the way that the person chooses. */
	async function relaunch(scene: Scene): Promise<void> {
		const request = await fillSettings(resumeScene(scene, 'e'), scene.remedy);
		if (request === undefined || (isTraining() && await stop({...scene, name: scene.target.details.name}) === 'goes-on')) {
			return;
		}

		await resumeRun(resumeScene(scene, 'e'), request);
	}

	async function shell({actions, target: {engine, details}, language, dialogs}: Scene): Promise<void> {
		const words = screenActionWords(language);
		const enginePart = engineWords(options);
		let exitCode = 0;
		const result = await runner.run('E', async context => actions.perform({
			action: 'shell',
			command: shellCommand(details.name, 'sh', enginePart),
			async run() {
				exitCode = await dialogs.lendTerminal(async () => {
					io.stdout.write(`${words.shellOpens(details.name)}\n`);
					return runShell(engine, details, io, enginePart);
				});
				return {kind: 'done'};
			},
		}, context), language, dialogs);
		if (result !== undefined) {
			dialogs.tell(words.shellReturned(exitCode));
		}
	}

	const isTraining = (): boolean => ['starting', 'training', 'validating'].includes(selectStatus(current.run().store.getState(), io.now()).status);

	const handlers: Partial<Record<KeyCommand, (scene: Scene) => Promise<unknown>>> = {
		stop: async scene => stop({...scene, name: scene.target.details.name}), pause, resume, relaunch, restart, remove, shell, 'copy-out': copyOut,
	};

	async function execute(command: KeyCommand, language: Language, dialogs: Dialogs, remedy?: Remedy): Promise<void> {
		const words = screenActionWords(language);
		if (command === 'journal') {
			dialogs.show(words.journalTitle, journalLines(journal.entries(), language, {now: io.now(), utcOffsetMinutes: -new Date(io.now()).getTimezoneOffset()}));
			return;
		}

		if (command === 'cancel-action') {
			runner.cancel();
			return;
		}

		const handler = handlers[command];
		const run = current.run();
		const target = run.target();
		const actions = actionsOf(target);
		const processActions = command === 'stop' ? processActionsOf(run) : undefined;
		try {
			if (processActions !== undefined) {
				await stop({
					run, actions: processActions, language, dialogs,
				});
			} else if (handler !== undefined && actions !== undefined) {
				await handler({
					run, actions, target: target.container!, language, dialogs, remedy,
				});
			}
		} catch (error) {
			await tellFailure(error, language, dialogs);
		}
	}

	function whyDisabled(command: KeyCommand): DisabledReason | undefined {
		const state = current.run().store.getState();
		const {container} = current.run().target();
		if (isReadOnly && !harmless.has(command)) {
			return 'read-only';
		}

		if (command === 'stop' && processActionsOf(current.run()) !== undefined) {
			return runner.isBusy() ? 'busy' : (state.exitCode === undefined ? undefined : 'not-running');
		}

		if (container === undefined) {
			return 'no-container';
		}

		if (runner.isBusy()) {
			return 'busy';
		}

		const status = state.container?.status ?? container.details.state.status;
		const isUp = status === 'running' || status === 'paused';
		switch (command) {
			case 'stop':
			case 'pause': {
				return isUp ? undefined : 'not-running';
			}

			case 'shell': {
				return status === 'running' ? undefined : 'not-running';
			}

			case 'resume': {
				return isTraining() ? 'still-training' : undefined;
			}

			default: {
				return status === 'removed' ? 'no-container' : undefined;
			}
		}
	}

	return {
		disabled: () => ({
			...Object.fromEntries(containerCommands.flatMap(command => {
				const reason = whyDisabled(command);
				return reason === undefined ? [] : [[command, reason]];
			})),
			...(!runner.isBusy() && {'cancel-action': 'nothing-to-cancel' as const}),
		}),
		execute(command, language, dialogs, remedy) {
			void execute(command, language, dialogs, remedy);
		},
		close() {
			runner.close();
			closeJournal();
		},
	};
}
