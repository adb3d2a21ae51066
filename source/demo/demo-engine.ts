import {Buffer} from 'node:buffer';
import {posix} from 'node:path';
import {Readable} from 'node:stream';
import {hasProcesses} from '../domain/container-state.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {numberAt, stringsAt, textsAt} from '../engine/json-value.ts';
import {readTar} from '../engine/tar-reader.ts';
import {createDemoContainers, type DemoContainers} from './demo-containers.ts';
import {
	demoDirectory,
	demoImage,
	demoImageId,
	settingsOf,
} from './demo-details.ts';
import {createDemoEvents, type DemoEvents} from './demo-events.ts';
import {createDemoExecs, refuse, type DemoExecs} from './demo-execs.ts';
import {createDemoFiles, type DemoFiles} from './demo-files.ts';
import {demoMachine, statsRecord} from './demo-machine.ts';
import {isToolKill, loadOf, runProgram} from './demo-programs.ts';
import {answerRecord, probeRecords, probeRequest} from './probe-records.ts';
import type {DemoScene} from './scenes.ts';

/** Neither a socket nor a machine: nothing of this one is taken for the simulated one. */
const endpoint = 'demo';
const usualSharedMemory = 64 * (2 ** 20);
const usualMaxBytes = 16 * (2 ** 20);

/** A simulated engine with one container, in which a simulated training begins. */
export type DemoEngine = {readonly engine: Engine; readonly container: ContainerDetails};

type Parts = {readonly containers: DemoContainers; readonly events: DemoEvents; readonly execs: DemoExecs; readonly files: DemoFiles; readonly scene: DemoScene};

/** What is asked of the engine and of its containers. */
function questions({containers, events, execs}: Parts): Pick<Engine, 'identify' | 'readInfo' | 'listContainers' | 'inspectContainer' | 'inspectExec' | 'topProcesses' | 'openLogs' | 'openAttach' | 'openEvents' | 'readStats' | 'inspectImage' | 'listNetworks' | 'readContainerSettings' | 'waitForExit'> {
	const {find} = containers;
	return {
		identify: async () => ({
			version: '27.3.1', apiVersion: '1.47', isPodman: false, platform: 'linux/amd64', endpoint, origin: 'default-socket',
		}),
		/* eslint-disable @typescript-eslint/naming-convention -- the engine's words */
		readInfo: async () => ({
			OperatingSystem: 'simulated', MemTotal: demoMachine.memoryBytes, NCPU: demoMachine.cores, Runtimes: {runc: {}, nvidia: {}}, DockerRootDir: '/var/lib/docker', SecurityOptions: [],
		}),
		/* eslint-enable @typescript-eslint/naming-convention */
		listContainers: async ({isAll = false} = {}) => containers.all().map(container => container.details()).filter(({state}) => isAll || hasProcesses(state.status)).map(({state, command, ...details}) => ({...details, status: state.status, command: command.join(' ')})),
		inspectContainer: async container => find(container).details(),
		inspectExec: async id => execs.inspect(id),
		async topProcesses(container) {
			const {state, command} = find(container).details();
			return hasProcesses(state.status) ? [{pid: 4711, parentPid: 1, command: command.join(' ')}] : [];
		},
		async openLogs(container, options) {
			options.signal?.throwIfAborted();
			const found = find(container);
			return found.log.record({...options, isFollowing: options.isFollowing && hasProcesses(found.state().status)});
		},
		async openAttach(container, {signal} = {}) {
			signal?.throwIfAborted();
			return find(container).log.live(signal);
		},
		async openEvents({container, signal} = {}) {
			signal?.throwIfAborted();
			return events.open(container, signal);
		},
		async readStats(container) {
			const found = find(container);
			return hasProcesses(found.state().status) ? statsRecord({cpuMs: found.workedMs(), load: loadOf(found), at: Date.now()}) : {};
		},
		inspectImage: async image => [demoImage, demoImageId].includes(image)
			? {
				id: demoImageId, workingDirectory: demoDirectory, entrypoint: [], command: ['python', 'train.py'],
			}
			: undefined,
		listNetworks: async () => ['bridge', 'host', 'none'],
		readContainerSettings: async container => settingsOf(find(container).details()),
		async waitForExit(container, {signal}) {
			const found = find(container);
			while (hasProcesses(found.state().status)) {
				await found.nextChange(signal);
			}

			return {exitCode: found.state().exitCode};
		},
	};
}

