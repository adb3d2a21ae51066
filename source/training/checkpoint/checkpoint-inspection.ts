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
	readonly completedEpochs?: number;
	/** Epochs requested, as the checkpoint knows it; undefined where only its beginning was read. */
	readonly epochs?: number;
	/** Stripped at the end of its run: it cannot be resumed. Undefined when it does not say. */
	readonly isFinished?: boolean;
};

/** Enough for the structure of the largest models: the tensors lie behind it. */
const headCapacity = 32 * (2 ** 20);
/** The directory of a checkpoint takes about 100 bytes a tensor. */
export const tailBytes = 2 ** 20;

export type CheckpointScanner = {
	push(chunk: Uint8Array): void;
	/** The first bytes so far, for `inspectBeginning`. */
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
		beginning: () => join(head).subarray(0, beginningBytes),
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
