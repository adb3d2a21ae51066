import {Buffer} from 'node:buffer';

/** A zip as PyTorch writes it: stored entries, padded, 64-bit end records. */
export function zipBytes(entries: ReadonlyArray<readonly [string, Uint8Array]>): Uint8Array {
	const parts: Uint8Array[] = [];
	const directory: Uint8Array[] = [];
	let offset = 0;
	for (const [name, data] of entries) {
		const nameBytes = Buffer.from(name);
		const padding = Buffer.alloc(5, 'Z');
		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04_03_4B_50, 0);
		local.writeUInt16LE(nameBytes.length, 26);
		local.writeUInt16LE(padding.length, 28);
		const central = Buffer.alloc(46);
		central.writeUInt32LE(0x02_01_4B_50, 0);
		central.writeUInt32LE(data.length, 20);
		central.writeUInt32LE(data.length, 24);
		central.writeUInt16LE(nameBytes.length, 28);
		central.writeUInt32LE(offset, 42);
		directory.push(central, nameBytes);
		parts.push(local, nameBytes, padding, Buffer.from(data));
		offset += 35 + nameBytes.length + data.length;
	}

	const central = Buffer.concat(directory);
	const end64 = Buffer.alloc(56);
	end64.writeUInt32LE(0x06_06_4B_50, 0);
	end64.writeBigUInt64LE(BigInt(entries.length), 32);
	end64.writeBigUInt64LE(BigInt(central.length), 40);
	end64.writeBigUInt64LE(BigInt(offset), 48);
	const locator = Buffer.alloc(20);
	locator.writeUInt32LE(0x07_06_4B_50, 0);
	locator.writeBigUInt64LE(BigInt(offset + central.length), 8);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06_05_4B_50, 0);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(0xFF_FF_FF_FF, 12);
	end.writeUInt32LE(0xFF_FF_FF_FF, 16);
	return Buffer.concat([...parts, central, end64, locator, end]);
}

/** A pickled dictionary of small numbers and None, protocol 2. */
export function pickleBytes(entries: Readonly<Record<string, number | undefined>>): Uint8Array {
	const body = Object.entries(entries).flatMap(([key, value]) => {
		const name = Buffer.from(key);
		const number = Buffer.alloc(5);
		number.writeUInt8(0x4A, 0);
		number.writeInt32LE(value ?? 0, 1);
		return [Buffer.from([0x58, name.length, 0, 0, 0]), name, value === undefined ? Buffer.from('N') : number];
	});
	return Buffer.concat([Buffer.from([0x80, 2]), Buffer.from('}('), ...body, Buffer.from('u.')]);
}

/** A last.pt with tensors of `tensorBytes`. */
export function checkpointBytes(entries: Readonly<Record<string, number | undefined>>, tensorBytes = 100_000): Uint8Array {
	return zipBytes([['last/data.pkl', pickleBytes(entries)], ['last/data/0', new Uint8Array(tensorBytes)], ['last/version', Buffer.from('3\n')]]);
}

const text = (value: string) => Buffer.concat([Buffer.from([0x58, value.length, 0, 0, 0]), Buffer.from(value)]);

/** A sparse file of more than 4 GiB in pieces: what is between its beginning and its end is nothing. */
export function hugeCheckpoint(epoch: number, tensorBytes: number): {readonly head: Uint8Array; readonly end: Uint8Array; readonly sizeBytes: number} {
	const count = tensorBytes / 4;
	const small = Buffer.from(torchBytes(epoch, [['FloatStorage', 0, 0]]));
	const at = small.indexOf(Buffer.from([0x4A, 0, 0, 0, 0]));
	const long = Buffer.alloc(10);
	long.set([0x8A, 8]);
	long.writeBigInt64LE(BigInt(count), 2);
	const pickle = Buffer.concat([small.subarray(small.indexOf(Buffer.from([0x80, 2])), at), long, small.subarray(at + 5, small.indexOf(Buffer.from('u.')) + 2)]);
	const head = Buffer.from(zipBytes([['last/data.pkl', pickle]])).subarray(0, 30 + 13 + 5 + pickle.length);
	const entry = (name: string, size: bigint, offset: bigint) => {
		const central = Buffer.alloc(46);
		central.writeUInt32LE(0x02_01_4B_50, 0);
		central.writeUInt32LE(0xFF_FF_FF_FF, 20);
		central.writeUInt32LE(0xFF_FF_FF_FF, 24);
		central.writeUInt16LE(name.length, 28);
		central.writeUInt16LE(28, 30);
		central.writeUInt32LE(0xFF_FF_FF_FF, 42);
		const extra = Buffer.alloc(28);
		extra.writeUInt16LE(1, 0);
		extra.writeUInt16LE(24, 2);
		extra.writeBigUInt64LE(size, 4);
		extra.writeBigUInt64LE(size, 12);
		extra.writeBigUInt64LE(offset, 20);
		return Buffer.concat([central, Buffer.from(name), extra]);
	};

	const start = head.length + 48 + tensorBytes;
	const directory = Buffer.concat([entry('last/data.pkl', BigInt(pickle.length), 0n), entry('last/data/0', BigInt(tensorBytes), BigInt(head.length))]);
	const records = Buffer.from(zipBytes([])).subarray(0, 98);
	records.writeBigUInt64LE(2n, 32);
	records.writeBigUInt64LE(BigInt(directory.length), 40);
	records.writeBigUInt64LE(BigInt(start), 48);
	records.writeBigUInt64LE(BigInt(start + directory.length), 56 + 8);
	records.writeUInt16LE(2, 76 + 10);
	const end = Buffer.concat([directory, records]);
	return {head, end, sizeBytes: start + end.length};
}

