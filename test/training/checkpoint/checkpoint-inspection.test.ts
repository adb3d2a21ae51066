import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	beginningBytes,
	createCheckpointScanner,
	inspectBeginning,
	type CheckpointInspection,
} from '../../../source/training/checkpoint/checkpoint-inspection.ts';
import {inspectPieces} from '../../../source/training/checkpoint/inspect-pieces.ts';
import {opaque, pythonNone} from '../../../source/training/checkpoint/pickle-opcodes.ts';
import {scanPickle} from '../../../source/training/checkpoint/pickle-scan.ts';
import {readZipDirectory} from '../../../source/training/checkpoint/zip-directory.ts';
import {
	checkpointBytes,
	hugeCheckpoint,
	legacyBytes,
	pickleBytes,
	torchBytes,
	withSizes,
	zipBytes,
} from './checkpoint-bytes.ts';

function inspect(bytes: Uint8Array, chunkBytes = 8192): CheckpointInspection {
	const scanner = createCheckpointScanner();
	for (let at = 0; at < bytes.length; at += chunkBytes) {
		scanner.push(bytes.subarray(at, at + chunkBytes));
	}

	return scanner.end();
}

/** What CPython's pickle.dumps gave for one dictionary, by protocol. */
const pickled: ReadonlyArray<readonly [number, string]> = [
	[0, 'KGRwMApWZXBvY2gKcDEKSTIKc1ZiZXN0X2ZpdG5lc3MKcDIKRjAuNQpzVm1vZGVsCnAzCmNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApwNAoodFJwNQpWYQpwNgpJMQpzVmIKcDcKKGxwOApJMQphSTIKYShJMwpJNAp0cDkKYXNWYwpwMTAKY19fYnVpbHRpbl9fCnNldApwMTEKKChscDEyCkkxCmFJMgphdHAxMwpScDE0CnNzVmVtYQpwMTUKTnNWb3B0aW1pemVyCnAxNgooZHAxNwpWc3RhdGUKcDE4CihkcDE5CkkwCihkcDIwClZzdGVwCnAyMQpJNQpzc3NWcGFyYW1fZ3JvdXBzCnAyMgoobHAyMwooZHAyNApWbHIKcDI1CkYwLjEKc2Fzc1ZvcHQKcDI2CihkcDI3ClZlcG9jaHMKcDI4Ckk4CnNWZGF0YQpwMjkKVngueWFtbApwMzAKc1ZmcmVlemUKcDMxCihscDMyCkkwCmFzVm5vbmUKcDMzCk5zVnQKcDM0CkkwMQpzVmxvbmcKcDM1CkwxMTgwNTkxNjIwNzE3NDExMzAzNDI0TApzVm5lZwpwMzYKSS01CnNWZgpwMzcKRjEuNQpzZzcKY19jb2RlY3MKZW5jb2RlCnAzOAooVmFiYwpwMzkKVmxhdGluMQpwNDAKdHA0MQpScDQyCnNWcwpwNDMKViJxdW90ZWQiIFx1NmM0OQpwNDQKc3NWc2FtZQpwNDUKZzI3CnMu'],
	[1, 'fXEAKFgFAAAAZXBvY2hxAUsCWAwAAABiZXN0X2ZpdG5lc3NxAkc/4AAAAAAAAFgFAAAAbW9kZWxxA2Njb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxBClScQUoWAEAAABhcQZLAVgBAAAAYnEHXXEIKEsBSwIoSwNLBHRxCWVYAQAAAGNxCmNfX2J1aWx0aW5fXwpzZXQKcQsoXXEMKEsBSwJldHENUnEOdVgDAAAAZW1hcQ9OWAkAAABvcHRpbWl6ZXJxEH1xEShYBQAAAHN0YXRlcRJ9cRNLAH1xFFgEAAAAc3RlcHEVSwVzc1gMAAAAcGFyYW1fZ3JvdXBzcRZdcRd9cRhYAgAAAGxycRlHP7mZmZmZmZpzYXVYAwAAAG9wdHEafXEbKFgGAAAAZXBvY2hzcRxLCFgEAAAAZGF0YXEdWAYAAAB4LnlhbWxxHlgGAAAAZnJlZXplcR9dcSBLAGFYBAAAAG5vbmVxIU5YAQAAAHRxIkkwMQpYBAAAAGxvbmdxI0wxMTgwNTkxNjIwNzE3NDExMzAzNDI0TApYAwAAAG5lZ3EkSvv///9YAQAAAGZxJUc/+AAAAAAAAGgHY19jb2RlY3MKZW5jb2RlCnEmKFgDAAAAYWJjcSdYBgAAAGxhdGluMXEodHEpUnEqWAEAAABzcStYDAAAACJxdW90ZWQiIOaxiXEsdVgEAAAAc2FtZXEtaBt1Lg=='],
	[2, 'gAJ9cQAoWAUAAABlcG9jaHEBSwJYDAAAAGJlc3RfZml0bmVzc3ECRz/gAAAAAAAAWAUAAABtb2RlbHEDY2NvbGxlY3Rpb25zCk9yZGVyZWREaWN0CnEEKVJxBShYAQAAAGFxBksBWAEAAABicQddcQgoSwFLAksDSwSGcQllWAEAAABjcQpjX19idWlsdGluX18Kc2V0CnELXXEMKEsBSwJlhXENUnEOdVgDAAAAZW1hcQ9OWAkAAABvcHRpbWl6ZXJxEH1xEShYBQAAAHN0YXRlcRJ9cRNLAH1xFFgEAAAAc3RlcHEVSwVzc1gMAAAAcGFyYW1fZ3JvdXBzcRZdcRd9cRhYAgAAAGxycRlHP7mZmZmZmZpzYXVYAwAAAG9wdHEafXEbKFgGAAAAZXBvY2hzcRxLCFgEAAAAZGF0YXEdWAYAAAB4LnlhbWxxHlgGAAAAZnJlZXplcR9dcSBLAGFYBAAAAG5vbmVxIU5YAQAAAHRxIohYBAAAAGxvbmdxI4oJAAAAAAAAAABAWAMAAABuZWdxJEr7////WAEAAABmcSVHP/gAAAAAAABoB2NfY29kZWNzCmVuY29kZQpxJlgDAAAAYWJjcSdYBgAAAGxhdGluMXEohnEpUnEqWAEAAABzcStYDAAAACJxdW90ZWQiIOaxiXEsdVgEAAAAc2FtZXEtaBt1Lg=='],
	[4, 'gASVVwEAAAAAAAB9lCiMBWVwb2NolEsCjAxiZXN0X2ZpdG5lc3OURz/gAAAAAAAAjAVtb2RlbJSMC2NvbGxlY3Rpb25zlIwLT3JkZXJlZERpY3SUk5QpUpQojAFhlEsBjAFilF2UKEsBSwJLA0sEhpRljAFjlI+UKEsBSwKQdYwDZW1hlE6MCW9wdGltaXplcpR9lCiMBXN0YXRllH2USwB9lIwEc3RlcJRLBXNzjAxwYXJhbV9ncm91cHOUXZR9lIwCbHKURz+5mZmZmZmac2F1jANvcHSUfZQojAZlcG9jaHOUSwiMBGRhdGGUjAZ4LnlhbWyUjAZmcmVlemWUXZRLAGGMBG5vbmWUTowBdJSIjARsb25nlIoJAAAAAAAAAABAjANuZWeUSvv///+MAWaURz/4AAAAAAAAaAlDA2FiY5SMAXOUjAwicXVvdGVkIiDmsYmUdYwEc2FtZZRoGnUu'],
];