/** What is done to its containers. */
function actions({containers, events, scene}: Parts): Pick<Engine, 'killContainer' | 'pauseContainer' | 'unpauseContainer' | 'stopContainer' | 'restartContainer' | 'removeContainer' | 'createContainer' | 'startContainer' | 'removeCreated' | 'resizeCreated'> {
	const {find} = containers;
	const setPaused = async (container: string, isPaused: boolean) => {
		const found = find(container);
		if (found.state().status === (isPaused ? 'running' : 'paused')) {
			found.setPaused(isPaused);
		}
	};

	return {
		async killContainer(container, signal) {
			containers.findRunning(container).kill(signal);
		},
		pauseContainer: async container => setPaused(container, true),
		unpauseContainer: async container => setPaused(container, false),
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
			containers.remove(found);
			events.emit({
				action: 'destroy', containerId: found.options.id, at: Date.now(), attributes: {name: found.options.name},
			});
		},
		async createContainer(body, {name} = {}) {
			const {options} = containers.make({
				name, command: stringsAt(body, 'Cmd'), labels: textsAt(body, 'Labels'), sharedMemoryBytes: numberAt(body, 'HostConfig', 'ShmSize') ?? usualSharedMemory, memoryLimitBytes: numberAt(body, 'HostConfig', 'Memory'), scene,
			});
			return {id: options.id, warnings: []};
		},
		async startContainer(container) {
			find(container).start();
		},
		async removeCreated(container) {
			containers.remove(find(container));
		},
		resizeCreated: async () => undefined,
	};
}

/** Programs and files in them. A terminal and an archive would leave the simulation. */
function contents({containers, execs, files}: Parts): Pick<Engine, 'statFile' | 'readFile' | 'openFile' | 'putArchive' | 'listChangedPaths' | 'exec' | 'startExec' | 'openTerminal' | 'openArchive'> {
	const {find, findRunning} = containers;
	return {
		async statFile(container, path) {
			find(container);
			return path === demoDirectory ? {kind: 'directory', sizeBytes: 0, modifiedAt: Date.now()} : files.stat(path);
		},
		async readFile(container, path, {maxBytes = usualMaxBytes} = {}) {
			find(container);
			const bytes = files.read(path);
			return bytes === undefined || bytes.byteLength > maxBytes ? undefined : bytes;
		},
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

			if (posix.basename(path) !== probeRequest) {
				return;
			}

			const records = posix.join(posix.dirname(path), probeRecords);
			files.write(records, [...files.open(records) ?? [], Buffer.from(answerRecord(Buffer.concat(pieces).toString()))], Date.now());
		},
		listChangedPaths: async () => [],
		async exec(container, command) {
			const found = findRunning(container);
			if (isToolKill(command)) {
				execs.interrupt(found);
			}

			return runProgram(found, command);
		},
		startExec: async (container, {command}) => execs.start(findRunning(container), command),
		openTerminal: async () => refuse(),
		openArchive: async () => refuse(),
	};
}

/** Makes the engine of a demo. Nothing outside of this process is asked or changed. */
export function createDemoEngine(name: string, scene: DemoScene, speed: number): DemoEngine {
	const {epochs, done, batchSize = 8, workers = 2, sharedMemoryBytes} = scene;
	const files = createDemoFiles();
	const events = createDemoEvents();
	const containers = createDemoContainers({files, events, speed});
	const parts: Parts = {
		containers, events, execs: createDemoExecs(), files, scene,
	};
	const first = containers.make({
		name, sharedMemoryBytes, scene, command: ['python', 'train.py', '--data', 'site.yaml', '--weights', 'yolov5s.pt', '--epochs', String(epochs), '--batch-size', String(batchSize), '--workers', String(workers)],
	});
	first.start(done);
	const engine: Engine = {
		endpoint,
		...questions(parts),
		...actions(parts),
		...contents(parts),
		close() {
			for (const container of containers.all()) {
				container.close();
			}
		},
	};
	return {engine, container: first.details()};
}
