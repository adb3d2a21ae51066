import {Buffer} from 'node:buffer';
import {
	array,
	assert,
	constantFrom,
	nat,
	property,
	tuple,
	uint8Array,
} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createDemultiplexer} from '../../source/stream/demultiplex.ts';
import {cutAt, frame} from './docker-framing.ts';

type Frame = readonly ['stdout' | 'stderr', Uint8Array];

const frames = array(tuple(constantFrom<'stdout' | 'stderr'>('stdout', 'stderr'), uint8Array({maxLength: 60})), {maxLength: 20});

const encode = (drawn: readonly Frame[]) => Buffer.concat(drawn.map(([channel, payload]) => frame(channel, payload)));

describe('demultiplexer', () => {
	test('gives each stream its bytes in order, for any chunking', () => {
		assert(property(frames, array(nat(), {maxLength: 20}), (drawn, cuts) => {
			const demultiplexer = createDemultiplexer();
			const pieces = cutAt(encode(drawn), cuts).flatMap(chunk => demultiplexer.push(chunk));
			for (const channel of ['stdout', 'stderr'] as const) {
				expect(Buffer.concat(pieces.filter(piece => piece.channel === channel).map(({bytes}) => bytes)))
					.toEqual(Buffer.concat(drawn.filter(([of]) => of === channel).map(([, payload]) => payload)));
			}

			expect(demultiplexer.isAtFrameStart()).toBe(true);
		}));
	});

	test('ends a frame once', () => {
		assert(property(frames, array(nat(), {maxLength: 20}), (drawn, cuts) => {
			const demultiplexer = createDemultiplexer();
			const pieces = cutAt(encode(drawn), cuts).flatMap(chunk => demultiplexer.push(chunk));
			expect(pieces.filter(({isFrameEnd}) => isFrameEnd)).toHaveLength(drawn.filter(([, payload]) => payload.length > 0).length);
		}));
	});

	test.each([[0, 'stdout'], [1, 'stdout'], [2, 'stderr'], [3, 'stderr']])('reads the stream type %i as %s', (type, channel) => {
		const bytes = Buffer.from([type, 0, 0, 0, 0, 0, 0, 1, 0x41]);
		expect(createDemultiplexer().push(bytes)).toEqual([{channel, bytes: bytes.subarray(8), isFrameEnd: true}]);
	});

	test('copies no payload', () => {
		const bytes = frame('stdout', Buffer.alloc(1000, 'x'));
		expect(createDemultiplexer().push(bytes)[0]!.bytes.buffer).toBe(bytes.buffer);
	});

	test('knows an unfinished frame', () => {
		const demultiplexer = createDemultiplexer();
		demultiplexer.push(frame('stdout', Buffer.from('abc')).subarray(0, 9));
		expect(demultiplexer.isAtFrameStart()).toBe(false);
	});
});
