import {Buffer} from 'node:buffer';
import type {FileStat} from './engine.ts';

/** Bits of Go's io/fs.FileMode that make something else of a file. Source: https://pkg.go.dev/io/fs#FileMode */
const kindOfBit: ReadonlyArray<readonly [number, FileStat['kind']]> = [
	[31, 'directory'],
	[27, 'link'],
	[26, 'other'],
	[25, 'other'],
	[24, 'other'],
	[21, 'other'],
	[19, 'other'],
];

/**
The header `X-Docker-Container-Path-Stat` of the archive request: base64 of `{name, size, mode, mtime, linkTarget}`. Undefined
when it is not of this form. Podman fills `linkTarget` for files too, so only the mode tells a link.
*/
export function parsePathStat(header: string | undefined): FileStat | undefined {
	if (header === undefined) {
		return undefined;
	}

	try {
		const {size, mode, mtime, linkTarget} = JSON.parse(Buffer.from(header, 'base64').toString('utf8')) as Readonly<Record<string, unknown>>;
		const modifiedAt = Date.parse(String(mtime));
		if (typeof size !== 'number' || typeof mode !== 'number' || Number.isNaN(modifiedAt)) {
			return undefined;
		}

		const kind = kindOf(mode);
		return {
			kind,
			sizeBytes: size,
			modifiedAt,
			...(kind === 'link' && typeof linkTarget === 'string' && {linkTarget}),
		};
	} catch {
		return undefined;
	}
}

function kindOf(mode: number): FileStat['kind'] {
	return kindOfBit.find(([bit]) => Math.floor(mode / (2 ** bit)) % 2 === 1)?.[1] ?? 'file';
}
