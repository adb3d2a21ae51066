import type {DoctorFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {remark} from './remark.ts';

const check = 'engine-permission';

/** Whether the person may use the engine, and whether others may without being asked. */
export function checkEnginePermission({engine}: DoctorFacts): Finding {
	if (engine.kind === 'unreachable') {
		return engine.code === 'engine-permission-denied'
			? {
				check,
				level: 'problem',
				code: 'permission-denied',
				values: {endpoint: engine.values.endpoint ?? '?'},
				commands: ['sudo usermod -aG docker "$USER"', `newgrp docker  ${remark('or-log-in')}`],
			}
			: {
				check, level: 'unknown', code: 'permission-unknown', values: {}, commands: [],
			};
	}

	const {endpoint} = engine.identity;
	return isUnencrypted(endpoint)
		? {
			check, level: 'warning', code: 'permission-unencrypted', values: {endpoint}, commands: ['docker context create server --docker host=ssh://USER@HOST', 'docker context use server'],
		}
		: {
			check, level: 'ok', code: 'permission-ok', values: {}, commands: [],
		};
}

/** 2375 is the port without TLS; one of this machine may be the end of a tunnel. */
function isUnencrypted(endpoint: string): boolean {
	const host = /^tcp:\/\/(\[[^\]]+\]|[^/:]+):2375$/.exec(endpoint)?.[1];
	return host !== undefined && !/^(?:localhost|127\.[\d.]+|\[::1\])$/.test(host);
}
