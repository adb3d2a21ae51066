import {createActionJournal, type ActionJournal} from '../actions/action-journal.ts';
import {journalPath, keepJournal} from '../actions/journal-file.ts';
import type {Io} from './io.ts';

/** A journal of this process that is kept in the person's file as well, until it is closed. */
export function openJournal(io: Pick<Io, 'environment' | 'now'>): {readonly journal: ActionJournal; close(): void} {
	const journal = createActionJournal();
	return {journal, close: keepJournal(journal, journalPath(io.environment), io.now())};
}
