
import {describe, expect, test} from 'vitest';
import fc from 'fast-check';
import {planToCreateRequest, redactRequest} from '../../source/plan/create-request.ts';
import {planToDockerCommand, planToDockerText} from '../../source/plan/docker-command.ts';
import type {FlagContext} from '../../source/plan/flag-context.ts';
import {parseRunFlags} from '../../source/plan/parse-run-flags.ts';
import {UserError} from '../../source/domain/user-error.ts';

const gibibyte = 2 ** 30;

const context: FlagContext = {
	directory: '/home/ann/work',
	home: '/home/ann',
	environment: {WANDB_API_KEY: 'hunter2'},
	readTextFile(path) {
		if (path !== 'training.env') {
			throw new Error('ENOENT');
		}

		return '# comment\nEPOCHS=5\nWANDB_API_KEY\n';
	},
};

const parse = (...argv: string[]) => parseRunFlags(argv, context);

function codeOf(run: () => unknown): string {
	try {
		run();
	} catch (error) {
		return error instanceof UserError ? `${error.code} ${JSON.stringify(error.values)}` : String(error);
	}

	return 'no error';
}

describe('flags of docker run', () => {
	test('the command of the scenario', () => {
		const plan = parse('--gpus', 'all', '-it', '-v', '/mnt/d/3588:/mnt/3588', '--shm-size=16g', 'rknn3588:dev', '/bin/bash');
		expect(plan).toMatchObject({
			image: 'rknn3588:dev',
			command: ['/bin/bash'],
			gpus: {count: 'all'},
			shmSizeBytes: 16 * gibibyte,
			hasTerminal: true,
			isInteractive: true,
			mounts: [{
				type: 'bind', source: '/mnt/d/3588', target: '/mnt/3588', isReadOnly: false,
			}],
			stopSignal: 'SIGINT',
			stopTimeoutSeconds: 60,
		});
	});

	test.each([
		[['-itd', 'i'], {isInteractive: true, hasTerminal: true}],
		[['-t=false', 'i'], {hasTerminal: false}],
		[['--tty=false', 'i'], {hasTerminal: false}],
		[['-w/work', 'i'], {workingDirectory: '/work'}],
		[['-itw', '/work', 'i'], {workingDirectory: '/work', isInteractive: true}],
		[['-m', '12g', 'i'], {memoryBytes: 12 * gibibyte}],
		[['--memory-swap=-1', 'i'], {memorySwapBytes: -1}],
		[['--cpus=1.5', 'i'], {cpus: 1.5}],
		[['--net', 'host', 'i'], {networkMode: 'host'}],
		[['-p', '127.0.0.1:6006:6006', '-p', '8000-8001:9000-9001/udp', 'i'], {
			ports: [
				{
					hostAddress: '127.0.0.1', hostPort: 6006, containerPort: 6006, protocol: 'tcp',
				},
				{
					hostAddress: '', hostPort: 8000, containerPort: 9000, protocol: 'udp',
				},
				{
					hostAddress: '', hostPort: 8001, containerPort: 9001, protocol: 'udp',
				},
			],
		}],
		[['-p', '6006', 'i'], {
			ports: [{
				hostAddress: '', hostPort: undefined, containerPort: 6006, protocol: 'tcp',
			}],
		}],
		[['-e', 'A=1', '-e', 'WANDB_API_KEY', '-e', 'NOT_SET', '-e', 'A=2', 'i'], {environment: ['WANDB_API_KEY=hunter2', 'A=2']}],
		[['-e', 'EPOCHS=9', '--env-file', 'training.env', 'i'], {environment: ['WANDB_API_KEY=hunter2', 'EPOCHS=9']}],
		[['--gpus', '2', 'i'], {gpus: {count: 2, capabilities: [], driver: ''}}],
		[['--gpus', 'device=0,1', 'i'], {gpus: {deviceIds: ['0', '1'], capabilities: [], driver: ''}}],
		[['--gpus', '"device=0,1",capabilities=utility', 'i'], {gpus: {deviceIds: ['0', '1'], capabilities: ['utility'], driver: ''}}],
		[['--ulimit', 'memlock=-1', '--ulimit', 'nofile=1:2', 'i'], {ulimits: [{name: 'memlock', soft: -1, hard: -1}, {name: 'nofile', soft: 1, hard: 2}]}],
		[['--restart', 'on-failure:3', 'i'], {restart: {name: 'on-failure', maximumRetryCount: 3}}],
		[['--device', '/dev/video0', 'i'], {devices: [{hostPath: '/dev/video0', containerPath: '/dev/video0', permissions: 'rwm'}]}],
		[['--stop-signal', 'SIGTERM', '--stop-timeout', '5', 'i'], {stopSignal: 'SIGTERM', stopTimeoutSeconds: 5}],
		[['--', 'i', 'python', '--rm'], {image: 'i', command: ['python', '--rm'], isAutoRemoved: false}],
		[['i', '--', 'python', '-v'], {command: ['python', '-v']}],
	])('%j', (argv, expected) => {
		expect(parse(...argv)).toMatchObject(expected);
	});

	test.each([
		['/data:/mnt', {
			type: 'bind', source: '/data', target: '/mnt', isReadOnly: false,
		}],
		['/data/:/mnt/:ro', {
			type: 'bind', source: '/data', target: '/mnt/', isReadOnly: true,
		}],
		['.:/mnt', {type: 'bind', source: '/home/ann/work', target: '/mnt'}],
		['../x:/mnt', {type: 'bind', source: '/home/ann/x'}],
		['~/x:/mnt', {type: 'bind', source: '/home/ann/x'}],
		['/d:/mnt:Z,rslave', {relabel: 'Z', propagation: 'rslave'}],
		['data:/mnt', {type: 'volume', source: 'data', target: '/mnt'}],
		['/mnt', {type: 'volume', target: '/mnt'}],
	])('-v %s', (value, expected) => {
		expect(parse('-v', value, 'i').mounts[0]).toMatchObject(expected);
	});

	test.each([
		['type=bind,src=./d,dst=/m,ro', {
			type: 'bind', source: '/home/ann/work/d', target: '/m', isReadOnly: true,
		}],
		['type=volume,source=v,target=/m,volume-nocopy', {type: 'volume', source: 'v', hasNoCopy: true}],
		['type=tmpfs,dst=/m,tmpfs-size=1g', {type: 'tmpfs', target: '/m', sizeBytes: 2 ** 30}],
		['dst=/m', {type: 'volume', source: undefined}],
	])('--mount %s', (value, expected) => {
		expect(parse('--mount', value, 'i').mounts[0]).toMatchObject(expected);
	});

	test.each([
		[['--gpu', 'all', 'i'], 'flag-unknown {"flag":"--gpu","nearest":"--gpus"}'],
		[['--shm_size=1g', 'i'], 'flag-unknown {"flag":"--shm_size","nearest":"--shm-size"}'],
		[['--zzzzzzzz', 'i'], 'flag-not-supported {"flag":"--zzzzzzzz"}'],
		[['-itx', 'i'], 'flag-not-supported {"flag":"-x (-itx)"}'],
		[['--shm-size', '8x', 'i'], 'flag-value-invalid {"flag":"--shm-size","value":"8x","example":"16g"}'],
		[['--gpus', 'some', 'i'], 'flag-value-invalid {"flag":"--gpus","value":"some","example":"all"}'],
		[['-p', '70000', 'i'], 'flag-value-invalid {"flag":"--publish","value":"70000","example":"6006:6006"}'],
		[['-p', '1-3:1-2', 'i'], 'flag-value-invalid {"flag":"--publish","value":"1-3:1-2","example":"6006:6006"}'],
		[['-w', 'work', 'i'], 'flag-value-invalid {"flag":"--workdir","value":"work","example":"/workspace"}'],
		[['--rm=maybe', 'i'], 'flag-value-invalid {"flag":"--rm","value":"maybe","example":"true"}'],
		[['--name', 'bad name!', 'i'], 'flag-value-invalid {"flag":"--name","value":"bad name!","example":"yolo"}'],
		[['--name'], 'flag-value-missing {"flag":"--name","example":"yolo"}'],
		[['--rm'], 'image-missing {}'],
		[['-v', String.raw`D:\3588:/mnt/3588`, 'i'], String.raw`volume-windows-path {"flag":"--volume","value":"D:\\3588:/mnt/3588","suggestion":"/mnt/d/3588:/mnt/3588"}`],
		[['-v', 'data/x:/mnt', 'i'], 'volume-source-relative {"flag":"--volume","value":"data/x:/mnt","suggestion":"./data/x:/mnt"}'],
		[['-v', '3588:relative', 'i'], 'volume-target-relative {"flag":"--volume","value":"3588:relative","suggestion":""}'],
		[['-v', '/a:/b:fast', 'i'], 'volume-option-unknown {"flag":"--volume","value":"/a:/b:fast","suggestion":"fast"}'],
		[['-v', '/a:/b:ro:x', 'i'], 'volume-invalid {"flag":"--volume","value":"/a:/b:ro:x","suggestion":""}'],
		[['--mount', 'type=bind,source=/a,where=/b', 'i'], 'volume-option-unknown {"flag":"--mount","value":"type=bind,source=/a,where=/b","suggestion":"where"}'],
		[['--env-file', 'none.env', 'i'], 'file-unreadable {"path":"none.env","reason":"ENOENT"}'],
	])('%j is refused', (argv, expected) => {
		expect(codeOf(() => parse(...argv))).toBe(expected);
	});

	test('nothing but a UserError comes out of any words', () => {
		fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('-v', '--mount', '-p', '--gpus', '--ulimit', '-e', '--device', 'type=bind', '/a:/b', ':', ','))), argv => {
			expect(codeOf(() => parse(...argv))).toMatch(/^(?:no error$|[-a-z]+ \{)/);
		}));
	});
});

