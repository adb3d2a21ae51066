import {isLegacyCheckpoint, readLegacyCheckpoint} from './legacy-checkpoint.ts';
import {pythonNone} from './pickle-opcodes.ts';
import {type PickleDictionary, type PickleValue, scanPickle} from './pickle-scan.ts';
import {entryData, readZipDirectory} from './zip-directory.ts';

/** What the bytes of a last.pt or best.pt say. */
export type CheckpointInspection =
	/** No byte yet: it is being opened for writing, or the disk is full. */
	| {readonly kind: 'empty'}
	/** It begins as a checkpoint; its end was not looked at. `isOfItsSize` when it is as large as its beginning says. */
	| ({readonly kind: 'begun'; readonly sizeBytes: number; readonly isOfItsSize?: boolean} & CheckpointContent)
	/** It begins as a checkpoint and has no end: it is being written, or was cut off. */
	| {readonly kind: 'truncated'; readonly sizeBytes: number}
	/** Nothing that PyTorch writes, or nothing that tells whether it is whole. */
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

/** Enough for the structure of the largest models: the tensors are behind it. */
export const headCapacity = 32 * (2 ** 20);
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

/** Inspects the bytes of a checkpoint that are at hand: the beginning of the file, its end, and its size. */
export function inspectCheckpoint(head: Uint8Array, tail: Uint8Array, totalBytes: number): CheckpointInspection {
	if (totalBytes === 0) {
		return {kind: 'empty'};
	}

	if (isLegacyCheckpoint(head)) {
		return inspectLegacy(head, tail, totalBytes);
	}

	const entries = readZipDirectory(tail, totalBytes);
	if (entries === undefined) {
		const isZip = head[0] === 0x50 && head[1] === 0x4B;
		return {kind: isZip || head.byteLength < 2 ? 'truncated' : 'unreadable', sizeBytes: totalBytes};
	}

	const offset = entries.find(({name, isStored}) => isStored && isPickleName(name))?.offset;
	return {kind: 'whole', sizeBytes: totalBytes, ...contentOf(scanStored(head, offset))};
}

/** Such a file has no record at its end; its size and the number in front of its last tensor, where that is at hand, have to be right. */
function inspectLegacy(head: Uint8Array, tail: Uint8Array, sizeBytes: number): CheckpointInspection {
	const read = readLegacyCheckpoint(head);
	if (read === 'more') {
		return {kind: head.byteLength === sizeBytes ? 'truncated' : 'unreadable', sizeBytes};
	}

	if (read.sizeBytes === undefined || sizeBytes > read.sizeBytes) {
		return {kind: 'unreadable', sizeBytes};
	}

	const at = read.last === undefined ? -1 : tail.byteLength - read.last.bytesBeforeEnd;
	const isCounted = at < 0 || new DataView(tail.buffer, tail.byteOffset, tail.byteLength).getBigInt64(at, true) === BigInt(read.last!.count);
	return isCounted && sizeBytes === read.sizeBytes ? {kind: 'whole', sizeBytes, ...contentOf(read.content)} : {kind: 'truncated', sizeBytes};
}

/** How many bytes `inspectBeginning` needs: the dictionary begins with its epoch. */
export const beginningBytes = 4096;

/** The same by the first bytes alone. Both frameworks begin the dictionary with `epoch`. */
export function inspectBeginning(head: Uint8Array, totalBytes: number): CheckpointInspection {
	if (totalBytes === 0) {
		return {kind: 'empty'};
	}

	if (isLegacyCheckpoint(head)) {
		const read = readLegacyCheckpoint(head);
		return {kind: 'begun', sizeBytes: totalBytes, ...(read !== 'more' && contentOf(read.content))};
	}

	return head[0] === 0x50 && head[1] === 0x4B
		? {kind: 'begun', sizeBytes: totalBytes, ...contentOf(scanStored(head, 0))}
		: {kind: 'unreadable', sizeBytes: totalBytes};
}

function contentOf(content: PickleValue | undefined): CheckpointContent {
	if (!isDictionary(content)) {
		return {};
	}

	const epoch = integer(content.get('epoch'));
	const optimizer = content.get('optimizer');
	return {
		completedEpochs: epoch === undefined || epoch < 0 ? undefined : epoch + 1,
		epochs: epochsIn(content.get('train_args')) ?? epochsIn(content.get('opt')),
		isFinished: epoch === -1 ? true : (optimizer === undefined ? undefined : optimizer === pythonNone),
	};
}

const isPickleName = (name: string): boolean => /(?:^|\/)data\.pkl$/.test(name);

/** The pickle whose local header is at `offset`, as far as it is at hand. */
function scanStored(head: Uint8Array, offset: number | undefined): PickleValue | undefined {
	const data = offset === undefined ? undefined : entryData(head.subarray(offset));
	return data !== undefined && isPickleName(data.name) ? scanPickle(head.subarray(offset! + data.offset)) : undefined;
}

function isDictionary(value: PickleValue | undefined): value is PickleDictionary {
	return value instanceof Map;
}

function epochsIn(settings: PickleValue | undefined): number | undefined {
	return isDictionary(settings) ? integer(settings.get('epochs')) : undefined;
}

function integer(value: PickleValue | undefined): number | undefined {
	return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}
