import {Buffer} from 'node:buffer';

/** What the pickled dictionary of a checkpoint says; undefined is None. */
export type CheckpointValues = {readonly epoch: number; readonly optimizer?: number | undefined};

/** The tensors of a small model. */
const tensors = new Uint8Array(14_400_000);

/** A pickled dictionary of whole numbers and None. Source: Python's pickle, protocol 2. */
function pickle(values: ReadonlyArray<readonly [string, number | undefined]>): Uint8Array {
	const items = values.flatMap(([key, value]) => {
		const number = Buffer.alloc(5);
		number.writeUInt8(0x4A, 0);
		number.writeInt32LE(value ?? 0, 1);
		return [Buffer.from([0x58, key.length, 0, 0, 0]), Buffer.from(key), value === undefined ? Buffer.from('N') : number];
	});
	return Buffer.concat([Buffer.from([0x80, 2]), Buffer.from('}('), ...items, Buffer.from('u.')]);
}

/**
A checkpoint in pieces, as PyTorch writes it: a zip with stored entries, of which the first is the pickle and the second the tensors.
Source: PyTorch 1.6 and later; PKWARE's APPNOTE, 4.3.
*/
export function checkpointPieces({epoch, optimizer}: CheckpointValues): readonly Uint8Array[] {
	const pieces: Uint8Array[] = [];
	const directory: Uint8Array[] = [];
	let offset = 0;
	const entries: ReadonlyArray<readonly [string, Uint8Array]> = [['last/data.pkl', pickle([['epoch', epoch], ['optimizer', optimizer]])], ['last/data/0', tensors], ['last/version', Buffer.from('3\n')]];
	for (const [name, data] of entries) {
		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04_03_4B_50, 0);
		local.writeUInt16LE(name.length, 26);
		const central = Buffer.alloc(46);
		central.writeUInt32LE(0x02_01_4B_50, 0);
		central.writeUInt32LE(data.length, 20);
		central.writeUInt32LE(data.length, 24);
		central.writeUInt16LE(name.length, 28);
		central.writeUInt32LE(offset, 42);
		pieces.push(Buffer.concat([local, Buffer.from(name)]), data);
		directory.push(central, Buffer.from(name));
		offset += 30 + name.length + data.length;
	}

	const central = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06_05_4B_50, 0);
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(offset, 16);
	return [...pieces, central, end];
}
