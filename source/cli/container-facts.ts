import type {ContainerFacts} from '../checks/facts.ts';
import {maskCommand} from '../plan/secrets.ts';
import {quoteCommand} from '../domain/shell-quote.ts';
import {gpuRequest} from '../checks/machine/gpu-request.ts';
import type {ContainerDetails} from '../engine/container.ts';
import {isIdleShell} from '../actions/start/new-container.ts';

/** How the container was made, for the rules. */
export function toContainerFacts(details: ContainerDetails): ContainerFacts {
	const {command, ipcMode, memoryLimitBytes, mounts, isAutoRemoved} = details;
	const hasGpuRequest = hasGpu(details);
	return {
		...(command.length > 0 && {command: quoteCommand(maskCommand(command))}),
		...(hasGpuRequest !== undefined && {hasGpuRequest}),
		isSharingIpc: ipcMode === 'host' || (ipcMode?.startsWith('container:') ?? false),
		...(memoryLimitBytes !== undefined && {memoryLimitBytes}),
		mounts: mounts.map(({destination, kind, isReadOnly}) => ({target: destination, type: kind, isWritable: !isReadOnly})),
		isAutoRemoved,
		...(isIdleShell(details) && {isShell: true}),
	};
}

/** A privileged container sees every device of the machine: whether a GPU was wanted is then not known. */
function hasGpu(details: ContainerDetails): boolean | undefined {
	if (gpuRequest(details) !== undefined || (details.devicePaths ?? []).some(device => /^\/dev\/(?:nvidia|dxg)/.test(device))) {
		return true;
	}

	return details.isPrivileged === true ? undefined : false;
}
