import type {ContainerDetails, DeviceRequest} from '../../engine/container.ts';
import type {DoctorFacts} from '../facts.ts';
import type {Finding} from '../finding.ts';
import {recreateCommand} from '../recreate-command.ts';

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

	return host.gpu?.kind === 'failed' && host.hasNvidiaBoard !== true
		? {
			check, level: 'ok', code: 'request-not-needed', values: {}, commands: [],
		}
		: {
			check, level: 'problem', code: 'request-missing', values: {}, commands: [recreateCommand(container.details, {isWithGpu: true})],
		};
}

/** What asks for a GPU, as docker run spells it; undefined when nothing does. */
export function gpuRequest({deviceRequests, runtime}: ContainerDetails): string | undefined {
	const request = deviceRequests.find(candidate => isForGpu(candidate));
	if (request === undefined) {
		return runtime === 'nvidia' ? '--runtime=nvidia' : undefined;
	}

	const {deviceIds, count = 0} = request;
	return deviceIds.length > 0 ? `--gpus device=${deviceIds.join(',')}` : `--gpus ${count === -1 ? 'all' : count}`;
}

function isForGpu({driver, capabilities, deviceIds}: DeviceRequest): boolean {
	return driver === 'nvidia'
		|| capabilities.some(set => set.includes('gpu'))
		|| deviceIds.some(id => id.startsWith('nvidia.com/gpu='));
}
