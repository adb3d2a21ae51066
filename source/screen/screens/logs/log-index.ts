import type {TerminalLine} from '../../../domain/line.ts';
import {toDrawable} from '../../draw/line.ts';
import {readLogLine} from '../../panels/read-log-line.ts';
import type {Token} from '../../theme/token.ts';
import type {LogView} from './log-view.ts';

/** What the log screen shows as one: a line, or several in a row that say the same. */
export type LogEntry = {
	/** Number of its first line, counted from the first line of the output. */
	readonly number: number;
	/** The last of its lines. */
	readonly line: TerminalLine;
	/** Its text without the graphic of a progress bar. */
	readonly text: string;
	readonly token: Token;
	/** How many lines in a row said the same. */
	readonly count: number;
};

/**
The kept lines as entries. An entry has an ordinal that never changes while the index lives, although older entries are
dropped: ordinals run from `first` to before `end`.
*/
export type LogIndex = {
	/** Takes in what came since the last call: its cost is that of the new lines alone, however many are kept. */
	update(view: LogView): void;
	first(): number;
	end(): number;
	at(ordinal: number): LogEntry | undefined;
	/** The ordinal of the entry that holds a line of the output; the nearest kept one where that is gone. */
	ordinalOf(number: number): number;
	/** Ordinals of the errors, oldest first, and of the warnings. */
	problems(): readonly number[];
	warnings(): readonly number[];
	/** Counts up when the index began again, after which ordinals name other entries. */
	generation(): number;
};

/** What is kept of a log, as a queue: ordinals count from its first entry, those at its front may be dropped already. */
type Kept = {
	entries: LogEntry[];
	/** Ordinal of `entries[0]`, and the number of entries at the front that are dropped already. */
	base: number;
	dead: number;
	/** Ordinals of the errors and of the warnings, also of dropped ones. */
	problems: number[];
	warnings: number[];
};

const createKept = (): Kept => ({
	entries: [], base: 0, dead: 0, problems: [], warnings: [],
});

/** Creates an empty index. It keeps as many entries as the log keeps lines, or fewer; of blank lines in a row one, or none. */
export function createLogIndex({hasBlanks = true, maxEntries = Infinity}: {readonly hasBlanks?: boolean; readonly maxEntries?: number} = {}): LogIndex {
	let kept = createKept();
	/** Number of the next line to take in, and the line before it, by which a log that began again is known. */
	let next = 0;
	let lastLine: TerminalLine | undefined;
	let generation = 0;

	function clear(): void {
		kept = createKept();
		next = 0;
		lastLine = undefined;
		generation++;
	}

	return {
		update({lines, dropped}) {
			if (lastLine !== undefined && (next < dropped || lines[next - 1 - dropped] !== lastLine)) {
				// Lines were dropped before they were seen, or it is another log.
				clear();
			}

			next = Math.max(next, dropped);
			for (let place = next - dropped; place < lines.length; place++) {
				const line = lines[place]!;
				if (line.isTransient) {
					break;
				}

				add(kept, line, dropped + place, hasBlanks);
				lastLine = line;
				next = dropped + place + 1;
			}

			dropBefore(kept, Math.max(dropped, kept.entries.at(-maxEntries)?.number ?? 0));
		},
		first: () => firstOf(kept),
		end: () => kept.base + kept.entries.length,
		at: ordinal => ordinal < firstOf(kept) ? undefined : kept.entries[ordinal - kept.base],
		ordinalOf: number => ordinalOf(kept, number),
		problems: () => since(kept.problems, firstOf(kept)),
		warnings: () => since(kept.warnings, firstOf(kept)),
		generation: () => generation,
	};
}

function add(kept: Kept, line: TerminalLine, number: number, hasBlanks: boolean): void {
	const {entries, base, dead} = kept;
	const {text: read, token} = readLogLine(line);
	const text = toDrawable(read);
	const before = entries.length > dead ? entries.at(-1) : undefined;
	if (text === '' && (!hasBlanks || before === undefined || before.text === '')) {
		return;
	}

	if (before?.text === text) {
		entries[entries.length - 1] = {...before, line, count: before.count + 1};
		return;
	}

	if (token === 'bad') {
		kept.problems.push(base + entries.length);
	} else if (token === 'warning') {
		kept.warnings.push(base + entries.length);
	}

	entries.push({
		number, line, text, token, count: 1,
	});
}

/** Lets go of entries whose lines the log has dropped. */
function dropBefore(kept: Kept, number: number): void {
	const {entries} = kept;
	while (kept.dead < entries.length - 1 && entries[kept.dead + 1]!.number <= number) {
		kept.dead++;
	}

	// Copying only when an eighth of the array is dead keeps an update cheap.
	if (kept.dead < 1000 || kept.dead < entries.length / 8) {
		return;
	}

	kept.entries = entries.slice(kept.dead);
	kept.base += kept.dead;
	kept.dead = 0;
	kept.problems = kept.problems.filter(ordinal => ordinal >= kept.base);
	kept.warnings = kept.warnings.filter(ordinal => ordinal >= kept.base);
}

const firstOf = ({base, dead}: Kept): number => base + dead;

function ordinalOf({entries, base, dead}: Kept, number: number): number {
	let low = dead;
	let high = entries.length - 1;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (entries[middle]!.number <= number) {
			low = middle;
		} else {
			high = middle - 1;
		}
	}

	return base + low;
}

/** The ordinals from the first kept one on; the same list where none is older. */
function since(ordinals: readonly number[], first: number): readonly number[] {
	return ordinals.length > 0 && ordinals[0]! < first ? ordinals.filter(ordinal => ordinal >= first) : ordinals;
}
