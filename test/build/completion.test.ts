import {spawnSync} from 'node:child_process';
import {
	chmodSync,
	mkdtempSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	it,
} from 'vitest';
import {completionScript} from '../../source/cli/options/completion-script.ts';
import {completionShells, completionTable, type CompletionShell} from '../../source/cli/options/completion-table.ts';
import {runMain} from '../cli/run-main.ts';

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'yolotop-completion-'));
	// What the scripts ask for names.
	writeFileSync(path.join(folder, 'yolotop'), '#!/bin/sh\n[ "$*" = "completion targets" ] && printf "yolo-a\\nyolo-b\\n"\n');
	chmodSync(path.join(folder, 'yolotop'), 0o755);
	for (const shell of completionShells) {
		writeFileSync(path.join(folder, `script.${shell}`), completionScript(shell, completionTable('en')));
	}
});
afterAll(() => {
	rmSync(folder, {recursive: true, force: true});
});

const isThere = (shell: string) => spawnSync(shell, ['--version']).status === 0;

/** What each shell offers after the words of a line, the last of which is being typed. */
const ask: Readonly<Record<CompletionShell, (words: readonly string[]) => string[]>> = {
	bash(words) {
		return shellOutput('bash', ['--norc', '-c', `source ./script.bash; COMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _yolotop; printf '%s\\n' "\${COMPREPLY[@]}"`]);
	},
	zsh(words) {
		// The functions of zsh's own completion system, as far as the script uses them, print what they are given.
		// eslint-disable-next-line no-template-curly-in-string -- A parameter of zsh.
		const stubs = 'compdef() { }; compadd() { shift $(( ${@[(i)--]} )); print -l -- $@ }; _describe() { [[ $1 == -o ]] && shift; print -l -- ${${(P)2}%%:*} }; _message() { }; _files() { }';
		return shellOutput('zsh', ['-f', '-c', `${stubs}; source ./script.zsh; words=(${words.map(word => `'${word}'`).join(' ')}); CURRENT=${words.length}; PREFIX='${words.at(-1)}'; _yolotop`])
			.filter(word => word.startsWith(words.at(-1)!));
	},
	fish(words) {
		return shellOutput('fish', ['--no-config', '-c', `source ./script.fish; complete -C '${words.join(' ')}'`]).map(line => line.split('\t', 1)[0]!);
	},
};

function shellOutput(shell: string, words: readonly string[]): string[] {
	const {stdout, stderr} = spawnSync(shell, words, {cwd: folder, encoding: 'utf8', env: Object.fromEntries([['PATH', `${folder}:${process.env.PATH}`], ['HOME', folder], ['LC_ALL', 'C.UTF-8']])});
	expect(stderr).toBe('');
	return stdout.split('\n').filter(line => line !== '');
}

describe.each(completionShells)('completion in %s', shell => {
	it.skipIf(!isThere(shell)).each([
		[['yolotop', 'stat'], ['status']],
		[['yolotop', 'status', '--js'], ['--json']],
		[['yolotop', '--js'], []],
		[['yolotop', 'status', '--lang', 'z'], ['zh']],
		[['yolotop', '--theme', 'l'], ['light']],
		[['yolotop', 'yolo-'], ['yolo-a', 'yolo-b']],
		[['yolotop', 'status', 'yolo-b'], ['yolo-b']],
		[['yolotop', 'completion', 'f'], ['fish']],
		[['yolotop', '--or-d'], []],
	])('%j', (words, expected) => {
		expect(ask[shell](words).toSorted((a, b) => a.localeCompare(b))).toEqual(expected);
	});
});

describe('yolotop completion', () => {
	it.each(completionShells)('prints the script for %s', async shell => {
		const {stdout, exitCode} = await runMain(['completion', shell]);
		expect(stdout).toBe(completionScript(shell, completionTable('en')));
		expect(exitCode).toBe(0);
	});

	it('refuses another shell', async () => {
		const {stderr, exitCode} = await runMain(['completion', 'tcsh']);
		expect(stderr).toContain('yolotop completion bash');
		expect(exitCode).toBe(2);
	});

	it('offers no names where no engine answers, and says nothing', async () => {
		expect(await runMain(['completion', 'targets'], {flags: {host: ['unix:///nonexistent/docker.sock']}})).toEqual({stdout: '', stderr: '', exitCode: 0});
	});

	it('quotes what a description holds', () => {
		const table = {verbs: [], options: [{name: 'odd', text: 'it\'s a $(touch /tmp/x) `y`: odd'}]};
		for (const name of completionShells) {
			expect(completionScript(name, table)).not.toContain('it\'s');
		}
	});
});
