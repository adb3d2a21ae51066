import type {InspectedContainer} from '../checks/diagnosis-facts.ts';
import {quoteCommand} from '../domain/shell-quote.ts';
import type {ContainerDetails, DeviceRequest} from '../engine/container.ts';
import {maskCommand} from '../domain/mask-command.ts';

/** How a container was made and how it is, for the checks. */
export function toContainerFacts(details: ContainerDetails): InspectedContainer {
	const {name, state, command, pid, hasTerminal, ipcMode, shmSizeBytes, memoryLimitBytes, mounts, isAutoRemoved} = details;
	const request = gpuRequest(details);
	const hasGpuRequest = hasGpu(details, request);
	return {
		name,
		status: state.status,
		...(command.length > 0 && {command: quoteCommand(maskCommand(command))}),
		...(state.error !== undefined && {error: state.error}),
		...(pid !== undefined && {pid}),
		hasTerminal,
		...(request !== undefined && {gpuRequest: request}),
		...(hasGpuRequest !== undefined && {hasGpuRequest}),
		...(ipcMode !== undefined && {ipcMode}),
		isSharingIpc: ipcMode === 'host' || (ipcMode?.startsWith('container:') ?? false),
		...(shmSizeBytes !== undefined && {shmSizeBytes}),
		...(memoryLimitBytes !== undefined && {memoryLimitBytes}),
		mounts: mounts.map(({destination, kind, isReadOnly, source, volume}) => ({
			target: destination, type: kind, isWritable: !isReadOnly, ...(source !== undefined && {source}), ...(volume !== undefined && {volume}),
		})),
		isAutoRemoved,
	};
}

/** A privileged container sees every device of the machine: whether a GPU was wanted is then not known. */
function hasGpu({devicePaths = [], isPrivileged}: ContainerDetails, request: string | undefined): boolean | undefined {
	if (request !== undefined || devicePaths.some(device => /^\/dev\/(?:nvidia|dxg)/.test(device))) {
		return true;
	}

	return isPrivileged === true ? undefined : false;
}

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
