
import {expect, test} from 'vitest';
import {cloneToPlan} from '../../source/control/clone-plan.ts';
import {planToCreateRequest} from '../../source/control/create-request.ts';
import {planToDockerText} from '../../source/control/docker-command.ts';

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
