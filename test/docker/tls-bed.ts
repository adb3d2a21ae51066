import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {connect, type AddressInfo, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createServer} from 'node:tls';
import {connectEngine} from '../../source/engine/connect.ts';
import type {ConnectionFacts} from '../../source/engine/connection.ts';
import {openEngineBed, type EngineBed} from './engine-fixture.ts';

/** What the folder of DOCKER_CERT_PATH holds. */
export type CertificateFiles = {readonly ca?: string; readonly cert?: string; readonly key?: string};

export type Certificates = {
	/** PEM of an authority, a server for 127.0.0.1 and a client, all of that authority. */
	readonly ca: string;
	readonly server: Required<CertificateFiles>;
	readonly client: Required<CertificateFiles>;
	/** The same, but their time is over. */
	readonly expiredServer: Required<CertificateFiles>;
	readonly expiredClient: Required<CertificateFiles>;
	/** For a name that is not 127.0.0.1. */
	readonly otherServer: Required<CertificateFiles>;
	/** Of another authority. */
	readonly strangeClient: Required<CertificateFiles>;
};

function openssl(directory: string, words: readonly string[]): void {
	const {status, stderr} = spawnSync('openssl', words, {cwd: directory, encoding: 'utf8'});
	if (status !== 0) {
		throw new Error(stderr);
	}
}

/** Undefined where there is no openssl. */
export async function makeCertificates(): Promise<Certificates | undefined> {
	if (spawnSync('openssl', ['version']).status !== 0) {
		return undefined;
	}

	const directory = await mkdtemp(path.join(tmpdir(), 'certificates-'));
	const read = (name: string) => readFileSync(path.join(directory, name), 'utf8');
	const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	const makeAuthority = (name: string) => {
		openssl(directory, ['req', '-x509', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '2', '-subj', `/CN=${name}`]);
	};

	const sign = async (name: string, authority: string, {extensions, days = 2}: {readonly extensions: string; readonly days?: number}): Promise<Required<CertificateFiles>> => {
		await writeFile(path.join(directory, `${name}.ext`), extensions);
		openssl(directory, ['req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`]);
		openssl(directory, ['x509', '-req', '-in', `${name}.csr`, '-CA', `${authority}.pem`, '-CAkey', `${authority}.key`, '-CAcreateserial', '-out', `${name}.pem`, '-days', String(days), '-extfile', `${name}.ext`]);
		return {ca: read(`${authority}.pem`), cert: read(`${name}.pem`), key: read(`${name}.key`)};
	};

	const forServer = 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n';
	const forClient = 'extendedKeyUsage=clientAuth\n';
	try {
		makeAuthority('ours');
		makeAuthority('strange');
		return {
			ca: read('ours.pem'),
			server: await sign('server', 'ours', {extensions: forServer}),
			client: await sign('client', 'ours', {extensions: forClient}),
			expiredServer: await sign('expired-server', 'ours', {extensions: forServer, days: -1}),
			expiredClient: await sign('expired-client', 'ours', {extensions: forClient, days: -1}),
			otherServer: await sign('other-server', 'ours', {extensions: forServer.replace('IP:127.0.0.1', 'DNS:gpu1')}),
			strangeClient: await sign('strange-client', 'strange', {extensions: forClient}),
		};
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}

export type TlsServer = {
	/** For DOCKER_HOST. */
	readonly host: string;
	close(): Promise<void>;
};

/** Stands before the socket of an engine as `dockerd --tlsverify` does: whoever has no certificate of the authority is refused. */
export async function startTlsServer(socketPath: string, {ca, cert, key}: Required<CertificateFiles>): Promise<TlsServer> {
	const sockets = new Set<Socket>();
	const server = createServer({
		ca, cert, key, requestCert: true, rejectUnauthorized: true, allowHalfOpen: true,
	}, client => {
		const upstream = connect({path: socketPath, allowHalfOpen: true});
		client.pipe(upstream);
		upstream.pipe(client);
		for (const socket of [client, upstream]) {
			socket.on('error', () => {
				client.destroy();
				upstream.destroy();
			});
		}

		client.on('close', () => {
			upstream.destroy();
		});
	});
	server.on('tlsClientError', () => undefined);
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('close', () => {
			sockets.delete(socket);
		});
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const {port} = server.address() as AddressInfo;
	return {
		host: `tcp://127.0.0.1:${port}`,
		async close() {
			const closed = new Promise(resolve => {
				server.close(resolve);
			});
			for (const socket of sockets) {
				socket.destroy();
			}

			await closed;
		},
	};
}

/** A machine on which DOCKER_TLS_VERIFY is set and DOCKER_CERT_PATH holds those files. */
export function factsWithTls(files: CertificateFiles, more: Readonly<Record<string, string>> = {}): ConnectionFacts {
	return {
		environment: {DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certificates', ...more},
		homeDirectory: '/nobody',
		readFile: file => ({'/certificates/ca.pem': files.ca, '/certificates/cert.pem': files.cert, '/certificates/key.pem': files.key})[file],
		exists: () => false,
	};
}

export type TlsBed = EngineBed & {readonly certificates: Certificates};

/** The engine of the tests behind TLS with certificates of its own. The bed's containers are made without it. */
export async function openTlsBed(): Promise<TlsBed | undefined> {
	const bed = await openEngineBed();
	const certificates = bed && await makeCertificates();
	if (!certificates) {
		await bed?.close();
		return undefined;
	}

	const server = await startTlsServer(bed.socketPath, certificates.server);
	const engine = await connectEngine({facts: factsWithTls(certificates.client, {DOCKER_HOST: server.host})});
	return {
		...bed,
		host: server.host,
		engine,
		certificates,
		async close() {
			engine.close();
			await server.close();
			await bed.close();
		},
	};
}
