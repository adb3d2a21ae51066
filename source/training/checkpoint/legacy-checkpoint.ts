import {readPickle, type PickleValue} from './pickle-scan.ts';

/** The pickled number that such a file begins with. */
const magic = [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E];

/** The magic number, the version, the machine, the dictionary and the keys of the tensors, each pickled on its own. */
const pickles = 5;

const dictionaryIndex = 3;

/** In front of each tensor is how many elements it has. */
const countBytes = 8;

/** A checkpoint that is no zip, as far as its beginning describes it. */
export type LegacyCheckpoint = {
	readonly content: PickleValue | undefined;
	/** Of the whole file; undefined where it names a tensor whose size is not known. */
	readonly sizeBytes?: number;
	/** The last tensor: how many elements it has, and how many bytes before the end of the file that number stands. */
	readonly last?: {readonly count: number; readonly bytesBeforeEnd: number};
};

/** Whether the bytes begin as `torch.save` wrote before PyTorch 1.6, and writes without its zip format. */
export function isLegacyCheckpoint(head: Uint8Array): boolean {
	return magic.every((byte, index) => head[index] === byte);
}

/**
Reads what comes before the tensors, which says how large the file has to be; `more` where that is not all at hand.

Source: PyTorch 1.0 to 2.8, `torch/serialization.py` (`_legacy_save`): the tensors follow in the order of their keys as texts.
*/
export function readLegacyCheckpoint(head: Uint8Array): LegacyCheckpoint | 'more' {
	let at = 0;
	let content: PickleValue | undefined;
	let sizes: ReadonlyMap<string, {readonly count: number; readonly bytes: number}> | undefined;
	for (let index = 0; index < pickles; index++) {
		const {value, sizeBytes, storages} = readPickle(head.subarray(at));
		if (sizeBytes === undefined) {
			return 'more';
		}

		at += sizeBytes;
		content = index === dictionaryIndex ? value : content;
		sizes = index === dictionaryIndex ? storages.sizes : sizes;
	}

	if (sizes === undefined) {
		return {content};
	}

	let last: {readonly key: string; readonly count: number; readonly bytesBeforeEnd: number} | undefined;
	let end = at;
	for (const [key, {count, bytes}] of sizes) {
		end += countBytes + bytes;
		last = last === undefined || key > last.key ? {key, count, bytesBeforeEnd: countBytes + bytes} : last;
	}

	return {content, sizeBytes: end, ...(last !== undefined && {last})};
}
