import {expect, test} from 'vitest';
import {explainLaunchError} from '../../source/engine/launch-error.ts';

/** The engine's own words, as an error of dockerode. */
const refusal = (statusCode: number, message: string) => Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - ${message}`), {statusCode, json: {message}});

test.each([
	[404, 'No such image: yolov5:nope', 'image-not-found', {image: 'yolov5:nope'}],
	[400, 'invalid reference format: repository name must be lowercase', 'image-name-invalid', {image: 'YOLO'}],
	[409, 'Conflict. The container name "/vest" is already in use by container "dcd225". You have to remove (or rename) that container to be able to reuse that name.', 'container-name-taken', {name: 'vest'}],
	[500, 'could not select device driver "" with capabilities: [[gpu]]', 'gpu-not-available', {}],
	[500, 'could not select device driver "cdi" with capabilities: []', 'gpu-not-available', {}],
	[500, 'container create: stat nvidia.com/gpu=0: no such file or directory', 'podman-device-refused', {device: 'nvidia.com/gpu=0'}],
	[400, 'Unknown runtime specified nvidia', 'runtime-unknown', {runtime: 'nvidia'}],
	[400, 'unknown or invalid runtime name: nvidia', 'runtime-unknown', {runtime: 'nvidia'}],
	[400, 'failed to create shim task: OCI runtime create failed: container_linux.go: error running hook #0: error running hook: exit status 1, stdout: , stderr: nvidia-container-cli: initialization error: load library failed: libnvidia-ml.so.1: cannot open shared object file: no such file or directory: unknown', 'gpu-start-failed', {}],
	[500, 'driver failed programming external connectivity on endpoint x (0a1b): Error starting userland proxy: listen tcp4 127.0.0.1:16006: bind: address already in use', 'port-taken', {port: '16006'}],
	[500, 'driver failed programming external connectivity on endpoint x (0a1b): Bind for 127.0.0.1:16007 failed: port is already allocated', 'port-taken', {port: '16007'}],
	[400, 'invalid mount config for type "bind": bind source path does not exist: /no/such dir', 'bind-source-missing', {path: '/no/such dir'}],
	[400, 'Duplicate mount point: /m', 'mount-point-twice', {path: '/m'}],
	[400, 'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "pyhton": executable file not found in $PATH: unknown', 'command-not-found', {command: 'pyhton'}],
	[400, 'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/etc/passwd": permission denied: unknown', 'command-not-executable', {command: '/etc/passwd'}],
	[400, 'Minimum memory limit allowed is 6MB', 'memory-limit-too-small', {reason: 'Minimum memory limit allowed is 6MB'}],
	[404, 'network nonet not found', 'network-not-found', {name: 'nonet'}],
	[500, 'Cannot mkdir: /etc/passwd is not a directory', 'working-directory-invalid', {path: '/etc/passwd'}],
	[400, 'unable to find user nobody2: no matching entries in passwd file', 'user-unknown', {user: 'nobody2'}],
	[400, 'error looking up logging plugin bogus: plugin "bogus" not found', 'log-driver-unknown', {driver: 'bogus'}],
	[500, 'OCI runtime create failed: error setting rlimit type 8: operation not permitted', 'ulimit-refused', {}],
])('%i %s', (statusCode, message, code, values) => {
	expect(explainLaunchError(refusal(statusCode, message), {image: code === 'image-name-invalid' ? 'YOLO' : undefined})).toMatchObject({code, values});
});

test('leaves other refusals and lost connections as they are', () => {
	const other = refusal(500, 'out of disk');
	expect(explainLaunchError(other, {})).toBe(other);
	const lost = Object.assign(new Error('connect'), {code: 'ECONNREFUSED'});
	expect(explainLaunchError(lost, {})).toBe(lost);
});