describe('pickles', () => {
	test.each(pickled)('protocol %i', (_protocol, base64) => {
		const value = scanPickle(Buffer.from(base64, 'base64')) as Map<string, unknown>;
		expect(value.get('epoch')).toBe(2);
		expect(value.get('best_fitness')).toBe(0.5);
		expect(value.get('ema')).toBe(pythonNone);
		expect(value.get('model')).toBe(opaque);
		const options = value.get('opt') as Map<string, unknown>;
		expect(options.get('epochs')).toBe(8);
		expect(options.get('data')).toBe('x.yaml');
		expect(options.get('t')).toBe(true);
		expect(options.get('neg')).toBe(-5);
		expect(options.get('f')).toBe(1.5);
		expect(value.get('same')).toBe(options);
		expect(value.size).toBe(7);
	});

	test('a pickle that would call something is only read', () => {
		// Pickletools: cposix\nsystem\n(S'touch /tmp/x'\ntR.
		expect(scanPickle(Buffer.from('cposix\nsystem\n(S\'touch /tmp/x\'\ntR.'))).toBe(opaque);
	});

	test.each([
		['remembers the same again and again', Buffer.concat([Buffer.from([0x80, 4]), Buffer.from('}'), Buffer.alloc(31 * (2 ** 20), 0x94)])],
		['opens dictionaries without an end', Buffer.alloc(31 * (2 ** 20), '}')],
		['doubles what is on top', Buffer.concat([Buffer.from('}'), Buffer.alloc(31 * (2 ** 20), '2')])],
		['opens marks without an end', Buffer.alloc(31 * (2 ** 20), '(')],
	])('a hostile one that %s is given up soon', (_, bytes) => {
		const beganAt = performance.now();
		scanPickle(bytes);
		expect(performance.now() - beganAt).toBeLessThan(5000);
	});

	test('of a pickle that is cut off, the outermost dictionary is read as far as it goes', () => {
		for (const [, base64] of pickled.slice(1)) {
			const cut = scanPickle(Buffer.from(base64, 'base64').subarray(0, 80)) as Map<string, unknown>;
			expect([cut.get('epoch'), cut.get('best_fitness'), cut.has('optimizer')]).toEqual([2, 0.5, false]);
		}
	});

	test('any bytes, whole or cut, give a value or nothing', () => {
		const whole = Buffer.from(pickled[2]![1], 'base64');
		fc.assert(fc.property(fc.uint8Array({maxLength: 200}), bytes => {
			scanPickle(bytes);
		}));
		fc.assert(fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
			const cut = scanPickle(whole.subarray(0, at));
			expect(cut === undefined || (cut instanceof Map && [undefined, 2].includes(cut.get('epoch') as number | undefined))).toBe(true);
			const changed = Buffer.from(whole);
			changed[at] = byte;
			scanPickle(changed);
		}));
	});
});

