import type {Options} from '../options/options.ts';
import {tellFailure} from '../../actions/tell-failure.ts';
import {createTensorboardSession, type TensorboardSession} from '../../actions/tensorboard/tensorboard-session.ts';
import {screenConversation} from '../../conversation/adapters/screen.ts';
import type {DisabledReason} from '../../keys/binding.ts';
import {toRecord} from '../../domain/record.ts';
import {keyNameOf} from '../../keys/key-names.ts';
import type {KeyCommand, RunCommand} from '../../keys/keymap.ts';
import type {ScreenControls} from '../../screen/screen-options.ts';
import {actionFormat} from '../converse.ts';
import type {Io} from '../io.ts';
import {openJournal} from '../open-journal.ts';
import {containerTarget, resolveTarget} from '../resolve-target.ts';
import type {Watch} from '../../watch/watch.ts';
import {stepText} from '../../words/watch.ts';
import {wordsIn} from '../../words/words.ts';
import {findJobOf} from '../writers.ts';
import type {CurrentRun} from './current-run.ts';
import {followSuccessors} from './follow-successor.ts';
import {journalLines} from './journal-lines.ts';
import type {MonitoredRun} from './monitored-run.ts';
import {createRunAccess, isLocalRun, type RunAccess} from './run-access.ts';
import {
	actionCommands,
	createRunKeys,
	lifeOf,
	type Pressed,
} from './run-keys.ts';
import {simulatedDialogs} from './simulated-dialogs.ts';
import {createToolKeys, type ToolKeys} from './tool-keys.ts';
import {pressKeepGoing, whyNotKept} from './watch-key.ts';
import type {WatchSource} from './watch-source.ts';
import {whyDisabled} from './why-disabled.ts';
import {toolCommands, whyToolDisabled} from './why-tool-disabled.ts';

export type ScreenActions = ScreenControls & {
	/** Before yolotop stands still: lets go of what would hold up a training meanwhile. */
	suspend(): void;
	/** Once the screen is gone: says of everything that was started from it and goes on how to find it again. */
	close(): Promise<void>;
};

/** Why each command does nothing now. */
function disabledCommands(run: MonitoredRun, access: RunAccess, {isReadOnly, isBusy, now}: {readonly isReadOnly: boolean; readonly isBusy: boolean; readonly now: number}): Partial<Record<KeyCommand, DisabledReason>> {
	const state = run.store.getState();
	const {container, feed: {target}, replay} = run.target();
	if (replay !== undefined) {
		return Object.fromEntries([...actionCommands, ...toolCommands, 'keep-going' as const].map(command => [command, 'replay']));
	}

	const status = container && (state.container?.status ?? container.details.state.status);
	const facts = {
		...lifeOf(run, now),
		isReadOnly,
		isBusy,
		status,
		job: run.target().job === undefined ? undefined : state.job?.phase ?? 'unknown',
		isLocal: container === undefined && isLocalRun(run),
		isDirectory: target.kind === 'directory',
		isProcessRunning: access.process(run) && state.exitCode === undefined,
	};
	return Object.fromEntries([
		['keep-going', whyNotKept(run, {isReadOnly})] as const,
		...actionCommands.map(command => [command, whyDisabled(command, facts)] as const),
		...toolCommands.map(command => [command, whyToolDisabled(command, {
			isReadOnly, status, target: target.kind, hasCheckpoint: state.checkpoints.length > 0,
		})] as const),
	].filter(([, reason]) => reason !== undefined));
}

async function openTensorboard(session: TensorboardSession, {run, conversation}: Pressed, trigger: string): Promise<void> {
	await session.press({
		conversation, target: run.target(), run: run.store.getState(), trigger,
	});
}

/** Programs that run beside the training hold up nothing that is done to it. */
async function runSideProgram(command: typeof toolCommands[number], {tools, tensorboard}: {readonly tools: ToolKeys; readonly tensorboard: TensorboardSession}, pressed: Pressed, now: number): Promise<void> {
	try {
		await (command === 'tensorboard'
			? openTensorboard(tensorboard, pressed, keyNameOf(command))
			: tools.press(command === 'validate' ? 'val' : 'detect', {...pressed, isTraining: lifeOf(pressed.run, now).isTraining, trigger: keyNameOf(command)}));
	} catch (error) {
		await tellFailure(error, pressed.conversation);
	}
}

