import {get} from 'node:http';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';

/** How a server in a container is reached from here. */
export type ReachedBy = 'published' | 'address' | 'forward' | 'here';

export type Reach = {readonly host: string; readonly port: number; readonly by: ReachedBy};

/** A host that does not answer at once is behind a firewall. */
const tryMs = 1500;

/** The address at which the ports of an engine's host are reached. */
export function hostOfEngine({endpoint}: Pick<Engine, 'endpoint'>): string {
	return endpoint.startsWith('unix:') || !URL.canParse(endpoint) ? '127.0.0.1' : new URL(endpoint).hostname;
}

/** Where a port of a container may be reached without any help, the likeliest first; `isOpen` where the server listens on every address. */
export function possibleReaches(engine: Pick<Engine, 'endpoint'>, {ports = [], addresses = [], networkMode}: Pick<ContainerDetails, 'ports' | 'addresses' | 'networkMode'>, port: number): readonly Reach[] {
	const host = hostOfEngine(engine);
	const published = ports.filter(({containerPort}) => containerPort === port).map(({hostPort, hostAddress}): Reach => ({
		host: ['', '0.0.0.0', '::', '127.0.0.1', '::1'].includes(hostAddress) ? host : hostAddress, port: hostPort, by: 'published',
	}));
	const isLocal = engine.endpoint.startsWith('unix:');
	return [
		...published,
		...(networkMode === 'host' && isLocal ? [{host, port, by: 'address'} as const] : []),
		...(isLocal ? addresses.map((address): Reach => ({host: address, port, by: 'address'})) : []),
	];
}

/** Whether a server answers there. The engine itself takes a connection to a published port behind which nobody listens. */
async function isReached({host, port}: Reach): Promise<boolean> {
	return new Promise(resolve => {
		const request = get({host, port, timeout: tryMs}, response => {
			response.destroy();
			resolve(true);
		});
		request.once('timeout', () => {
			request.destroy();
			resolve(false);
		});
		request.once('error', () => {
			resolve(false);
		});
	});
}

/** The first way on which something answers. */
export async function findReach(reaches: readonly Reach[]): Promise<Reach | undefined> {
	for (const reach of reaches) {
		if (await isReached(reach)) {
			return reach;
		}
	}

	return undefined;
}
