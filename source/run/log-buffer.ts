import type {Channel, TerminalLine} from '../domain/line.ts';

/** The last lines of the output, bounded in number and size. */
export type LogBuffer = {
	/** Takes the lines of a feed's batch: ended ones are kept, a transient one stands for its channel until the next. */
	push(lines: readonly TerminalLine[]): void;
	/** What comes now does not go on with what came before: lines that have not ended end, and an empty one follows. */
	breakOff(): void;
	/** The kept lines, oldest first, then the current transient lines. The same array until something changes. */
	lines(): readonly TerminalLine[];
	/** How many ended lines were dropped at the front. */
	dropped(): number;
	/** Counts up with every change. */
	revision(): number;
};

/** Enough to scroll back through some days of training; the bars of an epoch are one line. About 10 MB of memory when it is full. */
const defaultLines = 50_000;
/** Five million characters of text and colours together, counted as bytes. */
const defaultBytes = 5_000_000;

/** Creates an empty buffer that keeps at most `maxLines` ended lines and about `maxBytes` of text. */
export function createLogBuffer({maxLines = defaultLines, maxBytes = defaultBytes} = {}): LogBuffer {
	/** Ended lines; those before `start` are dropped. */
	let kept: TerminalLine[] = [];
	let start = 0;
	let bytes = 0;
	let droppedLines = 0;
	let changes = 0;
	let snapshot: readonly TerminalLine[] | undefined;
	const transient = new Map<Channel, TerminalLine>();

	const dropOldest = () => {
		while (kept.length - start > maxLines || (bytes > maxBytes && kept.length - start > 1)) {
			bytes -= sizeOf(kept[start]!);
			start++;
			droppedLines++;
		}

		// Copying only when an eighth of the array is dead keeps a push cheap.
		// Stryker disable next-line all: when it is done changes the cost of a push, not what is kept.
		if (!(start > 1000 && start > kept.length / 8)) {
			return;
		}

		kept = kept.slice(start);
		start = 0;
	};

	return {
		breakOff() {
			this.push([...Array.from(transient.values(), line => ({...line, isTransient: false})), {text: '', isTransient: false, channel: 'stdout'}]);
		},
		push(lines) {
			if (lines.length === 0) {
				return;
			}

			for (const line of lines) {
				if (line.isTransient) {
					transient.set(line.channel, line);
				} else {
					transient.delete(line.channel);
					kept.push(line);
					bytes += sizeOf(line);
				}
			}

			dropOldest();
			snapshot = undefined;
			changes++;
		},
		lines() {
			snapshot ??= [...kept.slice(start), ...transient.values()];
			return snapshot;
		},
		dropped: () => droppedLines,
		revision: () => changes,
	};
}

function sizeOf({text, styledText}: TerminalLine): number {
	return text.length + (styledText?.length ?? 0);
}
