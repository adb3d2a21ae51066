import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {JournalEntry} from '../control/action-journal.ts';
import type {JournalLine} from '../plain/run-card.ts';
import type {Io} from './io.ts';

/** Entries of a person's own file, newest last; more belong to no card. */
const mostLines = 200;

/** Source: XDG Base Directory Specification 0.8. */
function journalPath({XDG_STATE_HOME: state, HOME: home}: Io['environment']): string | undefined {
	const isSet = state !== undefined && path.isAbsolute(state);
	return isSet || home !== undefined ? path.join(isSet ? state : path.join(home!, '.local', 'state'), 'yolotop', 'actions.jsonl') : undefined;
}

/** What yolotop did to a target, oldest first, from the file that it keeps; empty where there is none. A line that is broken is left out. */
export async function readJournal(target: string, {environment}: Io): Promise<readonly JournalLine[]> {
	const file = journalPath(environment);
	const text = file === undefined ? '' : await readFile(file, 'utf8').catch(() => '');
	return text.split('\n').flatMap(line => toLine(line, target)).slice(-mostLines);
}

function toLine(line: string, target: string): readonly JournalLine[] {
	try {
		const entry = JSON.parse(line) as Partial<JournalEntry>;
		return entry.target === target && typeof entry.at === 'number' && typeof entry.action === 'string'
			? [{
				at: entry.at, action: entry.action, command: entry.dockerCommand ?? '', outcome: entry.outcome?.kind ?? 'started',
			}]
			: [];
	} catch {
		return [];
	}
}
