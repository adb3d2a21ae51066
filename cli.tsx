#!/usr/bin/env node
import process from 'node:process';
import meow from 'meow';
import {runProcess} from './source/commands/process-io.ts';
import {splitWords} from './source/commands/split-words.ts';
import {flagDefinitions} from './source/config/flags.ts';
import {main} from './source/main.ts';

// Every flag may come several times and none is refused here: resolveOptions checks, and speaks the person's language.
const {own, rest} = splitWords(process.argv.slice(2));
const {input, flags} = meow({
	argv: own,
	importMeta: import.meta,
	pkg: {name: 'yolotop'},
	autoHelp: false,
	autoVersion: false,
	booleanDefault: undefined,
	flags: Object.fromEntries(flagDefinitions.map(definition => [definition.name, {
		type: definition.kind === 'switch' ? 'boolean' as const : 'string' as const,
		isMultiple: true as const,
		...('short' in definition && {shortFlag: definition.short}),
	}])),
});

// Sockets to the engine and a standard input that nobody closes must not keep the process.
process.exit(await runProcess(async io => main({
	input, flags, words: own, rest,
}, io)));
