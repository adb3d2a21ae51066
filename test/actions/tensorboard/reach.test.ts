import {createServer as createHttpServer} from 'node:http';
import {createServer, type AddressInfo} from 'node:net';
import {once} from 'node:events';
import {expect, test} from 'vitest';
import {emptyPlan} from '../../../source/plan/launch-plan.ts';
import {publishTensorboard} from '../../../source/actions/tensorboard/publish-port.ts';
import {findReach, hostOfEngine, possibleReaches} from '../../../source/actions/tensorboard/reach.ts';

const local = {endpoint: 'unix:///var/run/docker.sock'};

test.each([
	['unix:///var/run/docker.sock', '127.0.0.1'],
	['tcp://192.168.3.4:2375', '192.168.3.4'],
	['https://box:2376', 'box'],
	['ssh://me@gpu-box:22', 'gpu-box'],
])('%s is reached at %s', (endpoint, host) => {
	expect(hostOfEngine({endpoint})).toBe(host);
});

test.each([
	['a published port comes first', local, {ports: [{containerPort: 6006, hostAddress: '0.0.0.0', hostPort: 7000}], addresses: ['172.17.0.2']}, ['published 127.0.0.1:7000', 'address 172.17.0.2:6006']],
	['an address of the host that was named', local, {ports: [{containerPort: 6006, hostAddress: '10.0.0.7', hostPort: 6006}]}, ['published 10.0.0.7:6006']],
	['another port says nothing', local, {ports: [{containerPort: 8080, hostAddress: '', hostPort: 8080}]}, []],
	['the network of the host', local, {networkMode: 'host'}, ['address 127.0.0.1:6006']],
	['elsewhere the addresses of containers lead nowhere', {endpoint: 'ssh://gpu-box'}, {ports: [{containerPort: 6006, hostAddress: '', hostPort: 6006}], addresses: ['172.17.0.2'], networkMode: 'host'}, ['published gpu-box:6006']],
])('%s', (_, engine, details, expected) => {
	expect(possibleReaches(engine, details, 6006).map(({by, host, port}) => `${by} ${host}:${port}`)).toEqual(expected);
});

test('a port that takes connections and never answers as a server is none', async () => {
	const silent = createServer(socket => {
		socket.destroy();
	}).listen(0, '127.0.0.1');
	const server = createHttpServer((_, response) => {
		response.end('');
	}).listen(0, '127.0.0.1');
	await Promise.all([once(silent, 'listening'), once(server, 'listening')]);
	const reach = (of: typeof silent) => ({host: '127.0.0.1', port: (of.address() as AddressInfo).port, by: 'published'} as const);
	expect(await findReach([reach(silent), reach(server as typeof silent)])).toEqual(reach(server as typeof silent));
	expect(await findReach([reach(silent)])).toBeUndefined();
	silent.close();
	server.close();
});

test.each([
	['its own port', {}, {}, ['127.0.0.1:6006:6006/tcp']],
	['a wanted port', {}, {port: 7007}, ['127.0.0.1:7007:6006/tcp']],
	['nothing without a network', {networkMode: 'none'}, {}, []],
	['nothing on the network of the host', {networkMode: 'host'}, {}, []],
])('publishes %s', (_, more, wish, ports) => {
	const published = publishTensorboard({...emptyPlan('yolo'), ...more}, wish).ports;
	expect(published.map(({hostAddress, hostPort, containerPort, protocol}) => `${hostAddress}:${hostPort}:${containerPort}/${protocol}`)).toEqual(ports);
});

test('a port that the person publishes stays as it is', () => {
	const ports = [{
		hostAddress: '', hostPort: 8006, containerPort: 6006, protocol: 'tcp',
	} as const];
	expect(publishTensorboard({...emptyPlan('yolo'), ports}, {port: 7007}).ports).toEqual(ports);
});
