import type {EpochProgress, PaceMark} from '../domain/run.ts';

/** Marks are this far apart at least: bars print whole seconds. */
const markGapMs = 3000;
/** How many are kept: the pace is that of the last seconds. */
const maxMarks = 6;
/** The pace is steady when so many stretches between marks agree to this factor. */
const minStretches = 3;
const agreement = 1.6;

/** The marks of an epoch with the bar as it is now, where it is far enough from the last one. The first is behind the first batch, which pays for the start. */
export function withMark(before: EpochProgress | undefined, {epoch, batchIndex, elapsedMs}: EpochProgress): readonly PaceMark[] {
	const marks = before?.epoch === epoch ? before.marks ?? [] : [];
	const last = marks.at(-1);
	return batchIndex === undefined || elapsedMs === undefined || batchIndex < 1 || (last !== undefined && (batchIndex <= last.batchIndex || elapsedMs - last.elapsedMs < markGapMs))
		? marks
		: [...marks, {batchIndex, elapsedMs}].slice(-maxMarks);
}

/** Milliseconds of a batch in the last seconds; undefined until the pace is steady. */
export function steadyBatchMs({marks = []}: EpochProgress): number | undefined {
	const stretches = marks.slice(1).map((mark, index) => (mark.elapsedMs - marks[index]!.elapsedMs) / (mark.batchIndex - marks[index]!.batchIndex));
	const recent = stretches.slice(-minStretches);
	const isSteady = recent.length === minStretches && Math.max(...recent) <= agreement * Math.min(...recent);
	const [first, last] = [marks.at(-1 - minStretches), marks.at(-1)];
	return isSteady ? (last!.elapsedMs - first!.elapsedMs) / (last!.batchIndex - first!.batchIndex) : undefined;
}
