import {posix} from 'node:path';
import {parseTrainingCommand} from '../training/command-line.ts';
import {splitShellCommands} from '../training/shell-words.ts';
import type {TrainingCommand} from '../training/training-program.ts';

/** The training in the script of a job. */
export type ScriptTraining = {
	readonly training: TrainingCommand;
	/** The words of the training itself, without srun and the like in front of it. */
	readonly words: readonly string[];
	/** Where its words begin and end in the script. */
	readonly start: number;
	readonly end: number;
	/** The directories that the script changes to before, as it writes them; those with a variable are left out. */
	readonly directories: readonly string[];
};

/** A line with its continuations, and where it begins. */
type ScriptLine = {readonly text: string; readonly start: number};

function linesOf(script: string): readonly ScriptLine[] {
	const lines: ScriptLine[] = [];
	let open: ScriptLine | undefined;
	let start = 0;
	for (const text of script.split('\n')) {
		open = open === undefined ? {text, start} : {text: `${open.text}\n${text}`, start: open.start};
		start += text.length + 1;
		if (text.endsWith('\\') && !/^\s*#/.test(open.text)) {
			continue;
		}

		lines.push(open);
		open = undefined;
	}

	return open === undefined ? lines : [...lines, open];
}

/** Before a redirection, the next command, a comment, or at the end of the line a command may end. */
const ends = /[\n#&;|]|\d?[<>]|$/g;

/** So many characters are looked at to find where the trainings of a script are: a script of a person needs some thousand. */
const maxSearched = 500_000;

/** What is left of that. */
type Search = {left: number};

/** The place of the words in a line: from the first word on so much that nothing else is in it. */
function placeOf(line: string, words: readonly string[], search: Search): {readonly start: number; readonly end: number} | undefined {
	const wanted = JSON.stringify(words);
	for (let start = line.indexOf(words[0]!); start !== -1; start = line.indexOf(words[0]!, start + 1)) {
		const end = endOf(line.slice(start), wanted, search);
		if (end !== undefined) {
			return {start, end: start + end};
		}
	}

	return undefined;
}

function endOf(rest: string, wanted: string, search: Search): number | undefined {
	for (const {index} of rest.matchAll(ends)) {
		search.left -= index;
		if (search.left < 0) {
			return undefined;
		}

		const text = rest.slice(0, index).trimEnd();
		const commands = splitShellCommands(text);
		if (commands?.length === 1 && JSON.stringify(commands[0]!.words) === wanted) {
			return text.length;
		}
	}

	return undefined;
}

/** What one command of a script is. */
type Found = ScriptTraining | {readonly directory: string};

function readCommand(words: readonly string[], {text, start}: ScriptLine, search: Search): Found | undefined {
	if (words[0] === 'cd' && words[1] !== undefined) {
		return {directory: words[1]};
	}

	const training = parseTrainingCommand(words);
	const own = training && [...training.launcher, ...training.arguments];
	const place = own && placeOf(text, own, search);
	return training === undefined || place === undefined
		? undefined
		: {
			training, words: own!, start: start + place.start, end: start + place.end, directories: [],
		};
}

/** The first command of a script that trains, the certain ones first; undefined when there is none. Nothing of the script is run or expanded. */
export function findScriptTraining(script: string): ScriptTraining | undefined {
	const search: Search = {left: maxSearched};
	const found = linesOf(script).filter(({text}) => !/^\s*#/.test(text)).flatMap(line => (splitShellCommands(line.text.trim()) ?? []).flatMap(({words}) => readCommand(words, line, search) ?? []));
	const isTraining = (one: Found): one is ScriptTraining => 'training' in one;
	const chosen = found.filter(one => isTraining(one)).find(({training}) => training.certainty === 'certain') ?? found.find(one => isTraining(one));
	return chosen && {
		...chosen,
		// What a variable leads to is not known.
		directories: found.slice(0, found.indexOf(chosen)).flatMap(one => isTraining(one) || one.directory.includes('$') ? [] : [one.directory]),
	};
}

/** Characters that need no quotes in a script; a variable is left to the script. */
const plainWord = /^[\w%+,\-./:=@]+$/;

function quoteScriptWord(word: string): string {
	if (plainWord.test(word)) {
		return word;
	}

	return /\$[\w({]/.test(word) ? `"${word.replaceAll(/["\\`]/g, String.raw`\$&`)}"` : `'${word.replaceAll('\'', String.raw`'\''`)}'`;
}

/** The script with another training command in place of its own; what stands before and behind it stays. */
export function replaceTraining(script: string, {start, end}: Pick<ScriptTraining, 'start' | 'end'>, words: readonly string[]): string {
	return script.slice(0, start) + words.map(word => quoteScriptWord(word)).join(' ') + script.slice(end);
}

/** A script for a command that has none. */
export function scriptOf(words: readonly string[], variables: Readonly<Record<string, string>> = {}): string {
	const exports = Object.entries(variables).map(([name, value]) => `export ${name}=${quoteScriptWord(value)}\n`).join('');
	return `#!/bin/bash\n${exports}exec ${words.map(word => quoteScriptWord(word)).join(' ')}\n`;
}

/** The directories from which a path in the output of a job may count, the likeliest first; `visited` are those that its script changes to. */
export function startDirectories(workDirectory: string | undefined, visited: readonly string[] = []): readonly string[] {
	const base = workDirectory ?? '/';
	const places: string[] = [base];
	for (const directory of visited) {
		places.unshift(posix.resolve(places[0]!, directory));
	}

	return [...new Set(places)];
}

/** The script with a line before its first command, behind the directives of the scheduler. */
export function insertBeforeCommands(script: string, line: string): string {
	const lines = script.split('\n');
	const first = lines.findIndex(text => !text.startsWith('#'));
	return first === -1 ? `${script}\n${line}` : [...lines.slice(0, first), line.replace(/\n$/, ''), ...lines.slice(first)].join('\n');
}
