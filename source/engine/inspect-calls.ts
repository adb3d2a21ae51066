/* eslint-disable @typescript-eslint/naming-convention -- the names of the Docker Engine API */
import type Dockerode from 'dockerode';
import {UserError} from '../domain/user-error.ts';
import {parseContainerDetails, parseContainerSummary, parseProcessRows} from './container-details.ts';
import {checkContainerName} from './container-name.ts';
import type {ContainerDetails, ContainerSummary} from './container.ts';
import type {CallOptions, Engine} from './engine.ts';
import type {EngineCall} from './engine-call.ts';
import {errorText} from './engine-error.ts';
import {numberAt, stringAt} from './json-value.ts';
import type {RealSources} from './real-sources.ts';

export type InspectCalls = Pick<Engine, 'listContainers' | 'inspectContainer' | 'topProcesses' | 'listChangedPaths' | 'readStats'>;

/** Kind of a change of the writable layer that removes a path. */
const deletedKind = 2;

type InspectCallParts = {
	readonly docker: Dockerode;
	readonly call: EngineCall;
	readonly endpointText: string;
	/** The same containers, with the places that links of their mounts lead to. */
	readonly withRealSources: RealSources['resolve'];
};

/** The calls that only ask what containers there are, and what one of them is and does. */
export function createInspectCalls({docker, call, endpointText, withRealSources}: InspectCallParts): InspectCalls {
	async function listContainers({isAll = false, ...options}: CallOptions & {readonly isAll?: boolean} = {}): Promise<readonly ContainerSummary[]> {
		return call({operation: 'list', ...options}, async abortSignal => {
			const answer: unknown = await docker.listContainers({all: isAll, abortSignal});
			if (!Array.isArray(answer)) {
				throw new UserError('engine-not-docker', {endpoint: endpointText});
			}

			return withRealSources(answer.map(entry => parseContainerSummary(entry)));
		});
	}

	async function inspectContainer(container: string, options?: CallOptions): Promise<ContainerDetails> {
		const name = checkContainerName(container);
		try {
			return await call({operation: 'inspect', container, ...options}, async abortSignal => {
				const answer: unknown = await docker.getContainer(name).inspect({abortSignal});
				if (stringAt(answer, 'Id') === undefined) {
					throw new UserError('engine-not-docker', {endpoint: endpointText});
				}

				const [details] = await withRealSources([parseContainerDetails(answer)]);
				return details!;
			});
		} catch (error) {
			throw await explainRefusal(error, container, listContainers);
		}
	}

	return {
		listContainers,

		inspectContainer,

		async topProcesses(container, options) {
			const target = docker.getContainer(checkContainerName(container));
			return call({operation: 'top', container, ...options}, async abortSignal => {
				const top = async (columns: string) => parseProcessRows(await target.top({ps_args: columns, abortSignal}));
				try {
					const rows = await top('-o pid,ppid,args');
					// Docker hands the words to the host's ps; Podman has its own column names and answers nothing to an option.
					return rows.length > 0 ? rows : await top('pid,ppid,args');
				} catch (error) {
					// It does not run, or it ends at this moment and containerd's shim for it has closed already.
					if ((error as {readonly statusCode?: unknown}).statusCode === 409 || errorText(error).endsWith('ttrpc: closed: unknown')) {
						return [];
					}

					throw error;
				}
			});
		},

		async listChangedPaths(container, options) {
			const target = docker.getContainer(checkContainerName(container));
			return call({operation: 'changes', container, ...options}, async abortSignal => {
				const answer: unknown = await target.changes({abortSignal});
				return (Array.isArray(answer) ? answer : [])
					.filter(change => numberAt(change, 'Kind') !== deletedKind)
					.flatMap(change => stringAt(change, 'Path') ?? []);
			});
		},

		async readStats(container, options) {
			const target = docker.getContainer(checkContainerName(container));
			return call({operation: 'stats', container, ...options}, async (abortSignal): Promise<unknown> => {
				// The types of dockerode do not know the signal here.
				const query = {stream: false, 'one-shot': true, abortSignal} as const;
				return target.stats(query);
			});
		},
	};
}

/** A prefix of several ids is refused by words only, by Podman as one that fits none; which ones it fits is worth a second call. */
async function explainRefusal(error: unknown, container: string, listContainers: Engine['listContainers']): Promise<unknown> {
	const isRefusal = error instanceof UserError && (error.code === 'engine-failed' || error.code === 'container-not-found');
	if (!isRefusal || !/^[\da-f]+$/.test(container)) {
		return error;
	}

	const containers = await listContainers({isAll: true});
	const candidates = containers.filter(({id}) => id.startsWith(container)).map(({name}) => name);
	return candidates.length > 1
		? new UserError('container-ambiguous', {name: container, candidates: candidates.join(', ')}, {cause: error})
		: error;
}
