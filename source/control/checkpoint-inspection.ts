import {pythonNone} from './pickle-opcodes.ts';
import {type PickleDictionary, type PickleValue, scanPickle} from './pickle-scan.ts';
import {entryDataOffset, readZipDirectory, type ZipEntry} from './zip-directory.ts';

/** What the bytes of a last.pt or best.pt say. */
export type CheckpointInspection =
	/** No byte yet: it is being opened for writing, or the disk is full. */
	| {readonly kind: 'empty'}
	/** It begins as a checkpoint and has no end: it is being written, or was cut off. */
	| {readonly kind: 'truncated'; readonly sizeBytes: number}
	/** No zip: a checkpoint of PyTorch before 1.6, or something else. */
	| {readonly kind: 'unreadable'; readonly sizeBytes: number}
	| {
		readonly kind: 'whole';
		readonly sizeBytes: number;
		/** How many epochs it holds, 1-based as everywhere; undefined when it does not say or the run is finished. */
		readonly completedEpochs?: number;
		/** Epochs requested, as the checkpoint knows it. */
		readonly epochs?: number;
		/** Stripped at the end of its run: it cannot be resumed. Undefined when it does not say. */
		readonly isFinished?: boolean;
	};

/** Enough for the structure of the largest models: the tensors lie behind it. */
const headCapacity = 32 * (2 ** 20);
/** The directory of a checkpoint takes about 100 bytes a tensor. */
const tailCapacity = 2 ** 20;

export type CheckpointScanner = {
	push(chunk: Uint8Array): void;
	end(): CheckpointInspection;
};

/**
Inspects a checkpoint while it streams by; keeps its first 32 MiB and its last 1 MiB only. Pickles are never executed.
*/
export function createCheckpointScanner(): CheckpointScanner {
	const head: Uint8Array[] = [];
	let headBytes = 0;
	let tail: Uint8Array[] = [];
	let tailBytes = 0;
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
			tailBytes += chunk.byteLength;
			while (tail.length > 1 && tailBytes - tail[0]!.byteLength >= tailCapacity) {
				tailBytes -= tail[0]!.byteLength;
				tail = tail.slice(1);
			}
		},
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

	const content = dictionary(head, entries);
	if (content === undefined) {
		return {kind: 'whole', sizeBytes: totalBytes};
	}

	const epoch = integer(content.get('epoch'));
	const optimizer = content.get('optimizer');
	const isFinished = epoch === -1 ? true : (optimizer === undefined ? undefined : optimizer === pythonNone);
	return {
		kind: 'whole',
		sizeBytes: totalBytes,
		completedEpochs: epoch === undefined || epoch < 0 ? undefined : epoch + 1,
		epochs: integer(inside(content.get('train_args'), 'epochs')) ?? integer(inside(content.get('opt'), 'epochs')),
		isFinished,
	};
}

function dictionary(head: Uint8Array, entries: readonly ZipEntry[]): PickleDictionary | undefined {
	const entry = entries.find(({name, isStored}) => isStored && /(?:^|\/)data\.pkl$/.test(name));
	if (entry === undefined) {
		return undefined;
	}

	const offset = entryDataOffset(head.subarray(entry.offset));
	if (offset === undefined || entry.offset + offset + entry.size > head.byteLength) {
		return undefined;
	}

	const start = entry.offset + offset;
	const content = scanPickle(head.subarray(start, start + entry.size));
	return isDictionary(content) ? content : undefined;
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
