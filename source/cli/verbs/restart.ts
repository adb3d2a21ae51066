import type {Options} from '../options/options.ts';
import {UserError, type ErrorCode} from '../../domain/user-error.ts';
import {actionNote, stopCostLines} from '../../text/actions.ts';
import {commandTexts} from '../../text/commands.ts';
import {joinSentences} from '../../text/punctuation.ts';
import {canAsk, isConfirmed} from '../ask.ts';
import type {Io} from '../io.ts';
import {actionFormat, openContainer, type OpenedContainer} from '../open-container.ts';

/** There is no training that could lose anything. */
const nothingToLose: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['training-not-found', 'container-not-running', 'container-not-found', 'processes-unknown']);

/** What the training that runs would lose; empty when none runs. */
async function costLines({actions}: OpenedContainer, {language}: Options, io: Io): Promise<string[]> {
	try {
		return stopCostLines(await actions.describeStop(io.signal), language, actionFormat(language));
	} catch (error) {
		if (error instanceof UserError && nothingToLose.has(error.code)) {
			return [];
		}

		throw error;
	}
}

/** `yolotop restart TARGET`: a training that runs is interrupted well before. */
export async function restart(options: Options, io: Io): Promise<number> {
	const texts = commandTexts(options.language);
	if (options.target === undefined) {
		throw new UserError('usage-invalid', {what: 'restart', suggestion: 'yolotop restart yolo'});
	}

	const container = await openContainer(options, io, 'yolotop restart');
	try {
		await container.readRun();
		const cost = options.isYes ? [] : await costLines(container, options, io);
		const lines = [...cost, actionNote('restarts', options.language)];
		if (cost.length > 0 && !canAsk(io)) {
			throw new UserError('confirmation-missing', {what: joinSentences(lines, options.language)});
		}

		if (cost.length > 0) {
			io.stderr.write(lines.map(line => `${line}\n`).join(''));
			if (!(await isConfirmed(texts.restartQuestion(container.details.name), io))) {
				io.stderr.write(`${texts.notDone}\n`);
				return 0;
			}
		}

		const {exitCode} = await container.perform(async context => container.actions.perform('restart', context));
		return exitCode;
	} finally {
		container.close();
	}
}
