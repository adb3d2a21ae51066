import type {Checkpoint, RunState} from '../domain/run.ts';

export type CheckpointWithAge = Checkpoint & {
	/** Milliseconds since it was written; undefined when that is not known. */
	readonly ageMs?: number;
};

/** The file from which the run could go on: last.pt, else the one that was written last. Undefined when none was seen. */
export function selectCheckpoint({checkpoints}: RunState, now: number): CheckpointWithAge | undefined {
	const newestFirst = checkpoints.toSorted((one, other) => (other.writtenAt ?? 0) - (one.writtenAt ?? 0));
	const checkpoint = checkpoints.find(({name}) => name === 'last.pt') ?? newestFirst[0];
	return checkpoint && {
		...checkpoint,
		...(checkpoint.writtenAt !== undefined && {ageMs: Math.max(0, now - checkpoint.writtenAt)}),
	};
}
