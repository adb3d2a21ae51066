
import {describe, expect, test} from 'vitest';
import {cloneToPlan, withMemory} from '../../source/plan/clone-plan.ts';
import {planToCreateRequest} from '../../source/plan/create-request.ts';
import {planToDockerText} from '../../source/plan/docker-command.ts';

const inspected = {
	Id: '4980ae158eb3',
	Image: 'sha256:accac06e',
	Name: '/yolo',
	Path: 'python',
	Args: ['train.py'],
	Config: {
		Image: 'rknn3588:dev', Hostname: '4980ae158eb3', Cmd: ['python', 'train.py'], Entrypoint: ['/opt/entry.sh'], WorkingDir: '/mnt/3588/yolov5', Env: ['WANDB_API_KEY=hunter2', 'PATH=/bin'],
		Tty: true, OpenStdin: true, ExposedPorts: {'6006/tcp': {}}, Labels: {project: 'vest'}, User: '',
	},
	HostConfig: {
		ShmSize: 536_870_912, IpcMode: 'private', Runtime: 'runc', NetworkMode: 'default', Memory: 0, MemorySwap: 0, NanoCpus: 1_500_000_000, Init: true, AutoRemove: true,
		PortBindings: {'6006/tcp': [{HostIp: '', HostPort: '6006'}]}, RestartPolicy: {Name: 'always', MaximumRetryCount: 0},
		DeviceRequests: [{
			Driver: '', Count: -1, DeviceIDs: null, Capabilities: [['gpu']], Options: {},
		}],
		Ulimits: [{Name: 'stack', Soft: 1, Hard: 2}], LogConfig: {Type: 'json-file', Config: {'max-size': '5m'}}, Tmpfs: {'/scratch': 'size=1g'},
	},
	Mounts: [
		{
			Type: 'bind', Source: '/mnt/d/3588', Destination: '/mnt/3588', Mode: '', RW: false, Propagation: 'rprivate',
		},
		{
			Type: 'volume', Name: '0f3c', Source: '/var/lib/docker/volumes/0f3c/_data', Destination: '/cache', RW: true,
		},
	],
};

test('a clone has the same settings and none of what belongs to the old container', () => {
	const request = planToCreateRequest(cloneToPlan(inspected, ['python', 'train.py', '--resume', 'last.pt']), {isPodman: false});
	expect(request).toEqual({
		Image: 'sha256:accac06e',
		Cmd: ['python', 'train.py', '--resume', 'last.pt'],
		Entrypoint: ['/opt/entry.sh'],
		Env: ['WANDB_API_KEY=hunter2', 'PATH=/bin'],
		WorkingDir: '/mnt/3588/yolov5',
		Labels: {project: 'vest'},
		Tty: true,
		OpenStdin: false,
		ExposedPorts: {'6006/tcp': {}},
		StopSignal: 'SIGINT',
		StopTimeout: 60,
		HostConfig: {
			Mounts: [
				{
					Type: 'bind', Source: '/mnt/d/3588', Target: '/mnt/3588', ReadOnly: true,
				},
				{Type: 'volume', Source: '0f3c', Target: '/cache'},
				{Type: 'tmpfs', Target: '/scratch'},
			],
			DeviceRequests: [{Driver: '', Count: -1, Capabilities: [['gpu']]}],
			ShmSize: 536_870_912,
			NanoCpus: 1_500_000_000,
			Ulimits: [{Name: 'stack', Soft: 1, Hard: 2}],
			Init: true,
			LogConfig: {Type: 'json-file', Config: {'max-size': '5m'}},
			// Wide enough that no bar is cut.
			ConsoleSize: [50, 200],
		},
	});
});

test('an entrypoint that is the training is replaced', () => {
	const plan = cloneToPlan({...inspected, Config: {...inspected.Config, Entrypoint: ['python', 'train.py'], Cmd: ['--epochs', '3']}}, ['python', 'train.py', '--resume', 'last.pt']);
	expect(plan.entrypoint).toEqual([]);
	expect(planToDockerText(plan)).toContain('--entrypoint \'\' sha256:accac06e python train.py --resume last.pt');
});

