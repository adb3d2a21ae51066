import {Buffer} from 'node:buffer';
import {posix} from 'node:path';
import {Readable, Writable} from 'node:stream';
import {UserError} from '../domain/user-error.ts';
import type {ContainerDetails, ContainerEvent} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import type {ExecDetails} from '../engine/exec.ts';
import {numberAt, stringsAt, textsAt} from '../engine/json-value.ts';
import {readTar} from '../engine/tar-reader.ts';
import {
	createDemoContainer,
	demoDirectory,
	demoImage,
	demoImageId,
	type DemoContainer,
	type DemoContainerOptions,
} from './demo-container.ts';
import {createDemoFiles} from './demo-files.ts';
import {demoMachine, statsRecord} from './demo-machine.ts';
import {
	isToolKill,
	loadOf,
	runProgram,
	startProgram,
} from './demo-programs.ts';
import type {DemoScene} from './scenes.ts';

/** Neither a socket nor a machine: nothing of this one is taken for the simulated one. */
const endpoint = 'demo';
const usualSharedMemory = 64 * (2 ** 20);

/** A simulated engine with one container, in which a simulated training begins. */
export type DemoEngine = {readonly engine: Engine; readonly container: ContainerDetails};

/** A frame of the output of a program without a terminal. Source: Docker Engine API, ContainerAttach. */
function frame(text: string): Uint8Array {
	const body = Buffer.from(text);
	const head = Buffer.alloc(8);
	head.writeUInt8(1, 0);
	head.writeUInt32BE(body.byteLength, 4);
	return Buffer.concat([head, body]);
}

/** What a simulated engine cannot do: it is said so. */
function refuse(): never {
	throw new UserError('demo-only-simulates');
}

/** Events of the containers for whoever listens. */
function createDemoEvents() {
	const listeners = new Set<(event: ContainerEvent) => void>();
	return {
		emit(event: ContainerEvent): void {
			for (const listener of listeners) {
				listener(event);
			}
		},
		open(container: string | undefined, signal: AbortSignal | undefined): AsyncIterable<ContainerEvent> {
			const stream = new Readable({
				objectMode: true,
				read() {
					// Events are pushed when they happen.
				},
			});
			const listener = (event: ContainerEvent) => {
				if (container === undefined || event.containerId === container) {
					stream.push(event);
				}
			};

			listeners.add(listener);
			stream.once('close', () => {
				listeners.delete(listener);
			});
			signal?.addEventListener('abort', () => {
				stream.destroy();
			}, {once: true});
			return stream;
		},
	};
}

/** Programs that were started in a container and go on. */
function createDemoExecs() {
	const execs = new Map<string, ExecDetails>();
	const stops = new Map<DemoContainer, AbortController>();
	return {
		inspect: (id: string): ExecDetails => execs.get(id) ?? refuse(),
		interrupt(container: DemoContainer): void {
			stops.get(container)?.abort();
		},
		start(container: DemoContainer, command: readonly string[]): {readonly id: string; readonly output: Readable; readonly input: Writable} {
			const program = startProgram(container, command) ?? refuse();
			const id = `e${execs.size + 1}`.padEnd(64, '0');
			const stop = new AbortController();
			stops.set(container, stop);
			execs.set(id, {id, command, isRunning: true});
			const output = new Readable({
				read() {
					// What is printed is pushed when it is printed.
				},
			});
			const print = (text: string) => {
				if (execs.get(id)?.isRunning && !output.destroyed) {
					output.push(frame(text));
				}
			};

			const input = new Writable({
				write(_chunk, _encoding, done) {
					program.onInput?.(print);
					done();
				},
				final(done) {
					stop.abort();
					done();
				},
			});
			const run = async () => {
				const exitCode = await program.run(print, stop.signal);
				execs.set(id, {
					id, command, isRunning: false, exitCode,
				});
				output.push(null);
			};

			void run();
			return {id, output, input};
		},
	};
}

