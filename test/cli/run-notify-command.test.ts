import {
	chmodSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	expect,
	test,
	vi,
} from 'vitest';
import {runNotifyCommand} from '../../source/cli/run-notify-command.ts';

let folder = '';

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'yolotop-notify-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

test('the program is given its own words, the change and the name, and no shell reads them', async () => {
	const program = path.join(folder, 'tell');
	const told = path.join(folder, 'told');
	writeFileSync(program, '#!/bin/sh\nfile=$1; shift\nprintf "%s\\n" "$@" > "$file.part"; mv "$file.part" "$file"\n');
	chmodSync(program, 0o755);
	await runNotifyCommand([program, told, 'a b'], 'finished', '$(touch x); yolo');
	await vi.waitUntil(() => existsSync(told), {timeout: 10_000});
	expect(readFileSync(told, 'utf8')).toBe('a b\nfinished\n$(touch x); yolo\n');
});

test('a program that is not there is told', async () => {
	await expect(runNotifyCommand([path.join(folder, 'none')], 'failed', 'yolo')).rejects.toMatchObject({code: 'notify-command-failed', values: {reason: 'ENOENT'}});
});
