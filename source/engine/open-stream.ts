import {Buffer} from 'node:buffer';
import http from 'node:http';
import https from 'node:https';
import type {Readable} from 'node:stream';
import type {DirectEndpoint} from './endpoint.ts';

export type StreamRequest = {
	readonly method: 'GET' | 'POST';
	/** With the query. */
	readonly path: string;
	/** Ends the beginning of the request only. */
	readonly signal: AbortSignal;
	/** Asks to turn the connection into a raw stream. */
	readonly isUpgrade?: boolean;
	/** Sent as JSON. */
	readonly body?: Readonly<Record<string, unknown>>;
};

/** Of a TCP connection over which nothing comes for long: a dead peer is noticed. */
const keepAliveMs = 15_000;

/** An answer with an error status is read up to this. */
const maxErrorBytes = 64 * 1024;

/**
Opens a stream of the engine with a request of our own: no body unless one is given, no shared connection, nothing buffered. It rejects with
`{statusCode, message}` for an answer that is an error and with `{code}` for a connection that fails, as dockerode does.

An attach through dockerode sends its options as a body, which Podman types into the container; an upgrade without a body
and without standard input sends nothing at all. A server that answers 200 instead of 101 streams on the same connection.
*/
export async function openStream(endpoint: DirectEndpoint, {method, path, signal, isUpgrade, body}: StreamRequest): Promise<Readable> {
	const text = body === undefined ? '' : JSON.stringify(body);
	return new Promise((resolve, reject) => {
		const request = (endpoint.kind === 'tcp' && endpoint.tls ? https : http).request({
			...addressOptions(endpoint),
			method,
			path,
			agent: false,
			headers: {
				host: endpoint.kind === 'tcp' ? endpoint.host : 'docker',
				...(isUpgrade ? {connection: 'Upgrade', upgrade: 'tcp'} : {connection: 'close'}),
				...(method === 'POST' && {'content-length': String(Buffer.byteLength(text))}),
				...(body !== undefined && {'content-type': 'application/json'}),
			},
		});
		const abort = () => {
			request.destroy(new Error('aborted'));
		};

		signal.addEventListener('abort', abort, {once: true});
		const settle = () => {
			signal.removeEventListener('abort', abort);
			request.socket?.setKeepAlive(true, keepAliveMs);
		};

		request.once('upgrade', (_response, socket, head) => {
			settle();
			if (head.length > 0) {
				socket.unshift(head);
			}

			resolve(socket);
		});
		request.once('response', response => {
			settle();
			if (response.statusCode === 200) {
				resolve(response);
			} else {
				rejectAnswer(response, reject);
			}
		});
		// Stays for the life of the request: an error without a listener ends the process.
		request.on('error', error => {
			settle();
			reject(error);
		});
		request.end(text);
	});
}

/** Where to connect, as options of Node's http and https. */
export function addressOptions(endpoint: DirectEndpoint): https.RequestOptions {
	if (endpoint.kind === 'socket') {
		return {socketPath: endpoint.socketPath};
	}

	const {host, port, tls} = endpoint;
	return {
		host, port, ...(tls && {
			ca: tls.ca, cert: tls.cert, key: tls.key, rejectUnauthorized: tls.isVerified,
		}),
	};
}

function rejectAnswer(response: http.IncomingMessage, reject: (error: unknown) => void): void {
	let text = '';
	const finish = () => {
		response.destroy();
		reject(Object.assign(new Error(messageOf(text) ?? response.statusMessage ?? ''), {statusCode: response.statusCode}));
	};

	response.setEncoding('utf8');
	response.on('data', (chunk: string) => {
		text += chunk;
		if (text.length > maxErrorBytes) {
			finish();
		}
	});
	response.once('end', finish);
	response.once('error', finish);
}

/** The engine's words: `{"message": …}`, or plain text. */
function messageOf(text: string): string | undefined {
	try {
		const {message} = JSON.parse(text) as {readonly message?: unknown};
		return typeof message === 'string' ? message : text;
	} catch {
		return text === '' ? undefined : text;
	}
}
