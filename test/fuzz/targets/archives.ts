import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import {buffer} from 'node:stream/consumers';
import type {PictureRequest} from '../../../source/domain/picture.ts';
import {decodePicture} from '../../../source/graphics/decode-picture.ts';
import {drawPicture} from '../../../source/graphics/draw-picture.ts';
import {maxPixels} from '../../../source/graphics/read-header.ts';
import {readTarFile} from '../../../source/engine/tar-file.ts';
import {readTar, type TarEvent} from '../../../source/engine/tar-reader.ts';
import {writeTar} from '../../../source/engine/tar-writer.ts';
import {createCheckpointScanner, inspectBeginning} from '../../../source/training/checkpoint/checkpoint-inspection.ts';
import {expectedSize} from '../../../source/training/checkpoint/checkpoint-size.ts';
import {inspectPieces} from '../../../source/training/checkpoint/inspect-pieces.ts';
import {directoryBytes, readZipDirectory} from '../../../source/training/checkpoint/zip-directory.ts';
import {
	checkpointBytes,
	legacyBytes,
	pickleBytes,
	torchBytes,
} from '../../training/checkpoint/checkpoint-bytes.ts';
import {fixture} from '../../graphics/fixture.ts';
import {cut} from '../mutate.ts';
import {require, requirePossible, requireSame} from '../properties.ts';
import type {Random} from '../random.ts';
import type {Target} from '../target.ts';

async function * inPieces(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
	yield * pieces;
}

/** What an archive holds; the pieces of a file's content put together. */
async function entriesOf(pieces: readonly Uint8Array[]): Promise<readonly unknown[]> {
	const found: unknown[] = [];
	let content: Uint8Array[] = [];
	const endContent = () => {
		if (content.length === 0) {
			return;
		}

		found.push(Buffer.concat(content).toString('latin1'));
		content = [];
	};

	for await (const event of readTar(inPieces(pieces))) {
		if (event.type === 'content') {
			content.push(Buffer.from(event.piece));
		} else {
			endContent();
			found.push(event);
		}
	}

	endContent();
	return found;
}

async function readArchive(input: Uint8Array, random: Random): Promise<void> {
	const whole = await entriesOf([input]);
	requireSame(whole, await entriesOf(cut(input, random)), 'an archive');
	for (const event of whole) {
		if (typeof event === 'string') {
			continue;
		}

		requirePossible(event);
		const {type} = event as TarEvent;
		require(['entry', 'end'].includes(type), () => `an archive holds ${type}`);
	}

	const content = whole.reduce<number>((sum, event) => sum + (typeof event === 'string' ? event.length : 0), 0);
	require(content <= input.length, () => `${input.length} bytes hold ${content}`);
	const file = await readTarFile(inPieces([input]), 1000).catch((error: unknown) => {
		require(error instanceof Error, () => 'something else than an error is thrown');
		return undefined;
	});
	require((file?.length ?? 0) <= 1000, () => 'a file is longer than was asked for');
}

const makeArchive = async () => buffer(writeTar([{kind: 'directory', path: 'a'}, {
	kind: 'file', path: 'a/results.csv', content: Buffer.from('epoch,loss\n0,1\n'), modifiedAt: 1_700_000_000_000,
}, {
	kind: 'file', path: `${'long/'.repeat(40)}opt.yaml`, content: Buffer.alloc(700, 'x'), modifiedAt: 1_700_000_000_000,
}]));
const archives = [await makeArchive(), Buffer.concat([await makeArchive(), await makeArchive()])];

async function readCheckpoint(input: Uint8Array, random: Random): Promise<void> {
	const pieces = cut(input, random);
	const scanners = [[input], pieces].map(parts => {
		const scanner = createCheckpointScanner();
		for (const part of parts) {
			scanner.push(part);
		}

		return scanner.end();
	});
	requirePossible(scanners[0]);
	requireSame(scanners[0], scanners[1], 'a checkpoint');
	const beginning = input.subarray(0, 1 + random.below(input.length));
	requirePossible(inspectBeginning(beginning, input.length));
	requirePossible(expectedSize(beginning));
	const tail = input.subarray(random.below(input.length));
	requirePossible(readZipDirectory(tail, input.length));
	requirePossible(directoryBytes(tail, input.length));
	requirePossible(await inspectPieces(async () => inPieces(pieces), {sizeBytes: input.length, readEnd: async bytes => input.subarray(Math.max(0, input.length - bytes)), limitMs: 60_000}));
}

