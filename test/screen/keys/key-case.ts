import type {KeyPlace} from '../../../source/keys/binding.ts';
import type {KeyCommand, PlaceOf} from '../../../source/keys/keymap.ts';

/** What a key is pressed on: a log file, a training that was started here, a run that was interrupted, a container. */
export type KeyTarget = 'file' | 'local' | 'directory' | 'container';

/** What is on the screen, and what the program has sent since the key. */
export type Shown = {
	readonly text: string;
	readonly sent: string;
	readonly isAlternate: boolean;
};

/** What a key does where it works: how to get there, and what is seen after it that was not there before. */
export type KeyCase = {
	/** The log file when not given. */
	readonly on?: KeyTarget;
	/** Keys by name that lead from the overview to where the key is pressed; other words are typed, and what is to be seen in between is waited for. */
	readonly before?: ReadonlyArray<string | RegExp> | undefined;
	/** Seen before the key is pressed. */
	readonly ready?: RegExp;
	/** The effect: never there before the key. */
	readonly shows: RegExp | ((shown: Shown) => boolean);
	/** Keys that take back what stays when the overview is shown again. */
	readonly undo?: ReadonlyArray<string | RegExp>;
	/** Called before the key. */
	readonly prepare?: (terminal: {write(bytes: string): void}) => void;
	/** Whether the next key needs another program. */
	readonly isLast?: boolean;
};

/** A case for each place of each command of the key table: a new row does not compile without one. */
export type KeyCases<Command extends KeyCommand = KeyCommand> = {readonly [Name in Command]: Readonly<Record<PlaceOf<Name>, KeyCase>>};

/** The cases without their types, for loops over the table. */
export type CasesByPlace = Readonly<Record<KeyCommand, Readonly<Partial<Record<KeyPlace, KeyCase>>>>>;
