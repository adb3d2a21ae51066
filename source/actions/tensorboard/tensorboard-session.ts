import type {Conversation} from '../../conversation/conversation.ts';
import type {RunState} from '../../domain/run.ts';
import {tellFailure} from '../tell-failure.ts';
import {wordsIn} from '../../words/words.ts';
import type {TensorboardTarget, TensorboardWish} from './open-tensorboard.ts';
import type {Tensorboard} from './start-tensorboard.ts';

/** The run beside which it is started. */
export type TensorboardScene = {
	readonly conversation: Conversation;
	readonly target: TensorboardTarget;
	readonly run: RunState;
	/** The key or command that asked for it. */
	readonly trigger: string;
};

export type TensorboardSession = {
	/** Starts it; asks about the one that runs. Never rejects. */
	press(scene: TensorboardScene): Promise<void>;
	/** Ends what is not to be kept. */
	close(): Promise<void>;
};

/** A TensorBoard that was started. */
type Running = {readonly tensorboard: Tensorboard; readonly name: string};

/** TensorBoard beside a run: its address stays in sight until it is stopped, or yolotop is left. */
export function createTensorboardSession(wish: Omit<TensorboardWish, 'trigger' | 'signal'>): TensorboardSession {
	const closing = new AbortController();
	let running: Running | undefined;
	let starting: Promise<void> | undefined;
	let {isKept} = wish;

	async function start({conversation, target, run, trigger}: TensorboardScene): Promise<void> {
		const words = wordsIn(conversation.language).toolScreen;
		conversation.setLink(words.tensorboardStarting);
		try {
			const {openTensorboard} = await import('./open-tensorboard.ts');
			const tensorboard = await openTensorboard(target, run, {
				...wish, isKept, trigger, signal: closing.signal,
			});
			const mine = {tensorboard, name: target.container?.details.name ?? target.feed.target.name};
			running = mine;
			conversation.setLink(words.tensorboardRuns(tensorboard.url));
			conversation.tell(words.tensorboardRuns(tensorboard.url), 'good', 12_000);
			void tensorboard.ended.then(reason => {
				if (running !== mine) {
					return;
				}

				running = undefined;
				conversation.setLink(undefined);
				conversation.tell(words.tensorboardEnded(reason), 'warning', 12_000);
			});
		} catch (error) {
			conversation.setLink(undefined);
			if (!closing.signal.aborted) {
				await tellFailure(error, conversation);
			}
		}
	}

	async function askAboutRunning({tensorboard, name}: Running, {conversation}: TensorboardScene): Promise<void> {
		const words = wordsIn(conversation.language).toolScreen;
		const answer = await conversation.ask({
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
			running = undefined;
			await tensorboard.stop();
			conversation.setLink(undefined);
			conversation.tell(words.tensorboardStopped, 'good');
		}
	}

	return {
		async press(scene) {
			if (running !== undefined) {
				await askAboutRunning(running, scene);
			} else if (starting === undefined) {
				starting = start(scene);
				await starting;
				starting = undefined;
			}
		},
		async close() {
			closing.abort();
			await starting;
			const last = running;
			running = undefined;
			if (isKept) {
				last?.tensorboard.leave();
			} else {
				await last?.tensorboard.stop();
			}
		},
	};
}
