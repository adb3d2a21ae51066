import type {Options} from '../options/options.ts';
import {isNothingToEnd, type StopAction} from '../../actions/actions.ts';
import type {StopConsequence} from '../../domain/action.ts';
import {quoteWord} from '../../domain/shell-quote.ts';
import {UserError} from '../../domain/user-error.ts';
import {actionNote, stopCostLines} from '../../text/actions.ts';
import {commandTexts} from '../../text/commands.ts';
import {joinSentences, labelled} from '../../text/punctuation.ts';
import {canAsk, chooseLetter, isConfirmed} from '../ask.ts';
import type {Io} from '../io.ts';
import {actionFormat, openContainer, type OpenedContainer} from '../open-container.ts';

const actionOf: Readonly<Record<NonNullable<Options['stop']>, StopAction>> = {
	'after-epoch': 'stop-after-epoch', now: 'stop-now', term: 'terminate', kill: 'kill',
};

const letters: Readonly<Record<string, StopAction | undefined>> = {e: 'stop-after-epoch', n: 'stop-now', q: undefined};

/** What a stop costs; undefined when nothing runs any more: the stop itself then says how it ended. */
async function costOf({actions}: OpenedContainer, io: Io): Promise<StopConsequence | undefined> {
	try {
		return await actions.describeStop(io.signal);
	} catch (error) {
		if (isNothingToEnd(error)) {
			return undefined;
		}

		throw error;
	}
}

/** Asks the person how, after saying what it costs; undefined for not at all. */
async function askHow(container: OpenedContainer, {language}: Options, io: Io): Promise<StopAction | undefined> {
	const texts = commandTexts(language);
	const {details} = container;
	const cost = await costOf(container, io);
	if (cost === undefined) {
		return 'stop-now';
	}

	// Without a checkpoint before the last epoch there is nothing to wait for.
	const choices = cost.isEpochUnsaved === true ? ['n', 'q'] : Object.keys(letters);
	io.stderr.write([
		texts.stopTitle(details.name),
		...(choices.includes('e') ? [`  e  ${labelled(texts.stopAfterEpoch, actionNote('nothingLost', language), language)}\n`] : []),
		`  n  ${labelled(texts.stopNow, joinSentences(stopCostLines(cost, language, actionFormat(language)), language), language)}\n`,
		`  q  ${texts.stopNot}\n`,
	].join(''));
	return letters[await chooseLetter(texts.stopQuestion(choices), choices, io) ?? 'q'];
}

/**
Asks whether the work may be lost.

@throws UserError `confirmation-missing` where nobody can be asked.
*/
async function isAllowed(container: OpenedContainer, action: StopAction, options: Options, io: Io): Promise<boolean> {
	if (action === 'stop-after-epoch' || options.isYes) {
		return true;
	}

	const texts = commandTexts(options.language);
	const {details} = container;
	const cost = await costOf(container, io);
	if (cost === undefined) {
		return true;
	}

	const lines = stopCostLines(cost, options.language, actionFormat(options.language));
	if (!canAsk(io)) {
		throw new UserError('confirmation-missing', {what: joinSentences(lines, options.language)});
	}

	io.stderr.write(lines.map(line => `${line}\n`).join(''));
	const signals = {terminate: 'SIGTERM', kill: 'SIGKILL'} as const;
	return isConfirmed(action === 'stop-now' ? texts.stopNowQuestion(details.name) : texts.forceQuestion(details.name, signals[action]), io);
}

/** `yolotop stop`: ends the training well, after its epoch or now; by force only when that is asked for. */
export async function stop(options: Options, io: Io): Promise<number> {
	const texts = commandTexts(options.language);
	if (options.stop === undefined && !canAsk(io)) {
		throw new UserError('stop-how-unknown', {name: options.target ?? 'NAME'});
	}

	const container = await openContainer(options, io, 'yolotop stop');
	try {
		await container.readRun();
		const isAsked = options.stop === undefined;
		const action = options.stop === undefined ? await askHow(container, options, io) : actionOf[options.stop];
		if (action === undefined || !(isAsked || await isAllowed(container, action, options, io))) {
			io.stderr.write(`${texts.notDone}\n`);
			return 0;
		}

		const stopFollowing = container.follow();
		try {
			const {result, exitCode} = await container.perform(async context => container.actions.perform(action, context));
			if ((result.kind === 'stopped' || result.kind === 'ended') && result.canResume === true) {
				io.stderr.write(`${texts.resumeHint(quoteWord(options.target ?? container.details.name))}\n`);
			}

			return exitCode;
		} finally {
			await stopFollowing();
		}
	} finally {
		container.close();
	}
}
