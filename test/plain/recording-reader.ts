import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {gunzipSync} from 'node:zlib';

/** A recording as a plain reader sees it, written without any of the code under test. */
export type Recording = {
	readonly name: string;
	/** The bytes of the container's output; with frames where it had no terminal. */
	readonly bytes: Uint8Array;
	/** The lines as a terminal leaves them, without colours. */
	readonly lines: readonly string[];
	/** Every results.csv by the name of its run directory, or by an empty name where there is only one. */
	readonly csvs: ReadonlyMap<string, string>;
	/** The `epochs:` of every opt.yaml and args.yaml, by the same names. */
	readonly epochs: ReadonlyMap<string, number>;
};

const controlSequence = /\u{1B}\[[\d;?]*[a-z]/giu;
const root = path.join(import.meta.dirname, '../recordings');

/** Every folder that holds a stream. */
export function readRecordings(): readonly Recording[] {
	return readdirSync(root, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile() && /^stream\.raw(?:\.gz)?$/.test(entry.name))
		.map(entry => readRecording(entry.parentPath))
		.toSorted((one, other) => one.name.localeCompare(other.name));
}

function readRecording(folder: string): Recording {
	const file = path.join(folder, 'stream.raw');
	const bytes = existsSync(file) ? readFileSync(file) : gunzipSync(readFileSync(`${file}.gz`));
	const files = readdirSync(folder);
	const runOf = (name: string, kind: string) => name.slice(0, -kind.length).replace(/\.$/, '');
	return {
		name: path.relative(root, folder),
		bytes,
		lines: toLines(isFramed(bytes) ? withoutFrames(bytes) : new TextDecoder().decode(bytes)),
		csvs: new Map(files.filter(name => name.endsWith('results.csv')).map(name => [runOf(name, 'results.csv'), readFileSync(path.join(folder, name), 'utf8')])),
		epochs: new Map(files.filter(name => /(?:opt|args)\.yaml$/.test(name)).map(name => [
			runOf(name, name.endsWith('opt.yaml') ? 'opt.yaml' : 'args.yaml'),
			Number(/^epochs: (\d+)/m.exec(readFileSync(path.join(folder, name), 'utf8'))?.[1]),
		])),
	};
}

/** The rows of results.csv by their printed epoch; where an epoch stands twice, the later row. */
export function readRows(csv: string): ReadonlyMap<number, ReadonlyMap<string, number>> {
	const [header = [], ...rows] = csv.trim().split('\n').map(line => line.split(',').map(cell => cell.trim()));
	return new Map(rows.map(row => [Number(row[0]), new Map(header.map((name, column) => [name, Number(row[column])]))]));
}

/** The rows below the last table header, as [name, images, instances, ...metrics]; the summary row is left out. */
export function readLastTable(lines: readonly string[]): ReadonlyArray<ReadonlyArray<string | number>> {
	const header = lines.findLastIndex(line => /^ *Class +Images +(?:Instances|Labels)/.test(line));
	const rows: Array<Array<string | number>> = [];
	for (const line of header === -1 ? [] : lines.slice(header + 1)) {
		const cells = line.trim().split(/ +/);
		// From the right: a name may hold blanks and digits.
		const numberAt = cells.findLastIndex(cell => !/^(?:[\d.]+(?:e[+-]?\d+)?|nan)$/.test(cell)) + 1;
		const width = [10, 6].find(count => cells.length - numberAt >= count);
		if (width === undefined) {
			if (rows.length > 0) {
				break;
			}

			continue;
		}

		rows.push([cells.slice(0, -width).join(' '), ...cells.slice(-width).map(Number)]);
	}

	return rows.filter(([name]) => name !== 'all');
}

function isFramed(bytes: Uint8Array): boolean {
	return bytes.length > 8 && bytes[0]! <= 2 && bytes[1] === 0 && bytes[2] === 0 && bytes[3] === 0;
}

function withoutFrames(bytes: Uint8Array): string {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const decoder = new TextDecoder();
	let text = '';
	for (let offset = 0; offset + 8 <= bytes.length;) {
		const length = view.getUint32(offset + 4);
		text += decoder.decode(bytes.subarray(offset + 8, offset + 8 + length), {stream: true});
		offset += 8 + length;
	}

	return text;
}

function toLines(text: string): readonly string[] {
	return text.split('\n').map(line => {
		const drawn = line.replaceAll(controlSequence, '').split('\r').filter(part => part.trim() !== '');
		return drawn.at(-1) ?? '';
	});
}
