import type Dockerode from 'dockerode';
import {describe, expect, test} from 'vitest';
import {createControlCalls} from '../../source/engine/control-calls.ts';
import {createEngineCall} from '../../source/engine/engine-call.ts';
import type {ContainerDetails} from '../../source/engine/container.ts';
import type {ContainerState} from '../../source/domain/container-state.ts';

/** Calls on a container that refuses everything with this answer and is in this state afterwards. */
function refusing(statusCode: number, message: string, status: ContainerState['status']) {
	const refuse = async () => {
		throw Object.assign(new Error(message), {statusCode, json: {message}});
	};

	const docker = {
		getContainer: () => ({
			kill: refuse, pause: refuse, unpause: refuse, restart: refuse, remove: refuse,
		}),
	} as unknown as Dockerode;
	return createControlCalls({
		docker,
		call: createEngineCall('unix:///socket'),
		inspectContainer: async () => ({name: 'yolo', state: {status}}) as ContainerDetails,
	});
}

describe('what the engine refuses', () => {
	test('a pause that fails is said in the engine\'s words; the training goes on', async () => {
		const calls = refusing(500, 'Cannot pause container 3f2a: OCI runtime pause failed: unable to freeze: unknown', 'running');
		await expect(calls.pauseContainer('yolo')).rejects.toMatchObject({code: 'pause-failed', values: {name: 'yolo', reason: 'Cannot pause container 3f2a: OCI runtime pause failed: unable to freeze: unknown'}});
	});

	// Docker's codes first, then Podman's, which are all 500.
	test.each([409, 500])('is told by the state of the container, whatever the code %i says', async code => {
		await expect(refusing(code, 'is already paused', 'paused').pauseContainer('yolo')).resolves.toBeUndefined();
		await expect(refusing(code, 'is not paused', 'running').unpauseContainer('yolo')).resolves.toBeUndefined();
		await expect(refusing(code, 'is not running', 'exited').killContainer('yolo', 'SIGINT')).rejects.toMatchObject({code: 'container-not-running', values: {name: 'yolo'}});
		await expect(refusing(code, 'You cannot remove a running container', 'running').removeContainer('yolo')).rejects.toMatchObject({code: 'container-is-running'});
		await expect(refusing(code, 'removal is already in progress', 'removed').removeContainer('yolo')).resolves.toBeUndefined();
	});

	test('a restart fails with what stands in the way of the start', async () => {
		const calls = refusing(500, 'could not select device driver "" with capabilities: [[gpu]]', 'exited');
		await expect(calls.restartContainer('yolo')).rejects.toMatchObject({code: 'gpu-not-available'});
	});

	test('a missing container is named as the person named it', async () => {
		await expect(refusing(404, 'No such container: nope', 'exited').killContainer('nope', 'SIGKILL')).rejects.toMatchObject({code: 'container-not-found', values: {name: 'nope'}});
	});
});
