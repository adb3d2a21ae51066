import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	beginningBytes,
	createCheckpointScanner,
	inspectBeginning,
	inspectPieces,
	type CheckpointInspection,
} from '../../../source/training/checkpoint/checkpoint-inspection.ts';
import {opaque, pythonNone} from '../../../source/training/checkpoint/pickle-opcodes.ts';
import {scanPickle} from '../../../source/training/checkpoint/pickle-scan.ts';
import {readZipDirectory} from '../../../source/training/checkpoint/zip-directory.ts';
import {
	checkpointBytes,
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

describe('a large checkpoint that comes over a link', () => {
	const tensors = [['FloatStorage', 1_000_000, 4_000_000], ['HalfStorage', 500_000, 1_000_000], ['LongStorage', 1, 8]] as const;
	const torch = torchBytes(4, tensors);
	const pickle = pickleBytes({epoch: 4, optimizer: 1});
	const sized = withSizes(checkpointBytes({epoch: 4, optimizer: 1}, 5_000_000), [pickle.length, 5_000_000, 2]);
	const whole = {kind: 'whole', completedEpochs: 5, isFinished: false};

	/** What was read of it, in bytes. */
	async function read(bytes: Uint8Array, sizeBytes = bytes.length) {
		let taken = 0;
		let isWhole = false;
		async function * pieces() {
			for (let at = 0; at < bytes.length; at += 16_384) {
				const piece = bytes.subarray(at, at + 16_384);
				taken += piece.length;
				yield piece;
			}
		}

		const inspection = await inspectPieces(pieces(), {
			sizeBytes,
			onWholeRead() {
				isWhole = true;
			},
		});
		return {inspection, taken, isWhole};
	}

	test.each([
		['by the tensors that its pickle names', torch],
		['by the sizes in front of its entries', sized],
	])('is judged %s', async (_, bytes) => {
		const {inspection, taken, isWhole} = await read(bytes);
		expect(inspection).toMatchObject({...whole, sizeBytes: bytes.length});
		expect([taken <= 131_072, isWhole]).toEqual([true, false]);
	});

	test.each([
		['one whose pickle is long', torchBytes(4, [...Array.from({length: 4000}, () => ['ByteStorage', 1, 1] as const), ['FloatStorage', 1_000_000, 4_000_000]])],
	])('%s is read as far as that goes', async (_, bytes) => {
		const {inspection, taken, isWhole} = await read(bytes);
		expect(inspection).toMatchObject(whole);
		expect([taken > 131_072, taken < 1_000_000, isWhole]).toEqual([true, true, false]);
	});

	test.each([
		['is cut', torch.subarray(0, -600_000), {kind: 'truncated'}],
		['is cut and said its sizes', sized.subarray(0, 4_000_000), {kind: 'truncated'}],
		['holds more than it names', torchBytes(4, [['FloatStorage', 1_000_000, 5_000_000]]), whole],
		['names a class that is not known', torchBytes(4, [['OtherStorage', 1_000_000, 4_000_000]]), whole],
		['says nothing of its size', checkpointBytes({epoch: 4, optimizer: 1}, 4_000_000), whole],
	])('one that %s is read to its end, which is said', async (_, bytes, expected) => {
		const {inspection, taken, isWhole} = await read(bytes);
		expect(inspection).toMatchObject(expected);
		expect([taken, isWhole]).toEqual([bytes.length, true]);
	});

	test('a small one is read to its end', async () => {
		const bytes = checkpointBytes({epoch: 4, optimizer: 1}, 1_000_000);
		expect(await read(bytes)).toMatchObject({inspection: whole, taken: bytes.length, isWhole: false});
	});
});
