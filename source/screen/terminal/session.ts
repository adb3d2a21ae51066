import type tty from 'node:tty';
import type {FrameSink} from './frame-sink.ts';
import type {KeyStreamListeners} from './key-stream.ts';
import type {Notification, NotifyChoice} from './notification.ts';
import type {ProcessEnd} from './process-watch.ts';
import type {TerminalKind} from './terminal-kind.ts';

export type TerminalSize = {readonly columns: number; readonly rows: number};

/** The terminal while the screen has it. */
export type TerminalSession = {
	readonly sink: FrameSink;
	/** Where keys come from, in raw mode. */
	readonly input: tty.ReadStream;
	size(): TerminalSize;
	setTitle(title: string): void;
	/** Whether presses and the wheel are reported; without that the terminal selects text with them. */
	setMouse(isOn: boolean): void;
	/** Hands a text to the terminal for its clipboard; says whether all of it had room, or that there is no clipboard. */
	copy(text: string): 'copied' | 'cut' | 'impossible';
	/** Tells the person something that happened, the way they chose. */
	notify(notification: Notification, choice: NotifyChoice): void;
	/** Asks the terminal what pictures it takes, or only for the size of its cells; the answers come to `onGraphics`. Nothing waits for them. */
	askGraphics(what: 'everything' | 'cells'): void;
	/** Gives the terminal back, stops this process like Ctrl-Z does everywhere, and takes the terminal again afterwards. */
	suspend(): void;
	/**
	Gives the terminal to a program for as long as its work takes, and takes it again afterwards. Ctrl-C is that program's meanwhile.

	@throws UserError `terminal-missing` when keys do not come from standard input, and what the work throws.
	*/
	lend<T>(work: () => Promise<T>): Promise<T>;
	/** Gives the terminal back as it was found. May be called any number of times. */
	close(): void;
	/** Resolves when something other than the person ends the screen; the terminal is given back by then. */
	readonly ended: Promise<ProcessEnd>;
};

export type TerminalSessionOptions = {
	readonly title: string;
	/** Where keys are read: standard input, or the terminal itself when standard input carries data. */
	readonly keys: 'stdin' | 'terminal';
	/** What the terminal can do; found out from the environment by default. */
	readonly kind?: TerminalKind | undefined;
	/** Whether the mouse is reported from the start; never by default. */
	readonly hasMouse?: boolean;
	readonly listeners: TerminalListeners;
};

export type TerminalListeners = KeyStreamListeners & {
	/** The size changed, or the screen came back and must be drawn again. */
	readonly onResize: () => void;
	/** Called before the process stops (Ctrl-Z) and after it goes on. */
	readonly onSuspend?: (() => void) | undefined;
	readonly onResume?: (() => void) | undefined;
};
