import meow from 'meow';
import {runProcess} from './cli/process-io.ts';
import {splitWords} from './cli/split-words.ts';
import {flagDefinitions} from './cli/options/flags.ts';
import type {CommandLine} from './cli/options/read-flag.ts';
import {main} from './main.ts';

/** The words of a command line as flags and names. */
export function readWords(words: readonly string[]): CommandLine {
	// Every flag may come several times and none is refused here: resolveOptions checks, and speaks the person's language.
	const {own, rest} = splitWords(words);
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

	return {
		input, flags, words: own, rest,
	};
}

/** Runs yolotop with the words of its command line and gives the exit code. */
export async function start(words: readonly string[]): Promise<number> {
	return runProcess(async io => main(readWords(words), io));
}
