import {UserError} from '../domain/user-error.ts';
import type {Engine} from '../engine/engine.ts';
import {
	arrayAt,
	positiveAt,
	stringAt,
	stringsAt,
	valueAt,
} from '../engine/json-value.ts';
import type {EngineFacts, EngineInfo} from '../checks/machine/doctor-facts.ts';
import {gpuRequest} from './container-facts.ts';

const timeLimitMs = 5000;

/** Asks the engine who it is and what it offers. Never rejects, except for the abort. */
export async function gatherEngine(engine: Engine, signal: AbortSignal): Promise<EngineFacts> {
	try {
		const identity = await engine.identify({signal, timeLimitMs});
		const info = await engine.readInfo({signal, timeLimitMs}).catch(() => undefined);
		return {
			kind: 'reachable',
			identity,
			info: info === undefined ? undefined : readEngineInfo(info),
			isLocal: engine.endpoint.startsWith('unix:'),
		};
	} catch (error) {
		signal.throwIfAborted();
		return toUnreachable(error);
	}
}

/** Why no engine could be connected. */
export function toUnreachable(error: unknown): EngineFacts {
	return error instanceof UserError
		? {kind: 'unreachable', code: error.code, values: error.values}
		: {kind: 'unreachable', code: 'engine-failed', values: {endpoint: String(error)}};
}

/** Reads the answer to `GET /info`. Source: Docker 20.10 to 29, Podman 4.3. */
export function readEngineInfo(info: unknown): EngineInfo {
	const operatingSystem = stringAt(info, 'OperatingSystem');
	const devices = arrayAt(info, 'DiscoveredDevices');
	const runtimes = valueAt(info, 'Runtimes');
	return {
		cdiDevices: valueAt(info, 'DiscoveredDevices') === undefined ? undefined : devices.flatMap(device => stringAt(device, 'ID') ?? []),
		runtimes: typeof runtimes === 'object' && runtimes !== null ? Object.keys(runtimes) : [],
		operatingSystem,
		isDesktop: operatingSystem?.includes('Docker Desktop') ?? false,
		isRootless: stringsAt(info, 'SecurityOptions').some(option => option.includes('rootless')),
		rootDirectory: stringAt(info, 'DockerRootDir'),
		memoryBytes: positiveAt(info, 'MemTotal'),
		cpuCount: positiveAt(info, 'NCPU'),
	};
}

/** The name of a container other than the given one that runs with a GPU. Looks at a few of the newest only. */
export async function findGpuContainer(engine: Engine, except: string | undefined, signal?: AbortSignal): Promise<string | undefined> {
	try {
		const containers = await engine.listContainers({signal, timeLimitMs});
		for (const {id, status} of containers.filter(candidate => candidate.id !== except).slice(0, 20)) {
			const details = status === 'running' ? await engine.inspectContainer(id, {signal, timeLimitMs}) : undefined;
			if (details !== undefined && gpuRequest(details) !== undefined) {
				return details.name;
			}
		}
	} catch {
		signal?.throwIfAborted();
	}

	return undefined;
}
