import type {DoctorFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {gpuRequest} from './gpu-request.ts';
import {recreateCommands} from './recreate-command.ts';

const check = 'container-gpu-request';

/** Whether the container was created with a GPU. Undefined without a container. */
export function checkContainerGpuRequest({container, host}: DoctorFacts): Finding | undefined {
	if (container === undefined) {
		return undefined;
	}

	const request = gpuRequest(container.details);
	if (request !== undefined) {
		return {
			check, level: 'ok', code: 'request-ok', values: {request}, commands: [],
		};
	}

	if (container.gpu?.kind === 'found') {
		return {
			check, level: 'ok', code: 'request-other-way', values: {}, commands: [],
		};
	}

	return host.hasGpu === false || (host.gpu?.kind === 'failed' && host.hasNvidiaBoard !== true)
		? {
			check, level: 'ok', code: 'request-not-needed', values: {}, commands: [],
		}
		: {
			check, level: 'problem', code: 'request-missing', values: {}, commands: recreateCommands({container, host}, {isWithGpu: true}),
		};
}
