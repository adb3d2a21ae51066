import {journalPath, readJournalFile} from '../actions/journal-file.ts';
import type {JournalLine} from '../plain/run-card.ts';
import type {Io} from './io.ts';

/** Entries of the user file, newest last; more belong to no card. */
const maxLines = 200;

/** A run of a container that yolotop has stopped, absolute in the container, and when it was over, in milliseconds since 1970. */
export type RememberedRun = {readonly directory: string; readonly until: number};

/** The runs of a container that yolotop has stopped, newest first, from the file that it keeps: its processes are gone, and nothing else tells whose they were. */
export function readStoppedRuns(container: string, {environment}: Pick<Io, 'environment'>): readonly RememberedRun[] {
	return readJournalFile(journalPath(environment))
		.flatMap(({stopped, at, endedAt}) => stopped?.container === container && typeof stopped.runDirectory === 'string' ? [{directory: stopped.runDirectory, until: endedAt ?? at}] : [])
		.toReversed();
}

/** What yolotop did to a target, oldest first, each action once, from the file that it keeps; empty where there is none. */
export function readJournal(target: string, {environment}: Io): readonly JournalLine[] {
	return readJournalFile(journalPath(environment))
		.filter(entry => entry.target === target)
		.map(({at, action, dockerCommand, outcome}) => ({
			at, action, command: dockerCommand, outcome: outcome.kind,
		}))
		.slice(-maxLines);
}
