import {Buffer} from 'node:buffer';
import path, {posix} from 'node:path';
import {innermostMount} from '../domain/mount.ts';
import type {CallOptions, Engine} from '../engine/engine.ts';
import {readFileEnd} from '../files/regular-file.ts';
import {hostPathOf} from './host-mount.ts';

/** Seeks to the end of the file; the engine gives a program's output as text. */
const script = 'tail -c "$1" -- "$2" | base64';

/**
The last bytes of a regular file of a container; of a shorter file all of them. Undefined where they cannot be had without the rest: where
neither a program can run in the container nor this machine can read its mount, for the archive of an engine has no ranges.
*/
export async function readContainerFileEnd(engine: Engine, container: string, file: string, bytes: number, options: CallOptions = {}): Promise<Uint8Array | undefined> {
	try {
		const details = await engine.inspectContainer(container, options);
		if (details.state.status === 'running') {
			const {exitCode, stdout, isTruncated} = await engine.exec(container, ['/bin/sh', '-c', script, 'sh', String(bytes), file], {...options, maxBytes: (2 * bytes) + 1024});
			const end = Buffer.from(stdout, 'base64');
			return exitCode === 0 && !isTruncated && end.length > 0 ? end : undefined;
		}

		const mount = innermostMount(details.mounts, file, ({destination}) => destination);
		const source = mount && await hostPathOf(engine, container, mount, options.signal);
		return source === undefined ? undefined : await readFileEnd(path.join(source, posix.relative(mount!.destination, file)), bytes);
	} catch {
		options.signal?.throwIfAborted();
		return undefined;
	}
}
