import {createServer, connect, type AddressInfo} from 'node:net';
import {afterAll, expect, test} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {UserError} from '../../source/domain/user-error.ts';
import {describeWithEngine} from './engine-fixture.ts';
import {
	factsWithTls,
	openTlsBed,
	startTlsServer,
	type Certificates,
	type CertificateFiles,
} from './tls-bed.ts';

// What it can do is held to the contract of all engines, engine-contract.test.ts.
describeWithEngine('an engine behind TLS', await openTlsBed(), bed => {
	afterAll(async () => {
		await bed.close();
	});

	/** The code and the reason of the error that a connection ends with. */
	async function refusal(host: string, files: CertificateFiles, more: Readonly<Record<string, string>> = {}): Promise<string> {
		try {
			const engine = await connectEngine({facts: factsWithTls(files, {DOCKER_HOST: host, ...more})});
			engine.close();
			return 'none';
		} catch (error) {
			return error instanceof UserError ? `${error.code} ${error.values.reason ?? error.values.path ?? ''}`.trim() : String(error);
		}
	}

	test.each<[string, (certificates: Certificates) => CertificateFiles, RegExp]>([
		['all three files', ({client}) => client, /^none$/],
		['no authority', ({client: {cert, key}}) => ({cert, key}), /^tls-file-missing \/certificates\/ca\.pem$/],
		['the authority of somebody else', ({client, strangeClient: {ca}}) => ({...client, ca}), /^tls-engine-untrusted self-signed certificate/],
		['no certificate', ({ca}) => ({ca}), /^tls-client-missing$/],
		['a certificate without its key', ({client: {ca, cert}}) => ({ca, cert}), /^tls-file-missing \/certificates\/key\.pem$/],
		['the key of another certificate', ({client, server: {key}}) => ({...client, key}), /^tls-files-unusable .*key values mismatch$/],
		['a certificate that is none', ({client}) => ({...client, cert: 'nothing'}), /^tls-files-unusable .*no start line$/],
		['a certificate that is over', ({expiredClient}) => expiredClient, /^tls-client-expired .*GMT - /],
		['a certificate of another authority', ({strangeClient, ca}) => ({...strangeClient, ca}), /^tls-client-unknown CN=strange$/],
	])('with %s', async (_, choose, expected) => {
		expect(await refusal(bed.host, choose(bed.certificates))).toMatch(expected);
	});

	test.each<[string, (certificates: Certificates) => Required<CertificateFiles>, RegExp]>([
		['over', ({expiredServer}) => expiredServer, /^tls-engine-expired certificate has expired$/],
		['for another name', ({otherServer}) => otherServer, /^tls-engine-misnamed .*127\.0\.0\.1 is not in the cert/],
	])('whose certificate is %s is told, and accepted where nobody wants it verified', async (_, choose, expected) => {
		const {client} = bed.certificates;
		const server = await startTlsServer(bed.socketPath, choose(bed.certificates));
		try {
			expect(await refusal(server.host, client)).toMatch(expected);
			expect(await refusal(server.host, client, {DOCKER_TLS_VERIFY: '', DOCKER_TLS: '1'})).toBe('none');
		} finally {
			await server.close();
		}
	});

	test.each([
		['speaks no TLS', '', {}, 'tls-not-spoken'],
		['speaks nothing else', 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n', {DOCKER_TLS_VERIFY: ''}, 'tls-wanted'],
	])('that %s is told', async (_, answer, environment, expected) => {
		const plain = createServer(socket => {
			const upstream = connect(bed.socketPath);
			for (const side of [socket, upstream]) {
				side.on('error', () => {
					socket.destroy();
					upstream.destroy();
				});
			}

			if (answer === '') {
				socket.pipe(upstream);
				upstream.pipe(socket);
			} else {
				// As dockerd answers there.
				upstream.destroy();
				socket.end(answer);
			}
		});
		await new Promise<void>(resolve => {
			plain.listen(0, '127.0.0.1', resolve);
		});
		try {
			const {port} = plain.address() as AddressInfo;
			expect(await refusal(`tcp://127.0.0.1:${port}`, bed.certificates.client, environment)).toBe(expected);
		} finally {
			plain.close();
		}
	});
});
