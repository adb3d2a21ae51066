import {
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {parseConfigFile} from '../../../source/cli/options/config-file.ts';
import {fileFlags} from '../../../source/cli/options/flags.ts';
import {profileKeys} from '../../../source/cli/options/profile.ts';
import {languages} from '../../../source/words/words.ts';
import {runMain} from '../run-main.ts';

const folders: string[] = [];

afterEach(() => {
	for (const folder of folders.splice(0)) {
		rmSync(folder, {recursive: true, force: true});
	}
});

function makeHome(text?: string) {
	const home = mkdtempSync(path.join(tmpdir(), 'config-'));
	folders.push(home);
	const file = path.join(home, 'config.yaml');
	if (text !== undefined) {
		writeFileSync(file, text);
	}

	const run = async (words: readonly string[], flags: Readonly<Record<string, unknown>> = {}) => runMain(['config', ...words], {flags: {config: file, ...flags}, environment: Object.fromEntries([['HOME', home]])});
	return {home, file, run};
}

test.each(languages)('a file is written where there is none, and explains every option (%s)', async lang => {
	const {home, file, run} = makeHome();
	const {stdout, exitCode} = await run([], {lang});
	expect([exitCode, stdout.includes(file)]).toEqual([0, true]);
	const text = readFileSync(file, 'utf8');
	expect(text.split('\n', 1)[0]).toBe('# yaml-language-server: $schema=./config.schema.json');
	expect(parseConfigFile(text, file)).toMatchObject({general: {}, profiles: {}});
	// Each option can be set by taking its # away, all of them and the profile at once too.
	const set = text.replaceAll(/^# (?=\w+: \S|keys:|hosts:|profiles:| {2})/gm, '');
	const {general, keys, profiles, hosts} = parseConfigFile(set, file);
	const withValue = fileFlags.filter(name => new RegExp(`^# ${name}: `, 'm').test(text));
	expect(Object.keys(general).toSorted()).toEqual(withValue.toSorted());
	expect(fileFlags.filter(name => !new RegExp(`^# ${name}:`, 'm').test(text))).toEqual([]);
	expect(Object.keys(profiles)).toEqual(['vest']);
	expect(hosts.map(({name}) => name)).toEqual(['lab', 'box', 'old', 'uni']);
	expect(keys).toEqual({stop: ['S'], 'next-screen': ['tab', 'ctrl+n']});
	expect(existsSync(path.join(home, 'config.schema.json'))).toBe(true);
});

test('the schema has every option, word and key that the file may hold, and nothing else', async () => {
	const {home, run} = makeHome();
	await run([]);
	type Schema = {readonly enum?: readonly string[]; readonly description?: string; readonly properties: Readonly<Record<string, Schema>>; readonly additionalProperties: Schema};
	const {properties} = JSON.parse(readFileSync(path.join(home, 'config.schema.json'), 'utf8')) as Schema;
	expect(Object.keys(properties)).toEqual([...fileFlags, 'notifyCommand', 'hosts', 'keys', 'profiles']);
	expect(Object.values(properties).filter(({description = ''}) => description === '')).toEqual([]);
	expect(Object.keys(properties.profiles!.additionalProperties.properties)).toEqual(['image', 'command', 'slurm', 'keepGoing', ...Object.keys(profileKeys)]);
	// Each word that it names is one that the file may hold, and another is not.
	for (const [name, {enum: words = []}] of Object.entries(properties)) {
		for (const word of words) {
			expect(parseConfigFile(`${name}: ${word}`, 'f').general).toEqual({[name]: word});
		}

		if (words.length > 0) {
			expect(() => parseConfigFile(`${name}: no-such-word`, 'f')).toThrow('config-value-invalid');
		}
	}
});

test('a file that is there stays as it is', async () => {
	const {file, run} = makeHome('theme: dark\n');
	const {exitCode} = await run([]);
	expect([exitCode, readFileSync(file, 'utf8')]).toEqual([0, 'theme: dark\n']);
});

test('--read-only writes nothing', async () => {
	const {home, file, run} = makeHome();
	const {exitCode} = await run([], {readOnly: true});
	expect([exitCode, existsSync(file), existsSync(path.join(home, 'config.schema.json'))]).toEqual([1, false, false]);
});

test.each([
	['theme: dark\nprofiles:\n  vest: {image: yolov5, shmSize: 8g}\n', 0, 'vest'],
	['theme: pink\n', 2, 'theme'],
	['thme: dark\n', 2, 'theme'],
	['profiles:\n  vest: {image: yolov5, shmSize: much}\n', 2, 'profiles.vest.shmSize'],
	['profiles:\n  vest: {image: yolov5, command: "a | b"}\n', 2, 'profiles.vest.command'],
	['theme: [dark\n', 2, 'config.yaml:'],
])('config check of %j ends with %i and names %s', async (text, expected, named) => {
	const {run} = makeHome(text);
	const {stdout, stderr, exitCode} = await run(['check']);
	expect([exitCode, stderr === '']).toEqual([expected, expected === 0]);
	expect(stdout + stderr).toContain(named);
});

test('config check says that there is no file; another word is refused', async () => {
	const {file, run} = makeHome();
	expect(await run(['check'])).toMatchObject({exitCode: 0, stdout: expect.stringContaining(file) as string});
	expect(await run(['cheque'])).toMatchObject({exitCode: 2, stderr: expect.stringContaining('config check') as string});
});
