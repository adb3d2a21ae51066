import type {ContainerDetails, DeviceRequest} from '../../engine/container.ts';

/** What asks for a GPU, as docker run spells it; undefined when nothing does. */
export function gpuRequest({deviceRequests, runtime}: ContainerDetails): string | undefined {
	const request = deviceRequests.find(candidate => isForGpu(candidate));
	if (request === undefined) {
		return runtime === 'nvidia' ? '--runtime=nvidia' : undefined;
	}

	const {deviceIds, count = 0} = request;
	if (deviceIds.length === 0) {
		return `--gpus ${count === -1 ? 'all' : count}`;
	}

	// The quotes are part of the value: without them docker takes a comma for the next field.
	const devices = `device=${deviceIds.join(',')}`;
	return deviceIds.every(id => id.includes('=')) ? deviceIds.map(id => `--device ${id}`).join(' ') : `--gpus ${deviceIds.length > 1 ? `"${devices}"` : devices}`;
}

function isForGpu({driver, capabilities, deviceIds}: DeviceRequest): boolean {
	return driver === 'nvidia'
		|| capabilities.some(set => set.includes('gpu'))
		|| deviceIds.some(id => id.startsWith('nvidia.com/gpu='));
}
