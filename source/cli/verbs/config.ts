import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {existsSync} from 'node:fs';
import {makeFolder} from '../../files/make-folder.ts';
import {UserError} from '../../domain/user-error.ts';
import {wordsIn, type Language} from '../../words/words.ts';
import type {Io} from '../io.ts';
import {readLaunch} from '../launch-words.ts';
import {
	configSchema,
	describeOption,
	fileDefinitions,
} from '../options/config-schema.ts';
import {configPath} from '../options/load-config.ts';
import type {Options} from '../options/options.ts';
import {saveText} from '../save-text.ts';

const schemaName = 'config.schema.json';

/** A file that says nothing yet: every option with its default and what it does, as comments. */
function emptyFile(language: Language): string {
	const {file} = wordsIn(language).config;
	const options = fileDefinitions.map(definition => {
		const {name, kind, choices, isOn, default: initial} = definition;
		const value = String(kind === 'switch' ? isOn === true : initial ?? choices?.[0] ?? '');
		return `# ${describeOption(definition, language)}${choices === undefined ? '' : wordsIn(language).help.choices(choices)}\n# ${name}: ${value}`.trimEnd();
	});
	return [
		`# yaml-language-server: $schema=./${schemaName}`,
		`# ${file.head}`,
		'',
		options.join('\n\n'),
		'',
		`# ${file.keys}`,
		'# keys:',
		'#   stop: S',
		'#   next-screen: [tab, ctrl+n]',
		'',
		`# ${file.hosts}`,
		'# hosts:',
		'#   lab: ssh://me@lab.example.org',
		'#   box: tcp://10.0.0.5:2376',
		'#   old: context:old-machine',
		'#   uni: slurm:login.example.org',
		'',
		`# ${file.profiles}`,
		'# profiles:',
		'#   vest:',
		'#     image: ultralytics/yolov5:latest',
		'#     gpus: all',
		'#     shmSize: 8g',
		'#     volumes: [./data:/data, ./runs:/usr/src/app/runs]',
		'#     command: python train.py --data /data/vest.yaml --epochs 100',
		'',
	].join('\n');
}

/** Writes a file where there is none, and beside it what editors check it by. */
async function write(file: string, {language, isReadOnly}: Options, io: Io): Promise<void> {
	if (isReadOnly) {
		throw new UserError('read-only');
	}

	const texts = wordsIn(language).config;
	const isNew = !existsSync(file);
	const schema = path.join(path.dirname(file), schemaName);
	try {
		await makeFolder(path.dirname(file));
		await writeFile(schema, `${JSON.stringify(configSchema(language), undefined, '\t')}\n`);
	} catch (error) {
		throw new UserError('file-not-written', {path: schema, reason: (error as NodeJS.ErrnoException).code ?? String(error)}, {cause: error});
	}

	if (isNew) {
		await saveText(file, [emptyFile(language)]);
	}

	io.stdout.write(isNew ? texts.written(file, schema) : texts.kept(file, schema));
}

/** `yolotop config` writes a configuration file that explains itself; `yolotop config check` tells whether the present one can be read. */
export async function config(options: Options, io: Io): Promise<number> {
	const {target, language, profiles} = options;
	const texts = wordsIn(language).config;
	const file = configPath({flags: {config: options.config}, input: []}, io.environment);
	if (target === undefined) {
		await write(file, options, io);
		return 0;
	}

	if (target !== 'check') {
		throw new UserError('usage-invalid', {what: target, suggestion: 'yolotop config, yolotop config check'});
	}

	// The file itself was checked when it was read; profiles are read by what starts them.
	for (const name of Object.keys(profiles)) {
		readLaunch({words: [name], profiles}, io);
	}

	io.stdout.write(existsSync(file) ? texts.right(file, Object.keys(profiles)) : texts.none(file));
	return 0;
}
