import {mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';

export type StubContainer = {
	readonly id: string;
	readonly name: string;
	/** Command lines of its processes. */
	readonly processes: readonly string[];
};

// The engine's own spelling is kept in JSON texts.
const dockerVersion = '{"Version":"20.10.24","ApiVersion":"1.41","Os":"linux","Arch":"amd64"}';

const summary = ({id, name}: StubContainer) => `{"Id":"${id}","Names":["/${name}"],"Image":"yolov5","State":"running","Command":"bash","Created":1700000000,"Labels":{}}`;

const details = ({id, name}: StubContainer) => `{"Id":"${id}","Name":"/${name}","State":{"Status":"running"},"Config":{"Image":"yolov5"},"HostConfig":{},"Mounts":[]}`;

const processList = ({processes}: StubContainer) => `{"Titles":["PID","PPID","COMMAND"],"Processes":${JSON.stringify(processes.map((command, index) => [String(index + 1), '0', command]))}}`;

/**
A server that answers like a Docker Engine, as far as the choice of a target needs it: versions, list, inspect, top. For
everything else it answers 404, and nothing where the route `hangs`.
*/
export async function startStubEngine(containers: readonly StubContainer[], version = dockerVersion, hangs?: RegExp) {
	const directory = mkdtempSync(path.join(tmpdir(), 'yolotop-engine-'));
	const socket = path.join(directory, 'docker.sock');

	const answer = (route: string): string | undefined => {
		if (route === '/version') {
			return version;
		}

		if (route === '/containers/json') {
			return `[${containers.map(container => summary(container)).join(',')}]`;
		}

		const [, name = '', part = ''] = /^\/containers\/([^/]+)\/(json|top)$/.exec(route) ?? [];
		const found = containers.find(container => container.name === name || container.id === name);
		const render = part === 'top' ? processList : details;
		return found && render(found);
	};

	const requests: string[] = [];
	const server = createServer((request, response) => {
		const [route = ''] = (request.url ?? '').replace(/^\/v[\d.]+/, '').split('?', 1);
		requests.push(route);
		if (hangs?.test(route)) {
			return;
		}

		if (route === '/_ping' && version === dockerVersion) {
			response.writeHead(200, {'api-version': '1.41'}).end('OK');
			return;
		}

		const body = answer(route);
		response.writeHead(body === undefined ? 404 : 200, {'content-type': 'application/json'});
		response.end(body ?? '{"message":"No such container"}');
	});
	await new Promise<void>(resolve => {
		server.listen(socket, resolve);
	});
	return {
		host: `unix://${socket}`,
		requests,
		async close() {
			server.closeAllConnections();
			await new Promise(resolve => {
				server.close(resolve);
			});
			rmSync(directory, {recursive: true, force: true});
		},
	};
}
