import type {RunEvent} from '../domain/event.ts';
import type {FeedBatch} from '../domain/feed.ts';

/** What is played at once, and how long after what was played before. */
export type ReplayPiece = {readonly batch: FeedBatch; readonly afterMs: number};

/** What comes before the first epoch and after the last one gets this part of the time each. */
const edgeShare = 0.08;

/**
A run that was read whole as pieces in the order of its events: epochs take equally long, whatever they took, and all together take
`durationMs`. The events in all are those that were read, but for rows of a table that come one by one.
*/
export function planReplay(batches: readonly FeedBatch[], durationMs: number): readonly ReplayPiece[] {
	const units = batches.flatMap(batch => splitBatch(batch));
	const hasEpochsOfOutput = units.some(({events}) => events[0]?.type === 'epoch-completed');
	const steps = hasEpochsOfOutput ? units : growTables(units);
	const parts = splitByEpoch(steps);
	const shares = parts.length < 3 ? parts.map(() => 1 / parts.length) : parts.map((_, index) => index === 0 || index === parts.length - 1 ? edgeShare : (1 - (2 * edgeShare)) / (parts.length - 2));
	return parts.flatMap((part, index) => part.map(batch => ({batch, afterMs: shares[index]! * durationMs / part.length})));
}

/** One event each, with its part of the lines. */
function splitBatch({events, lines}: FeedBatch): readonly FeedBatch[] {
	const place = (index: number) => Math.round(index * lines.length / events.length);
	return events.length === 0 ? [{events, lines}] : events.map((event, index) => ({events: [event], lines: lines.slice(place(index), place(index + 1))}));
}

/** So many steps move more smoothly than anybody sees; each costs as much as the table is long. */
const maxRowSteps = 1000;

/**
A table that is all that tells of the epochs is given row by row, after the start of the training, which else would come after it. The rows
before the last one have no time: only of the last one it is known when it was written.
*/
function growTables(units: readonly FeedBatch[]): readonly FeedBatch[] {
	const started = units.find(({events}) => events[0]?.type === 'training-started');
	const table = units.find(({events}) => events[0]?.type === 'history-read');
	return table === undefined
		? units
		: units.flatMap(unit => unit === table ? [...(started === undefined ? [] : [started]), ...rowsOf(table.events[0] as RowsRead), unit] : (unit === started ? [] : [unit]));
}

type RowsRead = RunEvent & {readonly type: 'history-read'};

function rowsOf({at: _, records, ...table}: RowsRead): readonly FeedBatch[] {
	const before = records.slice(0, -1);
	const size = Math.max(1, Math.ceil(before.length / maxRowSteps));
	return Array.from({length: Math.ceil(before.length / size)}, (_row, index) => ({events: [{...table, records: before.slice(index * size, (index + 1) * size)}], lines: []}));
}

/** What comes before the first epoch, then each epoch, then the rest; empty ones are left out. */
function splitByEpoch(steps: readonly FeedBatch[]): ReadonlyArray<readonly FeedBatch[]> {
	const parts: FeedBatch[][] = [[]];
	let isInEpochs = false;
	for (const step of steps) {
		const [event] = step.events;
		if (!isInEpochs && event !== undefined && (event.type === 'epoch-progressed' || isEpochEnd(event))) {
			isInEpochs = true;
			parts.push([]);
		}

		parts.at(-1)!.push(step);
		if (event !== undefined && isEpochEnd(event)) {
			parts.push([]);
		}
	}

	return parts.filter(part => part.length > 0);
}

const isEpochEnd = ({type}: RunEvent): boolean => type === 'epoch-completed' || type === 'history-read';
