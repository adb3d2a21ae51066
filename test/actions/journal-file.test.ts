import {
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	expect,
	test,
} from 'vitest';
import {createActionJournal} from '../../source/actions/action-journal.ts';
import {journalPath, keepJournal, readJournalFile} from '../../source/actions/journal-file.ts';

let base: string;
let file: string;

beforeEach(() => {
	base = mkdtempSync(path.join(tmpdir(), 'journal-'));
	file = path.join(base, 'yolotop', 'actions.jsonl');
});

afterEach(() => {
	rmSync(base, {recursive: true, force: true});
});

const entry = {
	at: 1000, action: 'pause', trigger: 'p', target: 'yolo', dockerCommand: 'docker pause yolo',
} as const;

test('keeps each action as it ended, of several sessions, for the person alone', () => {
	for (const startedAt of [1, 2]) {
		const journal = createActionJournal();
		const stop = keepJournal(journal, file, startedAt);
		const id = journal.begin(entry);
		journal.finish(id, {kind: 'failed', code: 'pause-failed', values: {name: 'yolo'}}, 2000);
		journal.begin({...entry, action: 'unpause'});
		stop();
		journal.begin({...entry, action: 'kill'});
	}

	expect(readJournalFile(file).map(({action, outcome}) => [action, outcome.kind])).toEqual([['pause', 'failed'], ['unpause', 'started'], ['pause', 'failed'], ['unpause', 'started']]);
	expect(statSync(file).mode % 0o1000).toBe(0o600);
});

test('leaves out lines that are no entries, and shortens a file that has grown', () => {
	const journal = createActionJournal();
	keepJournal(journal, file, 1);
	journal.begin(entry);
	writeFileSync(file, `${'no entry\n'.repeat(70_000)}${readFileSync(file, 'utf8')}`);
	journal.begin({...entry, action: 'unpause'});
	expect(readJournalFile(file).map(({action}) => action)).toEqual(['pause', 'unpause']);
	expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(600);
});

test('is no failure where nothing can be written or read', () => {
	writeFileSync(path.join(base, 'yolotop'), 'a file where the folder should be');
	const journal = createActionJournal();
	keepJournal(journal, file, 1);
	journal.begin(entry);
	expect(journal.entries()).toHaveLength(1);
	expect(readJournalFile(file)).toEqual([]);
});

test.each<[ReadonlyArray<readonly [string, string]>, string | undefined]>([
	[[['XDG_STATE_HOME', '/state'], ['HOME', '/home/me']], '/state/yolotop/actions.jsonl'],
	[[['XDG_STATE_HOME', 'relative'], ['HOME', '/home/me']], '/home/me/.local/state/yolotop/actions.jsonl'],
	[[['HOME', '/home/me']], '/home/me/.local/state/yolotop/actions.jsonl'],
	[[], undefined],
])('lies where %j says', (environment, expected) => {
	expect(journalPath(Object.fromEntries(environment))).toBe(expected);
});
