import {execFileSync} from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	beforeAll,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import {saveText} from '../../source/cli/save-text.ts';
import {createActionJournal} from '../../source/actions/action-journal.ts';
import {keepJournal, readJournalFile} from '../../source/actions/journal-file.ts';
import {demoTraining} from '../../source/demo/training.ts';
import {runMain} from './run-main.ts';

/** A disk of our own needs the right to mount one. */
const canMount = (() => {
	const folder = mkdtempSync(path.join(tmpdir(), 'mount-'));
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], {stdio: 'ignore'});
		execFileSync('umount', [folder]);
		return process.getuid?.() === 0;
	} catch {
		console.warn('NO RIGHT TO MOUNT A DISK: the tests with a full one are skipped.');
		return false;
	} finally {
		rmSync(folder, {recursive: true});
	}
})();

describe.runIf(canMount)('a full disk', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'full-'));
	const disk = path.join(folder, 'disk');
	const filler = path.join(disk, 'filler');

	beforeAll(() => {
		mkdirSync(disk);
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
		writeFileSync(path.join(folder, 'train.log'), Array.from(demoTraining({epochs: 300, speed: 1, seed: 1}), ({text}) => text).join(''));
	});

	beforeEach(() => {
		for (const name of readdirSync(disk)) {
			rmSync(path.join(disk, name), {recursive: true});
		}
	});

	afterAll(() => {
		execFileSync('umount', [disk]);
		rmSync(folder, {recursive: true});
	});

	/** Leaves so many pages of 4 KiB. */
	function fill(pages: number): void {
		writeFileSync(filler, new Uint8Array((16 - pages) * 4096));
	}

	test('an export says so and leaves no half file', async () => {
		fill(1);
		const target = path.join(disk, 'run.csv');
		const {exitCode, stderr} = await runMain(['export', path.join(folder, 'train.log')], {flags: {csv: [true], output: [target]}});
		expect(exitCode).toBe(1);
		expect(stderr).toContain(`Cannot write to ${target}`);
		expect(stderr).toContain('ENOSPC');
		expect(stderr).toContain('df -h');
		expect(readdirSync(disk)).toEqual(['filler']);
	});

	test('an export over an earlier one leaves the earlier one whole', async () => {
		const target = path.join(disk, 'run.csv');
		writeFileSync(target, 'earlier');
		fill(2);
		const {exitCode} = await runMain(['export', path.join(folder, 'train.log')], {flags: {csv: [true], output: [target]}});
		expect(exitCode).toBe(1);
		expect(readFileSync(target, 'utf8')).toBe('earlier');
		expect(readdirSync(disk).toSorted()).toEqual(['filler', 'run.csv']);
	});

	test('a log that is saved says so and leaves no half file', async () => {
		fill(1);
		const line = `${'x'.repeat(99)}\n`;
		await expect(saveText(path.join(disk, 'log.txt'), Array.from({length: 200}, () => line))).rejects.toMatchObject({code: 'file-not-written', values: {reason: 'no space left on the device'}});
		expect(readdirSync(disk)).toEqual(['filler']);
	});

	test('the journal goes on in memory, and its file holds whole entries only', () => {
		const file = path.join(disk, 'state', 'actions.jsonl');
		const journal = createActionJournal();
		keepJournal(journal, file, 1);
		fill(2);
		const begin = () => journal.begin({
			at: 1000, action: 'pause', trigger: 'p', target: 'yolo', dockerCommand: 'docker pause yolo',
		});
		for (let action = 0; action < 100; action++) {
			begin();
		}

		expect(journal.entries().length).toBeGreaterThan(40);
		rmSync(filler);
		// The next session begins behind whatever the full disk has left.
		const next = createActionJournal();
		keepJournal(next, file, 2);
		next.begin({
			at: 2000, action: 'unpause', trigger: 'p', target: 'yolo', dockerCommand: 'docker unpause yolo',
		});
		expect(readJournalFile(file).at(-1)?.action).toBe('unpause');
		const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
		for (const line of lines) {
			expect(() => JSON.parse(line) as unknown).not.toThrow();
		}
	});
});
