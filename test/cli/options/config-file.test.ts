import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {emptyConfig, parseConfigFile} from '../../../source/cli/options/config-file.ts';
import {fileDefinitions} from '../../../source/cli/options/config-schema.ts';
import {loadConfig} from '../../../source/cli/options/load-config.ts';
import {resolveOptions} from '../../../source/cli/options/options.ts';
import {UserError} from '../../../source/domain/user-error.ts';
import {languages, wordsIn} from '../../../source/words/words.ts';

const parse = (text: string) => parseConfigFile(text, '/home/me/yolotop.yaml');

function failure(action: () => unknown): Pick<UserError, 'code' | 'values'> {
	try {
		action();
	} catch (error) {
		if (error instanceof UserError) {
			return {code: error.code, values: error.values};
		}
	}

	throw new Error('did not fail with a UserError');
}

test('reads a profile as words of docker run, and where each stands', () => {
	const {profiles} = parse('profiles:\n  vest:\n    image: rknn3588:dev\n    command: [python, train.py, --epochs, 100]\n    gpus: all\n    shmSize: 16g\n    volumes: [/mnt/d/3588:/mnt/3588, data:/data]\n    ports: 6006:6006\n    env: {WANDB_API_KEY: secret, HOME:}\n    rm: true\n');
	expect(profiles.vest).toEqual({
		name: 'vest',
		image: 'rknn3588:dev',
		command: ['python', 'train.py', '--epochs', '100'],
		file: '/home/me/yolotop.yaml',
		directory: '/home/me',
		settings: [
			{key: 'profiles.vest.gpus', words: ['--gpus', 'all'], shown: 'all'},
			{key: 'profiles.vest.shmSize', words: ['--shm-size', '16g'], shown: '16g'},
			{key: 'profiles.vest.volumes', words: ['--volume', '/mnt/d/3588:/mnt/3588'], shown: '/mnt/d/3588:/mnt/3588'},
			{key: 'profiles.vest.volumes', words: ['--volume', 'data:/data'], shown: 'data:/data'},
			{key: 'profiles.vest.ports', words: ['--publish', '6006:6006'], shown: '6006:6006'},
			{key: 'profiles.vest.env', words: ['--env', 'WANDB_API_KEY=secret']},
			{key: 'profiles.vest.env', words: ['--env', 'HOME']},
			{key: 'profiles.vest.rm', words: ['--rm=true'], shown: '--rm=true'},
		],
	});
});

test.each([
	['them: dark', 'config-key-unknown', {key: 'them', suggestion: 'theme'}],
	['theme: pink', 'config-value-invalid', {key: 'theme', value: 'pink'}],
	['ascii: maybe', 'config-value-invalid', {key: 'ascii', value: 'maybe', allowed: 'true, false'}],
	['profiles: [a]', 'config-value-invalid', {key: 'profiles', value: '[…]'}],
	['profiles: {vest: {}}', 'config-value-invalid', {key: 'profiles.vest.image'}],
	['profiles: {vest: {image: x, shmsize: 1g}}', 'config-key-unknown', {key: 'profiles.vest.shmsize', suggestion: 'shmSize'}],
	['profiles: {vest: {image: x, gpus: [all]}}', 'config-value-invalid', {key: 'profiles.vest.gpus', value: '[…]', allowed: 'text'}],
	['profiles: {vest: {image: x, volumes: [{a: b}]}}', 'config-value-invalid', {key: 'profiles.vest.volumes[0]'}],
	['profiles: {vest: {image: x, rm: perhaps}}', 'config-value-invalid', {key: 'profiles.vest.rm'}],
	['profiles: {"a b": {image: x}}', 'config-key-unknown', {key: 'profiles.a b'}],
	['- a', 'config-value-invalid', {key: '.'}],
	['notifyCommand: notify-send yolotop', 'config-value-invalid', {key: 'notifyCommand'}],
	['notifyCommand: []', 'config-value-invalid', {key: 'notifyCommand'}],
	['notifyCommand: [a, {b: c}]', 'config-value-invalid', {key: 'notifyCommand'}],
	['keys: [a]', 'config-value-invalid', {key: 'keys', value: '[…]'}],
	['keys: {stopp: S}', 'config-key-unknown', {key: 'keys.stopp', suggestion: 'stop'}],
	['keys: {close-overlay: x}', 'config-key-unknown', {key: 'keys.close-overlay'}],
	['keys: {stop: []}', 'config-value-invalid', {key: 'keys.stop', allowed: 'KEY, [KEY, …]'}],
	['keys: {stop: F13}', 'config-value-invalid', {key: 'keys.stop', value: 'F13'}],
	['keys: {stop: escape}', 'config-value-invalid', {key: 'keys.stop', value: 'escape'}],
	['keys: {stop: ctrl+m}', 'config-value-invalid', {key: 'keys.stop', value: 'ctrl+m'}],
	['keys: {stop: p}', 'config-keys-clash', {key: 'p', command: 'stop', other: 'pause'}],
	['keys: {stop: ctrl+c}', 'config-keys-clash', {key: 'ctrl+c', command: 'stop', other: 'detach'}],
	['keys: {stop: n}', 'config-keys-clash', {key: 'n', command: 'stop', other: 'next-chart'}],
	['keys: {stop: S, pause: S}', 'config-keys-clash', {key: 'S'}],
	['hosts: [ssh://lab]', 'config-value-invalid', {key: 'hosts', value: '[…]'}],
	['hosts: {lab: lab}', 'config-value-invalid', {key: 'hosts.lab', value: 'lab'}],
	['hosts: {lab: "slurm:-oProxyCommand=x"}', 'config-value-invalid', {key: 'hosts.lab'}],
	['hosts: {a/b: ssh://lab}', 'config-key-unknown', {key: 'hosts.a/b'}],
	['hosts: {slurm: ssh://lab}', 'config-key-unknown', {key: 'hosts.slurm'}],
	['a: [', 'config-invalid', {}],
])('refuses %s', (text, code, values) => {
	expect(failure(() => parse(text))).toMatchObject({code, values});
});

