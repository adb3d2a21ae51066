import {UserError} from '../domain/user-error.ts';
import {nearestWord} from '../domain/nearest-word.ts';
import {type FlagContext, invalidFlagValue} from './flag-context.ts';
import {emptyPlan, type LaunchPlan} from './launch-plan.ts';
import {runFlags, type RunFlag} from './run-flags.ts';

const names = runFlags.flatMap(flag => [flag.name, ...flag.aliases ?? []]);
const byName = new Map(runFlags.flatMap(flag => [flag.name, ...flag.aliases ?? []].map(name => [name, flag])));
const byShort = new Map(runFlags.flatMap(flag => flag.short === undefined ? [] : [[flag.short, flag]]));

/** The words of a command line, taken one after the other. */
class WordReader {
	readonly #words: readonly string[];
	#position = 0;

	constructor(words: readonly string[]) {
		this.#words = words;
	}

	peek(): string | undefined {
		return this.#words[this.#position];
	}

	take(): string | undefined {
		return this.#words[this.#position++];
	}

	rest(): readonly string[] {
		return this.#words.slice(this.#position);
	}
}

/**
Reads the command line of docker run: flags, then IMAGE, then the command. `--` may come before the image or before the
command. Flags after the image belong to the command. `base` is what they come on top of: lists grow, single values are replaced.

@throws UserError flag-unknown with the nearest flag, flag-value-missing, flag-value-invalid, volume-invalid, image-missing.
*/
export function parseRunFlags(argv: readonly string[], context: FlagContext, base: LaunchPlan = emptyPlan('')): LaunchPlan {
	let plan = base;
	const words = new WordReader(argv);
	for (let word = words.peek(); word !== '-' && word?.startsWith('-') === true; word = words.peek()) {
		words.take();
		if (word === '--') {
			break;
		}

		plan = word.startsWith('--') ? applyLong(plan, word, words, context) : applyShort(plan, word, words, context);
	}

	const [image, ...rest] = words.rest();
	if (image === undefined || image === '') {
		throw new UserError('image-missing');
	}

	const command = rest[0] === '--' ? rest.slice(1) : rest;
	const nameOf = (entry: string): string => entry.slice(0, entry.indexOf('='));
	// The later of two values counts.
	const environment = plan.environment.filter((entry, index) => plan.environment.slice(index + 1).every(later => nameOf(later) !== nameOf(entry)));
	return {
		...plan, image, command, environment,
	};
}

function applyLong(plan: LaunchPlan, word: string, words: WordReader, context: FlagContext): LaunchPlan {
	const at = word.indexOf('=');
	const name = at === -1 ? word.slice(2) : word.slice(2, at);
	const value = at === -1 ? undefined : word.slice(at + 1);
	const flag = byName.get(name);
	if (flag === undefined) {
		const nearest = nearestWord(name, names);
		throw nearest === undefined ? new UserError('flag-not-supported', {flag: `--${name}`}) : new UserError('flag-unknown', {flag: `--${name}`, nearest: `--${nearest}`});
	}

	return apply(plan, flag, `--${name}`, value, words, context);
}

function applyShort(plan: LaunchPlan, word: string, words: WordReader, context: FlagContext): LaunchPlan {
	let result = plan;
	for (let index = 1; index < word.length; index++) {
		const letter = word[index]!;
		const flag = byShort.get(letter);
		if (flag === undefined) {
			throw new UserError('flag-not-supported', {flag: word.length > 2 ? `-${letter} (${word})` : word});
		}

		const rest = word.slice(index + 1);
		if (flag.kind === 'value') {
			return apply(result, flag, `-${letter}`, rest === '' ? undefined : rest.replace(/^=/, ''), words, context);
		}

		if (rest.startsWith('=')) {
			return apply(result, flag, `-${letter}`, rest.slice(1), words, context);
		}

		result = flag.apply(result, true);
	}

	return result;
}

function apply(plan: LaunchPlan, flag: RunFlag, written: string, value: string | undefined, words: WordReader, context: FlagContext): LaunchPlan {
	if (flag.kind === 'switch') {
		if (value !== undefined && !/^(?:true|false|[01ft])$/i.test(value)) {
			invalidFlagValue(written, value, 'true');
		}

		return flag.apply(plan, value === undefined || /^(?:true|1|t)$/i.test(value));
	}

	const text = value ?? words.take();
	if (text === undefined) {
		throw new UserError('flag-value-missing', {flag: written, example: flag.example});
	}

	return flag.apply(plan, text, context);
}
