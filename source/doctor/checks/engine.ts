import type {ErrorCode} from '../../domain/user-error.ts';
import type {DoctorFacts} from '../facts.ts';
import type {Finding, FindingCode} from '../finding.ts';
import {remark} from '../remark.ts';

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

	const endpoint = engine.values.endpoint ?? engine.values.value ?? engine.values.path ?? '?';
	if (engine.code === 'engine-permission-denied') {
		return {
			check, level: 'unknown', code: 'permission-denied', values: {endpoint}, commands: [],
		};
	}

	const code = byErrorCode[engine.code] ?? 'engine-unreachable';
	return {
		check, level: 'problem', code, values: {endpoint}, commands: remedies(code, host.isWsl),
	};
}

function remedies(code: FailedCode, isWsl: boolean): readonly string[] {
	switch (code) {
		case 'engine-unreachable': {
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