const real = (name: string) => readFileSync(new URL(`../../training/checkpoint/real/${name}`, import.meta.url));
const opcodes = ['}', '(', ')', ']', 'N', '.', 'q\u{1}', 'r\u{FF}\u{FF}\u{FF}\u{7F}', '\u{94}', '\u{8E}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}\u{7F}', 'h\u{1}', 'j\u{FF}\u{FF}\u{FF}\u{7F}', '2', '0', '1', 'u', 's', 'e', 'a', 't', '\u{85}', '\u{86}', 'R', 'b', 'Q', 'ctorch\nFloatStorage\n', 'X\u{FF}\u{FF}\u{FF}\u{7F}', 'T\u{FF}\u{FF}\u{FF}\u{FF}', '\u{8A}\u{FF}', '\u{8B}\u{FF}\u{FF}\u{FF}\u{7F}', 'I', 'L', 'F', '\u{80}\u{5}', '\u{95}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}', 'X\u{5}\0\0\0epoch', 'PK\u{3}\u{4}', 'PK\u{1}\u{2}', 'PK\u{5}\u{6}', 'PK\u{6}\u{6}', 'PK\u{6}\u{7}', 'G\u{7F}\u{F0}\0\0\0\0\0\0', 'G\u{7F}\u{F8}\0\0\0\0\0\0'].map(text => Buffer.from(text, 'latin1'));

function readPicture(input: Uint8Array, random: Random): void {
	const picture = decodePicture(input);
	if ('code' in picture) {
		return;
	}

	const {width, height, channels, data} = picture;
	require(width > 0 && height > 0 && width * height <= maxPixels, () => `a picture of ${width}x${height}`);
	require(data.length === width * height * channels, () => `${width}x${height} pixels are ${data.length} bytes`);
	const request: PictureRequest = {
		file: {
			name: 'x', sizeBytes: input.length, modifiedAt: 1, isRegular: true,
		}, protocol: random.pick(['kitty', 'iterm', 'sixel', 'cells']), columns: 1 + random.below(40), rows: 1 + random.below(20), cell: {width: 8, height: 16}, part: {zoom: random.pick([1, 2, 8]), x: random.next(), y: random.next()}, id: 1,
	};
	const {columns, rows} = drawPicture(picture, request);
	require(columns > 0 && columns <= request.columns && rows > 0 && rows <= request.rows, () => `a picture of ${columns}x${rows} cells in ${request.columns}x${request.rows}`);
}

export const archiveTargets: readonly Target[] = [
	{
		name: 'tar',
		stock: () => ({samples: archives, words: ['ustar\0', '00000000000\0', '77777777777\0', '30 size=99999999999999\n', '12 path=\n', 'x', 'L', 'g'].map(text => Buffer.from(text)), isStream: false}),
		read: readArchive,
	},
	{
		name: 'checkpoint',
		stock: () => ({
			samples: [
				real('zip.pt'), real('legacy.pt'), real('legacy-finished.pt'), checkpointBytes({epoch: 3, epochs: 10}, 200), checkpointBytes({epoch: -1, optimizer: undefined}, 10), torchBytes(5, [['FloatStorage', 10, 40], ['HalfStorage', 4, 8]]), legacyBytes(5, [['FloatStorage', 10, 40]]), pickleBytes({epoch: 5}),
			], words: opcodes, isStream: false,
		}),
		read: readCheckpoint,
	},
	{
		name: 'picture',
		stock: () => ({samples: ['alpha-16-bits.png', 'grey-2-bits.png', 'interlaced-palette.png', 'progressive.jpg', 'screen.jpg', 'screen.png'].map(name => fixture(name)), words: ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'acTL', '\u{FF}\u{D8}', '\u{FF}\u{C0}', '\u{FF}\u{C2}', '\u{FF}\u{C4}', '\u{FF}\u{DA}', '\u{FF}\u{DD}', '\u{FF}\u{D9}', '\u{FF}\u{DB}'].map(text => Buffer.from(text, 'latin1')), isStream: false}),
		// A thread of its own does it, which is ended after 20 seconds.
		limitMs: 5000,
		read: readPicture,
	},
];
