import type {ActionJournal} from '../../actions/action-journal.ts';
import type {Tensorboard} from '../../actions/tensorboard/start-tensorboard.ts';
import type {Language} from '../../text/language.ts';
import {toolScreenWords} from '../../text/tool-screen.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import type {Io} from '../io.ts';
import {tellFailure} from './action-runner.ts';
import type {MonitoredRun} from './monitored-run.ts';

export type TensorboardScene = {
	readonly run: MonitoredRun;
	readonly language: Language;
	readonly dialogs: Dialogs;
	readonly trigger: string;
};

export type TensorboardKey = {
	/** Starts it; asks about the one that runs. Never rejects. */
	press(scene: TensorboardScene): Promise<void>;
	/** Ends what is not to be kept. */
	close(): Promise<void>;
};

/** A TensorBoard that was started from the screen. */
type Present = {readonly tensorboard: Tensorboard; readonly name: string};

/** TensorBoard for the screen: started by a key, its address in the header until it is stopped by the same key, or with yolotop. */
export function createTensorboardKey({journal, isReadOnly, isKept: isKeptFromStart, port}: {readonly journal: ActionJournal; readonly isReadOnly: boolean; readonly isKept: boolean; readonly port?: number | undefined}, io: Io): TensorboardKey {
	const closing = new AbortController();
	let present: Present | undefined;
	let starting: Promise<void> | undefined;
	let isKept = isKeptFromStart;

	async function start({run, language, dialogs, trigger}: TensorboardScene): Promise<void> {
		const words = toolScreenWords(language);
		const target = run.target();
		dialogs.setLink(words.tensorboardStarting);
		try {
			const {openTensorboard} = await import('../tensorboard-session.ts');
			const tensorboard = await openTensorboard(target, run.store.getState(), {
				journal, trigger, isReadOnly, port, isKept, signal: closing.signal,
			}, io);
			const mine = {tensorboard, name: target.container?.details.name ?? target.feed.target.name};
			present = mine;
			dialogs.setLink(words.tensorboardRuns(tensorboard.url));
			dialogs.tell(words.tensorboardRuns(tensorboard.url), 'good', 12_000);
			void tensorboard.ended.then(reason => {
				if (present !== mine) {
					return;
				}

				present = undefined;
				dialogs.setLink(undefined);
				dialogs.tell(words.tensorboardEnded(reason), 'warning', 12_000);
			});
		} catch (error) {
			dialogs.setLink(undefined);
			if (!closing.signal.aborted) {
				await tellFailure(error, language, dialogs);
			}
		}
	}

	async function askAboutPresent({tensorboard, name}: Present, {language, dialogs}: TensorboardScene): Promise<void> {
		const words = toolScreenWords(language);
		const answer = await dialogs.ask({
			title: words.tensorboardTitle,
			paragraphs: [words.tensorboardAbout(tensorboard.logs, name), words.tensorboardVia[tensorboard.by], ...(isKept ? [words.tensorboardKept] : [])],
			command: tensorboard.url,
			choices: [
				{id: 'stop', label: words.stop, key: 's'},
				{id: 'go', label: words.goOn, key: 'g'},
				...(isKept ? [] : [{id: 'keep', label: words.keep, key: 'k'}]),
			],
		});
		if (answer === 'keep') {
			isKept = true;
		} else if (answer === 'stop') {
			present = undefined;
			await tensorboard.stop();
			dialogs.setLink(undefined);
			dialogs.tell(words.tensorboardStopped, 'good');
		}
	}

	return {
		async press(scene) {
			if (present !== undefined) {
				await askAboutPresent(present, scene);
			} else if (starting === undefined) {
				starting = start(scene);
				await starting;
				starting = undefined;
			}
		},
		async close() {
			closing.abort();
			await starting;
			const last = present;
			present = undefined;
			if (isKept) {
				last?.tensorboard.leave();
			} else {
				await last?.tensorboard.stop();
			}
		},
	};
}
