import {
	beginningBytes,
	createCheckpointScanner,
	headCapacity,
	inspectBeginning,
	inspectCheckpoint,
	tailBytes,
	type CheckpointInspection,
} from './checkpoint-inspection.ts';
import {expectedSize} from './checkpoint-size.ts';
import {isLegacyCheckpoint, readLegacyCheckpoint} from './legacy-checkpoint.ts';
import {directoryBytes} from './zip-directory.ts';

export type PieceOptions = {
	/** As the file system has it, in bytes. */
	readonly sizeBytes: number;
	/** Reads the last bytes of the file alone; undefined where that is not possible. A file that is shorter is given whole. */
	readonly readEnd?: ((bytes: number) => Promise<Uint8Array | undefined>) | undefined;
	/** So long it is read at most where its end cannot be read alone; then its beginning counts, and its end is unknown. Undefined for no limit. */
	readonly limitMs?: number;
	/** Whether the limit counts only for a file that is as large as its beginning says. */
	readonly isLimitForSizedOnly?: boolean;
	/** Called once when its end cannot be read alone, so that all of it is read. */
	onWholeRead?(): void;
};

/** The structure of a small model fits into this; for a larger one twice as much is tried. */
const firstJudgedBytes = 65_536;

/** The end of a checkpoint with some hundred tensors. */
const firstEndBytes = 65_536;

/**
Inspects a checkpoint. Of a large one its beginning is read, which says what it holds, and its end, which proves that it was written whole.
Where the end cannot be read alone, all is read. `open` gives it from its beginning; undefined when there is none.
*/
export async function inspectPieces(open: () => Promise<AsyncIterable<Uint8Array> | undefined>, {sizeBytes, readEnd, limitMs, isLimitForSizedOnly = false, onWholeRead}: PieceOptions): Promise<CheckpointInspection | undefined> {
	const isLarge = sizeBytes > 2 * tailBytes;
	// While an engine gives a file it answers nothing else about the container, so the end comes first.
	const end = isLarge ? await readNeededEnd(sizeBytes, readEnd) : undefined;
	const content = await open();
	if (content === undefined) {
		return undefined;
	}

	const scanner = createCheckpointScanner();
	const beganAt = performance.now();
	let seen = 0;
	let judgedAt = isLarge ? firstJudgedBytes : Infinity;
	let size: Size = 'more';
	for await (const chunk of content) {
		scanner.push(chunk);
		seen += chunk.byteLength;
		if (seen >= judgedAt && seen < sizeBytes) {
			const head = scanner.beginning();
			size = sizeOf(head, sizeBytes);
			judgedAt = size === 'more' && head.byteLength < headCapacity ? 2 * judgedAt : Infinity;
			if (judgedAt === Infinity) {
				if (end !== undefined) {
					return inspectCheckpoint(head, end, sizeBytes);
				}

				onWholeRead?.();
			}
		}

		const isLimited = limitMs !== undefined && (size === 'fits' || !isLimitForSizedOnly);
		if (isLimited && seen >= beginningBytes && seen < sizeBytes && performance.now() - beganAt >= limitMs) {
			return {...inspectBeginning(scanner.beginning(), sizeBytes), ...(size === 'fits' && {isOfItsSize: true})};
		}
	}

	return scanner.end();
}

/** Whether a file is as large as its beginning says. */
type Size = 'more' | 'fits' | 'unknown';

function sizeOf(head: Uint8Array, sizeBytes: number): Size {
	if (isLegacyCheckpoint(head)) {
		const read = readLegacyCheckpoint(head);
		return read === 'more' ? 'more' : (read.sizeBytes === sizeBytes ? 'fits' : 'unknown');
	}

	const expected = expectedSize(head);
	return typeof expected === 'object' ? (sizeBytes >= expected.min && sizeBytes <= expected.max ? 'fits' : 'unknown') : expected ?? 'unknown';
}

/** As much of the end as holds the directory of a zip; undefined where it cannot be read alone. */
async function readNeededEnd(sizeBytes: number, readEnd: PieceOptions['readEnd']): Promise<Uint8Array | undefined> {
	const first = await readEnd?.(firstEndBytes);
	const needed = first && directoryBytes(first, sizeBytes);
	return needed === undefined || needed <= first!.byteLength ? first : readEnd!(needed);
}
