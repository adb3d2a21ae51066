import type {ErrorCode} from '../../domain/user-error.ts';
import {endpointOf, hostOf} from './engine-endpoint.ts';
import type {DoctorFacts} from './facts.ts';
import type {Finding, FindingCode} from './finding.ts';
import {remark} from './remark.ts';

const check = 'engine';

type FailedCode = Extract<FindingCode, 'engine-unreachable' | 'engine-silent' | 'engine-not-docker' | 'engine-address-wrong'>;

/** A refusal for want of rights means that an engine is there; every other code is in this table or counts as unreachable. */
const byErrorCode: Readonly<Partial<Record<ErrorCode, FailedCode>>> = {
	'engine-timeout': 'engine-silent',
	'engine-not-docker': 'engine-not-docker',
	'engine-host-invalid': 'engine-address-wrong',
	'config-invalid': 'engine-address-wrong',
};

/** Whether an engine answers, where, and how its address was found. */
export function checkEngine({engine, host}: DoctorFacts): Finding {
	if (engine.kind === 'reachable') {
		const {identity} = engine;
		const name = identity.isPodman ? 'Podman' : 'Docker';
		return {
			check,
			level: 'ok',
			code: 'engine-ok',
			values: {
				endpoint: identity.endpoint,
				version: `${name} ${identity.version} (API ${identity.apiVersion})`,
				origin: identity.origin,
				context: identity.context ?? '',
			},
			commands: [],
		};
	}

	const endpoint = endpointOf(engine);
	if (engine.code === 'engine-permission-denied') {
		return {
			check, level: 'unknown', code: 'permission-denied', values: {endpoint}, commands: [],
		};
	}

	const {code: errorCode, values} = engine;
	if (errorCode.startsWith('ssh-')) {
		return {
			check, level: 'problem', code: 'engine-ssh-failed', values: {endpoint, reason: values.reason ?? ''}, commands: sshRemedies(errorCode, values.command ?? 'ssh HOST'),
		};
	}

	if (errorCode.startsWith('tls-')) {
		return {
			check, level: 'problem', code: 'engine-tls-failed', values: {endpoint, reason: values.reason ?? ''}, commands: tlsRemedies(errorCode, endpoint),
		};
	}

	const code = byErrorCode[engine.code] ?? 'engine-unreachable';
	return {
		check, level: 'problem', code, values: {endpoint}, commands: remedies(code, endpoint, host.isWsl),
	};
}

function sshRemedies(code: ErrorCode, command: string): readonly string[] {
	switch (code) {
		case 'ssh-missing': {
			return ['sudo apt-get install openssh-client'];
		}

		case 'ssh-permission-denied': {
			return [command.replace(/^ssh/, 'ssh-copy-id'), command];
		}

		case 'ssh-socket-unreachable': {
			return [`${command} docker version`];
		}

		default: {
			return [command];
		}
	}
}

/** What shows the dates, the names and the authorities of the certificates on both sides. */
function tlsRemedies(code: ErrorCode, endpoint: string): readonly string[] {
	const address = endpoint.replace(/^\w+:\/\//, '');
	switch (code) {
		case 'tls-engine-untrusted':
		case 'tls-engine-expired':
		case 'tls-engine-misnamed': {
			return [`openssl s_client -connect ${address} </dev/null 2>/dev/null | openssl x509 -noout -issuer -dates -ext subjectAltName`];
		}

		case 'tls-not-spoken': {
			return ['unset DOCKER_TLS_VERIFY DOCKER_TLS'];
		}

		case 'tls-wanted': {
			return ['export DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=~/.docker'];
		}

		case 'tls-file-missing':
		case 'tls-client-missing': {
			return ['ls -l "$DOCKER_CERT_PATH" ~/.docker'];
		}

		default: {
			return ['cd "$DOCKER_CERT_PATH" && openssl x509 -noout -issuer -dates -in cert.pem && openssl verify -CAfile ca.pem cert.pem'];
		}
	}
}

function remedies(code: FailedCode, endpoint: string, isWsl: boolean): readonly string[] {
	switch (code) {
		case 'engine-unreachable': {
			const elsewhere = hostOf(endpoint);
			if (elsewhere !== undefined) {
				// The port may be closed while the engine is well.
				return [`ping -c 3 ${elsewhere.replace(/^.*@/, '')}`, `ssh ${elsewhere} docker version`, 'docker context ls'];
			}

			return isWsl
				? ['sudo service docker start', remark('docker-desktop')]
				: ['sudo systemctl start docker', 'docker context ls'];
		}

		case 'engine-silent': {
			return ['sudo journalctl -u docker -n 50', `sudo systemctl restart docker  ${remark('ends-containers')}`];
		}

		case 'engine-not-docker':
		case 'engine-address-wrong': {
			return ['docker context ls', 'echo "$DOCKER_HOST"', 'unset DOCKER_HOST'];
		}
	}
}
