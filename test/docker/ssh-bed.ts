import {connectEngine} from '../../source/engine/connect.ts';
import {openEngineBed, type EngineBed} from './engine-fixture.ts';
import {startSshServer, type SshServer} from './ssh-server.ts';

/** The engine of the tests, reached through a server of our own. The bed's containers are made without it. */
export type SshBed = EngineBed & {readonly server: SshServer};

export async function openSshBed(): Promise<SshBed | undefined> {
	const bed = await openEngineBed();
	const server = bed && await startSshServer();
	if (!server) {
		await bed?.close();
		return undefined;
	}

	const host = `ssh://yolotop-bed${bed.socketPath === '/var/run/docker.sock' ? '' : bed.socketPath}`;
	const engine = await connectEngine({host, facts: server.facts});
	return {
		...bed,
		host,
		engine,
		server,
		async close() {
			engine.close();
			await server.close();
			await bed.close();
		},
	};
}
