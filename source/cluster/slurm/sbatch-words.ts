import {UserError} from '../../domain/user-error.ts';

/** Flags of sbatch without a value. Source: sbatch(1) of 18.08 to 24.11. */
const switches: ReadonlySet<string> = new Set([
	'-H',
	'--hold',
	'-O',
	'--overcommit',
	'-s',
	'--oversubscribe',
	'-k',
	'--no-kill',
	'-Q',
	'--quiet',
	'-v',
	'--verbose',
	'-W',
	'--wait',
	'-h',
	'--help',
	'-V',
	'--version',
	'-I',
	'--contiguous',
	'--exclusive',
	'--get-user-env',
	'--ignore-pbs',
	'--no-requeue',
	'--requeue',
	'--parsable',
	'--reboot',
	'--spread-job',
	'--stepmgr',
	'--test-only',
	'--use-min-nodes',
	'--usage',
]);

/** What yolotop itself needs to know, or gives in another way. */
const refused: ReadonlySet<string> = new Set(['--wrap', '-W', '--wait', '--test-only', '--parsable', '-h', '--help', '--usage', '-V', '--version', '-a', '--array']);

export type SbatchWords = {
	/** Each a word: `--gres=gpu:1`. */
	readonly flags: readonly string[];
	/** The script and its arguments, or empty. */
	readonly script: readonly string[];
	/** Behind `--`, or empty. */
	readonly command: readonly string[];
};

/**
Reads what a person would give to sbatch: flags, then a script with its arguments, or a command behind `--`.

@throws UserError `flag-value-missing`, `flag-not-supported`.
*/
export function parseSbatchWords(words: readonly string[]): SbatchWords {
	const flags: string[] = [];
	let index = 0;
	while (index < words.length && words[index]!.startsWith('-') && words[index] !== '--') {
		const word = words[index]!;
		const name = word.startsWith('--') ? word.split('=', 1)[0]! : word.slice(0, 2);
		if (refused.has(name)) {
			throw new UserError('flag-not-supported', {flag: name});
		}

		const isWhole = switches.has(name) || word.includes('=') || (!word.startsWith('--') && word.length > 2);
		const value = isWhole ? undefined : words[index + 1];
		if (!isWhole && (value === undefined || value === '--')) {
			throw new UserError('flag-value-missing', {flag: name, example: 'gpu:1'});
		}

		flags.push(value === undefined ? word : (word.startsWith('--') ? `${word}=${value}` : `${word}${value}`));
		index += value === undefined ? 1 : 2;
	}

	const rest = words.slice(index);
	return rest[0] === '--' ? {flags, script: [], command: rest.slice(1)} : {flags, script: rest, command: []};
}

/** The value of a flag, the last one that counts; undefined where it is not given. */
export function sbatchValue(flags: readonly string[], long: string, short?: string): string | undefined {
	const found = flags.findLast(flag => flag.startsWith(`--${long}=`) || (short !== undefined && flag.startsWith(`-${short}`) && !flag.startsWith('--')));
	return found?.startsWith('--') === true ? found.slice(long.length + 3) : found?.slice(2);
}

/** The flags in the directives of a script, which those of the command override. A directive after the first command does not count. */
export function directivesOf(script: string): readonly string[] {
	const lines = script.split('\n');
	const first = lines.findIndex(line => line.trim() !== '' && !line.startsWith('#'));
	const own = lines.slice(0, first === -1 ? undefined : first).filter(line => line.startsWith('#SBATCH'));
	try {
		return own.flatMap(line => parseSbatchWords(line.slice('#SBATCH'.length).replace(/\s#.*$/, '').split(/\s+/).filter(word => word !== '')).flags);
	} catch {
		return [];
	}
}
