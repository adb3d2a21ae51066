import type {ActionName} from '../domain/action.ts';
import {createListeners} from '../domain/listeners.ts';

export type ActionOutcome =
	| {readonly kind: 'started'}
	| {readonly kind: 'succeeded'}
	/** `code` and `values` of the error for a person; the words come from the message tables. */
	| {readonly kind: 'failed'; readonly code: string; readonly values: Readonly<Record<string, string>>}
	/** The training had ended before anything was sent to it. */
	| {readonly kind: 'overtaken'}
	/** Called off after the signal was sent: the training ends all the same. */
	| {readonly kind: 'ending'}
	| {readonly kind: 'cancelled'};

export type StoppedRun = {readonly container: string; readonly runDirectory: string};

/** One thing that yolotop did to the engine. */
export type JournalEntry = {
	readonly id: number;
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly action: ActionName;
	/** The key or command that asked for it, for example `s` or `yolotop stop`. */
	readonly trigger: string;
	/** Name of the container. */
	readonly target: string;
	/** The docker command that does the same, secrets masked; for showing only. Empty while it is not known. */
	readonly dockerCommand: string;
	/** For a stop: which container's training was ended, by its id, and where that wrote, absolute. */
	readonly stopped?: StoppedRun;
	readonly outcome: ActionOutcome;
	/** When the outcome was known, in milliseconds since 1970. */
	readonly endedAt?: number;
};

export type ActionJournal = {
	/** Notes the beginning of an action; returns its number for `describe` and `finish`. */
	begin(entry: Omit<JournalEntry, 'id' | 'outcome' | 'endedAt' | 'stopped'>): number;
	/** The command of an action that was begun before it was known, for example which process gets the signal. */
	describe(id: number, dockerCommand: string): void;
	/** The run that a stop ends, once it is found. */
	noteStopped(id: number, stopped: StoppedRun): void;
	/** The container of an action that made it, when the engine chose its name. */
	rename(id: number, target: string): void;
	finish(id: number, outcome: ActionOutcome, at: number): void;
	/** Oldest first. */
	entries(): readonly JournalEntry[];
	/** How many older entries were dropped. */
	droppedCount(): number;
	subscribe(listener: () => void): () => void;
};

/** A session of days has some dozen actions; a script that loops has more. */
const capacity = 500;

/** A bounded list of what was done; the oldest entries are dropped first. */
export function createActionJournal(): ActionJournal {
	let entries: readonly JournalEntry[] = [];
	let nextId = 1;
	const listeners = createListeners();
	const publish = (changed: readonly JournalEntry[]): void => {
		entries = changed;
		listeners.notify();
	};

	return {
		begin(entry) {
			const id = nextId++;
			publish([...entries, {...entry, id, outcome: {kind: 'started'} as const}].slice(-capacity));
			return id;
		},
		describe(id, dockerCommand) {
			publish(entries.map(entry => entry.id === id ? {...entry, dockerCommand} : entry));
		},
		noteStopped(id, stopped) {
			publish(entries.map(entry => entry.id === id ? {...entry, stopped} : entry));
		},
		rename(id, target) {
			publish(entries.map(entry => entry.id === id ? {...entry, target} : entry));
		},
		finish(id, outcome, at) {
			publish(entries.map(entry => entry.id === id ? {...entry, outcome, endedAt: at} : entry));
		},
		entries: () => entries,
		droppedCount: () => nextId - 1 - entries.length,
		subscribe: listeners.subscribe,
	};
}