/** The whole answer of inspect, in the engine's words. */
function settingsOf(details: ContainerDetails): unknown {
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

/** Makes the engine of a demo. Nothing outside of this process is asked or changed. */
export function createDemoEngine(name: string, {epochs, done, batchSize = 8, workers = 2, ...scene}: DemoScene, speed: number): DemoEngine {
	const files = createDemoFiles();
	const events = createDemoEvents();
	const execs = createDemoExecs();
	const containers = new Map<string, DemoContainer>();

	function make(options: Pick<DemoContainerOptions, 'command' | 'sharedMemoryBytes' | 'memoryLimitBytes' | 'labels' | 'scene'> & {readonly name: string}): DemoContainer {
		const id = (containers.size + 0xDE_30).toString(16).padEnd(64, '0');
		const container = createDemoContainer({
			...options, id, files, speed, onEvent(action, exitCode) {
				events.emit({
					action, containerId: id, at: Date.now(), attributes: {name: options.name, image: demoImage, ...(exitCode !== undefined && {exitCode: String(exitCode)})},
				});
			},
		});
		containers.set(id, container);
		return container;
	}

	function find(wanted: string): DemoContainer {
		for (const container of containers.values()) {
			const {options} = container;
			if (options.name === wanted || options.id.startsWith(wanted)) {
				return container;
			}
		}

		throw new UserError('container-not-found', {name: wanted});
	}

	function findRunning(wanted: string): DemoContainer {
		const found = find(wanted);
		if (found.state().status !== 'running') {
			throw new UserError('container-not-running', {name: found.options.name});
		}

		return found;
	}

	const first = make({
		name, command: ['python', 'train.py', '--data', 'site.yaml', '--weights', 'yolov5s.pt', '--epochs', String(epochs), '--batch-size', String(batchSize), '--workers', String(workers)], sharedMemoryBytes: scene.sharedMemoryBytes, scene,
	});
	first.start(done);

	const engine: Engine = {
		endpoint,
		identify: async () => ({
			version: '27.3.1', apiVersion: '1.47', isPodman: false, platform: 'linux/amd64', endpoint, origin: 'default-socket',
		}),
		listContainers: async ({isAll = false} = {}) => [...containers.values()].map(container => container.details()).filter(({state}) => isAll || state.status === 'running' || state.status === 'paused').map(({state, command, ...details}) => ({...details, status: state.status, command: command.join(' ')})),
		inspectContainer: async container => find(container).details(),
		inspectExec: async id => execs.inspect(id),
		async topProcesses(container) {
			const {state, command} = find(container).details();
			return state.status === 'running' || state.status === 'paused' ? [{pid: 4711, parentPid: 1, command: command.join(' ')}] : [];
		},
		async openLogs(container, options) {
			const found = find(container);
			return found.log.record({...options, isFollowing: options.isFollowing && ['running', 'paused'].includes(found.state().status)});
		},
		openAttach: async (container, {signal} = {}) => find(container).log.live(signal),
		openEvents: async ({container, signal} = {}) => events.open(container, signal),
		async statFile(container, path) {
			find(container);
			return path === demoDirectory ? {kind: 'directory', sizeBytes: 0, modifiedAt: Date.now()} : files.stat(path);
		},
		async readFile(container, path, {maxBytes = 16 * (2 ** 20)} = {}) {
			find(container);
			const bytes = files.read(path);
			return bytes === undefined || bytes.byteLength > maxBytes ? undefined : bytes;
		},
		listChangedPaths: async () => [],
		async exec(container, command) {
			const found = findRunning(container);
			if (isToolKill(command)) {
				execs.interrupt(found);
			}

			return runProgram(found, command);
		},
		async readStats(container) {
			const found = find(container);
			return ['running', 'paused'].includes(found.state().status) ? statsRecord({cpuMs: found.workedMs(), load: loadOf(found), at: Date.now()}) : {};
		},
		/* eslint-disable @typescript-eslint/naming-convention -- the engine's words */
		readInfo: async () => ({
			OperatingSystem: 'simulated', MemTotal: demoMachine.memoryBytes, NCPU: demoMachine.cores, Runtimes: {runc: {}, nvidia: {}}, DockerRootDir: '/var/lib/docker', SecurityOptions: [],
		}),
		/* eslint-enable @typescript-eslint/naming-convention */
		openTerminal: async () => refuse(),
		async killContainer(container, signal) {
			findRunning(container).kill(signal);
		},
		async pauseContainer(container) {
			const found = find(container);
			if (found.state().status === 'running') {
				found.pause();
			}
		},
		async unpauseContainer(container) {
			const found = find(container);
			if (found.state().status === 'paused') {
				found.unpause();
			}
		},
		async stopContainer(container) {
			find(container).kill('SIGKILL');
		},
		async restartContainer(container) {
			const found = find(container);
			found.kill('SIGKILL');
			found.start();
		},
		async removeContainer(container) {
			const found = find(container);
			found.kill('SIGKILL');
			containers.delete(found.options.id);
			events.emit({
				action: 'destroy', containerId: found.options.id, at: Date.now(), attributes: {name: found.options.name},
			});
		},
		async createContainer(body, {name: wanted} = {}) {
			const {options} = make({
				name: wanted ?? `demo-${containers.size + 1}`, command: stringsAt(body, 'Cmd'), labels: textsAt(body, 'Labels'), sharedMemoryBytes: numberAt(body, 'HostConfig', 'ShmSize') ?? usualSharedMemory, memoryLimitBytes: numberAt(body, 'HostConfig', 'Memory'), scene,
			});
			return {id: options.id, warnings: []};
		},
		async startContainer(container) {
			find(container).start();
		},
		async removeCreated(container) {
			containers.delete(find(container).options.id);
		},
		async waitForExit(container, {signal}) {
			const found = find(container);
			while (['running', 'paused'].includes(found.state().status)) {
				await found.nextChange(signal);
			}

			return {exitCode: found.state().exitCode};
		},
		inspectImage: async image => [demoImage, demoImageId].includes(image)
			? {
				id: demoImageId, workingDirectory: demoDirectory, entrypoint: [], command: ['python', 'train.py'],
			}
			: undefined,
		listNetworks: async () => ['bridge', 'host', 'none'],
		readContainerSettings: async container => settingsOf(find(container).details()),
		resizeCreated: async () => undefined,
		startExec: async (container, {command}) => execs.start(findRunning(container), command),
		openArchive: async () => refuse(),
		async openFile(container, path) {
			find(container);
			const pieces = files.open(path);
			return pieces && Readable.from(pieces, {objectMode: false});
		},
		async putArchive(container, directory, archive) {
			find(container);
			let path = '';
			let pieces: Uint8Array[] = [];
			for await (const event of readTar(archive as AsyncIterable<Uint8Array>)) {
				if (event.type === 'entry') {
					path = posix.join(directory, event.entry.path);
					pieces = [];
				} else if (event.type === 'content') {
					pieces = [...pieces, Buffer.from(event.piece)];
					files.write(path, pieces, Date.now());
				}
			}
		},
		close() {
			for (const container of containers.values()) {
				container.close();
			}
		},
	};
	return {engine, container: first.details()};
}
