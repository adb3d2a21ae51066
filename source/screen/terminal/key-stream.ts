import {PassThrough} from 'node:stream';
import type tty from 'node:tty';
import type {Background} from '../theme/theme.ts';
import type {GraphicsAnswers} from './graphics-query.ts';
import {createAnswerFilter, type Answered} from './terminal-query.ts';
import {createInputSplitter, type MouseEvent} from './input-splitter.ts';

/** The keyboard as Ink reads it: the terminal's input without the reports of the mouse. */
export type KeyStream = {
	readonly input: tty.ReadStream;
	/** Stops or starts reading: meanwhile another program reads the terminal. */
	setPaused(isPaused: boolean): void;
	/** The terminal has been asked for that width; the answer is taken out of the keys. */
	expectWidth(): void;
	/** The terminal has been asked about pictures. */
	expectGraphics(): void;
	close(): void;
};

export type KeyStreamListeners = {
	readonly onMouse?: ((event: MouseEvent) => void) | undefined;
	/** Called when the terminal says what its background is; without it the terminal is not asked. Nothing waits for the answer. */
	readonly onBackground?: ((background: Background) => void) | undefined;
	/** Called when the terminal has shown whether it draws characters of open width in two columns; without it that is not asked. */
	readonly onWidth?: ((isWide: boolean) => void) | undefined;
	/** Called with each answer about pictures, however late it comes. */
	readonly onGraphics?: ((answers: GraphicsAnswers) => void) | undefined;
};

/** How long the beginning of a report waits for its rest. An Escape key is late by that much. */
const waitMs = 25;
/** An answer of the terminal may come in pieces over a slow line; what waits for it looks like no key. */
const answerMs = 60;

/** Reads a terminal, hands reports of the mouse and answers to who asked for them, and everything else on. */
export function createKeyStream(terminal: tty.ReadStream, listeners: KeyStreamListeners): KeyStream {
	const answers = createAnswerFilter();
	const splitter = createInputSplitter();
	// Text goes through as it is: the terminal's bytes are decoded once, below.
	const stream = new PassThrough({encoding: 'utf8', decodeStrings: false});
	let timer: NodeJS.Timeout | undefined;

	function take(text: string): void {
		const {keys, mouse} = splitter.push(text);
		if (keys !== '') {
			stream.write(keys);
		}

		for (const event of mouse) {
			listeners.onMouse?.(event);
		}
	}

	function onData(chunk: string): void {
		clearTimeout(timer);
		const answered = answers.push(chunk);
		take(answered.keys);
		tell(answered, listeners);
		if (answers.isHolding() || splitter.isWaiting()) {
			timer = setTimeout(giveUp, answers.isHolding() ? answerMs : waitMs);
		}
	}

	function giveUp(): void {
		take(answers.flush());
		const keys = splitter.flush();
		if (keys !== '') {
			stream.write(keys);
		}
	}

	terminal.setEncoding('utf8');
	terminal.on('data', onData);
	// As much of a terminal's input as Ink uses; raw mode is the session's business.
	Object.defineProperty(stream, 'isTTY', {value: true});
	const input = Object.assign(stream, {
		setRawMode: () => input,
		ref() {
			terminal.ref();
			return input;
		},
		unref() {
			terminal.unref();
			return input;
		},
	}) as unknown as tty.ReadStream;
	return {
		input,
		expectWidth: answers.expectWidth,
		expectGraphics: answers.expectGraphics,
		setPaused(isPaused) {
			terminal.off('data', onData);
			if (isPaused) {
				terminal.pause();
			} else {
				terminal.on('data', onData);
				terminal.resume();
			}
		},
		close() {
			clearTimeout(timer);
			terminal.off('data', onData);
			stream.destroy();
		},
	};
}

/** Hands the answers to who asked for them. */
function tell({background, isWide, graphics}: Answered, {onBackground, onWidth, onGraphics}: KeyStreamListeners): void {
	if (background !== undefined) {
		onBackground?.(background);
	}

	if (isWide !== undefined) {
		onWidth?.(isWide);
	}

	if (graphics !== undefined) {
		onGraphics?.(graphics);
	}
}
