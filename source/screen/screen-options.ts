import type {ContainerFacts} from '../checks/diagnosis-facts.ts';
import type {AdviceFacts} from '../checks/advice/recommendation.ts';
import type {KeyCommand, RunCommand} from '../keys/keymap.ts';
import type {DisabledReason} from '../keys/binding.ts';
import type {Remedy} from '../domain/remedy.ts';
import type {TerminalLine} from '../domain/line.ts';
import type {PictureRequest, Pictures} from '../domain/picture.ts';
import type {CheckResult} from '../domain/check-result.ts';
import type {RunState} from '../domain/run.ts';
import type {RunList} from '../domain/run-list.ts';
import type {NotableChange} from '../run/notable-change.ts';
import type {Resources} from '../run/resources.ts';
import type {Language} from '../words/words.ts';
import type {StacksAnswer} from './panes/stacks.ts';
import type {NotifyChoice} from './terminal/notification.ts';
import type {Dialogs} from './overlays/dialogs.ts';
import type {PictureChoice} from './terminal/choose-graphics.ts';
import type {GraphicsAnswers} from './terminal/graphics-query.ts';
import type {TerminalKind} from './terminal/terminal-kind.ts';
import type {LookOptions} from './theme/looks.ts';
import type {Background, ThemeName} from './theme/theme.ts';

/** The run as the screen reads it; the store of source/run is one. */
export type RunSource = {
	getState(): RunState;
	subscribe(listener: () => void): () => void;
};

/** The output as the screen reads it; the log buffer of source/run is one. */
export type LogSource = {
	lines(): readonly TerminalLine[];
	dropped(): number;
};

/** The doctor as the screen asks it. */
export type DoctorSource = {
	/** What it found last, in the language; undefined while it is asking for the first time. */
	results(language: Language): readonly CheckResult[] | undefined;
	/** Asks again, and calls back when it has the answer. Never throws. */
	ask(onAnswer: () => void): void;
};

/** The machine as the screen asks it for advice. */
export type MachineSource = {
	/** What is known beside the run and the readings; undefined until it has answered. */
	facts(): Omit<AdviceFacts, 'run'> | undefined;
	/** Asks again, and calls back when it has the answer. Never throws. */
	ask(onAnswer: () => void): void;
};

/** The processes of the training as the screen asks them. */
export type StacksSource = {
	/** What they answered last; undefined while they are being asked. */
	answer(): StacksAnswer | undefined;
	/** Asks again, and calls back when it has the answer. Never throws. */
	ask(onAnswer: () => void): void;
};

/** How the run on the screen is kept going. */
export type ShownWatch = {
	/** How often it went on by itself, of how often it may; 0 of 0 where only its end is waited for. */
	readonly used: number;
	readonly max: number;
	/** The time before which it ends, in milliseconds since 1970. */
	readonly until?: number;
	/** False where nobody watches any more. */
	readonly isWatched: boolean;
};

/** What the screen reads. */
export type ScreenSources = {
	readonly run: RunSource;
	readonly log: LogSource;
	/** Whether the shown run is made up, or one that is over and played again: that is said for the whole time. Neither by default. */
	readonly origin?: () => 'simulated' | 'replay' | undefined;
	/** What the samplers have said; nothing by default. */
	readonly resources?: () => Resources;
	/** How the container was made; undefined for a run that is in none. */
	readonly containerFacts?: () => ContainerFacts | undefined;
	/** The checks of the doctor; without it there is nothing to ask. */
	readonly doctor?: DoctorSource;
	/** What advice rests on beside the readings; without it only those count. */
	readonly machine?: MachineSource;
	/** The stacks of the training; without it nobody can be asked. */
	readonly stacks?: StacksSource;
	/** How the run is kept going; not at all by default. */
	readonly watch?: () => ShownWatch | undefined;
	/** The list of trainings and runs; without it that screen is empty. */
	readonly runs?: RunsSource;
	/** The pictures of the run; without it there are none. */
	readonly pictures?: PicturesSource;
};

