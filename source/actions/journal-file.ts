import {
	appendFileSync,
	renameSync,
	statSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {makeFolderSync} from '../files/make-folder.ts';
import {toCount, toTime} from '../domain/possible-number.ts';
import {kindError, readTextFileSync} from '../files/regular-file.ts';
import type {ActionJournal, JournalEntry} from './action-journal.ts';

/** One line of the file: an entry as it was at its beginning or end. `session` tells the processes that write to it apart. */
export type KeptEntry = JournalEntry & {readonly session: string};

/** Some thousand actions. */
const maxBytes = 512 * 1024;

/** What is kept of a file that has grown too long. */
const keptLines = 500;

/** Where the journal is: under XDG_STATE_HOME, else ~/.local/state. Source: XDG Base Directory Specification 0.8. */
export function journalPath(environment: Readonly<Record<string, string | undefined>>): string | undefined {
	const {XDG_STATE_HOME: state, HOME: home} = environment;
	const isSet = state !== undefined && path.isAbsolute(state);
	return isSet || home !== undefined ? path.join(isSet ? state : path.join(home!, '.local', 'state'), 'yolotop', 'actions.jsonl') : undefined;
}

function shorten(file: string): void {
	if ((statSync(file, {throwIfNoEntry: false})?.size ?? 0) <= maxBytes) {
		return;
	}

	const lines = readTextFileSync(file, 64 * maxBytes).split('\n').filter(line => line !== '');
	const next = `${file}.${process.pid}`;
	writeFileSync(next, `${lines.slice(-keptLines).join('\n')}\n`, {mode: 0o600});
	renameSync(next, file);
}

/** Adds lines whole or not at all: the half line that a full disk leaves would swallow the first entry of the next session. */
function append(file: string, lines: string): void {
	const facts = statSync(file, {throwIfNoEntry: false});
	const wrong = facts && kindError(file, facts);
	if (wrong !== undefined) {
		throw wrong;
	}

	const size = facts?.size ?? 0;
	try {
		appendFileSync(file, lines, {mode: 0o600});
	} catch (error) {
		truncateSync(file, size);
		throw error;
	}
}

/**
Writes the journal's entries to a file as they come, as JSON lines that only the person may read: each at its beginning and at its
end, so that an action that never ended is seen, too. A file that cannot be written is no failure: the journal goes on without.

@returns stops writing.
*/
export function keepJournal(journal: ActionJournal, file: string | undefined, startedAt: number): () => void {
	if (file === undefined) {
		return () => undefined;
	}

	const session = `${process.pid}-${startedAt}`;
	const written = new Map<number, JournalEntry['outcome']['kind']>();
	let isUsable = true;
	return journal.subscribe(() => {
		const fresh = journal.entries().filter(({id, outcome}) => written.get(id) !== outcome.kind);
		if (!isUsable || fresh.length === 0) {
			return;
		}

		for (const {id, outcome} of fresh) {
			written.set(id, outcome.kind);
		}

		try {
			makeFolderSync(path.dirname(file), 0o700);
			shorten(file);
			append(file, fresh.map(entry => `${JSON.stringify({session, ...entry} satisfies KeptEntry)}\n`).join(''));
		} catch {
			isUsable = false;
		}
	});
}

/**
The actions of earlier sessions, oldest first, each as it was last known; at most 500. Empty when there is no file; lines that are
no entry are left out.
*/
export function readJournalFile(file: string | undefined): KeptEntry[] {
	if (file === undefined) {
		return [];
	}

	let content: string;
	try {
		content = readTextFileSync(file, 2 * maxBytes);
	} catch {
		return [];
	}

	const entries = new Map<string, KeptEntry>();
	for (const line of content.split('\n')) {
		const entry = parseEntry(line);
		if (entry !== undefined) {
			entries.set(`${entry.session} ${entry.id}`, entry);
		}
	}

	return [...entries.values()].slice(-keptLines);
}

function parseEntry(line: string): KeptEntry | undefined {
	try {
		const {endedAt, ...entry} = JSON.parse(line) as KeptEntry;
		const texts = [entry.session, entry.action, entry.trigger, entry.target, entry.dockerCommand, entry.outcome.kind];
		const isEntry = texts.every(text => typeof text === 'string') && toCount(entry.id) !== undefined && toTime(entry.at) !== undefined;
		return isEntry ? {...entry, ...(toTime(endedAt) !== undefined && {endedAt: endedAt!})} : undefined;
	} catch {
		return undefined;
	}
}
