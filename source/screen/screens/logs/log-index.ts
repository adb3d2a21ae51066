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
	/** Counts up when the index began anew, after which ordinals name other entries. */
	generation(): number;
};

/** Creates an empty index. It keeps as many entries as the log keeps lines; of blank lines in a row one, or none. */
export function createLogIndex({hasBlanks = true}: {readonly hasBlanks?: boolean} = {}): LogIndex {
	let entries: LogEntry[] = [];
	/** Ordinal of `entries[0]`, and the number of entries at its front that are dropped already. */
	let base = 0;
	let dead = 0;
	let problems: number[] = [];
	let warnings: number[] = [];
	/** Number of the next line to take in, and the line before it, by which a log that began anew is known. */
	let next = 0;
	let lastLine: TerminalLine | undefined;
	let generation = 0;

	function clear(): void {
		entries = [];
		base = 0;
		dead = 0;
		problems = [];
		warnings = [];
		next = 0;
		lastLine = undefined;
		generation++;
	}

	function add(line: TerminalLine, number: number): void {
		const reading = readLogLine(line);
		const text = toDrawable(reading.text);
		const before = entries.length > dead ? entries.at(-1) : undefined;
		if (text === '' && (!hasBlanks || before === undefined || before.text === '')) {
			return;
		}

		if (before?.text === text) {
			entries[entries.length - 1] = {...before, line, count: before.count + 1};
			return;
		}

		if (reading.token === 'bad') {
			problems.push(base + entries.length);
		} else if (reading.token === 'warning') {
			warnings.push(base + entries.length);
		}

		entries.push({
			number, line, text, token: reading.token, count: 1,
		});
	}

	/** Lets go of entries whose lines the log has dropped. */
	function dropBefore(number: number): void {
		while (dead < entries.length - 1 && entries[dead + 1]!.number <= number) {
			dead++;
		}

		// Copying only when half of the array is dead keeps an update cheap.
		if (dead < 1000 || dead < entries.length / 2) {
			return;
		}

		entries = entries.slice(dead);
		base += dead;
		dead = 0;
		problems = problems.filter(ordinal => ordinal >= base);
		warnings = warnings.filter(ordinal => ordinal >= base);
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

				add(line, dropped + place);
				lastLine = line;
				next = dropped + place + 1;
			}

			dropBefore(dropped);
		},
		first: () => base + dead,
		end: () => base + entries.length,
		at: ordinal => ordinal < base + dead ? undefined : entries[ordinal - base],
		ordinalOf(number) {
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
		},
		problems: () => problems.length > 0 && problems[0]! < base + dead ? problems.filter(ordinal => ordinal >= base + dead) : problems,
		warnings: () => warnings.length > 0 && warnings[0]! < base + dead ? warnings.filter(ordinal => ordinal >= base + dead) : warnings,
		generation: () => generation,
	};
}
