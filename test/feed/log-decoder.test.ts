import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createLogDecoder} from '../../source/feed/log-decoder.ts';

const lines = ['train: epochs=3', '  a {b} "c"', '安全帽 6/6', ''];
const text = lines.map(line => `${line}\n`).join('');
const time = '2026-11-23T20:31:22.4865Z';
const each = (wrap: (line: string, index: number) => string) => lines.map((line, index) => `${wrap(line, index)}\n`).join('');
const docker = (line: string) => JSON.stringify({log: `${line}\n`, stream: 'stderr', time});

function decode(bytes: Uint8Array, chunkBytes = bytes.length): {readonly text: string; readonly format: string | undefined} {
	const pieces: Uint8Array[] = [];
	const decoder = createLogDecoder((_channel, piece) => {
		pieces.push(Buffer.from(piece));
	});
	for (let start = 0; start < bytes.length; start += chunkBytes) {
		decoder.push(bytes.subarray(start, start + chunkBytes));
	}

	decoder.end();
	return {text: Buffer.concat(pieces).toString(), format: decoder.format()};
}

describe('wrappings inside each other and around single lines', () => {
	const notebook = (outputs: unknown) => JSON.stringify({cells: [{cell_type: 'code', outputs, source: ['!yolo train\n', '"x": 1']}], metadata: {}, nbformat: 4}, undefined, 1);
	test.each<readonly [string, string, string]>([
		['a log of Docker in a job of GitHub', each(line => `${time} ${docker(line)}`), 'timestamped'],
		['the same behind other lines', `${time} ##[group]Run docker logs\n${each(line => `${time} ${docker(line)}`)}`, 'timestamped'],
		['records behind a line of text', `$ cat yolo-json.log\n${each(line => docker(line))}`, 'plain'],
		['records in records', each(line => JSON.stringify({message: docker(line), timestamp: time})), 'json-lines'],
		['a file of a pod that holds records', each(line => `${time} stdout F ${docker(line)}`), 'cri'],
		['Fluentd: a time and a tag before each record', each(line => `2026-11-23 20:31:22.000000000 +0000 docker.1a2b: ${JSON.stringify({source: 'stderr', log: line, container_name: '/yolo'})}`), 'json-lines'],
		['an array with commas behind the records', `[${each((line, index) => `${JSON.stringify({stream_name: 'stderr', time: 1.5, data: `${line}\n`})}${index === lines.length - 1 ? ']' : ','}`)}`, 'json-lines'],
		['records of Loki', each(line => JSON.stringify({line, timestamp: time, fields: {}})), 'json-lines'],
		['a notebook', notebook([{name: 'stdout', output_type: 'stream', text: lines.map(line => `${line}\n`)}, {data: {'image/png': 'iVBOR'}, output_type: 'display_data'}]), 'json-document'],
		['a notebook of Colab, and a traceback in it', JSON.stringify({
			nbformat: 4, nbformat_minor: 0, metadata: {}, cells: [{outputs: [{ename: 'x', traceback: lines}]}],
		}, undefined, 2), 'json-document'],
		['events of CloudWatch', JSON.stringify({events: lines.map(line => ({timestamp: 1, message: line, ingestionTime: 2}))}, undefined, 4), 'json-document'],
	])('%s', (_name, log, format) => {
		for (const chunkBytes of [1, 7, 1000]) {
			const decoded = decode(Buffer.from(log), chunkBytes);
			expect(decoded.text.slice(decoded.text.indexOf('train:'))).toBe(text);
			expect(decoded.format).toBe(format);
		}
	});

	test.each([
		['records that hold no text of a program', '{"epoch": 1, "loss": 0.5}\n{"epoch": 2, "loss": 0.4}\n'],
		['an object behind a program\'s own words', 'wandb: {"message": "hello"}\na\r 1/2\n'],
		['a dictionary of Python', 'hyperparameters: {"lr0": 0.01}\n{\'lr0\': 0.01}\n'],
		['braces', '{\n}\n{"a\n'],
		['a document without outputs', '{\n "name": "x",\n "text": "y"\n}\n'],
		['text that mentions a record', 'I saw {"log":"a\\n","stream":"stderr"} in it\n'.replace('{"log"', '{ "log"')],
	])('but not %s', (_name, log) => {
		expect(decode(Buffer.from(log)).text).toBe(log);
	});

	test('any chunks of a log with records between its lines give the same', () => {
		const bytes = Buffer.from(`a\r 1/2\n{"x\n${docker('b')}\n\n{ c}\nd\n${docker('e')}`);
		fc.assert(fc.property(fc.integer({min: 1, max: bytes.length}), chunkBytes => {
			expect(decode(bytes, chunkBytes).text).toBe('a\r 1/2\n{"x\nb\n\n{ c}\nd\ne\n');
		}));
	});
});
