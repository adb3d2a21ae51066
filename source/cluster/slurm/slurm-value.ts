import {readCount, toAmount, toTime} from '../../domain/possible-number.ts';

/** A time limit or a run time as Slurm writes it, `[D-]HH:MM:SS`, `MM:SS` or minutes, in milliseconds; undefined for UNLIMITED and what is none. */
export function slurmDuration(text: string | undefined): number | undefined {
	const [, days, rest] = /^(?:(\d+)-)?([\d:]+)(?:\.\d+)?$/.exec(text?.trim() ?? '') ?? [];
	if (rest === undefined) {
		return undefined;
	}

	const parts = rest.split(':').map(Number);
	if (parts.length > 3 || parts.some(part => Number.isNaN(part))) {
		return undefined;
	}

	// With days the first part is hours; alone it is minutes. Source: sbatch(1), --time.
	const [hours, minutes, seconds] = days !== undefined || parts.length === 3
		? [parts[0]!, parts[1] ?? 0, parts[2] ?? 0]
		: [0, parts[0]!, parts[1] ?? 0];
	return toAmount((((((Number(days ?? 0) * 24) + hours) * 60 * 60) + (minutes * 60)) + seconds) * 1000);
}

/** Milliseconds as `--time` takes them, rounded up to a minute. */
export function toSlurmDuration(ms: number): string {
	const minutes = Math.max(1, Math.ceil(ms / 60_000));
	const days = Math.floor(minutes / 1440);
	const clock = `${String(Math.floor(minutes % 1440 / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;
	return days === 0 ? clock : `${days}-${clock}`;
}

/** A time in seconds since 1970, which is what is asked for, or as Slurm writes it without that; undefined for N/A, Unknown and 0. */
export function slurmTime(text: string | number | undefined): number | undefined {
	if (text === undefined || ['', 0].includes(text)) {
		return undefined;
	}

	const ms = /^\d+$/.test(String(text)) ? Number(text) * 1000 : Date.parse(String(text));
	return toTime(ms);
}

const noTexts: ReadonlySet<string> = new Set(['', '(null)', 'N/A', 'None assigned', 'Unknown', 'None']);

/** A text of Slurm; undefined for what it writes where there is none. */
export function slurmText(text: string | undefined): string | undefined {
	return text === undefined || text === '' || noTexts.has(text.trim()) ? undefined : text;
}

export function slurmCount(text: string | number | undefined): number | undefined {
	return toAmount(Number(text === '' ? NaN : text ?? NaN));
}

/** Generic resources without the word that newer versions put in front: `gres:gpu:1`, `gres/gpu:1`, `gpu:1`. */
export function slurmGres(text: string | undefined): string | undefined {
	return slurmText(text)?.replaceAll(/gres[/:]/g, '');
}

/** Memory as Slurm writes it, `500M`, in MiB without a unit; undefined for none, and for 0, which is all of a node. Source: sbatch(1), --mem. */
export function slurmMemory(text: string | number | undefined): number | undefined {
	const [, amount, unit = 'M'] = /^(\d+(?:\.\d+)?)([GKMT]?)/.exec(String(text ?? '')) ?? [];
	const bytes = amount === undefined ? 0 : Number(amount) * (1024 ** ('KMGT'.indexOf(unit === '' ? 'M' : unit) + 1));
	return bytes === 0 ? undefined : bytes;
}

/** Exit code and signal as Slurm writes them together: `143:0`, `0:15`. */
export function slurmExit(text: string | undefined): {readonly exitCode?: number; readonly exitSignal?: number} {
	const [, code, signal] = /^(\d+):(\d+)$/.exec(text?.trim() ?? '') ?? [];
	const [exitCode, exitSignal] = [readCount(code), readCount(signal)];
	return {...(exitCode !== undefined && {exitCode}), ...(exitSignal !== undefined && exitSignal > 0 && {exitSignal})};
}

const arrayNone = 4_294_967_294;

export type PatternFacts = {
	readonly number: string;
	readonly arrayJob?: string | undefined;
	readonly arrayTask?: string | undefined;
	readonly name: string;
	readonly user?: string | undefined;
	readonly node?: string | undefined;
	readonly workDirectory?: string | undefined;
};

/**
The path of an output file from its pattern, absolute; undefined where it goes nowhere. Source: sbatch(1), FILENAME PATTERN.
*/
export function outputPath(pattern: string | undefined, facts: PatternFacts): string | undefined {
	const {number, arrayJob, arrayTask, name, user, node, workDirectory} = facts;
	const usual = arrayTask === undefined ? 'slurm-%j.out' : 'slurm-%A_%a.out';
	const values: ReadonlyMap<string, string | undefined> = new Map([
		['%', '%'], ['A', arrayJob ?? number], ['a', arrayTask], ['J', number], ['j', number], ['N', node], ['n', '0'], ['s', 'batch'], ['t', '0'], ['u', user], ['x', name], ['b', arrayTask === undefined ? undefined : String(Number(arrayTask) % 10)],
	]);
	const text = pattern === undefined || pattern === '' ? usual : pattern;
	if (text === '/dev/null' || (text.includes(String(arrayNone)))) {
		return undefined;
	}

	const filled = text.includes('\\') ? text.replaceAll('\\', '') : text.replaceAll(/%(\d*)([%AJNabjnstux])/g, (whole, width: string, letter: string) => values.get(letter)?.padStart(Math.min(10, Number(width)), '0') ?? whole);
	return filled.startsWith('/') ? filled : (workDirectory === undefined ? undefined : `${workDirectory.replace(/\/$/, '')}/${filled}`);
}
