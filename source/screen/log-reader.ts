import type {TerminalLine} from '../domain/line.ts';
import type {Phase} from '../domain/run.ts';
import type {LogView} from './screens/logs/log-view.ts';
import type {LogSource} from './screen-options.ts';

/**
The log as a view that stays the same object while no line has ended, however often the open line moves: folding the log
for every step of a bar would be waste. Before the training has begun the open line counts too.
*/
export function createLogReader(log: LogSource): (phase: Phase) => LogView {
	let view: LogView = {lines: [], dropped: 0};
	let last: TerminalLine | undefined;
	return phase => {
		const lines = log.lines();
		const lastEnded = ['idle', 'starting'].includes(phase.kind) ? lines.at(-1) : lines.findLast(line => !line.isTransient);
		if (lastEnded !== last || log.dropped() !== view.dropped) {
			last = lastEnded;
			view = {
				lines, dropped: log.dropped(), live: () => lastTransient(log.lines()),
			};
		}

		return view;
	};
}

/** The lines at the end that have not ended. */
function lastTransient(lines: readonly TerminalLine[]): readonly TerminalLine[] {
	let start = lines.length;
	while (start > 0 && lines[start - 1]!.isTransient) {
		start--;
	}

	return lines.slice(start);
}
