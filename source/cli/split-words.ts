import {runFlags} from '../plan/run-flags.ts';
import {flagDefinitions, flagLabel, type FlagDefinition} from './options/flags.ts';
import {isOptional} from './options/read-flag.ts';

/** The words of a command line: those of yolotop's own flags and names, and those of another program. */
export type SplitWords = {
	readonly own: readonly string[];
	readonly rest: readonly string[];
};

const ownFlags = new Map<string, FlagDefinition>((flagDefinitions as readonly FlagDefinition[]).flatMap(definition => {
	const label = flagLabel(definition.name as Parameters<typeof flagLabel>[0]);
	return [[label, definition], ...(label.startsWith('--no-') ? [[`--${definition.name}`, definition] as const] : []), ...(definition.short === undefined ? [] : [[`-${definition.short}`, definition] as const])] as Array<readonly [string, FlagDefinition]>;
}));

const dockerFlags = new Map(runFlags.flatMap(flag => [`--${flag.name}`, ...(flag.aliases ?? []).map(name => `--${name}`), ...(flag.short === undefined ? [] : [`-${flag.short}`])].map(word => [word, flag])));

const flagOf = (word: string): string => word.split('=', 1)[0]!;

/** How many words an own flag at `index` takes; 0 when it is none. */
function ownLength(words: readonly string[], index: number): number {
	const word = words[index]!;
	const definition = ownFlags.get(flagOf(word));
	if (definition === undefined) {
		return 0;
	}

	return definition.kind === 'switch' || isOptional(definition.kind) || word.includes('=') || index + 1 >= words.length ? 1 : 2;
}

/** The same for a flag of docker run. Short ones may stand together (`-it`) or have their value attached (`-p80:80`). */
function dockerLength(words: readonly string[], index: number): number {
	const word = words[index]!;
	const flag = dockerFlags.get(flagOf(word)) ?? (word.startsWith('--') ? undefined : dockerFlags.get(`-${word.at(-1)!}`));
	const isAttached = word.includes('=') || (!word.startsWith('--') && word.length > 2 && dockerFlags.get(word.slice(0, 2))?.kind === 'value');
	return !isAttached && flag?.kind === 'value' && index + 1 < words.length ? 2 : 1;
}

/** Whether a word is a flag of yolotop for `run`, in its long form: sbatch has short ones of its own, and `--output`. */
function isOfRun(word: string): boolean {
	const definition = ownFlags.get(flagOf(word));
	return definition !== undefined && word.startsWith('--') && (definition.verbs?.includes('run') ?? true);
}

function verbIndex(words: readonly string[]): number {
	let index = 0;
	while (index < words.length && words[index]!.startsWith('-') && words[index] !== '-') {
		index += Math.max(1, ownLength(words, index));
	}

	return index;
}

/**
`yolotop run [own flags, docker run's or sbatch's flags] IMAGE [own flags] [--] COMMAND …`. A flag that both know is docker's, because the line
is read as one of docker run; own flags may also come before `run`.
*/
function splitRun(words: readonly string[], start: number): SplitWords {
	const own = words.slice(0, start);
	const rest: string[] = [];
	let isImageSeen = false;
	const isSlurm = [...own, ...words.slice(start, words.includes('--') ? words.indexOf('--') : undefined)].includes('--slurm');
	let index = start;
	while (index < words.length) {
		const word = words[index]!;
		const isFlag = word.startsWith('-') && word !== '-' && word !== '--';
		const isOwn = isFlag && (isSlurm ? isOfRun(word) : !dockerFlags.has(flagOf(word)));
		const ownWords = isOwn ? ownLength(words, index) : 0;
		if (ownWords > 0) {
			own.push(...words.slice(index, index + ownWords));
			index += ownWords;
		} else if (isFlag && isSlurm && !isImageSeen) {
			// Most flags of sbatch have a value, which may be a word of its own.
			const isApart = !word.includes('=') && (word.startsWith('--') || word.length === 2) && words[index + 1]?.startsWith('-') === false;
			rest.push(...words.slice(index, index + (isApart ? 2 : 1)));
			index += isApart ? 2 : 1;
		} else if (isFlag && !isImageSeen) {
			const length = dockerLength(words, index);
			rest.push(...words.slice(index, index + length));
			index += length;
		} else if (isImageSeen || word === '--' || own.includes('--local')) {
			// From here on nothing is yolotop's.
			rest.push(...words.slice(index));
			break;
		} else {
			isImageSeen = true;
			rest.push(word);
			index++;
		}
	}

	return {own, rest};
}

/** A flag whose value may be left out does not take the next word for one. */
function withoutValue(word: string): string {
	return isOptional(ownFlags.get(word)?.kind) ? `${word}=` : word;
}

/** Tells yolotop's own words, which the parser of flags reads, from those of `run` and from the command after `resume … --`. */
export function splitWords(words: readonly string[]): SplitWords {
	const verb = verbIndex(words);
	if (words[verb] === 'run') {
		const {own, rest} = splitRun(words, verb + 1);
		return {own: own.map(word => withoutValue(word)), rest};
	}

	const add = words.indexOf('add', verb);
	if (add !== -1 && words[verb] === 'queue') {
		const {own, rest} = splitRun(words, add + 1);
		return {own: own.map(word => withoutValue(word)), rest};
	}

	const separator = words.indexOf('--');
	return separator !== -1 && words[verb] === 'resume'
		? {own: words.slice(0, separator).map(word => withoutValue(word)), rest: words.slice(separator + 1)}
		: {own: words.map(word => withoutValue(word)), rest: []};
}
