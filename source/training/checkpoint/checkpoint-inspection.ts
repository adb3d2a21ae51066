import {expectedSize} from './checkpoint-size.ts';
import {pythonNone} from './pickle-opcodes.ts';
import {type PickleDictionary, type PickleValue, scanPickle} from './pickle-scan.ts';
import {entryData, readZipDirectory} from './zip-directory.ts';

/** What the bytes of a last.pt or best.pt say. */
export type CheckpointInspection =
	/** No byte yet: it is being opened for writing, or the disk is full. */
	| {readonly kind: 'empty'}
	/** It begins as a checkpoint; its end was not looked at. */
	| ({readonly kind: 'begun'; readonly sizeBytes: number} & CheckpointContent)
	/** It begins as a checkpoint and has no end: it is being written, or was cut off. */
	| {readonly kind: 'truncated'; readonly sizeBytes: number}
	/** No zip: a checkpoint of PyTorch before 1.6, or something else. */
	| {readonly kind: 'unreadable'; readonly sizeBytes: number}
	| ({readonly kind: 'whole'; readonly sizeBytes: number} & CheckpointContent);

/** What the pickled dictionary of a checkpoint says. */
export type CheckpointContent = {
	/** How many epochs it holds, 1-based as everywhere; undefined when it does not say or the run is finished. */
	readonly completedEpochs?: number | undefined;
	/** Epochs requested, as the checkpoint knows it; undefined where only its beginning was read. */
	readonly epochs?: number | undefined;
	/** Stripped at the end of its run: it cannot be resumed. Undefined when it does not say. */
	readonly isFinished?: boolean | undefined;
};

/** Enough for the structure of the largest models: the tensors lie behind it. */
const headCapacity = 32 * (2 ** 20);
/** The directory of a checkpoint takes about 100 bytes a tensor. */
export const tailBytes = 2 ** 20;

export type CheckpointScanner = {
	push(chunk: Uint8Array): void;
	/** The first bytes so far, at most 32 MiB. */
	beginning(): Uint8Array;
	end(): CheckpointInspection;
};

/**
Inspects a checkpoint while it streams by; keeps its first 32 MiB and its last 1 MiB only. Pickles are never executed.
*/
export function createCheckpointScanner(): CheckpointScanner {
	const head: Uint8Array[] = [];
	let headBytes = 0;
	let tail: Uint8Array[] = [];
	let keptBytes = 0;
	let totalBytes = 0;
	return {
		push(chunk) {
			totalBytes += chunk.byteLength;
			if (headBytes < headCapacity) {
				const part = chunk.subarray(0, headCapacity - headBytes);
				head.push(part);
				headBytes += part.byteLength;
			}

			tail.push(chunk);
			keptBytes += chunk.byteLength;
			while (tail.length > 1 && keptBytes - tail[0]!.byteLength >= tailBytes) {
				keptBytes -= tail[0]!.byteLength;
				tail = tail.slice(1);
			}
		},
		beginning: () => join(head),
		end: () => inspectCheckpoint(join(head), join(tail), totalBytes),
	};
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
	const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
	let at = 0;
	for (const chunk of chunks) {
		all.set(chunk, at);
		at += chunk.byteLength;
	}

	return all;
}

export type PieceOptions = {
	/** As the file system has it, in bytes. */
	readonly sizeBytes: number;
	/** So long it is read at most; then its beginning alone counts. Undefined for no limit. */
	readonly limitMs?: number;
	/** Called once when its beginning does not say whether it is whole, so that all of it is read. */
	onWholeRead?(): void;
};

/** The structure of a small model fits into this; for a larger one twice as much is tried. */
const firstJudgedBytes = 65_536;

