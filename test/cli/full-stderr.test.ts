import {expect, test} from 'vitest';
import {isRestored, openTerminal} from '../screen/fixtures/terminal.ts';
import {sttyAround, terminalModes} from '../screen/fixtures/terminal-modes.ts';
import {bundle} from './run-bundle.ts';

test('a standard error on a full disk leaves no broken terminal', async () => {
	// Without an engine the demo is shown, and standard error is told so. The last redirection counts.
	const terminal = openTerminal(bundle, {
		columns: 100, rows: 30, environment: ['LANG=C.UTF-8', 'DOCKER_HOST=unix:///nonexistent/docker.sock'],
		shell: sttyAround.replace('PROGRAM', '(exec 3>/dev/full; PROGRAM --or-demo 2>&3)'),
	});
	await terminal.until('the end or the screen', () => terminal.isAlternate() || terminal.output().includes('code='));
	terminal.write('q');
	await terminal.exited;
	await terminal.untilText(/code=[01]\b/);
	expect(terminal.isAlternate()).toBe(false);
	expect(!terminal.output().includes('\u{1B}[?1049h') || isRestored(terminal.output())).toBe(true);
	const [before, after] = terminalModes(terminal.output());
	expect(after).toBe(before);
});