/** As PyTorch names the memory of a tensor: `('storage', class, key, 'cpu', number of elements)`, protocol 2. */
const storageBytes = (type: string, key: number, count: number) => {
	const number = Buffer.alloc(5);
	number.writeUInt8(0x4A, 0);
	number.writeInt32LE(count, 1);
	return Buffer.concat([Buffer.from('('), text('storage'), Buffer.from(`ctorch\n${type}\n`), text(String(key)), text('cpu'), number, Buffer.from('t'), Buffer.from([0x71, 9]), Buffer.from('Q')]);
};

/** The same as PyTorch writes it: the pickle names the size of each tensor, and the entries say theirs behind their data. */
export function torchBytes(epoch: number, tensors: ReadonlyArray<readonly [type: string, count: number, bytes: number]>): Uint8Array {
	const begin = Buffer.from(pickleBytes({epoch, optimizer: 1})).subarray(0, -2);
	const items = tensors.flatMap(([type, count], key) => [text(`w${key}`), storageBytes(type, key, count)]);
	const pickle = Buffer.concat([begin, ...items, Buffer.from('u.')]);
	const bytes = Buffer.from(zipBytes([['last/data.pkl', pickle], ...tensors.map((tensor, key) => [`last/data/${key}`, new Uint8Array(tensor[2])] as const), ['last/version', Buffer.from('3\n')]]));
	for (let at = bytes.indexOf('PK\u{3}\u{4}', 0, 'latin1'); at !== -1; at = bytes.indexOf('PK\u{3}\u{4}', at + 1, 'latin1')) {
		bytes.writeUInt16LE(8, at + 6);
	}

	return bytes;
}

/** The same where the entries say their size in front of their data. */
export function withSizes(bytes: Uint8Array, sizes: readonly number[]): Uint8Array {
	const copy = Buffer.from(bytes);
	let at = -1;
	for (const size of sizes) {
		at = copy.indexOf('PK\u{3}\u{4}', at + 1, 'latin1');
		copy.writeUInt32LE(size, at + 22);
	}

	return copy;
}

/** As `torch.save` wrote before PyTorch 1.6: pickles one after the other, then each tensor behind its number of elements. */
export function legacyBytes(epoch: number, tensors: ReadonlyArray<readonly [type: string, count: number, bytes: number]>): Uint8Array {
	const begin = Buffer.from(pickleBytes({epoch, optimizer: 1})).subarray(0, -2);
	const items = tensors.flatMap(([type, count], key) => [text(`w${key}`), storageBytes(type, key, count)]);
	const magic = Buffer.from([0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E]);
	const version = Buffer.from([0x80, 2, 0x4D, 0xE9, 3, 0x2E]);
	const keys = Buffer.concat([Buffer.from([0x80, 2]), Buffer.from(']('), ...tensors.map((_, key) => text(String(key))), Buffer.from('e.')]);
	const data = tensors.flatMap(([, count, bytes]) => {
		const number = Buffer.alloc(8);
		number.writeBigInt64LE(BigInt(count));
		return [number, Buffer.alloc(bytes, 7)];
	});
	return Buffer.concat([magic, version, pickleBytes({little_endian: 1}), begin, ...items, Buffer.from('u.'), keys, ...data]);
}
