import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createJsonLogLines} from '../../source/feed/json-log-lines.ts';

const records = [
	{log: 'train: epochs=3\n', stream: 'stderr', time: '2026-11-23T20:31:22.486Z'},
	{log: '\r安全帽 0/6', stream: 'stderr', time: '2026-11-23T20:31:23Z'},
	{log: '\r安全帽 6/6\n', stream: 'stdout', time: 'never'},
];
const bytes = Buffer.from(`${records.map(record => JSON.stringify(record)).join('\n')}\nnot json\n{"log":1}\n{"log":"cut`);

function read(chunks: readonly Uint8Array[]) {
	const output: Array<{channel: string; text: string; at: number | undefined}> = [];
	const lines = createJsonLogLines((channel, piece, at) => {
		output.push({channel, text: Buffer.from(piece).toString(), at});
	});
	for (const chunk of chunks) {
		lines.push(chunk);
	}

	lines.end();
	return output;
}

describe('createJsonLogLines', () => {
	const expected = [
		{channel: 'stderr', text: 'train: epochs=3\n', at: Date.parse('2026-11-23T20:31:22.486Z')},
		{channel: 'stderr', text: '\r安全帽 0/6', at: Date.parse('2026-11-23T20:31:23Z')},
		{channel: 'stdout', text: '\r安全帽 6/6\n', at: undefined},
		{channel: 'tty', text: 'not json\n', at: undefined},
	];

	it('gives the printed bytes with channel and time, and a line between them, and skips what is left of a record', () => {
		expect(read([bytes])).toEqual(expected);
	});

	it('gives the same for any chunking', () => {
		fc.assert(fc.property(fc.array(fc.nat(bytes.length), {maxLength: 20}), cuts => {
			const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
			expect(read(edges.slice(1).map((end, index) => bytes.subarray(edges[index], end)))).toEqual(expected);
		}));
	});

	it('drops a record without end and goes on behind it', () => {
		const endless = Buffer.concat([Buffer.from('{"log":"'), Buffer.alloc(3_000_000, 0x61), Buffer.from('"}\n'), Buffer.from('{"log":"b\\n"}\n')]);
		expect(read([endless.subarray(0, 2_000_000), endless.subarray(2_000_000)]).map(({text}) => text)).toEqual(['b\n']);
	});
});
