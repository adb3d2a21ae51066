import {realpath} from 'node:fs/promises';
import {everywhere, type LiveDirectories} from '../domain/directory-id.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {directoryIdOf, reachOf} from '../training/container-view.ts';
import {
	claimTrainings,
	isOnThisMachine,
	type ContainerTraining,
} from '../training/find-trainings.ts';
import {listHostTrainings, reachOfHostTraining} from '../training/host-trainings.ts';
import type {ContainerScan} from '../training/scan-container.ts';
import type {ContainerRuns} from './container-runs.ts';
import {mapLimited} from './map-limited.ts';

const parallel = 8;

/** A container in which something trains or may train, as far as it could be asked. */
export type LookedContainer = {
	readonly details?: ContainerDetails;
	/** Undefined for one that is paused or cannot be looked into. */
	readonly scan?: ContainerScan;
	/** Whether the words of a process say that it trains. */
	readonly isCertain: boolean;
	readonly container: Pick<ContainerDetails, 'id' | 'mounts'>;
};

/** What trains where, judged over all containers and this machine together. */
export type Claimed = {
	readonly containers: ReadonlyMap<string, readonly ContainerTraining[]>;
	/** What containers that cannot be looked into, such as paused ones, have printed of where they train, by their ids. */
	readonly printed: ReadonlyMap<string, string>;
	readonly live: LiveDirectories;
};

export type ClaimOptions = {
	readonly runs: ContainerRuns;
	/** Containers that run and did not say what runs in them. */
	readonly unasked: ReadonlyArray<LookedContainer['container']>;
	readonly signal: AbortSignal;
};

/** Which directories the trainings of an engine write. */
export async function claimAll(engine: Engine, looked: readonly LookedContainer[], {runs, unasked, signal}: ClaimOptions): Promise<Claimed> {
	const scanned = looked.flatMap(({details, scan}) => details === undefined || scan === undefined ? [] : [{container: details, scan}]);
	const unseen = looked.flatMap(({details, scan, isCertain}) => details !== undefined && scan === undefined && isCertain ? [details] : []);
	const silent = [...unasked, ...looked.flatMap(({details, isCertain, container}) => details === undefined && isCertain ? [container] : [])];
	try {
		const host = isOnThisMachine(engine) ? await listHostTrainings() : [];
		const [claimed, printed] = await Promise.all([
			claimTrainings(engine, scanned, host, {signal}),
			mapLimited(unseen, parallel, async details => {
				const named = await runs.printed(details, signal);
				return {details, directory: named?.directory};
			}),
		]);
		const claims = [...claimed.containers.values(), claimed.host].flat().flatMap(({claim}) => claim?.id ?? []);
		const ids = [...claims, ...printed.flatMap(({details, directory}) => directory === undefined ? [] : [directoryIdOf(details, directory)])];
		const named = new Map(printed.flatMap(({details: {id}, directory}) => directory === undefined ? [] : [[id, directory] as const]));
		const unclaimed = scanned.flatMap(({container}) => claimed.containers.get(container.id)!.some(({claim}) => claim === undefined) ? [container] : []);
		const unprinted = printed.flatMap(({details, directory}) => directory === undefined ? [details] : []);
		const possible = [...[...silent, ...unclaimed, ...unprinted].flatMap(container => reachOf(container)), ...claimed.host.flatMap(training => training.claim === undefined ? reachOfHostTraining(training) : [])];
		return {containers: claimed.containers, printed: named, live: {ids, possible: isOnThisMachine(engine) ? await withRealPaths(possible) : possible}};
	} catch {
		signal.throwIfAborted();
		return {containers: new Map(), printed: new Map(), live: {ids: [], possible: [everywhere]}};
	}
}

/** The places as they were given, and where links lead: what this machine lists has no links in its path. */
async function withRealPaths(places: readonly string[]): Promise<readonly string[]> {
	const real = await mapLimited(places, parallel, async place => {
		const path = place.startsWith('host:/') ? await realpath(place.slice('host:'.length)).catch(() => undefined) : undefined;
		return path === undefined ? [] : [`host:${path}`];
	});
	return [...new Set([...places, ...real.flat()])];
}