describe('request and docker command', () => {
	const plan = parse(
		'--name', 'vest', '--gpus', 'all', '--shm-size', '16g', '-v', '/mnt/d/3588:/mnt/3588:ro', '-v', 'runs:/runs', '-e', 'WANDB_API_KEY=hunter2', '-p', '127.0.0.1:6006:6006', '-w', '/mnt/3588/yolov5', '--ipc', 'host', '--memory', '12g', '--init', '--rm', 'rknn3588:dev', 'python', 'train.py', '--name', 'exp 2', '--api-key', 'sesame',
	);

	test('the request uses mounts, a graceful stop and a terminal', () => {
		expect(planToCreateRequest(plan, {isPodman: false})).toMatchObject({
			Image: 'rknn3588:dev',
			Cmd: ['python', 'train.py', '--name', 'exp 2', '--api-key', 'sesame'],
			Env: ['WANDB_API_KEY=hunter2'],
			Tty: true,
			StopSignal: 'SIGINT',
			StopTimeout: 60,
			ExposedPorts: {'6006/tcp': {}},
			HostConfig: {
				Mounts: [{
					Type: 'bind', Source: '/mnt/d/3588', Target: '/mnt/3588', ReadOnly: true,
				}, {Type: 'volume', Source: 'runs', Target: '/runs'}],
				PortBindings: {'6006/tcp': [{HostIp: '127.0.0.1', HostPort: '6006'}]},
				DeviceRequests: [{Driver: '', Count: -1, Capabilities: [['gpu']]}],
				ShmSize: 16 * gibibyte,
				IpcMode: 'host',
				Init: true,
				AutoRemove: true,
			},
		});
	});

	test('no Binds, unless SELinux asks for it', () => {
		expect(planToCreateRequest(plan, {isPodman: false}).HostConfig.Binds).toBeUndefined();
		expect(planToCreateRequest(parse('-v', '/a:/b:z', 'i'), {isPodman: false}).HostConfig).toMatchObject({Binds: ['/a:/b:rw,z']});
	});

	test('podman gets CDI devices, because it ignores device requests', () => {
		const hostConfig = planToCreateRequest(plan, {isPodman: true}).HostConfig;
		expect(hostConfig.DeviceRequests).toBeUndefined();
		expect(hostConfig.Devices).toEqual([{PathOnHost: 'nvidia.com/gpu=all', PathInContainer: 'nvidia.com/gpu=all', CgroupPermissions: 'rwm'}]);
	});

	test('what is shown has no value of the environment and no secret', () => {
		const shown = planToDockerText(plan) + JSON.stringify(redactRequest(planToCreateRequest(plan, {isPodman: false})));
		expect(shown).not.toContain('hunter2');
		expect(shown).not.toContain('sesame');
		expect(planToDockerText(plan)).toBe('docker run -d -t --name vest --gpus all --shm-size 16g --ipc host --memory 12g --mount type=bind,src=/mnt/d/3588,dst=/mnt/3588,readonly --mount type=volume,src=runs,dst=/runs -p 127.0.0.1:6006:6006 -e WANDB_API_KEY -w /mnt/3588/yolov5 --rm --init --stop-signal SIGINT --stop-timeout 60 rknn3588:dev python train.py --name \'exp 2\' --api-key \'***\'');
	});

	test('the shown command reads back as the same plan', () => {
		const again = parse(...planToDockerCommand({...plan, environment: []}).slice(2));
		expect({...again, command: []}).toEqual({...plan, environment: [], command: []});
	});
});