describe('checkpoints', () => {
	test('a running one can be resumed', () => {
		expect(inspect(checkpointBytes({epoch: 4, optimizer: 1}))).toMatchObject({kind: 'whole', completedEpochs: 5, isFinished: false});
	});

	test('a stripped one is finished', () => {
		expect(inspect(checkpointBytes({epoch: -1, optimizer: undefined}))).toMatchObject({kind: 'whole', completedEpochs: undefined, isFinished: true});
	});

	test.each([
		['a running one', checkpointBytes({epoch: 4, best_fitness: 1, optimizer: 1}), {kind: 'begun', completedEpochs: 5}],
		['a stripped one', checkpointBytes({epoch: -1, best_fitness: undefined}), {kind: 'begun', completedEpochs: undefined, isFinished: true}],
		['something else', Buffer.from('not a checkpoint at all'), {kind: 'unreadable'}],
	])('%s by its beginning alone', (_, bytes, expected) => {
		expect(inspectBeginning(bytes.subarray(0, beginningBytes), 400_000_000)).toMatchObject({...expected, sizeBytes: 400_000_000});
		expect(inspectBeginning(new Uint8Array(0), 0)).toEqual({kind: 'empty'});
	});

	test('one that is cut anywhere is truncated', () => {
		const bytes = checkpointBytes({epoch: 4, optimizer: 1}, 2_000_000);
		for (const length of [3, 1000, 100_000, 1_999_999, bytes.length - 100, bytes.length - 1]) {
			expect(inspect(bytes.subarray(0, length), 65_536), `${length} bytes`).toEqual({kind: 'truncated', sizeBytes: length});
		}
	});

	test('nothing, something else, and an older file behind a newer beginning', () => {
		expect(inspect(new Uint8Array(0))).toEqual({kind: 'empty'});
		expect(inspect(Buffer.from('not a checkpoint at all'))).toMatchObject({kind: 'unreadable'});
		// Written in place over a longer file: the directory at the end belongs to the old bytes.
		const old = checkpointBytes({epoch: 1, optimizer: 1}, 50_000);
		const mixed = Buffer.concat([checkpointBytes({epoch: 2, optimizer: 1}, 100_000).subarray(0, 70_000), old]);
		expect(inspect(mixed)).not.toMatchObject({completedEpochs: 3});
	});

	test('the directory of a plain zip, and of any bytes', () => {
		const bytes = zipBytes([['a/data.pkl', Buffer.from('N.')], ['b', new Uint8Array(10)]]);
		expect(readZipDirectory(bytes, bytes.length)).toMatchObject([{
			name: 'a/data.pkl', isStored: true, size: 2, offset: 0,
		}, {name: 'b', size: 10}]);
		fc.assert(fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
			const changed = Buffer.from(bytes);
			changed[at] = byte;
			readZipDirectory(changed, changed.length);
			inspect(changed);
		}));
	});
});

