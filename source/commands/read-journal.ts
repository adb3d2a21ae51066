import {journalPath, readJournalFile} from '../control/journal-file.ts';
import type {JournalLine} from '../plain/run-card.ts';
import type {Io} from './io.ts';

/** Entries of a person's own file, newest last; more belong to no card. */
const mostLines = 200;

/** What yolotop did to a target, oldest first, each action once, from the file that it keeps; empty where there is none. */
export function readJournal(target: string, {environment}: Io): readonly JournalLine[] {
	return readJournalFile(journalPath(environment))
		.filter(entry => entry.target === target)
		.map(({at, action, dockerCommand, outcome}) => ({
			at, action, command: dockerCommand, outcome: outcome.kind,
		}))
		.slice(-mostLines);
}
