import type {Tensorboard} from '../actions/tensorboard/start-tensorboard.ts';
import {UserError} from '../domain/user-error.ts';
import {initialRunState} from '../run/initial-state.ts';
import {describeError} from '../text/errors.ts';
import {toolScreenWords} from '../text/tool-screen.ts';
import type {Options} from './options/options.ts';
import type {Io} from './io.ts';
import type {ResolvedTarget} from './resolve-target.ts';
import {openTensorboard, type TensorboardWish} from './tensorboard-session.ts';

/**
TensorBoard beside plain lines: its address, or why there is none, on standard error. Gives what ends it, or leaves it, at the end of yolotop.
*/
export function startBesidePlain(target: Pick<ResolvedTarget, 'container' | 'feed'>, {journal, isReadOnly}: Pick<TensorboardWish, 'journal' | 'isReadOnly'>, {language, isKept, tensorboard}: Options, io: Io): () => Promise<void> {
	const closing = new AbortController();
	const open = async (): Promise<Tensorboard | undefined> => {
		try {
			const opened = await openTensorboard(target, initialRunState, {
				journal, trigger: 'yolotop run', isReadOnly, isKept, port: tensorboard?.port, signal: closing.signal,
			}, io);
			io.stderr.write(`${toolScreenWords(language).tensorboardRuns(opened.url)}\n`);
			return opened;
		} catch (error) {
			if (!closing.signal.aborted) {
				const {message, hint} = describeError(error instanceof UserError ? error : new UserError('internal', {reason: String(error)}), language);
				io.stderr.write(`${message}\n${hint}\n`);
			}

			return undefined;
		}
	};

	const opening = open();
	return async () => {
		closing.abort();
		const opened = await opening;
		if (isKept) {
			opened?.leave();
		} else {
			await opened?.stop();
		}
	};
}
