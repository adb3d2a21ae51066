import {Buffer} from 'node:buffer';
import {posix} from 'node:path';
import type {Engine} from '../../engine/engine.ts';
import {stringsAt} from '../../engine/json-value.ts';
import {writeTar} from '../../engine/tar-writer.ts';
import {probeDirectory, withProbeVariables} from '../../plan/probe-environment.ts';

/** The text of the probe's Python files, by name. */
export type ProbeFiles = Readonly<Record<string, string>>;

/**
Puts the probe into a container, whatever its state. It goes through the archive of the engine, which may be another machine, where no mount
leads to.

@throws where the container's file system is read-only.
*/
export async function placeProbe(engine: Engine, container: string, probe: ProbeFiles, signal?: AbortSignal): Promise<void> {
	const directory = probeDirectory.slice(1);
	await engine.putArchive(container, '/', writeTar([
		{kind: 'directory', path: directory},
		...Object.entries(probe).map(([name, text]) => ({
			kind: 'file' as const, path: posix.join(directory, name), content: Buffer.from(text), modifiedAt: Date.now(),
		})),
	]), {signal});
}

/** The variables of a program that `docker exec` starts with the probe; undefined where it cannot be put there: the training goes on without. */
export async function execProbeVariables(engine: Engine, container: string, probe: ProbeFiles, signal?: AbortSignal): Promise<readonly string[] | undefined> {
	try {
		const settings = await engine.readContainerSettings(container, {signal});
		await placeProbe(engine, container, probe, signal);
		return withProbeVariables([], stringsAt(settings, 'Config', 'Env'), 'exec');
	} catch {
		signal?.throwIfAborted();
		return undefined;
	}
}
