import {Buffer} from 'node:buffer';
import type {CallOptions, Engine} from '../engine/engine.ts';

/** A file of a container to which a training prints. */
export type ContainerOutputFile = {
	/** The bytes that were printed since the last call, 1 MiB at most. Costs one program in the container when there are any. */
	read(options: CallOptions): Promise<Uint8Array>;
};

const chunkBytes = 1024 * 1024;

const readScript = 'tail -c +"$2" "$1" | head -c "$3"';

/** Of a long file only the end is read; results.csv tells the rest. One that was cut short is read from its beginning. */
export function createContainerOutputFile(engine: Engine, container: string, file: string): ContainerOutputFile {
	let position: number | undefined;
	return {
		async read(options) {
			const facts = await engine.statFile(container, file, options);
			if (facts?.kind !== 'file') {
				return new Uint8Array();
			}

			position ??= Math.max(0, facts.sizeBytes - chunkBytes);
			if (facts.sizeBytes < position) {
				position = 0;
			}

			if (facts.sizeBytes === position) {
				return new Uint8Array();
			}

			// Counted from 1. A character that is cut at the end becomes a replacement sign, which the parser takes.
			const length = Math.min(chunkBytes, facts.sizeBytes - position);
			const {stdout} = await engine.exec(container, ['/bin/sh', '-c', readScript, 'sh', file, String(position + 1), String(length)], {...options, maxBytes: 2 * chunkBytes});
			position += length;
			return Buffer.from(stdout);
		},
	};
}