/**
Inspects a checkpoint as it comes, and reads no more of it than says whether it is whole: of a large one its pickle, which says how large
the file has to be.
*/
export async function inspectPieces(content: AsyncIterable<Uint8Array>, {sizeBytes, limitMs, onWholeRead}: PieceOptions): Promise<CheckpointInspection> {
	const scanner = createCheckpointScanner();
	const beganAt = performance.now();
	let seen = 0;
	let judgedAt = sizeBytes > 2 * tailBytes ? firstJudgedBytes : Infinity;
	for await (const chunk of content) {
		scanner.push(chunk);
		seen += chunk.byteLength;
		if (seen >= judgedAt && seen < sizeBytes) {
			const head = scanner.beginning();
			const expected = expectedSize(head);
			if (typeof expected === 'object' && sizeBytes >= expected.min && sizeBytes <= expected.max) {
				return {kind: 'whole', sizeBytes, ...contentOf(storedPickle(head, 0))};
			}

			judgedAt = expected === 'more' && head.byteLength < headCapacity ? 2 * judgedAt : Infinity;
			if (judgedAt === Infinity) {
				onWholeRead?.();
			}
		}

		if (limitMs !== undefined && seen >= beginningBytes && seen < sizeBytes && performance.now() - beganAt >= limitMs) {
			return inspectBeginning(scanner.beginning().subarray(0, beginningBytes), sizeBytes);
		}
	}

	return scanner.end();
}

/** The same for bytes that are there already: the beginning of the file, its end, and its size. */
export function inspectCheckpoint(head: Uint8Array, tail: Uint8Array, totalBytes: number): CheckpointInspection {
	if (totalBytes === 0) {
		return {kind: 'empty'};
	}

	const entries = readZipDirectory(tail, totalBytes);
	if (entries === undefined) {
		const isZip = head[0] === 0x50 && head[1] === 0x4B;
		return {kind: isZip || head.byteLength < 2 ? 'truncated' : 'unreadable', sizeBytes: totalBytes};
	}

	const pickle = storedPickle(head, entries.find(({name, isStored}) => isStored && isPickleName(name))?.offset);
	return {kind: 'whole', sizeBytes: totalBytes, ...contentOf(pickle)};
}

/** How many bytes `inspectBeginning` needs: the dictionary begins with its epoch. */
export const beginningBytes = 4096;

/** The same by the first bytes alone. Both frameworks begin the dictionary with `epoch`. */
export function inspectBeginning(head: Uint8Array, totalBytes: number): CheckpointInspection {
	if (totalBytes === 0) {
		return {kind: 'empty'};
	}

	return head[0] === 0x50 && head[1] === 0x4B
		? {kind: 'begun', sizeBytes: totalBytes, ...contentOf(storedPickle(head, 0))}
		: {kind: 'unreadable', sizeBytes: totalBytes};
}

function contentOf(pickle: Uint8Array | undefined): CheckpointContent {
	const content = pickle === undefined ? undefined : scanPickle(pickle);
	if (!isDictionary(content)) {
		return {};
	}

	const epoch = integer(content.get('epoch'));
	const optimizer = content.get('optimizer');
	return {
		completedEpochs: epoch === undefined || epoch < 0 ? undefined : epoch + 1,
		epochs: integer(inside(content.get('train_args'), 'epochs')) ?? integer(inside(content.get('opt'), 'epochs')),
		isFinished: epoch === -1 ? true : (optimizer === undefined ? undefined : optimizer === pythonNone),
	};
}

const isPickleName = (name: string): boolean => /(?:^|\/)data\.pkl$/.test(name);

/** The bytes of the pickle whose local header is at `offset`, as far as they are at hand. */
function storedPickle(head: Uint8Array, offset: number | undefined): Uint8Array | undefined {
	const data = offset === undefined ? undefined : entryData(head.subarray(offset));
	return data !== undefined && isPickleName(data.name) ? head.subarray(offset! + data.offset) : undefined;
}

function isDictionary(value: PickleValue | undefined): value is PickleDictionary {
	return value instanceof Map;
}

function inside(value: PickleValue | undefined, key: string): PickleValue | undefined {
	return isDictionary(value) ? value.get(key) : undefined;
}

function integer(value: PickleValue | undefined): number | undefined {
	return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}