test('nothing is known of nothing', () => {
	expect(planToCreateRequest(cloneToPlan(undefined, ['x']), {isPodman: false}).HostConfig).toEqual({});
});

/** HostConfig as engines answer it. Source: moby 28, docker/cli opts/gpus.go and opts/device.go, compose-spec deploy.resources. */
const gpuContainers = {
	'--gpus all': {
		Runtime: 'runc',
		DeviceRequests: [{
			Driver: '', Count: -1, DeviceIDs: null, Capabilities: [['gpu']], Options: {},
		}],
	},
	'--gpus \'"device=0,GPU-1b2c","capabilities=utility,compute"\'': {
		Runtime: 'runc',
		DeviceRequests: [{
			Driver: '', Count: 0, DeviceIDs: ['0', 'GPU-1b2c'], Capabilities: [['gpu', 'utility', 'compute']], Options: {},
		}],
	},
	'--runtime nvidia': {Runtime: 'nvidia', DeviceRequests: null},
	'--device nvidia.com/gpu=0:1': {
		Runtime: 'runc',
		DeviceRequests: [{
			Driver: 'cdi', Count: 0, DeviceIDs: ['nvidia.com/gpu=0:1'], Capabilities: null, Options: null,
		}],
	},
	'two reservations of a compose file': {
		Runtime: 'runc',
		DeviceRequests: [
			{
				Driver: 'nvidia', Count: 0, DeviceIDs: ['0'], Capabilities: [['gpu']], Options: {virtualization: 'false'},
			},
			{
				Driver: 'nvidia', Count: 0, DeviceIDs: ['3'], Capabilities: [['gpu']], Options: {},
			},
		],
	},
	'--device /dev/nvidia0': {
		Runtime: 'runc', DeviceRequests: null, Devices: [{PathOnHost: '/dev/nvidia0', PathInContainer: '/dev/nvidia0', CgroupPermissions: 'rwm'}],
	},
} as const;

test.each<[keyof typeof gpuContainers, Readonly<Record<string, unknown>>, string]>([
	['--gpus all', {DeviceRequests: [{Driver: '', Count: -1, Capabilities: [['gpu']]}]}, '--gpus all'],
	['--gpus \'"device=0,GPU-1b2c","capabilities=utility,compute"\'', {
		DeviceRequests: [{
			Driver: '', Count: 0, DeviceIDs: ['0', 'GPU-1b2c'], Capabilities: [['gpu', 'utility', 'compute']],
		}],
	}, '--gpus \'"device=0,GPU-1b2c","capabilities=utility,compute"\''],
	['--runtime nvidia', {Runtime: 'nvidia'}, '--runtime nvidia'],
	['--device nvidia.com/gpu=0:1', {DeviceRequests: [{Driver: 'cdi', DeviceIDs: ['nvidia.com/gpu=0:1']}]}, '--device nvidia.com/gpu=0:1'],
	['two reservations of a compose file', {
		DeviceRequests: [{
			Driver: 'nvidia', Count: 0, DeviceIDs: ['0', '3'], Capabilities: [['gpu']], Options: {virtualization: 'false'},
		}],
	}, '--gpus \'"device=0,3",driver=nvidia\''],
	['--device /dev/nvidia0', {Devices: [{PathOnHost: '/dev/nvidia0', PathInContainer: '/dev/nvidia0', CgroupPermissions: 'rwm'}]}, '--device /dev/nvidia0:/dev/nvidia0:rwm'],
])('the GPU of a container with %s is asked for again', (name, expected, words) => {
	const environment = ['NVIDIA_VISIBLE_DEVICES=all', 'NVIDIA_DRIVER_CAPABILITIES=compute,utility'];
	const plan = cloneToPlan({
		...inspected, Config: {...inspected.Config, Env: environment, Tty: false}, HostConfig: {...gpuContainers[name]}, Mounts: [],
	}, ['python', 'train.py']);
	const request = planToCreateRequest(plan, {isPodman: false});
	expect(request.HostConfig).toEqual(expected);
	expect(request.Env).toEqual(environment);
	expect(planToDockerText(plan)).toContain(` ${words} `);
});