/** Shows the container or the job in which a run has gone on by itself, and says why. */
async function goAlong(run: MonitoredRun, {subject, steps}: Watch, dialogs: Pressed['dialogs'], {language, options, io}: {readonly language: Pressed['conversation']['language']; readonly options: Options; readonly io: Io}): Promise<void> {
	const {container} = run.target();
	const next = subject.kind === 'job'
		? await resolveTarget({...options, target: subject.name}, io, {isOnScreen: true})
		: (container === undefined || subject.kind !== 'container' ? undefined : await containerTarget(container.engine, subject.containerId, options, io, {isOnScreen: true}));
	if (next === undefined) {
		return;
	}

	run.continueWith(next, {isSameRun: true, settings: run.store.getState().settings});
	dialogs.tell(stepText(steps.at(-1)!, language, io.now()), 'warning', 12_000);
}

/** The commands of the screen that act on the run: what can be done now, and the doing. */
export function createScreenControls(current: CurrentRun, watch: WatchSource, options: Options, io: Io): ScreenActions {
	const {isReadOnly} = options;
	// The command that has started the run keeps its own journal.
	const begun = current.run().target().journal;
	const {journal, close: closeJournal} = begun === undefined ? openJournal(io) : {journal: begun, close: () => undefined};
	const access = createRunAccess({
		journal, now: io.now, isReadOnly, findJob: findJobOf(options, io),
	});
	const leaving = new AbortController();
	const keys = createRunKeys(access, journal, options, io);
	const tools = createToolKeys({journal, isReadOnly}, io);
	const tensorboard = createTensorboardSession({
		journal, now: io.now, isReadOnly, isKept: options.isKept, port: options.tensorboard?.port,
	});
	const pressed = (language: Parameters<ScreenControls['execute']>[1], given: Parameters<ScreenControls['execute']>[2]): Pressed => {
		const dialogs = current.run().target().asSimulated === undefined ? given : simulatedDialogs(given, language);
		return {run: current.run(), conversation: screenConversation(dialogs, language, actionFormat(language)), dialogs};
	};

	const handlers: Readonly<Record<RunCommand, (press: Pressed) => void>> = {
		...toRecord(actionCommands, command => press => {
			void keys.press(command, press);
		}),
		...toRecord(toolCommands, command => press => {
			void runSideProgram(command, {tools, tensorboard}, press, io.now());
		}),
		'keep-going'(press) {
			void pressKeepGoing(press, options, io, watch.refresh);
		},
		journal({conversation: {language}, dialogs}) {
			const shownClock = {now: io.now(), utcOffsetMinutes: -new Date(io.now()).getTimezoneOffset()};
			dialogs.show(wordsIn(language).screenAction.journalTitle, journalLines(journal.entries(), language, shownClock));
		},
		'cancel-action'() {
			// What acts on the run comes first.
			if (!keys.runner.cancel()) {
				tools.cancel();
			}
		},
	};

	return {
		begin(language, dialogs) {
			followSuccessors({
				current,
				open: async (engine, id) => containerTarget(engine, id, options, io, {isOnScreen: true}),
				onFollow(name) {
					dialogs.tell(wordsIn(language()).screenAction.madeAnew(name), 'warning', 12_000);
				},
				isActing: keys.isActing,
				signal: AbortSignal.any([io.signal, leaving.signal]),
			});
			watch.follow(async (moved, run) => {
				await goAlong(run, moved, dialogs, {language: language(), options, io});
			});
			if (options.tensorboard !== undefined) {
				void openTensorboard(tensorboard, pressed(language(), dialogs), 'yolotop run');
			}
		},
		disabled: () => ({
			...disabledCommands(current.run(), access, {isReadOnly, isBusy: keys.isActing(), now: io.now()}),
			...(!keys.runner.isBusy() && !tools.isRunning() && {'cancel-action': 'nothing-to-cancel' as const}),
		}),
		execute(command, language, dialogs, remedy) {
			handlers[command]({...pressed(language, dialogs), remedy});
		},
		suspend: keys.suspend,
		async close() {
			leaving.abort();
			const {ofShells, ofProcesses} = keys.leave(options.language);
			const [left] = await Promise.all([tools.leave(), tensorboard.close()]);
			closeJournal();
			io.stderr.write(ofShells + (left ?? '') + ofProcesses);
		},
	};
}
