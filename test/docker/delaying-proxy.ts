import {createEngineProxy, type EngineProxy} from './engine-proxy.ts';

/** A socket in front of an engine to which each request comes so late. */
export async function createDelayingProxy(engineSocket: string, delayMs: number): Promise<EngineProxy> {
	return createEngineProxy(engineSocket, (client, upstream) => {
		upstream.pipe(client);
		client.on('data', chunk => {
			setTimeout(() => {
				upstream.write(chunk);
			}, delayMs);
		});
	});
}
