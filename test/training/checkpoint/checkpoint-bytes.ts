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
