import type {ContainerState} from '../domain/container-state.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {DemoContainerOptions} from './demo-container.ts';

export const demoDirectory = '/usr/src/app';
export const demoImage = 'ultralytics/yolov5:v7.0';
export const demoImageId = `sha256:${'5e'.repeat(32)}`;

/** What `docker inspect` would say of a simulated container. */
export function detailsOf({id, name, command, labels = {}, sharedMemoryBytes, memoryLimitBytes}: DemoContainerOptions, state: ContainerState): ContainerDetails {
	return {
		id,
		name,
		image: demoImage,
		imageId: demoImageId,
		createdAt: state.startedAt,
		state,
		...(state.status === 'running' && {pid: 4711}),
		hasTerminal: true,
		hasOpenStdin: false,
		workingDirectory: demoDirectory,
		command,
		labels,
		shmSizeBytes: sharedMemoryBytes,
		ipcMode: 'private',
		memoryLimitBytes,
		deviceRequests: [{count: -1, deviceIds: [], capabilities: [['gpu']]}],
		runtime: 'runc',
		logDriver: 'json-file',
		isAutoRemoved: false,
		mounts: [
			{
				kind: 'bind', source: '/home/demo/runs', destination: `${demoDirectory}/runs`, isReadOnly: false,
			},
			{
				kind: 'bind', source: '/home/demo/site', destination: '/data/site', isReadOnly: true,
			},
		],
		execIds: [],
		networkMode: 'bridge',
	};
}

/** The whole answer of inspect, in the engine's words. */
export function settingsOf(details: ContainerDetails): unknown {
	/* eslint-disable @typescript-eslint/naming-convention -- the engine's words */
	return {
		Id: details.id,
		Name: `/${details.name}`,
		Image: details.imageId,
		Config: {
			Image: details.image, Cmd: details.command, Entrypoint: null, WorkingDir: details.workingDirectory, Tty: true, OpenStdin: false, Env: [], Labels: details.labels,
		},
		HostConfig: {
			ShmSize: details.shmSizeBytes, Memory: details.memoryLimitBytes ?? 0, NetworkMode: 'bridge', IpcMode: 'private', Runtime: 'runc', DeviceRequests: [{
				Driver: '', Count: -1, DeviceIDs: null, Capabilities: [['gpu']], Options: {},
			}],
		},
		Mounts: details.mounts.map(mount => ({
			Type: mount.kind, Source: mount.source, Destination: mount.destination, RW: !mount.isReadOnly, Propagation: 'rprivate',
		})),
	};
	/* eslint-enable @typescript-eslint/naming-convention */
}
