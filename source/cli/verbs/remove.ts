import type {Options} from '../options/options.ts';
import {UserError} from '../../domain/user-error.ts';
import {removalLines} from '../../text/actions.ts';
import {commandTexts} from '../../text/commands.ts';
import {joinSentences} from '../../text/punctuation.ts';
import {canAsk, isConfirmed} from '../ask.ts';
import type {Io} from '../io.ts';
import {openContainer} from '../open-container.ts';

/** `yolotop rm TARGET`: says what goes with the container, and asks. */
export async function remove(options: Options, io: Io): Promise<number> {
	const texts = commandTexts(options.language);
	if (options.target === undefined) {
		throw new UserError('usage-invalid', {what: 'rm', suggestion: 'yolotop rm yolo'});
	}

	const container = await openContainer(options, io, 'yolotop rm');
	try {
		await container.readRun();
		if (!options.isYes) {
			const lines = removalLines(await container.actions.describeRemoval(io.signal), options.language);
			if (!canAsk(io)) {
				throw new UserError('confirmation-missing', {what: joinSentences(lines, options.language)});
			}

			io.stderr.write(lines.map(line => `${line}\n`).join(''));
			if (!(await isConfirmed(texts.removeQuestion(container.details.name), io))) {
				io.stderr.write(`${texts.notDone}\n`);
				return 0;
			}
		}

		const {exitCode} = await container.perform(async context => container.actions.perform('remove', context));
		return exitCode;
	} finally {
		container.close();
	}
}