/** The terminal that the screen is shown on. */
export type TerminalOptions = {
	/** Where keys are read: standard input, or the terminal itself when standard input carries the run. */
	readonly keys: 'stdin' | 'terminal';
	/** What it can do; found out from the environment by default. */
	readonly kind?: TerminalKind;
	/** Whether the mouse is used from the start; the key M changes it. On by default. */
	readonly hasMouse?: boolean;
	/** It is far away: what moves is drawn every few seconds. */
	readonly isSlowLink?: boolean;
	/** What the environment says about the background; undefined when it does not. */
	readonly background?: Background | undefined;
	/** Whether it may be asked for its background; what it answers overrules the environment. */
	readonly canAskBackground: boolean;
	/** How pictures are drawn; what the terminal answers decides by default. */
	readonly pictures?: PictureChoice;
	/** Whether it may be asked what pictures it takes; then they are drawn as characters without an answer. */
	readonly canAskGraphics?: boolean;
	/** Asks tmux what it does with pictures for the terminal behind it; undefined outside of tmux. */
	readonly askTmux?: () => Promise<GraphicsAnswers>;
	/** The number of its first picture; the next one has the next. */
	readonly firstPictureId?: number;
	/** Whether it may be asked how wide it draws characters of open width; narrow without. */
	readonly canAskWidth?: boolean;
};

/** How a person who looks elsewhere hears of the run. */
export type AlertOptions = {
	/** How the end of the run, a failure or a standstill is reported; not at all by default. */
	readonly notify?: NotifyChoice;
	/** Called beside that, whatever was chosen; a failure is reported. */
	readonly onNotable?: ((change: NotableChange) => Promise<void>) | undefined;
	/** Whether the run has been silent for longer than it ever should. */
	readonly isStalled?: () => boolean;
};

/** Texts that leave the screen. */
export type TextOptions = {
	/** A summary of the run as plain text, to be copied. */
	readonly summary?: () => string;
	/** Writes a new file and gives its whole path; throws an error with words for a person. */
	readonly save?: (path: string, pieces: Iterable<string>) => Promise<string>;
	/** The words of an error for a person. */
	readonly describeError?: (error: unknown, language: Language) => string;
};

/** Milliseconds since 1970, and how far the person's clock is ahead of UTC. */
export type ClockOptions = {
	readonly now?: () => number;
	readonly utcOffsetMinutes?: () => number;
};

/** What the screen is part of. */
export type ScreenHooks = {
	/** Called before the process stops on Ctrl-Z, to let go of what would hold up the training, and after it goes on. */
	readonly onSuspend?: () => void;
	readonly onResume?: () => void;
	/** Called when the first picture stands and keys are answered. */
	readonly onShown?: () => void;
	/** Ends the screen from outside, like the person leaving. */
	readonly signal?: AbortSignal;
};

export type ScreenOptions = {
	readonly sources: ScreenSources;
	/** What can be done to the run; without it the screen only watches. */
	readonly controls?: ScreenControls;
	/** The language and the theme to begin with. */
	readonly language: Language;
	readonly theme: ThemeName;
	readonly look: LookOptions;
	readonly terminal: TerminalOptions;
	readonly alerts?: AlertOptions;
	readonly texts?: TextOptions;
	readonly clock?: ClockOptions;
	readonly hooks?: ScreenHooks;
};

/** The pictures of the shown run as the screen reads them. */
export type PicturesSource = {
	/** Looks for news only while they are shown. The same object as long as nothing has changed. */
	get(isShown: boolean): Pictures;
	/** Makes these in the background, and nothing else any more. */
	want(requests: readonly PictureRequest[]): void;
	subscribe(listener: () => void): () => void;
};

/** The list of trainings and runs as the screen reads it. */
export type RunsSource = {
	/** Looks for news only while the list is shown. */
	get(isShown: boolean): RunList;
	subscribe(listener: () => void): () => void;
	/** Puts the run of a row on the screen. Tells when it cannot. */
	open(key: string, language: Language, dialogs: Dialogs): void;
	/** What the list was grouped by the last time; undefined for one list. */
	readonly group?: string | undefined;
	/** Keeps what the list is grouped by for the next time. */
	keepGroup?(group: string | undefined): void;
	/** Reads these rows whole in the background, one after the other: what is known stays, except of a run that has changed. */
	read(keys: readonly string[]): void;
};

/** What can be done to the run from the screen. */
export type ScreenControls = {
	/** Called once, when the screen stands: what was asked for beside it can begin. Never throws. */
	begin?(language: () => Language, dialogs: Dialogs): void;
	/** Commands that do nothing now, and why. */
	disabled(): Readonly<Partial<Record<KeyCommand, DisabledReason>>>;
	/**
	Carries out a command that acts on the run; asks and tells through the dialogs. `remedy` is what a diagnosis on
	the screen proposes. Never throws.
	*/
	execute(command: RunCommand, language: Language, dialogs: Dialogs, remedy?: Remedy): void;
};

/** How the screen ended. */
export type ScreenOutcome =
	/** The person left, or `signal` was aborted. */
	| {readonly kind: 'detached'}
	/** A signal or a closed terminal; the process should end with the exit code. */
	| {readonly kind: 'signal'; readonly signal: string; readonly exitCode: number};
