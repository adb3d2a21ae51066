import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {UserError} from '../../source/domain/user-error.ts';
import {loadTheme} from '../../source/cli/load-theme.ts';
import {parseConfigFile} from '../../source/cli/options/config-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'yolotop-theme-'));

afterAll(() => {
	rmSync(folder, {recursive: true});
});

function write(name: string, text: string): `${string}.yaml` {
	const file = path.join(folder, name);
	writeFileSync(file, text);
	return file as `${string}.yaml`;
}

test('a name is itself, a file is read', () => {
	expect(loadTheme('vest')).toEqual({theme: 'vest'});
	expect(loadTheme(write('own.yaml', 'background: light\nextends: paper\nroles:\n  label: bold 17\n'))).toMatchObject({
		theme: 'own', ownTheme: {background: 'light', roles: {label: {color: 17, isBold: true}}},
	});
});

test.each([
	['none.yaml', undefined, 'file-unreadable'],
	['broken.yaml', 'roles: [', 'config-invalid'],
	['empty.yaml', '', 'config-value-invalid'],
	['alias.yaml', 'background: *none', 'config-invalid'],
	['role.yaml', 'background: dark\nextends: dark\nroles: {lable: 1}', 'config-key-unknown'],
])('%s is refused', (name, text, code) => {
	const file = text === undefined ? `${folder}/${name}` as `${string}.yaml` : write(name, text);
	let error: unknown;
	try {
		loadTheme(file);
	} catch (error_) {
		error = error_;
	}

	expect(error).toBeInstanceOf(UserError);
	expect(error).toMatchObject({code});
});

test.each([
	['theme: mine.yaml', '/etc/yolotop/mine.yaml'],
	['theme: ../mine.yaml', '/etc/mine.yaml'],
	['theme: /mine.yaml', '/mine.yaml'],
	['theme: paper', 'paper'],
])('%s in a configuration file is %s', (text, theme) => {
	expect(parseConfigFile(text, '/etc/yolotop/config.yaml').general).toEqual({theme});
});
