import type {Options} from '../options/options.ts';
import {openTensorboard} from '../../actions/tensorboard/open-tensorboard.ts';
import {whenAborted} from '../../domain/deferred.ts';
import type {Tensorboard} from '../../actions/tensorboard/start-tensorboard.ts';
import {stopExitCode, type Io} from '../io.ts';
import {openJournal} from '../open-journal.ts';
import {createPick} from '../pick-container.ts';
import {readRun} from '../read-run.ts';
import {resolveTarget} from '../resolve-target.ts';
import {wordsIn} from '../../words/words.ts';

/**
`yolotop tensorboard`: TensorBoard over all runs beside the run, in its container or on this machine. It ends with yolotop unless it is to
be kept, and yolotop goes on as long as it carries the connections.
*/
export async function tensorboard(options: Options, io: Io): Promise<number> {
	const {language, isKept, port, isReadOnly} = options;
	const texts = wordsIn(language).tool;
	const target = await resolveTarget(options, io, {pick: createPick(options, io)});
	const {journal, close: closeJournal} = openJournal(io);
	let opened: Tensorboard | undefined;
	try {
		const run = await readRun(target.feed, io, {isFollowing: false});
		opened = await openTensorboard(target, run, {
			journal, now: io.now, trigger: 'yolotop tensorboard', isReadOnly, port, isKept, signal: io.signal,
		});
		io.stdout.write(`${opened.url}\n`);
		const isOurs = opened.by === 'forward';
		io.stderr.write(`${texts.tensorboard(opened.logs)}${isKept ? (isOurs ? texts.tensorboardKeptForward : texts.tensorboardKept) : texts.tensorboardCtrlC}\n`);
		if (isKept && !isOurs) {
			return 0;
		}

		const reason = await Promise.race([opened.ended, whenAborted(io.signal)]);
		if (reason !== undefined) {
			io.stderr.write(`${texts.tensorboardEnded(reason)}\n`);
		}

		return 0;
	} catch (error) {
		const stopped = stopExitCode(io);
		if (stopped !== undefined) {
			return stopped;
		}

		throw error;
	} finally {
		if (isKept) {
			opened?.leave();
		} else {
			await opened?.stop();
		}

		closeJournal();
		target.close();
	}
}
