import type {ContainerDetails, ContainerSummary} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {canReach, hasCommonMount} from '../training/container-view.ts';
import {wasThere, type PossibleWriter, type RunInTime} from './attribute-runs.ts';
import type {ContainerRuns} from './container-runs.ts';
import {mapLimited} from './map-limited.ts';

/** What a container is costs the engine a millisecond. */
const parallelInspections = 24;

/** Of more containers it is not known when they ran: a run that one of them can have written is nobody's unless its writer's output names it. */
const maxInspected = 400;

/** Outputs that are read: each costs the engine some milliseconds, a long one more. */
const maxPrinted = 60;

const parallelOutputs = 8;

/** Inspects containers; what does not answer is left out. */
export async function inspectAll(engine: Engine, ids: readonly string[], signal: AbortSignal): Promise<readonly ContainerDetails[]> {
	const answers = await mapLimited(ids, parallelInspections, async id => engine.inspectContainer(id, {signal}).catch(() => undefined));
	return answers.filter(details => details !== undefined);
}

export type PastWritersQuestion = {
	/** Runs that nothing writes now. */
	readonly runs: readonly RunInTime[];
	/** All containers of the engine, newest first. */
	readonly all: readonly ContainerSummary[];
	/** Those that were inspected already. */
	readonly known: readonly ContainerDetails[];
	readonly list: ContainerRuns;
	readonly signal: AbortSignal;
};

/**
The containers that can have written any of the runs, however many younger ones there are. The outputs of those that share a place with another are read,
first of those that were there when a run began or ended.
*/
export async function findPossibleWriters(engine: Engine, {runs, all, known, list, signal}: PastWritersQuestion): Promise<readonly PossibleWriter[]> {
	const inspected = new Map(known.map(details => [details.id, details]));
	const able = all.filter(container => container.status !== 'created' && runs.some(({id}) => canReach(container, id)));
	const unknown = able.filter(({id}) => !inspected.has(id)).slice(0, maxInspected);
	for (const details of await inspectAll(engine, unknown.map(({id}) => id), signal)) {
		inspected.set(details.id, details);
	}

	const details = able.flatMap(({id}) => inspected.get(id) ?? []);
	const sharing = details.filter(one => able.some(other => other.id !== one.id && hasCommonMount(one, other)));
	const isInTime = (container: PossibleWriter, {startedAt, modifiedAt}: RunInTime) => [startedAt, modifiedAt].some(at => at !== undefined && wasThere(container, at));
	const inTime = new Set(sharing.filter(container => runs.some(run => canReach(container, run.id) && isInTime(container, run))));
	const toRead = [...inTime, ...sharing.filter(container => !inTime.has(container))].slice(0, maxPrinted);
	const printed = new Map(await mapLimited(toRead, parallelOutputs, async container => [container.id, await list.printed(container, signal).catch(() => undefined)] as const));
	signal.throwIfAborted();
	return able.map((container): PossibleWriter => {
		const named = printed.get(container.id);
		return {...(inspected.get(container.id) ?? unseen(container)), ...(named !== undefined && {printed: named})};
	});
}

/** Of a container that did not answer its end is not known. */
function unseen({id, name, mounts, createdAt, status}: ContainerSummary): PossibleWriter {
	return {
		id, name, mounts, command: [], ...(createdAt !== undefined && {createdAt}), state: {status},
	};
}
