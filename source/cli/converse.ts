import process from 'node:process';
import {scriptConversation} from '../conversation/adapters/script.ts';
import {terminalConversation} from '../conversation/adapters/terminal.ts';
import type {TerminalIo} from '../conversation/adapters/terminal-io.ts';
import type {Conversation} from '../conversation/conversation.ts';
import {bytesToText} from '../format/bytes.ts';
import {durationToText} from '../format/duration.ts';
import {reasonToText} from '../plain/reason-text.ts';
import type {ActionFormat} from '../words/actions.ts';
import {type Language, wordsIn} from '../words/words.ts';
import type {Io} from './io.ts';
import type {Options} from './options/options.ts';

/** Numbers of an action as people read them. */
export function actionFormat(language: Language): ActionFormat {
	return {duration: ms => durationToText(ms, wordsIn(language).durationUnits), size: bytesToText, reason: reason => reasonToText(reason, language)};
}

/** Whether there is a person at a terminal who can answer. */
export function canAsk({stdin, stdout}: Io): boolean {
	return stdin.isTTY === true && stdout.isTTY === true;
}

/** The terminal that a person is asked at: messages go to standard error, unless that is kept in a file. */
export function terminalOf({
	stdin, stdout, stderr, signal, environment,
}: Io): TerminalIo {
	return {
		stdin,
		signal,
		isDumb: environment.TERM === 'dumb',
		output: stderr.isTTY === true ? stderr : stdout,
		interrupt() {
			process.kill(process.pid, 'SIGINT');
		},
	};
}

/** How a command speaks with the person: at the terminal, or not at all with `--yes` and where nobody is there. */
export function converse({language, isYes}: Pick<Options, 'language' | 'isYes'>, io: Io): Conversation {
	const format = actionFormat(language);
	return !isYes && canAsk(io)
		? terminalConversation(terminalOf(io), language, format)
		: scriptConversation({
			language, format, isAgreed: isYes, write: text => io.stderr.write(text),
		});
}