// Written by PyTorch 1.13.1 of Debian with real/make-checkpoints.py.
describe.each([
	['zip', {completedEpochs: 7, epochs: 40, isFinished: false}],
	['legacy', {completedEpochs: 7, epochs: 40, isFinished: false}],
	['legacy-finished', {epochs: 40, isFinished: true}],
] as const)('a checkpoint that PyTorch itself wrote, %s', (name, content) => {
	const bytes = readFileSync(path.join(import.meta.dirname, `real/${name}.pt`));

	test('is whole', () => {
		expect(inspect(bytes)).toMatchObject({kind: 'whole', ...content});
	});

	test.each([1, 8, 100, 1000])('is not whole without its last bytes (%i)', missing => {
		expect(inspect(bytes.subarray(0, -missing)).kind).toBe('truncated');
	});
});

describe('a large checkpoint that comes over a link', () => {
	const tensors = [['FloatStorage', 1_000_000, 4_000_000], ['HalfStorage', 500_000, 1_000_000], ['LongStorage', 1, 8]] as const;
	const torch = torchBytes(4, tensors);
	const pickle = pickleBytes({epoch: 4, optimizer: 1});
	const sized = withSizes(checkpointBytes({epoch: 4, optimizer: 1}, 5_000_000), [pickle.length, 5_000_000, 2]);
	const whole = {kind: 'whole', completedEpochs: 5, isFinished: false};

	const legacy = legacyBytes(4, [['FloatStorage', 1_000_000, 4_000_000], ['FloatStorage', 10_000, 40_000]]);

	/** What was read of it, in bytes, where its end can be read alone and where it cannot. */
	async function read(bytes: Uint8Array, {hasEnd = true, limitMs}: {readonly hasEnd?: boolean; readonly limitMs?: number} = {}) {
		let taken = 0;
		let isWhole = false;
		async function * pieces() {
			for (let at = 0; at < bytes.length; at += 16_384) {
				const piece = bytes.subarray(at, at + 16_384);
				taken += piece.length;
				yield piece;
			}
		}

		const inspection = await inspectPieces(async () => pieces(), {
			sizeBytes: bytes.length,
			...(limitMs !== undefined && {limitMs}),
			async readEnd(length) {
				taken += hasEnd ? Math.min(length, bytes.length) : 0;
				return hasEnd ? bytes.slice(-length) : undefined;
			},
			onWholeRead() {
				isWhole = true;
			},
		});
		return {inspection, taken, isWhole};
	}

	const manyTensors = torchBytes(4, [...Array.from({length: 4000}, () => ['ByteStorage', 1, 1] as const), ['FloatStorage', 1_000_000, 4_000_000]]);

	test.each<[string, Uint8Array, CheckpointInspection['kind']]>([
		['as PyTorch writes it', torch, 'whole'],
		['with the sizes in front of its entries', sized, 'whole'],
		['with a long pickle and a long directory', manyTensors, 'whole'],
		['that holds more than it names', torchBytes(4, [['FloatStorage', 1_000_000, 5_000_000]]), 'whole'],
		['that names a class that is not known', torchBytes(4, [['OtherStorage', 1_000_000, 4_000_000]]), 'whole'],
		['that says nothing of its size', checkpointBytes({epoch: 4, optimizer: 1}, 4_000_000), 'whole'],
		['of an old PyTorch', legacy, 'whole'],
		['that is cut in its tensors', torch.subarray(0, -600_000), 'truncated'],
		['of an old PyTorch that is cut in its tensors', legacy.subarray(0, -600_000), 'truncated'],
		['of an old PyTorch whose last tensor was never written', Buffer.concat([legacy.subarray(0, -40_008), Buffer.alloc(40_008)]), 'truncated'],
		['of an old PyTorch with something behind it', Buffer.concat([legacy, Buffer.alloc(8)]), 'unreadable'],
		['with something behind it', Buffer.concat([torch, Buffer.alloc(1)]), 'truncated'],
		['whose end is that of another file', Buffer.concat([torch.subarray(0, -5000), checkpointBytes({epoch: 4, optimizer: 1}, 4000).slice(-5000)]), 'truncated'],
	])('one %s is judged by its beginning and its end; where that cannot be read alone, by all of it', async (_, bytes, kind) => {
		const alone = await read(bytes);
		expect(alone.inspection).toMatchObject(kind === 'whole' ? {...whole, sizeBytes: bytes.length} : {kind});
		expect([alone.taken < bytes.length / 3, alone.isWhole]).toEqual([true, false]);
		const all = await read(bytes, {hasEnd: false});
		expect(all).toEqual({inspection: alone.inspection, taken: bytes.length, isWhole: true});
	});

	test.each([['', torch, 1000], [' whose directory is long', manyTensors, 20_000], [' of an old PyTorch', legacy, 1000]])('one%s that is cut in its last 100 kB, or filled with zeros from there, is never whole', async (_, bytes, step) => {
		const places = Array.from({length: 100_000 / step}, (_unused, index) => (index * step) + 1);
		for (const missing of [...places, 2, 22, 98, 99]) {
			const cut = await read(bytes.subarray(0, -missing));
			expect(cut.inspection, `${missing} bytes cut`).toEqual({kind: 'truncated', sizeBytes: bytes.length - missing});
			const filled = Buffer.concat([bytes.subarray(0, -missing), Buffer.alloc(missing)]);
			// A zip ends with zeros. The tensors of an old PyTorch may hold them: the number in front of the last one has to be there.
			if (bytes === legacy ? missing <= 40_007 : filled.equals(bytes)) {
				continue;
			}

			const zeros = await read(filled);
			expect(zeros.inspection, `${missing} bytes of zeros`).toEqual({kind: 'truncated', sizeBytes: bytes.length});
		}
	});

	test('one of more than 4 GiB is judged by its 64-bit records', async () => {
		const {head, end, sizeBytes} = hugeCheckpoint(4, 5_000_000_000);
		async function * pieces() {
			yield Buffer.concat([head, Buffer.alloc(100_000)]);
		}

		const judge = async (last: Uint8Array, size: number) => inspectPieces(async () => pieces(), {sizeBytes: size, readEnd: async bytes => Buffer.concat([Buffer.alloc(bytes), last]).subarray(-bytes)});
		expect(await judge(end, sizeBytes)).toMatchObject({...whole, sizeBytes});
		expect(await judge(end.subarray(0, -1), sizeBytes - 1)).toMatchObject({kind: 'truncated'});
		expect(await judge(end, sizeBytes + 1)).toMatchObject({kind: 'truncated'});
		expect(await judge(new Uint8Array(100), sizeBytes)).toMatchObject({kind: 'truncated'});
	});

	test('where there is no time for all of it, its end stays unknown, and its size may be right', async () => {
		const hasty = await read(torch, {hasEnd: false, limitMs: 0});
		expect(hasty.inspection).toMatchObject({kind: 'begun', completedEpochs: 5});
		async function * slow(bytes: Uint8Array) {
			yield bytes.subarray(0, 70_000);
			const until = performance.now() + 20;
			while (performance.now() < until) {
				// The link stands still.
			}

			yield bytes.subarray(70_000, 80_000);
		}

		expect(await inspectPieces(async () => slow(torch), {sizeBytes: torch.length, limitMs: 10})).toMatchObject({kind: 'begun', completedEpochs: 5, isOfItsSize: true});
		const wrong = {sizeBytes: torch.length - 600_000, limitMs: 10};
		expect(await inspectPieces(async () => slow(torch), wrong)).toEqual({
			kind: 'begun', sizeBytes: wrong.sizeBytes, completedEpochs: 5, epochs: undefined, isFinished: false,
		});
		expect(await inspectPieces(async () => slow(torch), {...wrong, isLimitForSizedOnly: true})).toMatchObject({kind: 'truncated'});
	});

	test('a small one is read to its end', async () => {
		const bytes = checkpointBytes({epoch: 4, optimizer: 1}, 1_000_000);
		expect(await read(bytes)).toMatchObject({inspection: whole, taken: bytes.length, isWhole: false});
	});
});