test('never puts a value of the environment into an error', () => {
	expect(JSON.stringify(failure(() => parse('profiles: {vest: {image: x, env: {KEY: [very-secret]}}}')))).not.toContain('very-secret');
});

test('is empty where the file is empty', () => {
	expect(parse('# nothing\n')).toEqual(emptyConfig);
});

test('counts less than the environment and the command line, and more than the defaults', () => {
	const config = parse('lang: zh\ntheme: light\nascii: true\n');
	expect(resolveOptions({input: [], flags: {}}, {}, config)).toMatchObject({language: 'zh', theme: 'light', isAscii: true});
	expect(resolveOptions({input: [], flags: {theme: ['dark'], ascii: [false]}}, {YOLOTOP_LANG: 'en'}, config)).toMatchObject({language: 'en', theme: 'dark', isAscii: false});
});

test('finds the file by flag, variable and at its usual place, where it may be absent', () => {
	const home = mkdtempSync(path.join(tmpdir(), 'config-'));
	try {
		const file = path.join(home, 'mine.yaml');
		writeFileSync(file, 'lang: zh\n');
		expect(loadConfig({input: [], flags: {}}, {HOME: home})).toEqual(emptyConfig);
		expect(loadConfig({input: [], flags: {config: [file]}}, {})).toMatchObject({general: {lang: 'zh'}});
		expect(loadConfig({input: [], flags: {}}, {YOLOTOP_CONFIG: file})).toMatchObject({general: {lang: 'zh'}});
		expect(failure(() => loadConfig({input: [], flags: {config: [path.join(home, 'none.yaml')]}}, {}))).toMatchObject({code: 'file-unreadable'});
	} finally {
		rmSync(home, {recursive: true});
	}
});

test('the program for notifications is a list of words', () => {
	const config = parse('theme: light\nmouse: false\nnotify: bell\nnotifyCommand: [notify-send, -t, 5000]\n');
	expect(config.notifyCommand).toEqual(['notify-send', '-t', '5000']);
	expect(resolveOptions({input: [], flags: {}}, {}, config)).toMatchObject({
		theme: 'light', hasMouse: false, notify: 'bell', notifyCommand: ['notify-send', '-t', '5000'],
	});
});

test.each(languages)('a switch that is on is described by what it switches, not by its opposite, in %s', language => {
	const {options} = wordsIn(language).config;
	const on = fileDefinitions.filter(({isOn}) => isOn === true).map(({name}) => name);
	expect(on).toContain('probe');
	expect(Object.keys(options)).toEqual(expect.arrayContaining(on));
});

test('hosts of the file are listed and named by a target, by --host and by --cluster', () => {
	const config = parse('hosts:\n  lab: ssh://me@lab\n  uni: slurm:login\n  old: context:old-box\n');
	const options = (input: readonly string[], flags: Readonly<Record<string, unknown>> = {}) => resolveOptions({input, flags}, {}, config);
	expect(options(['ls']).hosts.map(({name}) => name)).toEqual([undefined, undefined, 'lab', 'uni', 'old']);
	expect(options(['stop', 'lab/yolo'])).toMatchObject({target: 'yolo', host: 'ssh://me@lab', hostName: 'lab'});
	expect(options(['status', 'old/yolo'])).toMatchObject({target: 'yolo', context: 'old-box'});
	expect(options(['stop', 'uni/12'])).toMatchObject({target: 'slurm:login/12'});
	expect(options(['status', 'yolo'], {host: ['lab']})).toMatchObject({target: 'yolo', host: 'ssh://me@lab'});
	expect(options(['ls'], {cluster: 'uni'})).toMatchObject({cluster: 'login'});
	// What the command line names is listed alone.
	expect(options(['ls'], {host: ['lab']}).hosts.filter(({kind}) => kind === 'engine')).toEqual([{kind: 'engine', host: 'ssh://me@lab'}]);
});
