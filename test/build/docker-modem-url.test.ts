import {createRequire} from 'node:module';
import {expect, test} from 'vitest';

type Address = {readonly protocol?: string; readonly hostname?: string; readonly port?: string; readonly pathname?: string; readonly path?: string};
type Url = {
	parse(text: string): Address;
	format(address: {readonly protocol: string; readonly hostname: string; readonly port: number; readonly pathname: string | undefined}): string;
	resolve(base: string, relative: string): string;
};

const url = createRequire(import.meta.url)('../../build/docker-modem-url.cjs') as Url;

/** As docker-modem comes from the host that it was given to what it asks for. */
function askedFor(host: string) {
	const {protocol = 'http', hostname = host, pathname} = url.parse(host);
	const base = url.format({
		protocol, hostname, port: 2375, pathname,
	});
	const {hostname: name, port, path} = url.parse(url.resolve(base, '/v1.41/containers/json?all=1'));
	return [name, port, path];
}

test.each([
	['192.168.1.1', '192.168.1.1'],
	['gpu1', 'gpu1'],
	['http://gpu1', 'gpu1'],
	['https://gpu1:1/x', 'gpu1'],
	['::1', '::1'],
	['http://[fe80::1]', 'fe80::1'],
])('an engine at %s is asked by its name', (host, name) => {
	expect(askedFor(host)).toEqual([name, '2375', '/v1.41/containers/json?all=1']);
});
