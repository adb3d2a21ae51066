import {Buffer} from 'node:buffer';
import {posix} from 'node:path';
import type {FileStat} from '../engine/engine.ts';

type DemoFile = {readonly pieces: readonly Uint8Array[]; readonly modifiedAt: number};

/** The files that all simulated containers share, as on a mounted directory. */
export type DemoFiles = {
	/** `at` in milliseconds since 1970. */
	write(path: string, content: string | readonly Uint8Array[], at: number): void;
	stat(path: string): FileStat | undefined;
	/** In pieces; undefined when there is no such file. */
	open(path: string): readonly Uint8Array[] | undefined;
	read(path: string): Uint8Array | undefined;
	/** Sorted. */
	paths(): readonly string[];
};

const sizeOf = ({pieces}: DemoFile): number => pieces.reduce((sum, piece) => sum + piece.byteLength, 0);

export function createDemoFiles(): DemoFiles {
	const files = new Map<string, DemoFile>();
	return {
		write(path, content, at) {
			files.set(path, {pieces: typeof content === 'string' ? [Buffer.from(content)] : content, modifiedAt: at});
		},
		stat(path) {
			const file = files.get(posix.normalize(path));
			if (file !== undefined) {
				return {kind: 'file', sizeBytes: sizeOf(file), modifiedAt: file.modifiedAt};
			}

			const below = [...files].filter(([name]) => name.startsWith(`${posix.normalize(path)}/`));
			return below.length === 0 ? undefined : {kind: 'directory', sizeBytes: 0, modifiedAt: Math.max(...below.map(([, {modifiedAt}]) => modifiedAt))};
		},
		open: path => files.get(posix.normalize(path))?.pieces,
		read(path) {
			const file = files.get(posix.normalize(path));
			return file && Buffer.concat(file.pieces);
		},
		paths: () => [...files.keys()].toSorted(),
	};
}
