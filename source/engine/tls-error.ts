import {X509Certificate} from 'node:crypto';
import {UserError, type ErrorCode} from '../domain/user-error.ts';
import type {EndpointTls} from './endpoint.ts';

/** What OpenSSL says of a certificate that the engine shows. Source: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const byCertificateCode: ReadonlyMap<string, ErrorCode> = new Map<string, ErrorCode>([
	['CERT_HAS_EXPIRED', 'tls-engine-expired'],
	['CERT_NOT_YET_VALID', 'tls-engine-expired'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-engine-misnamed'],
	['SELF_SIGNED_CERT_IN_CHAIN', 'tls-engine-untrusted'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-engine-untrusted'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-engine-untrusted'],
	['UNABLE_TO_GET_ISSUER_CERT', 'tls-engine-untrusted'],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-engine-untrusted'],
	['CERT_SIGNATURE_FAILURE', 'tls-engine-untrusted'],
	['CERT_UNTRUSTED', 'tls-engine-untrusted'],
	['INVALID_PURPOSE', 'tls-engine-untrusted'],
]);

/** From a server that speaks something else. */
const otherProtocolCodes = new Set(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']);

/**
What is wrong with the TLS of a connection, as an error for a person; undefined when TLS is not the cause. `now` is in milliseconds since
1970.

Source: Node 20 and dockerd 20.10, which refuses a missing, an expired and an unknown certificate with the same alert 42; other servers
just close the connection, so that this machine's own certificate has to tell.
*/
export function toTlsError(error: unknown, {endpoint, tls, now}: {readonly endpoint: string; readonly tls: EndpointTls | undefined; readonly now: number}): UserError | undefined {
	const {code, statusCode, message = '', reason: detail} = error as {readonly code?: unknown; readonly statusCode?: unknown; readonly message?: string; readonly reason?: unknown};
	const options = {cause: error};
	if (tls === undefined) {
		// Go answers in plain HTTP/1.0, with no code that would tell it from other requests that are refused.
		return statusCode === 400 && message.includes('HTTP request to an HTTPS server') ? new UserError('tls-wanted', {endpoint}, options) : undefined;
	}

	if (typeof code !== 'string') {
		return undefined;
	}

	const ofEngine = byCertificateCode.get(code);
	if (ofEngine !== undefined) {
		return new UserError(ofEngine, {endpoint, reason: typeof detail === 'string' ? detail : message}, options);
	}

	if (otherProtocolCodes.has(code)) {
		return new UserError('tls-not-spoken', {endpoint}, options);
	}

	if (code.startsWith('ERR_OSSL_')) {
		return new UserError('tls-files-unusable', {endpoint, reason: message.replace(/^error:\w+:/, '').replaceAll('::', ': ')}, options);
	}

	const isRefused = /^ERR_SSL_.*_ALERT_/.test(code);
	const own = ownFault(tls, now);
	return isRefused || (code === 'ECONNRESET' && own.code !== 'tls-client-refused')
		? new UserError(own.code, {endpoint, reason: own.reason}, options)
		: undefined;
}

/** What an engine can have against the certificate of this machine. */
function ownFault({cert, key, ca}: EndpointTls, now: number): {readonly code: ErrorCode; readonly reason: string} {
	if (cert === undefined || key === undefined) {
		return {code: 'tls-client-missing', reason: ''};
	}

	try {
		const own = new X509Certificate(cert);
		if (Date.parse(own.validTo) < now || Date.parse(own.validFrom) > now) {
			return {code: 'tls-client-expired', reason: `${own.validFrom} - ${own.validTo}`};
		}

		const isOfAuthority = ca === undefined || own.verify(new X509Certificate(ca).publicKey);
		return {code: isOfAuthority ? 'tls-client-refused' : 'tls-client-unknown', reason: own.issuer.replaceAll('\n', ', ')};
	} catch {
		return {code: 'tls-client-refused', reason: ''};
	}
}
