import {realpath} from 'node:fs/promises';
import {setTimeout as delay} from 'node:timers/promises';
import type {ContainerMount} from './container.ts';

/** A file server that does not answer is not waited for. */
const limitMs = 500;

export type RealSources = {
	/** The same containers, each mount with the place that links of its source lead to. */
	resolve<Container extends {readonly mounts: readonly ContainerMount[]}>(containers: readonly Container[]): Promise<Container[]>;
};

/**
An engine tells the source of a mount as it was typed. Two containers that were given one directory by different links share it all the same,
so links are followed where the engine's paths are those of this machine. What cannot be followed stays as it was told.
*/
export function createRealSources(): RealSources {
	/** Sources whose file server did not answer: each question would hold up a thread. */
	const silent = new Set<string>();

	async function follow(source: string): Promise<string> {
		if (silent.has(source)) {
			return source;
		}

		const real = await Promise.race([realpath(source).catch(() => source), delay(limitMs, undefined, {ref: false})]);
		if (real === undefined) {
			silent.add(source);
		}

		return real ?? source;
	}

	return {
		async resolve(containers) {
			const sources = new Set(containers.flatMap(({mounts}) => mounts.flatMap(({kind, source}) => kind === 'bind' && source?.startsWith('/') ? [source] : [])));
			const real = new Map(await Promise.all([...sources].map(async source => [source, await follow(source)] as const)));
			return containers.map(container => ({
				...container,
				mounts: container.mounts.map(mount => mount.kind === 'bind' && real.has(mount.source ?? '') ? {...mount, source: real.get(mount.source!)!} : mount),
			}));
		},
	};
}
