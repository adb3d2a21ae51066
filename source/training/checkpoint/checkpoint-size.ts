import {readPickle} from './pickle-scan.ts';
import {entryData, storedSize} from './zip-directory.ts';

/** How large a whole checkpoint is, in bytes. */
export type CheckpointSize = {readonly min: number; readonly max: number};

/** An entry takes so much beside its data: two headers, its name in each, and the checksum behind the data. */
const minEntryBytes = 100;

/** The same at most, with long names and the padding in front of the data. */
const maxEntryBytes = 512;

/** PyTorch writes up to five small entries beside the tensors, and the records at the end. */
const otherEntries = 16;

/**
How large a checkpoint has to be by its beginning: the pickle comes first and names the size of every tensor behind it. A file of that size
may still lack the last of what is behind the tensors. Gives `more` while the beginning is not long enough to tell, and undefined where it will never tell.

Source: PyTorch 1.6 to 2.8, `torch/serialization.py` and `caffe2/serialize/inline_container.cc`.
*/
export function expectedSize(head: Uint8Array): CheckpointSize | 'more' | undefined {
	const first = entryData(head);
	if (first === undefined || !/(?:^|\/)data\.pkl$/.test(first.name)) {
		return undefined;
	}

	const {sizeBytes, storages} = readPickle(head.subarray(first.offset));
	if (sizeBytes === undefined) {
		return 'more';
	}

	const {totalBytes} = storages;
	if (totalBytes === undefined) {
		return sizeByEntries(head);
	}

	const begin = first.offset + sizeBytes + totalBytes;
	return {min: begin + (storages.count * minEntryBytes), max: begin + ((storages.count + otherEntries) * maxEntryBytes)};
}

/** By the sizes that the entries themselves say in front of their data, one after the other as far as they are at hand. */
function sizeByEntries(head: Uint8Array): CheckpointSize | 'more' | undefined {
	let end = 0;
	let count = 0;
	while (end < head.byteLength) {
		const entry = entryData(head.subarray(end));
		if (entry === undefined) {
			return head.byteLength - end < maxEntryBytes ? 'more' : undefined;
		}

		const size = storedSize(head.subarray(end));
		if (size === undefined) {
			return undefined;
		}

		end += entry.offset + size;
		count++;
	}

	return {min: end, max: end + ((count + otherEntries) * maxEntryBytes)};
}