test('Podman gets a CDI name as a device', () => {
	const plan = cloneToPlan({HostConfig: gpuContainers['--device nvidia.com/gpu=0:1']}, ['x']);
	expect(planToCreateRequest(plan, {isPodman: true}).HostConfig).toEqual({Devices: [{PathOnHost: 'nvidia.com/gpu=0:1', PathInContainer: 'nvidia.com/gpu=0:1', CgroupPermissions: 'rwm'}]});
});

describe('a container of Podman', () => {
	const resolved = {HostConfig: {Runtime: 'oci', Devices: [{PathOnHost: '/dev/nvidia0', PathInContainer: '/dev/nvidia0', CgroupPermissions: ''}, {PathOnHost: '/dev/fuse', PathInContainer: '/dev/fuse', CgroupPermissions: 'rwm'}]}};
	const devicesOf = (answer: unknown) => cloneToPlan(answer, ['x']).devices.map(({hostPath}) => hostPath);

	test.each([
		['--device nvidia.com/gpu=0', ['podman', 'run', '--device', 'nvidia.com/gpu=0', '--device=/dev/fuse', 'img', 'python', 'train.py', '--device', '0'], ['/dev/fuse', 'nvidia.com/gpu=0']],
		['--gpus all', ['podman', 'run', '--gpus=all', 'img'], ['nvidia.com/gpu=all']],
		['--gpus 2', ['podman', 'run', '--gpus', '2', 'img'], ['nvidia.com/gpu=0', 'nvidia.com/gpu=1']],
		['--device /dev/nvidia0', ['podman', 'run', '--device', '/dev/nvidia0', 'img'], ['/dev/nvidia0', '/dev/fuse']],
		['a command that nobody knows', [], ['/dev/nvidia0', '/dev/fuse']],
	])('has its devices again as %s asked for them', (_, command, devices) => {
		expect(devicesOf({...resolved, CreateCommand: command})).toEqual(devices);
	});

	test('has limits and a runtime that it takes itself', () => {
		const {HostConfig, Env} = planToCreateRequest(cloneToPlan({HostConfig: {Runtime: 'oci', Ulimits: [{Name: 'RLIMIT_NOFILE', Soft: 1024, Hard: 2048}]}, Config: {Env: ['container=podman', 'HOSTNAME=0a1b', 'MINE=1']}}, ['x']), {isPodman: true});
		expect(Env).toEqual(['MINE=1']);
		expect(HostConfig).toEqual({Ulimits: [{Name: 'nofile', Soft: 1024, Hard: 2048}]});
	});
});

const gibibyte = 2 ** 30;

test.each([
	['the swap of the engine\'s choice', {memoryBytes: gibibyte, memorySwapBytes: 2 * gibibyte}, {memoryBytes: 4 * gibibyte}],
	['no swap', {memoryBytes: gibibyte, memorySwapBytes: gibibyte}, {memoryBytes: 4 * gibibyte, memorySwapBytes: 4 * gibibyte}],
	['any swap', {memoryBytes: gibibyte, memorySwapBytes: -1}, {memoryBytes: 4 * gibibyte, memorySwapBytes: -1}],
	['no limit before', {}, {memoryBytes: 4 * gibibyte}],
	['a reservation above it', {memoryBytes: 8 * gibibyte, memoryReservationBytes: 6 * gibibyte}, {memoryBytes: 4 * gibibyte, memoryReservationBytes: 4 * gibibyte}],
])('another memory limit keeps %s', (_, before, after) => {
	expect(withMemory(before, 4 * gibibyte)).toEqual({memorySwapBytes: undefined, ...after});
});
