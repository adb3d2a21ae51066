import type {ErrorCode} from '../../domain/user-error.ts';
import type {DoctorFacts, EngineFacts} from './doctor-facts.ts';
import {
	ok,
	problem,
	remark,
	unknown,
	warning,
	type FindingCode,
	type MachineChecks,
	type MachineFinding,
} from './finding.ts';

/** Where the engine is or should be; a question mark where not even that is known. */
export function endpointOf(engine: EngineFacts): string {
	return engine.kind === 'reachable' ? engine.identity.endpoint : engine.values.host ?? engine.values.endpoint ?? engine.values.value ?? engine.values.path ?? '?';
}

/** Whether the engine is on another machine, also one that does not answer. */
export function isElsewhere(engine: EngineFacts): boolean {
	return engine.kind === 'reachable' ? !engine.isLocal : engine.code.startsWith('ssh-') || /^(?:ssh|tcp|https?):\/\//.test(endpointOf(engine));
}

/** The machine of `ssh://user@host:22` or `tcp://host:2375` as ssh takes it; undefined for a local engine. */
export function hostOf(endpoint: string): string | undefined {
	return /^(?:ssh|tcp|https?):\/\/(\[[^\]]+\]|[^/:[\]]+)/.exec(endpoint)?.[1];
}

type FailedCode = Extract<FindingCode, 'engine-unreachable' | 'engine-silent' | 'engine-not-docker' | 'engine-address-wrong'>;

/** A refusal for want of rights means that an engine is there; every other code is in this table or counts as unreachable. */
const byErrorCode: Readonly<Partial<Record<ErrorCode, FailedCode>>> = {
	'engine-timeout': 'engine-silent',
	'engine-not-docker': 'engine-not-docker',
	'engine-host-invalid': 'engine-address-wrong',
	'config-invalid': 'engine-address-wrong',
};

/** Whether an engine answers, where, and how its address was found. */
function checkEngine({engine, host}: DoctorFacts): MachineFinding {
	if (engine.kind === 'reachable') {
		const {identity} = engine;
		const version = `${identity.isPodman ? 'Podman' : 'Docker'} ${identity.version} (API ${identity.apiVersion})`;
		return ok('engine-ok', {
			endpoint: identity.endpoint, version, origin: identity.origin, context: identity.context ?? '',
		});
	}

	const endpoint = endpointOf(engine);
	if (engine.code === 'engine-permission-denied') {
		return unknown('permission-denied', {endpoint});
	}

	const {code: errorCode, values} = engine;
	if (errorCode.startsWith('ssh-')) {
		return problem('engine-ssh-failed', {endpoint, reason: values.reason ?? ''}, sshRemedies(errorCode, values.command ?? 'ssh HOST'));
	}

	if (errorCode.startsWith('tls-')) {
		return problem('engine-tls-failed', {endpoint, reason: values.reason ?? ''}, tlsRemedies(errorCode, endpoint));
	}

	const code = byErrorCode[engine.code] ?? 'engine-unreachable';
	return problem(code, {endpoint}, remedies(code, endpoint, host.isWsl));
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

/** Whether the person may use the engine, and whether others may without being asked. */
function checkEnginePermission({engine}: DoctorFacts): MachineFinding {
	if (engine.kind === 'unreachable') {
		return engine.code === 'engine-permission-denied'
			? problem('permission-denied', {endpoint: engine.values.endpoint ?? '?'}, ['sudo usermod -aG docker "$USER"', `newgrp docker  ${remark('or-log-in')}`])
			: unknown('permission-unknown', {});
	}

	const {endpoint} = engine.identity;
	return isUnencrypted(endpoint)
		? warning('permission-unencrypted', {endpoint}, ['docker context create server --docker host=ssh://USER@HOST', 'docker context use server'])
		: ok('permission-ok', {});
}

/** 2375 is the port without TLS; one of this machine may be the end of a tunnel. */
function isUnencrypted(endpoint: string): boolean {
	const host = /^tcp:\/\/(\[[^\]]+\]|[^/:]+):2375$/.exec(endpoint)?.[1];
	return host !== undefined && !/^(?:localhost|127\.[\d.]+|\[::1\])$/.test(host);
}

export const engineChecks = {engine: checkEngine, 'engine-permission': checkEnginePermission} satisfies MachineChecks;
